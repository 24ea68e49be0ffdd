"""``compliance rules``: list, show, new, test, lint and schema, as users run them."""

import json
from pathlib import Path

import pytest

import compliance
from compliance.cli import main
from compliance.packs.parsing import parse_file
from compliance.packs.schema import RuleShape
from tests.weak_packs import RULE, write_pack

NEW = "credits/photographer-named"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch) -> Path:
    """The working folder, which is empty."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(capsys):
    def run_command(*arguments: str) -> tuple[int, str, str]:
        code = main(["rules", *arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run_command


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


class TestList:
    def test_a_line_tells_title_severity_authority_and_pack(self, run):
        write_pack(Path())

        code, out, _ = run("list", "--pack", "sample", "--pack-name", "sample")

        assert code == 0
        assert out.splitlines() == [
            "id                title                       severity    authority    pack",
            "words/tide-named  The article names the tide  warning     house        sample",
            "",
            "1 rule",
        ]

    def test_the_same_comes_as_json(self, run):
        write_pack(Path())

        _, out, _ = run("list", "--pack", "sample", "--pack-name", "sample", "--format", "json")

        assert json.loads(out) == [
            {
                "id": "words/tide-named",
                "title": "The article names the tide",
                "severity": "warning",
                "off": False,
                "authorities": ["house"],
                "pack": "sample",
                "kind": "text-marker",
                "path": "sample/rules/words/tide-named.yaml",
            }
        ]

    def test_filters_let_through_what_meets_them_all(self, run):
        _, out, _ = run(
            *("list", "--severity", "error", "--authority", "statute", "--kind", "requires", "--format", "json")
        )

        assert [rule["id"] for rule in json.loads(out)] == ["source/origin-stated"]

    def test_a_filter_that_nothing_meets_leaves_an_empty_table(self, run):
        write_pack(Path())

        code, out, _ = run("list", "--pack", "sample", "--pack-name", "sample", "--severity", "error")

        assert (code, out.splitlines()[-1]) == (0, "0 rules")

    def test_titles_are_broken_where_the_terminal_is_narrow(self, run, monkeypatch):
        monkeypatch.setenv("COLUMNS", "76")
        write_pack(Path())

        _, out, _ = run("list", "--pack", "sample", "--pack-name", "sample")

        assert max(map(len, out.splitlines())) <= 76
        assert len(out.splitlines()) == 5

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["--kind", "requirs"], "no kind of check is called 'requirs'; did you mean 'requires'?"),
            (["--pack-name", "cor"], "no pack is called 'cor'; did you mean 'core'?"),
            (["--format", "xml"], "no format is called 'xml'; use one of table, json"),
        ],
    )
    def test_what_is_not_there_is_a_mistake(self, run, arguments, message):
        assert run("list", *arguments) == (2, "", f"compliance: {message}\n")


class TestShow:
    def test_a_rule_is_shown_with_its_check_and_who_asks_for_it(self, run):
        write_pack(
            Path(),
            {
                "policies/ours.yaml": "id: ours\nname: Our House\nkind: house\nduties:\n  - rule: words/tide-named\n"
                "    clause: name it\n    severity: error\n    when: {ads: yes}\n    with: {at_least: 2}\n"
            },
        )

        code, out, _ = run("show", "words/tide-named", "--pack", "sample")

        assert code == 0
        assert "Why\n  Readers of the harbor want to know of which tide it is told.\n" in out
        assert out.endswith(
            "Where it comes from\n  pack: sample\n  file: sample/rules/words/tide-named.yaml\n\n"
            "Check\n  kind: text-marker\n  any_of: the tide\n\n"
            "Asked for by\n  ours (house, pack sample): error, when ads is yes\n    at_least: 2\n"
        )

    def test_a_rule_that_nobody_asks_for_says_so(self, run):
        write_pack(Path(), {"policies/ours.yaml": "id: ours\nname: Our House\nkind: house\n"})

        assert run("show", "words/tide-named", "--pack", "sample")[1].endswith("Asked for by\n  no policy\n")

    @pytest.mark.parametrize(
        ("name", "message"),
        [
            (
                "copyright/notice-presen",
                "no rule is called 'copyright/notice-presen'; did you mean 'copyright/notice-present'?",
            ),
            ("zzz", "no rule is called 'zzz'; `compliance rules list` names all"),
            ("cc-by-4.0", "'cc-by-4.0' is a policy; `compliance explain cc-by-4.0` shows it"),
        ],
    )
    def test_what_is_no_rule_is_a_mistake(self, run, name, message):
        assert run("show", name) == (2, "", f"compliance: {message}\n")


REMEDY = """REPLACE with what to do, as in "Add a line such as 'Photo by Ann Author' below the picture\""""


def fill_in(path: str) -> None:
    """Do with a new rule's file what its comments ask for."""
    text = Path(path).read_text(encoding="utf-8")
    for old, new in {
        'REPLACE with what is true of an article that passes, as in "The photographer is named"': "A credit is there",
        "REPLACE with the reason: who is hurt, misled": "Photographers live from their names: who is misled",
        REMEDY: "Add a credit.",
        "REPLACE with the words": "Photo by",
        "message: no REPLACE": "message: no credit",
        "Write the words here.": "Photo by Ann Author",
        "Write the words here, in another way.": "photo by Bea Writer, Harbor Weekly",
        "REPLACE with another way to pass": "in lower case",
        "REPLACE with a near miss": "another preposition",
        "and said almost the words.": "and to his photo of Ann.",
    }.items():
        assert old in text
        text = text.replace(old, new)
    Path(path).write_text(text, encoding="utf-8")


class TestNew:
    def test_a_new_rule_fails_its_test_until_it_is_filled_in(self, run):
        code, out, _ = run("new", NEW)
        path = f"{NEW}.yaml"
        assert (code, out.splitlines()[0]) == (0, f"{path}: written")
        assert f"\n  compliance rules test {path}\n" in out

        code, out, _ = run("test", path)
        assert code == 1
        assert [line.partition(": ")[2][:5] for line in out.splitlines()[:-1]] == ["noisy", "noisy"]
        assert out.endswith("1 rule, 4 examples: 2 good, 2 noisy\n")

        fill_in(path)
        assert run("test", path) == (0, "1 rule, 4 examples: 4 good\n", "")
        assert run("lint", path)[:2] == (0, "1 rule and 0 policies: nothing is weak\n")
        assert [line for line in Path(path).read_text().splitlines() if "REPLACE" in line and line[0] != "#"] == []

    def test_in_a_pack_it_stands_in_the_folder_of_rules_and_has_the_packs_version(self, run):
        write("house/pack.yaml", "name: house\nversion: 1.2.0\ntitle: Our house\nrules: ours\n")

        code, out, _ = run("new", NEW, "--in", "house")

        assert code == 0
        assert out.startswith(f"house/ours/{NEW}.yaml: written\n")
        assert "names it among its duties" in out
        _, shape = parse_file("it", Path(f"house/ours/{NEW}.yaml").read_bytes(), RuleShape)
        assert (shape.id, shape.since) == (NEW, "1.2.0")
        assert run("test", "house")[:2] == (1, run("test", NEW, "--pack", "house")[1])

    def test_inside_a_packs_folder_the_pack_is_found_upward(self, run, folder, monkeypatch):
        write("house/pack.yaml", "name: house\nversion: 1.2.0\ntitle: Our house\n")
        Path("house/rules/credits").mkdir(parents=True)
        monkeypatch.chdir(folder / "house/rules")

        _, out, _ = run("new", NEW)

        assert out.startswith(f"{NEW}.yaml: written\n")
        assert (folder / f"house/rules/{NEW}.yaml").is_file()

    def test_its_first_line_leads_editors_to_the_schema_that_ships(self, run):
        write("house/pack.yaml", "name: house\nversion: 1.2.0\ntitle: Our house\n")
        run("new", NEW, "--in", "house")

        path = Path(f"house/rules/{NEW}.yaml")
        comment, _, address = path.read_text(encoding="utf-8").splitlines()[0].partition("=")

        assert comment == "# yaml-language-server: $schema"
        assert not Path(address).is_absolute()
        shipped = Path(compliance.__file__).parent / "schemas/rule.schema.json"
        assert (path.parent / address).read_text("utf-8") == shipped.read_text("utf-8")

    def test_a_second_rule_shares_the_schema_of_the_first(self, run):
        assert run("new", NEW)[0] == 0
        write(".schemas/rule.schema.json", "{}")

        assert run("new", "credits/agency-named")[0] == 0
        assert Path(".schemas/rule.schema.json").read_text() == "{}"

    @pytest.mark.parametrize("name", ["123", "true", "1e5"])
    def test_an_id_that_yaml_would_take_for_something_else_is_quoted(self, run, name):
        run("new", name)

        _, shape = parse_file("it", Path(f"{name}.yaml").read_bytes(), RuleShape)

        assert shape.id == name

    @pytest.mark.parametrize("name", ["Credits/named", "credits named", "credits/", "../credits", "", "crédits"])
    def test_what_is_no_id_is_a_mistake(self, run, name, folder):
        code, _, err = run("new", name)

        assert code == 2
        assert f"{name!r} is not a rule's id; write lower-case words, such as " in err
        assert list(folder.iterdir()) == []

    def test_an_id_that_a_rule_has_is_a_mistake(self, run, folder):
        code, _, err = run("new", "copyright/notice-present")

        assert code == 2
        assert err.startswith("compliance: a rule is called 'copyright/notice-present' already: ")
        assert list(folder.iterdir()) == []

    def test_a_file_is_never_written_over(self, run):
        write(f"{NEW}.yaml", "mine")

        assert run("new", NEW)[0] == 2
        assert Path(f"{NEW}.yaml").read_text() == "mine"

    def test_a_broken_pack_file_is_told(self, run):
        write("house/pack.yaml", "name: house\n")

        code, out, err = run("new", NEW, "--in", "house")

        assert (code, out) == (2, "")
        assert "compliance: house/pack.yaml:1:1: the key 'version' is missing" in err


WRONG = RULE.replace("article: The tide came.", "article: The moon came.").replace(
    "article: The flood", "article: The tide"
)


class TestTest:
    def test_the_rules_of_the_core_pack_are_good(self, run):
        code, out, _ = run("test")

        assert code == 0
        assert out.endswith(" good\n")

    def test_noisy_and_missing_examples_are_told_with_their_line(self, run):
        write_pack(Path(), {"rules/words/tide-named.yaml": WRONG})

        code, out, _ = run("test", "sample")

        assert code == 1
        path = "sample/rules/words/tide-named.yaml"
        assert out.splitlines() == [
            f"{path}:16:7: noisy: 'at the start' is fail, but should pass: nothing says \"the tide\"",
            f"{path}:19:7: missing: 'another word' is pass, but should be fail",
            "1 rule, 4 examples: 2 good, 1 noisy, 1 missing",
        ]

    @pytest.mark.parametrize(
        "path", ["sample", "sample/rules", "sample/rules/words/tide-named.yaml", "sample/pack.yaml", "."]
    )
    def test_files_and_folders_in_and_above_packs_will_do(self, run, path):
        write_pack(Path())

        assert run("test", path) == (0, "1 rule, 4 examples: 4 good\n", "")

    def test_what_is_named_twice_is_tested_once(self, run):
        write_pack(Path())

        code, out, _ = run("test", "sample", "sample/rules", "words/tide-named", "copyright/notice-present")

        assert (code, out.partition(",")[0]) == (0, "2 rules")

    def test_a_rule_in_no_pack_is_tested_whatever_its_file_is_called(self, run):
        write("draft.yaml", WRONG)

        code, out, _ = run("test", "draft.yaml")

        assert code == 1
        assert out.startswith("draft.yaml:16:7: noisy: ")

    def test_a_rule_above_the_pack_that_one_stands_in_lies_in_no_pack(self, run, folder, monkeypatch):
        write_pack(Path())
        write("draft.yaml", RULE)
        monkeypatch.chdir(folder / "sample/rules")

        assert run("test", "../../draft.yaml") == (0, "1 rule, 4 examples: 4 good\n", "")

    def test_how_the_house_uses_articles_changes_nothing(self, run):
        write(
            "compliance.toml",
            'publisher = ["Harbor Weekly", "The Lighthouse"]\n[context]\nuse = "commercial"\nads = "yes"\n',
        )
        write("permissions.toml", "")

        assert run("test")[0] == 0

    def test_all_mistakes_of_files_in_no_pack_are_told_at_once(self, run):
        write("one.yaml", RULE.replace("kind: text-marker", "kind: text-markr"))
        write("two.yaml", RULE.replace("severity: warning", "severity: eror"))

        code, out, err = run("test", "one.yaml", "two.yaml")

        assert (code, out) == (2, "")
        told = [line for line in err.splitlines() if line.startswith("compliance: ")]
        assert [line.split()[1] for line in told] == [
            "one.yaml:9:9:",
            "two.yaml:1:5:",
            "two.yaml:3:11:",
        ]

    def test_a_wrong_file_in_the_pack_stops_the_test(self, run):
        write_pack(Path(), {"rules/words/other.yaml": "id: words/other\n"})

        code, _, err = run("test", "sample/rules/words/tide-named.yaml")

        assert code == 2
        assert "compliance: sample/rules/words/other.yaml:1:1: the key 'title' is missing" in err

    @pytest.mark.parametrize(
        ("path", "message"),
        [
            (
                "copyright/notice-presen",
                "no rule, file or folder is called so; did you mean 'copyright/notice-present'?",
            ),
            ("nothing/here.yaml", "no rule, file or folder is called so; `compliance rules list` names all rules"),
            ("empty", "lies in no pack, and holds no pack.yaml; name a rule's file or id, or a pack's folder"),
            ("notes.txt", "is no rule file; name a rule's file or id, or a pack's folder"),
            ("sample/policies", "no rules are there; name a rule's file or id, or a pack's folder"),
        ],
    )
    def test_where_no_rules_are_is_a_mistake(self, run, path, message):
        write_pack(Path())
        Path("empty").mkdir()
        write("notes.txt", "A note.")

        assert run("test", path) == (2, "", f"compliance: {path}: {message}\n")

    def test_a_check_that_fails_is_told_and_ends_with_2(self, run, monkeypatch, folder):
        write(
            "unlucky.py",
            "from compliance.hookspecs import Check, hookimpl\n\n"
            "def judge(params, seen):\n    raise ValueError('no luck')\n\n"
            "@hookimpl\ndef register_checks():\n    return [Check('luck', judge, {'type': 'object'})]\n",
        )
        monkeypatch.syspath_prepend(str(folder))
        write("draft.yaml", RULE.replace("  kind: text-marker\n  any_of: the tide\n", "  kind: luck\n"))

        code, out, _ = run("test", "draft.yaml", "--plugin", "unlucky")

        assert code == 2
        assert "broken: 'in a sentence' cannot be judged: " in out
        assert "plugin 'unlucky' raised ValueError: no luck" in out
        assert out.endswith("1 rule, 4 examples: 4 broken\n")


class TestLint:
    def test_a_pack_without_weaknesses_ends_with_0(self, run):
        write_pack(Path())

        assert run("lint", "sample") == (0, "1 rule and 1 policy: nothing is weak\n", "")

    def test_weaknesses_end_with_1(self, run):
        write_pack(Path(), {"rules/words/tide-named.yaml": RULE.replace("message: no tide", "message: no tide.")})

        code, out, _ = run("lint", "sample/rules")

        assert code == 1
        assert out.startswith("sample/rules/words/tide-named.yaml:11:10: message: ends with a stop; ")
        assert out.endswith("1 rule and 0 policies: 1 weakness\n")

    def test_what_was_not_named_is_not_told_of(self, run):
        write_pack(Path(), {"rules/words/tide-named.yaml": RULE.replace("message: no tide", "message: no tide.")})

        assert run("lint", "sample/policies")[:2] == (0, "0 rules and 1 policy: nothing is weak\n")

    def test_wrong_files_end_with_2(self, run):
        write_pack(Path(), {"rules/words/tide-named.yaml": RULE.replace("severity: warning", "severity: eror")})

        code, out, err = run("lint", "sample")

        assert (code, out) == (2, "")
        assert "tide-named.yaml:3:11: severity: 'eror' is not one of error, warning, note" in err

    def test_everything_that_ships_is_without_weaknesses(self, run):
        code, out, _ = run("lint")

        assert code == 0
        assert out.endswith(": nothing is weak\n")


class TestSchema:
    @pytest.mark.parametrize("shape", ["rule", "policy", "pack"])
    def test_the_schema_that_ships_is_printed(self, run, shape):
        code, out, _ = run("schema", shape)

        shipped = Path(compliance.__file__).parent / f"schemas/{shape}.schema.json"
        assert (code, out) == (0, shipped.read_text(encoding="utf-8"))

    def test_without_a_name_it_is_the_rules(self, run):
        assert run("schema")[1] == run("schema", "rule")[1]

    def test_another_name_is_a_mistake(self, run):
        code, out, err = run("schema", "report")

        assert (code, out) == (2, "")
        assert "'rule', 'policy', 'pack'" in err
