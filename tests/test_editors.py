"""The schemas that ship explain every key, fit every file that ships, and serve the real YAML language server."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from compliance.checks import CHECKS
from compliance.editors import make_schemas, render_schema
from compliance.hookspecs import Check
from compliance.model.context import VOCABULARY
from compliance.model.evidence import Kind
from compliance.packs.schema import FOLDER
from tests.language_server import VARIABLE, LanguageServer, find_server
from tests.packs.conftest import RULE

ROOT = Path(__file__).parents[1]
NAMES = ["rule", "policy", "pack"]


def load(name: str) -> dict:
    return json.loads((FOLDER / f"{name}.schema.json").read_text(encoding="utf-8"))


def list_properties(node: object, root: Mapping, place: str) -> Iterator[tuple[str, dict, bool]]:
    """Yield every property: its place, its schema with what that refers to, and whether it must be given."""
    if isinstance(node, list):
        for item in node:
            yield from list_properties(item, root, place)
    if not isinstance(node, dict):
        return
    for key, value in node.items():
        if key == "properties":
            for name, inner in value.items():
                referred = root.get("$defs", {}).get(inner.get("$ref", "").rpartition("/")[2], {})
                yield f"{place}.{name}", {**referred, **inner}, name in node.get("required", ())
                yield from list_properties(inner, root, f"{place}.{name}")
        elif key not in {"if", "default"}:
            yield from list_properties(value, root, f"{place}.{key}" if place.endswith("$defs") else place)


def properties() -> list[object]:
    found = ((name, load(name)) for name in NAMES)
    return [
        pytest.param(schema, required, place, id=place)
        for name, root in found
        for place, schema, required in [
            *list_properties({key: value for key, value in root.items() if key != "$defs"}, root, name),
            *list_properties(root.get("$defs", {}), root, f"{name}.$defs"),
        ]
    ]


def find_faults(name: str, value: object) -> list[str]:
    return [error.message for error in Draft202012Validator(load(name)).iter_errors(value)]


def make_rule(check: dict) -> dict:
    return {**yaml.safe_load(RULE.replace("ads: no", 'ads: "no"')), "check": check}


def files(*patterns: str) -> list[object]:
    return [
        pytest.param(path, id=path.relative_to(ROOT).as_posix())
        for pattern in patterns
        for path in sorted(ROOT.glob(pattern))
    ]


@pytest.mark.parametrize("name", NAMES)
def test_the_schemas_that_ship_are_current(name: str):
    shipped = (FOLDER / f"{name}.schema.json").read_text(encoding="utf-8")
    assert shipped == render_schema(make_schemas(CHECKS)[name]), "run python -m compliance.editors"


@pytest.mark.parametrize("name", NAMES)
def test_the_schemas_that_ship_are_valid(name: str):
    Draft202012Validator.check_schema(load(name))


@pytest.mark.parametrize(("schema", "required", "place"), properties())
def test_every_key_is_explained(schema: dict, required: bool, place: str):
    assert schema.get("description", "") not in {"", "some text"}


@pytest.mark.parametrize(("schema", "required", "place"), properties())
def test_every_key_that_may_be_left_out_has_a_default_or_says_what_then_holds(schema: dict, required: bool, place: str):
    is_a_name = place.rpartition(".")[0].endswith((".near", ".against", ".settled_by.context"))
    told = "const" in schema or "default" in schema or "left out, " in schema["description"]
    assert required or is_a_name or told


def test_every_kind_of_evidence_and_of_check_is_listed_with_what_it_is():
    definitions = load("rule")["$defs"]
    evidence = {branch["const"]: branch["description"] for branch in definitions["Evidence"]["anyOf"][:-1]}
    kinds = {b["const"]: b["description"] for b in definitions["CheckShape"]["properties"]["kind"]["anyOf"][:-1]}

    assert set(evidence) == set(Kind)
    assert kinds == {check.kind: check.about for check in CHECKS}


def test_every_key_of_the_context_is_listed_where_one_is_asked_for():
    against = load("rule")["$defs"]["check-notice-consistent"]["properties"]["against"]
    assert list(against["properties"]) == list(VOCABULARY)


@pytest.mark.parametrize("path", files("rules/core/**/*.yaml", "tests/requirement_kinds/pack/rules/**/*.yaml"))
def test_every_rule_that_there_is_fits(path: Path):
    assert find_faults("rule", yaml.load(path.read_text(encoding="utf-8"), yaml.SafeLoader)) == []


@pytest.mark.parametrize("path", files("rules/pack.yaml"))
def test_the_pack_that_there_is_fits(path: Path):
    assert find_faults("pack", yaml.safe_load(path.read_text(encoding="utf-8"))) == []


def test_a_kind_of_a_plugin_may_have_any_parameters():
    assert find_faults("rule", make_rule({"kind": "links-alive", "hosts": ["news.example"]})) == []


def test_evidence_of_a_plugin_may_be_asked_for():
    assert find_faults("rule", make_rule({"kind": "requires", "evidence": ["byline", "ai-disclosure"]})) == []


def test_a_parameter_that_a_kind_does_not_have_is_a_fault():
    assert find_faults("rule", make_rule({"kind": "requires", "evidenc": "byline"}))


def test_a_parameter_that_a_part_does_not_have_is_a_fault():
    parts = [{"kind": "requires", "evidence": "byline"}, {"kind": "license-stated", "id": "CC-BY-4.0"}]
    assert find_faults("rule", make_rule({"kind": "alternatives", "of": parts}))
    parts[1] = {"kind": "license-stated", "ids": "CC-BY-4.0"}
    assert find_faults("rule", make_rule({"kind": "alternatives", "of": parts})) == []


def test_a_part_that_lacks_what_its_kind_needs_is_a_fault():
    parts = [{"kind": "requires"}, {"kind": "license-stated"}]
    assert find_faults("rule", make_rule({"kind": "alternatives", "of": parts}))


def test_a_rule_may_leave_to_its_policies_what_its_kind_needs():
    assert find_faults("rule", make_rule({"kind": "text-marker"})) == []


def test_kinds_of_plugins_can_be_put_in_with_their_parameters():
    colour = {"type": "object", "properties": {"colour": {"enum": ["red", "blue"], "description": "of the ink"}}}
    made = make_schemas([*CHECKS, Check("ink", lambda params, seen: None, colour, "The ink has a colour.")])["rule"]

    rule = make_rule({"kind": "ink", "colour": "green"})
    assert [e.message for e in Draft202012Validator(made).iter_errors(rule)] == [
        "'green' is not one of ['red', 'blue']"
    ]
    assert made["$defs"]["check-ink"]["properties"]["kind"]["description"] == "The ink has a colour."


# The language server itself

needs_server = pytest.mark.skipif(
    not find_server(), reason=f"no yaml-language-server on the path, and {VARIABLE} names none"
)
DRAFT = """\
id: copyright/notice-present
severity: eror
check:
  kind: requires
  evidence: byline
  \

"""
SEVERITY, KIND, EVIDENCE, BELOW = (1, 10), (3, 10), (4, 12), (5, 2)


def by_setting(tmp_path: Path) -> tuple[LanguageServer, str]:
    address = (FOLDER / "rule.schema.json").as_uri()
    return LanguageServer(find_server(), {address: str(tmp_path / "*.yaml")}), DRAFT


def by_first_line(tmp_path: Path) -> tuple[LanguageServer, str]:
    (tmp_path / "rule.schema.json").write_bytes((FOLDER / "rule.schema.json").read_bytes())
    return LanguageServer(find_server()), f"# yaml-language-server: $schema=./rule.schema.json\n{DRAFT}"


@pytest.fixture(scope="module", params=[by_setting, by_first_line], ids=["by setting", "by first line"])
def shown(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict]:
    """Show the server a rule file; yield what it says of it, at places of the draft."""
    folder = tmp_path_factory.mktemp("editor")
    server, text = request.param(folder)
    path, above = folder / "draft.yaml", len(text.splitlines()) - len(DRAFT.splitlines())
    with server:
        diagnostics = server.open(path, text)
        yield {
            "diagnostics": [(d["range"]["start"]["line"] - above, d["message"]) for d in diagnostics],
            "complete": lambda place: server.complete(path, place[0] + above, place[1]),
            "hover": lambda place: server.hover(path, place[0] + above, place[1]),
        }


@needs_server
def test_the_language_server_completes_values_and_explains_them(shown: dict):
    assert set(shown["complete"](SEVERITY)) == {"error", "warning", "note"}
    assert shown["complete"](KIND)["requires"].startswith("Evidence of a kind must be there;")
    assert shown["complete"](EVIDENCE)["byline"] == "a name in a byline: 'name', 'role'"


@needs_server
def test_the_language_server_completes_the_parameters_of_the_kind(shown: dict):
    found = shown["complete"](BELOW)
    assert found["at_least"] == "how many pieces of evidence must be there"
    assert "where" in found
    assert not {"any_of", "evidence", "kind"} & set(found)


@needs_server
def test_the_language_server_tells_what_a_key_means(shown: dict):
    assert "how bad it is not to pass: 'error' fails the article" in shown["hover"]((1, 3))
    assert "Evidence of a kind must be there" in shown["hover"](KIND)
    assert "the kind of evidence, or several kinds; left out, the policies" in shown["hover"]((4, 4))


@needs_server
def test_the_language_server_points_at_a_wrong_value_and_at_keys_that_are_missing(shown: dict):
    line, message = next(told for told in shown["diagnostics"] if "Value is not accepted" in told[1])
    assert line == 1
    assert '"error", "warning", "note"' in message
    assert 'Missing property "title".' in {message for _, message in shown["diagnostics"]}
