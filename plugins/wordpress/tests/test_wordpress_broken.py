"""Exports that are broken: what can be read is read, and what cannot is named with its place."""

import io
from pathlib import Path

import compliance_wordpress.parsing
import pytest
from compliance_wordpress.decoding import read_utf8
from compliance_wordpress.parsing import Channel
from compliance_wordpress.reading import read_posts
from compliance_wordpress.recovery import MOST_FAULTS, parse_items
from compliance_wordpress.settings import Choice
from hypothesis import given
from hypothesis import strategies as st

from compliance.errors import Problem

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
"""
TAIL = "</channel>\n</rss>\n"


def post(number: int, content: str = "<![CDATA[Tide.]]>", title: str = "Tide") -> str:
    return f"""\t<item>
\t\t<title>{title}</title>
\t\t<content:encoded>{content}</content:encoded>
\t\t<wp:post_id>{number}</wp:post_id><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
\t</item>
"""


def read(data: str | bytes) -> list[str]:
    """Return the articles' texts, and problems as they are shown."""
    data = data if isinstance(data, bytes) else data.encode()
    found = read_posts("x.xml", io.BytesIO(data), Choice())
    return [str(item) if isinstance(item, Problem) else item.flat.decode() for item in found]


# What is tolerated


def test_control_characters_are_left_out():
    assert read(HEAD + post(1, "<![CDATA[Ti\x08de\x00 came\x1b.]]>") + TAIL) == ["Ti de came ."]


def test_references_to_what_xml_forbids_are_left_out():
    assert read(HEAD + post(1, "Ti&#8;de &#x1F; &#8217;24") + TAIL) == ["Ti de ’24"]


def test_names_that_only_html_knows_are_known():
    assert read(HEAD + post(1, "Tide&nbsp;&amp;&nbsp;Storm &hellip;") + TAIL) == ["Tide & Storm …"]


def test_characters_that_are_none_are_marked():
    assert read(HEAD + post(1, "<![CDATA[Ti\ufffede]]>") + TAIL) == ["Ti\ufffdde"]


def test_a_stray_byte_among_many_is_a_question_mark():
    data = (HEAD + post(1, f"<![CDATA[{'Tide came. ' * 30}Caf@]]>") + TAIL).encode().replace(b"@", b"\xe9")

    assert read(data) == ["Tide came. " * 30 + "Caf?"]


@pytest.mark.parametrize("before", ["\n\n", " ", "\ufeff", "\ufeff\ufeff\n"])
def test_what_stands_before_the_xml_declaration_is_passed_over(before):
    assert read(before + HEAD + post(1) + TAIL) == ["Tide."]


def test_lines_before_the_declaration_count():
    (article,) = read_posts("x.xml", io.BytesIO(("\n\n" + HEAD + post(1) + TAIL).encode()), Choice())
    (title,) = (field for field in article.fields if field.name == "title")

    assert article.place(title.span).line == 7


@pytest.mark.parametrize("encoding", ["iso-8859-1", "windows-1252", "utf-16"])
def test_an_export_in_another_encoding_that_it_names_is_read(encoding):
    data = (HEAD.replace("UTF-8", encoding) + post(1, "<![CDATA[Café]]>") + TAIL).encode(encoding)

    assert read(data) == ["Café"]


def test_a_document_type_without_entities_is_passed_over():
    data = HEAD.replace("<rss", '<!DOCTYPE rss SYSTEM "https://nowhere.example/rss.dtd">\n<rss') + post(1) + TAIL

    assert read(data) == ["Tide."]


# What is not


def test_a_post_in_another_encoding_than_the_export_names_is_a_problem_and_the_others_are_read():
    latin = post(2, "<![CDATA[Größe und Höhe]]>").encode("latin-1")
    data = (HEAD + post(1)).encode() + latin + (post(3) + TAIL).encode()

    assert read(data) == [
        "Tide.",
        (
            "x.xml#2:11:31: is not valid UTF-8, though the export says so: 3 bytes of this post are not; "
            "export it again, or save the export as UTF-8"
        ),
        "Tide.",
    ]


def test_a_charset_that_nobody_knows_is_a_problem():
    assert read(HEAD.replace("UTF-8", "klingon") + post(1) + TAIL) == [
        "x.xml:1:1: unknown charset 'klingon'; save the export as UTF-8"
    ]


def test_an_export_that_was_cut_off_is_read_up_to_there():
    whole = HEAD + post(1) + post(2)

    assert read(whole[: whole.rindex("Tide.") + 2]) == [
        "Tide.",
        "x.xml:11:31: the export is cut off: it ends inside the item that begins in line 9; export it again",
    ]


def test_an_export_that_was_cut_off_between_posts_is_told():
    assert read(HEAD + post(1)) == [
        "Tide.",
        "x.xml:9:1: the export is cut off: it ends between items; export it again",
    ]


@given(st.integers(1, 10_000))
def test_wherever_an_export_is_cut_off_it_is_told(length):
    whole = HEAD + post(1) + post(2) + TAIL.strip()
    cut = whole[: length % len(whole)]

    assert "the export is cut off" in read(cut)[-1]


def test_behind_a_post_that_is_broken_the_next_one_is_read():
    assert read(HEAD + post(1) + post(2, "<![CDATA[a ]]> b <br> c]]>") + post(3, title="Third") + TAIL) == [
        "Tide.",
        (
            "x.xml:11:45: the export is no well-formed XML here: not well-formed (invalid token); "
            "mend this post in WordPress and export it again"
        ),
        "Tide.",
    ]


def test_places_behind_a_broken_post_are_right():
    data = HEAD + post(1, "<b>") + post(2, title="Second") + TAIL
    _, article = read_posts("x.xml", io.BytesIO(data.encode()), Choice())
    (title,) = (field for field in article.fields if field.name == "title")
    place = article.place(title.span)

    assert (place.line, place.column) == (10, 10)
    assert article.source.data[title.span.start : title.span.end] == b"Second"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_places_behind_a_post_that_is_too_large_are_right(monkeypatch, line_end):
    monkeypatch.setattr(compliance_wordpress.parsing, "MAX_SIZE", 1 << 17)
    data = HEAD + post(1, "<![CDATA[" + "Tide.\n" * 40_000 + "]]>") + post(2) + TAIL
    _, article = read_posts("x.xml", io.BytesIO(data.replace("\n", line_end).encode()), Choice())
    (title,) = (field for field in article.fields if field.name == "title")

    assert article.place(title.span).line == 40_010


def test_an_export_that_is_broken_all_over_is_given_up():
    found = read(HEAD + post(1, "<b>") * (MOST_FAULTS + 50) + TAIL)

    assert len(found) == MOST_FAULTS + 1
    assert found[-1].endswith("what stands behind this one is not read; export it again")


def test_entities_that_grow_are_refused():
    bomb = """<!DOCTYPE rss [
<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
]>
<rss"""

    assert read(HEAD.replace("<rss", bomb) + post(1, "&b;") + TAIL) == [
        (
            "x.xml:3:12: declares an entity, which no WordPress does and which may grow without bounds; "
            "export it again from WordPress"
        )
    ]


def test_entities_from_elsewhere_are_refused(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("hush", encoding="utf-8")
    outer = f'<!DOCTYPE rss [<!ENTITY a SYSTEM "{secret.as_uri()}">]><rss'

    (problem,) = read(HEAD.replace("<rss", outer) + post(1, "&a;") + TAIL)

    assert "declares an entity" in problem
    assert "hush" not in problem


def test_elements_that_nest_without_end_are_refused():
    assert read(HEAD + "<a>" * 1_000_000) == [
        "x.xml:4:1531: nests elements more than 512 deep, which no WordPress does; export it again from WordPress"
    ]


def test_a_post_that_is_too_large_is_left_out_and_told(monkeypatch):
    monkeypatch.setattr(compliance_wordpress.parsing, "MAX_SIZE", 1 << 20)
    data = HEAD + post(1, "<![CDATA[" + "Tide. " * 400_000 + "]]>") + post(2) + TAIL

    assert read(data) == [
        "x.xml:4:2: is more than 1 MiB in one piece; leave this post out of the export",
        "Tide.",
    ]


def test_a_comment_that_never_ends_is_not_kept(monkeypatch):
    monkeypatch.setattr(compliance_wordpress.parsing, "MAX_SIZE", 1 << 20)

    assert "in one piece" in read(HEAD + "<!-- " + "a" * 3_000_000)[0]


def test_an_export_without_anything_to_be_judged_is_a_problem():
    (problem,) = read(HEAD + post(1).replace("publish", "draft") + TAIL)

    assert problem == (
        "x.xml: holds nothing to be judged: no item of type 'page' or 'post' with status 'future' or 'publish'; export "
        "posts or pages, or say with COMPLIANCE_WORDPRESS_STATUSES and COMPLIANCE_WORDPRESS_TYPES what is to be read"
    )


def test_content_that_ends_inside_a_tag_is_told_and_judged():
    (article,) = read_posts(
        "x.xml", io.BytesIO((HEAD + post(1, '<![CDATA[Tide. <a href="x]]>') + TAIL).encode()), Choice()
    )

    assert article.flat == b"Tide."
    assert [(problem.line, problem.column, problem.message) for problem in article.problems] == [
        (6, 35, "the HTML is cut off inside a tag: '<a href=\"x'")
    ]


def test_an_empty_file_is_cut_off():
    assert read("") == ["x.xml:1:1: the export is cut off: it ends between items; export it again"]


SAMPLE = (Path(__file__).parent / "exports" / "moss_weekly.xml").read_bytes()
_LINES = SAMPLE.count(b"\n") + 20


@given(
    st.integers(0, len(SAMPLE)),
    st.integers(0, 400),
    st.binary(max_size=20) | st.sampled_from([b"<", b"]]>", b"\r", b"&"]),
)
def test_whatever_is_done_to_an_export_nothing_breaks_and_places_lie_in_it(start, length, new):
    data = SAMPLE[:start] + new + SAMPLE[start + length :]

    for found in read_posts("x.xml", io.BytesIO(data), Choice()):
        if isinstance(found, Problem):
            assert 0 <= found.line <= _LINES
            continue
        for item in (*found.links, *found.images, *found.fields):
            assert 0 <= item.span.start <= item.span.end <= len(found.source.data)
            assert 1 <= found.place(item.span).line <= _LINES


# Pieces


class Dribble(io.RawIOBase):
    """A file that gives a few bytes at a time."""

    def __init__(self, data: bytes, size: int) -> None:
        self._file = io.BytesIO(data)
        self._size = size

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return self._file.read(min(size, self._size))


@given(
    st.lists(
        st.tuples(st.booleans(), st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20)),
        max_size=5,
    ),
    st.integers(1, 90),
)
def test_however_a_title_is_written_and_read_its_text_has_its_place(parts, size):
    written = "".join(
        f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"
        if is_section
        else text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        for is_section, text in parts
    )
    meant = "".join(text for _, text in parts).translate({0xFFFE: 0xFFFD, 0xFFFF: 0xFFFD})
    chunks = read_utf8(Dribble((HEAD + post(1, title=written) + TAIL).encode(), size))

    (item,) = parse_items(chunks, Channel())

    title = item.texts["title"]
    kept = [at for at in range(len(title.data)) if not title._run_at(at).size]
    assert title.text == meant
    assert all(item.data[title.to_source(at)] == title.data[at] for at in kept)
    assert (
        item.data[title.span().start : title.span().end] in written.translate({0xFFFE: 0xFFFD, 0xFFFF: 0xFFFD}).encode()
    )
