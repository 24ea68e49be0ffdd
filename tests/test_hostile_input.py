"""Articles that nobody wrote by hand: they are judged, or said to be not checkable, and the run goes on."""

import pytest

from compliance.cli import main

GOOD = "# A pond\n\nBy Ann Author, 3 May 2024\n\nThe pond is back.\n\n© 2024 Ann Author\n"
SENTENCE = b"The maps are dry now, and each sheet has spent a week between blotting papers. "
NODE = b'{"@type":"Person","@id":"#a","name":"Ann","knows":{"@id":"#a"}}'
LD = b'<script type="application/ld+json">%s</script><p>A pond</p>'
CYCLE = b'{"@graph":[{"@id":"#a","x":{"@id":"#b"}},{"@id":"#b","x":[{"@id":"#a"},{"@id":"#b"}]}]}'
BOMB = b"---\na: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(
    b"%c: &%c [%s]\n" % (98 + level, 98 + level, b",".join([b"*%c" % (97 + level)] * 9)) for level in range(9)
)
LAUGH = (
    b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><html><p>&b;</p></html>'
)

JUDGED = {
    "deep-elements.html": b"<div>" * 10_000 + b"<p>A pond</p>",
    "deep-quotes.md": b"> " * 10_000 + b"A pond\n",
    "deep-lists.md": b"- " * 3_000 + b"A pond\n",
    "links.md": b"[a](https://pond.example/b) " * 5_000,
    "links.html": b"<a href=https://pond.example/b>a</a> " * 5_000,
    "brackets.md": b"[" * 50_000,
    "half-links.md": b"[](" * 20_000,
    "half-images.md": b"![[" * 20_000,
    "emphasis.md": b"*a _b" * 20_000,
    "ticks.md": b" ".join(b"`" * length for length in range(1, 300)),
    "tables.md": b"|a|b|\n|-|-|\n" + b"|x|y|\n" * 3_000,
    "entities.html": b"<p>" + b"&CounterClockwiseContourIntegral;" * 5_000,
    "laughs.html": LAUGH,
    "surrogates.html": b"<p>A pond &#xd800; &#xdfff;</p>" + LD % b'{"@type":"Article","name":"\\ud800"}',
    "surrogates.md": b"A pond \xed\xa0\x80 and more\n",
    "zero.html": b"<p>A pond &#0; and more</p>",
    "bytes.md": b"A pond \xff\xfe\xc3( and more\n",
    "script.html": b'<script>var s = "</script>"; var t = 1;</script><p>A pond</p>',
    "comment.html": b"<p>A pond</p><!-- " + b"<p>x</p>" * 1_000,
    "comments.html": b"<p>A pond</p>" + b"<!-- " * 20_000,
    "comment.md": b"A pond\n\n<!-- " + b"x\n\n" * 1_000,
    "nodes.html": LD % (b'{"@graph":[%s]}' % b",".join([NODE] * 2_000)),
    "cycle.html": LD % CYCLE,
    "attributes.html": b"<p " + b"a=x " * 20_000 + b">A pond</p>",
    "meta.html": b"<meta name=author content=x>" * 3_000 + b"<p>A pond</p>",
    "notices.md": "© 2020 Ann Author\n\n".encode() * 500,
    "statements.md": b"Source: " * 20_000,
}
REPORTED = {
    "line.md": (SENTENCE * 2_600, "line.md:1:1: a paragraph of 205,399 bytes is not searched"),
    "text.html": (b"<h1>x</h1><p>" + SENTENCE * 2_600, "text.html:1:14: a paragraph of 205,399 bytes is not searched"),
    "script-end.html": (LD % b'{"name": "a </script> b"}', "script-end.html:1:45: JSON-LD is not valid JSON"),
    "deep-json.html": (LD % (b'[{"a":' * 500), "JSON-LD is nested deeper than 64 levels"),
    "zero.md": (b"A pond\0 and more\n", "zero.md: is binary: byte 6 is zero"),
    "wide.md": (GOOD.encode("utf-16-le"), "wide.md: is UTF-16 without a byte-order mark"),
    "bytes.html": (b"<meta charset=utf-8><p>" + b"\xff" * 99, "bytes.html:1:24: is not valid UTF-8"),
    "bomb.md": (BOMB + b"---\nText\n", "bomb.md:2:20: front matter holds too many values"),
    "deep-yaml.md": (b"---\na: " + b"[" * 20_000 + b"\n---\nText\n", "front matter is nested too deeply"),
    "deep-toml.md": (b"+++\na = " + b"[" * 20_000 + b"\n+++\nText\n", "front matter is nested too deeply"),
    "surrogate.md": (b'---\ntitle: "a \\ud800"\n---\nText\n', "surrogate.md:2:13: front matter is not valid YAML"),
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.md").write_text(GOOD, encoding="utf-8")
    return tmp_path


def run(capsys, *arguments):
    code = main(["check", *arguments, "--format", "line", "-v"])
    captured = capsys.readouterr()
    assert "Traceback" not in captured.out + captured.err
    assert "good.md:1:1: pass attribution/author-named" in captured.out
    return code, captured.out


@pytest.mark.parametrize("name", JUDGED)
def test_it_is_judged(folder, capsys, name):
    (folder / name).write_bytes(JUDGED[name])
    code, output = run(capsys, "good.md", name)
    assert code in {0, 1}
    assert f"\n{name}:" in f"\n{output}"


@pytest.mark.parametrize("name", REPORTED)
def test_it_is_said_why_it_cannot_be_checked(folder, capsys, name):
    data, message = REPORTED[name]
    (folder / name).write_bytes(data)
    code, output = run(capsys, "good.md", name)
    assert code == 2
    assert message in output.replace(":1:1: error unchecked is", ": is").replace(" error unchecked", "")


def test_json_ld_of_50_mb_is_refused_unread(folder, capsys):
    with (folder / "huge.html").open("wb") as file:
        file.write(b'<script type="application/ld+json">')
        file.truncate(50_000_000)
    code, output = run(capsys, "good.md", "huge.html")
    assert code == 2
    assert "huge.html:1:1: error unchecked is too large: 48 MiB" in output


def test_an_article_for_which_the_memory_is_too_small_is_named(folder, capsys, monkeypatch):
    monkeypatch.setattr("compliance.scanning.Scanner.scan", run_out_of_memory_on(b"A large pond"))
    (folder / "large.md").write_text("A large pond\n", encoding="utf-8")
    code, output = run(capsys, "good.md", "large.md")
    assert code == 2
    assert "large.md:1:1: error unchecked needs more memory than there is" in output


def run_out_of_memory_on(words):
    from compliance.scanning import Scanner

    scan = Scanner.scan

    def scan_or_fail(self, article):
        if words in article.flat:
            raise MemoryError
        return scan(self, article)

    return scan_or_fail
