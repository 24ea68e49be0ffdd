"""Bytes to text: encodings, line ends, and the way back to the bytes."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.decoding import MAX_SIZE, check_size, decode
from compliance.errors import SourceError
from compliance.model.source import Place


def problem_of(data: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        decode("story.html", data)
    (problem,) = caught.value.problems
    return str(problem)


def test_utf8_needs_no_declaration():
    source = decode("a.md", "Grüße".encode())
    assert (source.text, source.encoding) == ("Grüße", "utf-8")


def test_a_byte_order_mark_is_no_text_but_counts_in_offsets():
    source = decode("a.md", codecs.BOM_UTF8 + b"ab")
    assert source.text == "ab"
    assert source.span(0, 1).start == 3
    assert source.place(source.span(1, 2)) == Place(1, 2, 1, 3)


def test_bytes_that_are_not_utf8_are_windows_1252():
    source = decode("a.md", b"\x93caf\xe9\x94 \x81")
    assert (source.text, source.encoding) == ("“café” \ufffd", "cp1252")
    assert source.place(source.span(len("“caf".encode()), len("“café".encode()))) == Place(1, 5, 1, 6)


def test_utf16_and_utf32_are_known_by_their_mark():
    assert decode("a", codecs.BOM_UTF16_LE + "aé𝒳".encode("utf-16-le")).text == "aé𝒳"
    assert decode("a", codecs.BOM_UTF16_BE + "aé𝒳".encode("utf-16-be")).text == "aé𝒳"
    assert decode("a", codecs.BOM_UTF32_LE + "aé𝒳".encode("utf-32-le")).text == "aé𝒳"


def test_offsets_in_utf16_lead_to_its_own_bytes():
    data = codecs.BOM_UTF16_LE + "é\r\nxy".encode("utf-16-le")
    source = decode("a", data)
    span = source.span(3, 5)
    assert data[span.start : span.end].decode("utf-16-le") == "xy"
    assert source.place(span) == Place(2, 1, 2, 3)


def test_a_page_may_declare_its_charset():
    assert decode("a", b'<html><meta charset="windows-1251"><p>\xcf\xf0\xe8').text.endswith("При")
    assert decode("a", b'<?xml version="1.0" encoding="ISO-8859-2"?><p>\xb1').text.endswith("ą")
    assert (
        decode("a", b"<html><head><meta http-equiv=a content='text/html; charset=shift_jis'>\x93\xfa").text[-1] == "日"
    )


def test_a_declaration_counts_only_in_what_looks_like_html():
    assert decode("a.md", b'Use `<meta charset="windows-1251">` \xe9').encoding == "cp1252"


def test_a_page_that_claims_latin1_but_is_utf8_is_utf8():
    assert decode("a", '<html><meta charset="iso-8859-1"><p>é'.encode()).text.endswith("é")


def test_an_unknown_charset_is_an_error_at_its_place():
    text = problem_of(b'<html>\n<meta charset="klingon-8">')
    assert text == "story.html:2:16: unknown charset 'klingon-8'; save the page as UTF-8"


def test_a_codec_that_is_no_charset_is_unknown():
    assert "unknown charset 'rot13'" in problem_of(b'<html><meta charset="rot13">')
    assert "unknown charset 'unicode_escape'" in problem_of(b'<html><meta charset="unicode_escape">')


def test_stray_bytes_in_declared_utf8_become_question_marks():
    source = decode("a", b'<html><meta charset="utf-8"><p>' + b"x" * 300 + b"\xe9y")
    assert source.text.endswith("x?y")
    assert source.utf8.endswith(b"x?y")


def test_declared_utf8_with_many_wrong_bytes_is_an_error():
    text = problem_of(b'<meta charset="utf-8">\n<p>\xe9\xe9\xe9')
    assert text == ("story.html:2:4: is not valid UTF-8, though it says so: byte 0xe9 here, 3 in all; save it as UTF-8")


def test_broken_utf16_is_an_error():
    assert "is not valid UTF-16-LE" in problem_of(codecs.BOM_UTF16_LE + b"a\x00\x00\xd8")


def test_binary_files_are_refused_by_name():
    assert "is a PDF file, not text" in problem_of(b"%PDF-1.7 ...")
    assert "is a PNG image, not text" in problem_of(b"\x89PNG\r\n")
    assert "is binary: byte 2 is zero" in problem_of(b"ab\x00c")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_told_from_what_is_binary(encoding):
    assert "is UTF-16 without a byte-order mark" in problem_of("The pond is back.\n".encode(encoding))


def test_an_empty_file_is_refused():
    assert problem_of(b"") == "story.html: is empty; name a file that holds an article"
    assert "is empty" in problem_of(b" \n\t\r\n")
    assert "is empty" in problem_of(codecs.BOM_UTF8)


def test_a_huge_file_is_refused_before_it_is_read():
    with pytest.raises(SourceError, match="is too large: 100 MiB, the limit is 32 MiB"):
        check_size("a.md", 100 * 1024 * 1024)
    check_size("a.md", MAX_SIZE)


def test_line_ends_become_one_kind_and_offsets_still_lead_back():
    data = b"a\r\nbc\rd\ne"
    source = decode("a", data)
    assert source.text == "a\nbc\nd\ne"
    assert [source.to_source(i) for i in range(8)] == [0, 1, 3, 4, 5, 6, 7, 8]
    assert source.place(source.span(2, 4)) == Place(2, 1, 2, 3)
    assert source.place(source.span(7, 8)) == Place(4, 1, 4, 2)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1))
def test_every_encoding_gives_the_same_text(text):
    expected = text.replace("\r\n", "\n").replace("\r", "\n")
    encoded = [codecs.BOM_UTF8 + text.encode(), codecs.BOM_UTF16_LE + text.encode("utf-16-le")]
    texts = {decode("a", data).text for data in encoded if text.strip() and not text.isspace()}
    assert texts <= {expected}


@given(st.binary(max_size=200))
def test_nothing_but_a_source_error_is_raised(data):
    try:
        source = decode("a", data)
    except SourceError:
        return
    assert source.utf8 == source.text.encode()
    assert "\r" not in source.text
    assert source.to_source(len(source.utf8)) == len(data)
