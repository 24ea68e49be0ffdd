"""The flat text: white space, invisible characters, segments."""

from compliance.model.article import Segment
from compliance.readers.flattening import FlatWriter, RawLink


def test_white_space_is_collapsed_within_and_across_pieces():
    writer = FlatWriter()
    writer.write(b"  a \t b ", 0)
    writer.write(b" c", 8)
    assert writer.finish() == b"a b c"


def test_blocks_are_parted_by_one_line_end():
    writer = FlatWriter()
    writer.write(b"a ", 0)
    writer.begin("item")
    writer.begin("paragraph")
    writer.write(b" b", 2)
    assert writer.finish() == b"a\nb"
    assert [(b.kind, b.start, b.end) for b in writer.blocks] == [("paragraph", 0, 1), ("paragraph", 2, 3)]


def test_a_forced_line_break_stays_inside_its_block():
    writer = FlatWriter()
    writer.write(b"a", 0)
    writer.line_break()
    writer.space()
    writer.write(b"b", 5)
    assert writer.finish() == b"a\nb"
    assert len(writer.blocks) == 1


def test_no_break_spaces_are_spaces_and_invisible_characters_go():
    writer = FlatWriter()
    writer.write("©\u00a02020\u2009\u200bre\u00adprint\ufeff".encode(), 0)
    assert writer.finish().decode() == "© 2020 reprint"


def test_verbatim_pieces_that_touch_are_one_segment():
    writer = FlatWriter()
    writer.write(b"one ", 10)
    writer.write(b"two", 14)
    writer.finish()
    assert writer.segments == [Segment(0, 7, 10, 7)]


def test_what_is_spelt_otherwise_is_a_segment_of_its_own():
    writer = FlatWriter()
    writer.write(b"a", 0)
    writer.atom("&", 1, 5)
    writer.write(b"b", 6)
    writer.finish()
    assert writer.segments == [Segment(0, 1, 0, 1), Segment(1, 1, 1, 5), Segment(2, 1, 6, 1)]


def test_a_reference_to_a_space_is_a_space():
    writer = FlatWriter()
    writer.write(b"a", 0)
    writer.atom("\u00a0", 1, 6)
    writer.atom("\u200b", 7, 7)
    writer.write(b"b", 14)
    assert writer.finish() == b"a b"


def test_a_link_begins_with_its_first_word():
    writer = FlatWriter()
    writer.write(b"see ", 0)
    writer.open_link(RawLink("/x", (), 4, 9, 0))
    writer.write(b" here ", 4)
    writer.close_link()
    writer.write(b"now", 10)
    assert writer.finish() == b"see here now"
    assert [(link.start, link.end) for link in writer.links] == [(4, 8)]


def test_a_link_without_words_is_empty_where_it_stands():
    writer = FlatWriter()
    writer.write(b"a", 0)
    writer.open_link(RawLink("/x", (), 1, 2, 0))
    writer.close_link()
    writer.finish()
    assert [(link.start, link.end) for link in writer.links] == [(1, 1)]
