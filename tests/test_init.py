"""``compliance init``: what it sees of a site, what it writes, and that this works at once."""

import io
import json
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from compliance.cli import main
from compliance.config import load_config
from compliance.config_schema import make_config_schema
from compliance.sites import Site, look_at_site

ARTICLE = "---\ntitle: The pond is back\nauthor: Ann Author\n---\nThe frogs are loud.\n"
SITES = {
    "Hugo": (
        {"hugo.toml": 'baseURL = "https://tide.example/"\ntitle = "The Tide"\nlanguageCode = "de-AT"\n'},
        "content/posts/a.md",
        Site("Hugo", ("The Tide", "tide.example"), "de-AT", ("content",)),
    ),
    "Hugo in a folder of settings": (
        {"config/_default/hugo.yaml": "baseURL: https://tide.example/\ncontentDir: texts\narchetypes: x\n"},
        "texts/a.md",
        Site("Hugo", ("tide.example",), "", ("texts",)),
    ),
    "Zola": (
        {"config.toml": 'base_url = "https://tide.example"\ntitle = "The Tide"\ndefault_language = "fr"\n'},
        "content/a.md",
        Site("Zola", ("The Tide", "tide.example"), "fr", ("content",)),
    ),
    "Jekyll": (
        {"_config.yml": "title: The Tide\nurl: https://user.example\nlang: es\n", "CNAME": "www.tide.example\n"},
        "_posts/2026-01-31-a.md",
        Site("Jekyll", ("The Tide", "www.tide.example", "user.example"), "es", ("_posts",)),
    ),
    "Hexo": (
        {"_config.yml": "title: The Tide\nurl: https://example.com\nnew_post_name: :title.md\n"},
        "source/_posts/a.md",
        Site("Hexo", ("The Tide",), "", ("source/_posts",)),
    ),
    "Eleventy": (
        {
            "eleventy.config.js": "export default () => {};\n",
            "_data/metadata.js": "export default { title: 'The Tide',\n  url: `https://tide.example`, lang: 'en' };\n",
        },
        "posts/a.md",
        Site("Eleventy", ("The Tide", "tide.example"), "en", ("posts",)),
    ),
    "Astro": (
        {
            "astro.config.mjs": "export default defineConfig({ site: 'https://tide.example' });\n",
            "src/consts.ts": "export const SITE_TITLE = 'The Tide';\n",
        },
        "src/content/blog/a.md",
        Site("Astro", ("The Tide", "tide.example"), "", ("src/content",)),
    ),
    "Docusaurus": (
        {"docusaurus.config.js": "module.exports = { title: 'The Tide', url: 'https://tide.example' };\n"},
        "blog/a.md",
        Site("Docusaurus", ("The Tide", "tide.example"), "", ("blog",)),
    ),
    "Gatsby": (
        {"gatsby-config.js": "export default { data: { title: `The Tide`, siteUrl: `https://tide.example` } }\n"},
        "content/a.md",
        Site("Gatsby", ("The Tide", "tide.example"), "", ("content",)),
    ),
    "Pelican": (
        {"pelicanconf.py": "SITENAME = 'The Tide'\nSITEURL = 'https://tide.example'\nDEFAULT_LANG = 'en'\n"},
        "content/a.md",
        Site("Pelican", ("The Tide", "tide.example"), "en", ("content",)),
    ),
    "MkDocs": (
        {"mkdocs.yml": "site_name: The Tide\nsite_url: https://tide.example\n"},
        "docs/a.md",
        Site("MkDocs", ("The Tide", "tide.example"), "", ("docs",)),
    ),
    "no generator": ({"README.md": "# Read me\n"}, "articles/a.md", Site("", (), "", ("articles",))),
    "nothing at all": ({}, "a.md", Site()),
}


def make_site(folder: Path, files: dict[str, str], article: str) -> None:
    for name, text in {**files, article: ARTICLE}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    return tmp_path


class Terminal(io.StringIO):
    """What a person types, or sees."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("files", "article", "site"), SITES.values(), ids=SITES)
def test_what_a_folder_says_is_seen(folder, files, article, site):
    make_site(folder, files, article)

    seen = look_at_site(folder)

    assert (seen.generator, seen.names, seen.language, seen.content) == (
        site.generator,
        site.names,
        site.language,
        site.content,
    )


@pytest.mark.parametrize(("files", "article", "site"), SITES.values(), ids=SITES)
def test_what_is_written_loads_fits_the_schema_and_finds_the_article(folder, capsys, files, article, site):
    make_site(folder, files, article)

    assert main(["init"]) == 0
    told = capsys.readouterr()
    text = (folder / "compliance.toml").read_text(encoding="utf-8")

    assert told.out == ""
    assert told.err.endswith("next: compliance check .\n")
    assert list(Draft202012Validator(make_config_schema()).iter_errors(tomllib.loads(text))) == []
    assert load_config(folder / "compliance.toml").publisher == site.names
    assert main(["check", ".", "--format", "json"]) in {0, 1}
    assert [one["source"] for one in json.loads(capsys.readouterr().out)["articles"]] == [f"./{article}"]


def test_a_file_that_is_there_is_not_written_over_unless_forced(folder, capsys):
    (folder / "compliance.toml").write_text("# mine\n")

    assert main(["init"]) == 2
    assert "--force" in capsys.readouterr().err
    assert (folder / "compliance.toml").read_text() == "# mine\n"
    assert main(["init", "--force"]) == 0
    assert "# mine" not in (folder / "compliance.toml").read_text()


def test_a_table_in_pyproject_is_a_configuration_too(folder, capsys):
    (folder / "pyproject.toml").write_text("[tool.compliance]\n")

    assert main(["init"]) == 2
    assert "pyproject.toml: is a configuration already" in capsys.readouterr().err
    assert not (folder / "compliance.toml").exists()


def test_a_configuration_of_a_folder_above_does_not_matter(folder):
    (folder / "compliance.toml").write_text("")
    (folder / "site").mkdir()

    assert main(["init", "site"]) == 0
    assert (folder / "site" / "compliance.toml").is_file()


def test_a_dry_run_prints_and_writes_nothing(folder, capsys):
    assert main(["init", "--dry-run", "--publisher", 'The "Tide"', "--use", "education"]) == 0

    printed = tomllib.loads(capsys.readouterr().out)
    assert printed["publisher"] == ['The "Tide"']
    assert printed["context"] == {"use": "education"}
    assert list(folder.iterdir()) == []


def test_options_win_over_what_is_seen(folder):
    make_site(folder, *SITES["Hugo"][:2])
    (folder / "my [old] texts").mkdir()
    make_site(folder, {}, "my [old] texts/b.md")

    assert main(["init", "--publisher", "Reef", "--publisher", "reef.example", "--content", "my [old] texts/"]) == 0

    settings = load_config(folder / "compliance.toml")
    assert settings.publisher == ("Reef", "reef.example")
    assert settings.include == ("/my \\[old\\] texts/",)


@pytest.mark.parametrize("content", ["none", "..", "/"])
def test_a_folder_of_articles_that_is_not_in_the_site_is_refused(folder, capsys, content):
    assert main(["init", "--content", content]) == 2
    assert f"--content {content}: no such folder" in capsys.readouterr().err


def test_a_site_that_is_not_there_is_refused(folder, capsys):
    assert main(["init", "nowhere"]) == 2
    assert "nowhere: no such folder" in capsys.readouterr().err


def test_at_a_terminal_little_is_asked(folder, monkeypatch):
    make_site(folder, *SITES["Hugo"][:2])
    seen = Terminal()
    monkeypatch.setattr("sys.stdin", Terminal("\neducatoin\neducation\n"))
    monkeypatch.setattr("sys.stderr", seen)

    assert main(["init"]) == 0

    settings = load_config(folder / "compliance.toml")
    assert settings.publisher == ("The Tide", "tide.example")
    assert settings.context.get("use") == "education"
    assert "did you mean 'education'?" in seen.getvalue()


def test_at_the_end_of_what_is_typed_nothing_more_is_asked(folder, monkeypatch):
    monkeypatch.setattr("sys.stdin", Terminal("Reef Weekly, reef.example"))
    monkeypatch.setattr("sys.stderr", Terminal())

    assert main(["init"]) == 0

    settings = load_config(folder / "compliance.toml")
    assert settings.publisher == ("Reef Weekly", "reef.example")
    assert settings.context.get("use") is None


def test_with_yes_nothing_is_asked_at_a_terminal(folder, monkeypatch):
    seen = Terminal()
    monkeypatch.setattr("sys.stdin", Terminal("Wrong\n"))
    monkeypatch.setattr("sys.stderr", seen)

    assert main(["init", "--yes"]) == 0
    assert "?" not in seen.getvalue()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("hugo.toml", "title = \n"),
        ("hugo.yaml", "title: [\n"),
        ("hugo.json", "{"),
        ("hugo.yaml", 'title: >\n  The\n\n  Tide\x07\nlanguageCode: "en\\n\\n[x]"\n'),
        ("hugo.yaml", "- a\n- b\n"),
        ("astro.config.mjs", "\x00\xff"),
    ],
)
def test_a_configuration_of_a_generator_that_cannot_be_read_says_nothing_and_breaks_nothing(folder, name, text):
    make_site(folder, {name: text}, "content/a.md")
    (folder / "archetypes").mkdir()

    assert main(["init"]) == 0
    assert load_config(folder / "compliance.toml").problems == ()


def test_a_folder_that_cannot_be_written_is_told(folder, capsys, monkeypatch):
    (folder / "compliance.toml").mkdir()

    assert main(["init", "--force"]) == 2
    assert "compliance.toml: cannot be written" in capsys.readouterr().err
