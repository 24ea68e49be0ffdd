"""What the classic editor stores: paragraphs without tags, and shortcodes."""

import pytest
from compliance_wordpress.paragraphs import is_of_blocks, mark_paragraphs
from compliance_wordpress.passages import Edit, Passage, PassageWriter, Run
from compliance_wordpress.shortcodes import unfold_shortcodes
from hypothesis import given
from hypothesis import strategies as st


def passage(text: str) -> Passage:
    return Passage(text.encode(), [Run(0, 0, 0)])


def paragraphs(text: str) -> str:
    return mark_paragraphs(passage(text)).text


def unfolded(text: str) -> str:
    return unfold_shortcodes(passage(text)).content.text


# Paragraphs


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("One.", "<p>One."),
        ("One.\nTwo.", "<p>One.<br>\nTwo."),
        ("One.\n\n \nTwo.", "<p>One.\n\n \n<p>Two."),
        ("<h2>A</h2>\nText", "<p><h2>A</h2>\nText"),
        ("Text\n<ul>\n<li>a</li>\n</ul>", "<p>Text\n<ul>\n<li>a</li>\n</ul>"),
        ("One<br />\nTwo", "<p>One<br />\nTwo"),
        ("<em>One</em>\nTwo", "<p><em>One</em><br>\nTwo"),
        ("<pre>a\n\nb\n</pre>c", "<p><pre>a\n\nb\n</pre>c"),
        ("<script>a\n\nb</script>", "<p><script>a\n\nb</script>"),
        ("<!-- a\n\nb -->c", "<p><!-- a\n\nb -->c"),
        ('<a href="x"\n\ntitle="y">z</a>', '<p><a href="x"\n\ntitle="y">z</a>'),
        ("<pre>never\n\nended", "<p><pre>never\n\nended"),
        ("1 < 2\n\nb", "<p>1 < 2\n\n<p>b"),
    ],
)
def test_blank_lines_part_paragraphs_and_others_break_lines(stored, shown):
    assert paragraphs(stored) == shown


def test_comments_of_the_block_editor_tell_its_posts():
    assert is_of_blocks(passage("<!-- wp:paragraph --><p>a</p>"))
    assert not is_of_blocks(passage("a <!--more--> b"))


# Shortcodes


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        (
            '[caption id="a" width="3"]<img src="x.jpg" /> By Dee[/caption]',
            '<figure><img src="x.jpg" /><figcaption> By Dee</figcaption></figure>',
        ),
        (
            '[caption width="3"]<a href="y"><img src="x.jpg" /></a> By Dee[/caption]!',
            '<figure><a href="y"><img src="x.jpg" /></a><figcaption> By Dee</figcaption></figure>!',
        ),
        (
            '[caption width="3" caption="By Dee"]<img src="x.jpg" />[/caption]',
            '<figure><img src="x.jpg" /><figcaption>By Dee</figcaption></figure>',
        ),
        ('[caption width="3"]no picture[/caption]', "<figure>no picture</figure>"),
        ('[gallery ids="1,2"]', ""),
        ("[gallery]", ""),
        ("[embed]https://a.example/[/embed]", "https://a.example/"),
        ("[pull]Kept words[/pull]", "Kept words"),
        ('[ad slot="3"]', ""),
    ],
)
def test_shortcodes_are_read(stored, shown):
    assert unfolded(stored) == shown


@pytest.mark.parametrize(
    "text", ["[sic]", "[1]", "[…]", "[Photo by Dee]", "[[gallery]]", "a[i] = b", "[caption]", "[/caption]", "["]
)
def test_other_brackets_are_text(text):
    assert unfolded(text) == text


def test_what_a_shortcode_says_is_a_field_at_its_place():
    (field,) = unfold_shortcodes(passage('Tide. [republished url="https://a.example/b"]')).fields

    assert (field.name, field.value) == ("shortcode.republished.url", "https://a.example/b")
    assert (field.span.start, field.span.end) == (24, 43)


@pytest.mark.parametrize("text", ["[a ", "[a=", "[a x=", "[", "\n [", "<a [", "[a x=' "])
def test_many_beginnings_of_shortcodes_are_read_in_one_go(text):
    assert unfolded(text * 50_000) == text * 50_000


def test_many_captions_that_do_not_end_are_read_in_one_go():
    assert unfolded("[caption a=b]" * 50_000) == "<figure>" * 50_000


@pytest.mark.parametrize("text", ["<a", "<a ", "a", "\n", "\n ", " \n", "<pre>", "<!--", "<", "</a\n"])
def test_many_beginnings_of_tags_are_read_in_one_go(text):
    shown = paragraphs("<" + text * 100_000)

    assert shown.replace("<p>", "").replace("<br>", "") == "<" + text * 100_000


# Places


@given(st.lists(st.text("ab\n<p>[]é", max_size=8), max_size=6), st.data())
def test_what_an_edit_leaves_keeps_its_place(parts, data):
    text = "".join(parts).encode()
    ends = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    edits = [Edit(start, end, b"<x>") for start, end in zip(ends[::2], ends[1::2], strict=False)]

    edited = Passage(text, [Run(0, 7, 0)]).edit(edits)

    source = b"-------" + text
    kept = [offset for offset in range(len(edited.data)) if not edited._run_at(offset).size]
    assert all(edited.data[at : at + 1] == source[edited.to_source(at) : edited.to_source(at) + 1] for at in kept)
    assert len(edited.data) == len(kept) + 3 * len(edits)


def test_pieces_that_follow_each_other_are_one_run():
    writer = PassageWriter()
    for data, source, size in ((b"ab", 5, 0), (b"c", 7, 0), (b"&", 8, 5), (b"d", 13, 0)):
        writer.write(data, source, size)

    assert writer.finish() == Passage(b"abc&d", [Run(0, 5, 0), Run(3, 8, 5), Run(4, 13, 0)])
