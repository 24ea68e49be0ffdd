"""Configuration files and contexts: what they say, and every mistake with its place and the nearest right word."""

from pathlib import Path

import pytest

from compliance.config import find_config, load_config, parse_context, read_config
from compliance.config_settings import SETTINGS
from compliance.errors import ConfigError
from compliance.model.settings import PathRule


def write(folder: Path, text: str, name: str = "compliance.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def mistakes(path: Path) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load_config(path)
    return [str(problem).replace(str(path), path.name) for problem in caught.value.problems]


def test_an_empty_file_leaves_everything_as_it_is_built_in(tmp_path):
    settings = load_config(write(tmp_path, ""))

    assert settings.context.values == {"medium": "web"}
    assert settings.context.assumed == ("medium",)
    assert settings.fail_on == "error"


def test_every_setting_is_read(tmp_path):
    settings = load_config(
        write(
            tmp_path,
            """\
packs = ["house-rules"]
publisher = ["Harbour Echo", "harbour-echo.example"]
fail-on = "warning"
plugins = ["our_plugin"]
no-plugins = ["other"]
exclude = ["drafts/*"]

[context]
use = "community"
ads = false
jurisdiction = "de"

[severity]
"copyright/notice-present" = "note"

[[origins]]
paths = ["guest/*.md"]
publisher = "The Lighthouse"
context = { edited = "yes" }
""",
        )
    )

    assert settings.packs == (str(tmp_path / "house-rules"),)
    assert settings.publisher == ("Harbour Echo", "harbour-echo.example")
    assert settings.fail_on == "warning"
    assert settings.plugins == ("our_plugin",)
    assert settings.disabled_plugins == ("other",)
    assert settings.exclude == ("drafts/*",)
    assert settings.context.values == {"medium": "web", "use": "community", "ads": "no", "jurisdiction": "DE"}
    assert settings.severities == {"copyright/notice-present": "note"}
    assert settings.path_rules == (PathRule(("guest/*.md",), "The Lighthouse", {"edited": "yes"}),)


def test_a_context_that_is_given_is_not_assumed(tmp_path):
    settings = load_config(write(tmp_path, '[context]\nmedium = "print"\n'))

    assert settings.context.values == {"medium": "print"}
    assert settings.context.assumed == ()


def test_one_text_stands_for_a_list_of_one(tmp_path):
    assert load_config(write(tmp_path, 'publisher = "Harbour Echo"\n')).publisher == ("Harbour Echo",)


def test_pyproject_holds_the_settings_in_its_tool_table(tmp_path):
    path = write(tmp_path, '[tool.compliance]\nfail-on = "review"\n', "pyproject.toml")

    assert load_config(path).fail_on == "review"


def test_the_nearest_file_above_the_folder_is_found(tmp_path):
    folder = tmp_path / "posts" / "guest"
    folder.mkdir(parents=True)
    write(tmp_path, "")
    nearest = write(tmp_path / "posts", "")

    assert find_config(folder) == nearest


def test_a_pyproject_without_our_table_is_passed_over(tmp_path):
    folder = tmp_path / "inner"
    folder.mkdir()
    outer = write(tmp_path, "")
    write(folder, "[project]\nname = 'x'\n", "pyproject.toml")

    assert find_config(folder) == outer


def test_compliance_toml_wins_over_pyproject_in_the_same_folder(tmp_path):
    ours = write(tmp_path, "")
    write(tmp_path, "[tool.compliance]\n", "pyproject.toml")

    assert find_config(tmp_path) == ours


def test_an_unknown_setting_is_named_with_its_line_and_the_nearest_one(tmp_path):
    path = write(tmp_path, '# ours\n\nfail_on = "error"\n')

    assert mistakes(path) == ["compliance.toml:3:1: 'fail_on' is no setting; did you mean 'fail-on'?"]


def test_a_setting_like_no_other_lists_them_all(tmp_path):
    path = write(tmp_path, "zzz = 1\n")

    told = mistakes(path)

    assert len(told) == 1
    assert told[0].startswith("compliance.toml:1:1: 'zzz' is no setting; use one of context, packs, publisher, ")
    assert told[0].partition("use one of ")[2].split(", ") == [setting.key for setting in SETTINGS]


def test_an_unknown_context_key_is_named_with_its_line(tmp_path):
    path = write(tmp_path, '[context]\nmedum = "print"\n')

    assert mistakes(path) == ["compliance.toml:2:1: 'medum' is no key of a context; did you mean 'medium'?"]


def test_an_unknown_context_value_is_named_with_its_line(tmp_path):
    path = write(tmp_path, '[context]\nuse = "comercial"\n')

    assert mistakes(path) == [
        "compliance.toml:2:1: 'comercial' is no value of context 'use'; did you mean 'commercial'?"
    ]


def test_a_wrong_severity_is_named_with_its_line(tmp_path):
    path = write(tmp_path, '[severity]\n"copyright/notice-present" = "eror"\n')

    assert mistakes(path) == [
        (
            "compliance.toml:2:1: copyright/notice-present: 'eror' is not one of error, warning, note, off; "
            "did you mean 'error'?"
        )
    ]


def test_all_mistakes_are_told_at_once_in_the_order_of_their_lines(tmp_path):
    path = write(
        tmp_path,
        """\
fail-on = "seldom"
exclude = 3

[context]
date = "soon"
jurisdiction = "Germany"

[[origins]]
publisher = "The Lighthouse"

[[origins]]
paths = ["a/*"]
publishr = "The Lighthouse"
""",
    )

    assert mistakes(path) == [
        "compliance.toml:1:1: fail-on: 'seldom' is not one of error, warning, note, review, never",
        "compliance.toml:2:1: 'exclude' must be a list of texts",
        "compliance.toml:5:1: 'soon' is no date; use ISO 8601, such as 2026-01-31",
        "compliance.toml:6:1: 'Germany' is no country; use two letters of ISO 3166-1, such as US or DE",
        "compliance.toml:8:1: 'paths' is missing; write paths = [\"guest/*.md\"]",
        "compliance.toml:13:1: 'publishr' is no key here; did you mean 'publisher'?",
    ]


def test_a_mistake_in_pyproject_is_found_in_our_table(tmp_path):
    path = write(tmp_path, '[tool.other]\nfail_on = 1\n\n[tool.compliance]\nfail_on = "error"\n', "pyproject.toml")

    assert mistakes(path) == ["pyproject.toml:5:1: 'fail_on' is no setting; did you mean 'fail-on'?"]


def test_what_is_no_table_is_refused(tmp_path):
    path = write(tmp_path, 'context = "web"\norigins = "x"\nseverity = 1\n')

    assert mistakes(path) == [
        "compliance.toml:1:1: 'context' must be a table",
        "compliance.toml:2:1: 'origins' must be an array of tables; write [[origins]]",
        "compliance.toml:3:1: 'severity' must be a table",
    ]


def test_what_is_no_text_is_no_publisher(tmp_path):
    path = write(tmp_path, '[[origins]]\npaths = ["*"]\npublisher = 7\n')

    assert mistakes(path) == ["compliance.toml:3:1: 'publisher' must be a text"]


@pytest.mark.parametrize("text", ["plugins = 7\n", 'plugin = ["pond"]\n', "no-plugins = [1]\n"])
def test_where_plugins_may_be_meant_nothing_is_said_of_other_files(tmp_path, text):
    with pytest.raises(ConfigError):
        read_config(write(tmp_path, text))


def test_other_mistakes_come_with_the_settings_that_are_right(tmp_path):
    settings = read_config(write(tmp_path, 'packs = ["house"]\nfail-on = "eror"\nfrogs = 7\n'))

    assert [problem.line for problem in settings.problems] == [2, 3]
    assert settings.packs == (str(tmp_path / "house"),)


def test_a_file_that_is_no_toml_is_refused_with_its_place(tmp_path):
    path = write(tmp_path, "fail-on = error\n")

    assert mistakes(path) == ['compliance.toml:1:11: is not valid TOML: invalid value; put a text in "quotes"']


def test_a_file_that_does_not_exist_is_refused(tmp_path):
    assert mistakes(tmp_path / "none.toml") == ["none.toml: cannot be read: No such file or directory; check --config"]


def test_a_file_in_another_encoding_is_refused(tmp_path):
    path = tmp_path / "compliance.toml"
    path.write_bytes('publisher = "Zürich"\n'.encode("latin-1"))

    assert mistakes(path) == ["compliance.toml: cannot be read: it is not UTF-8 at byte 14; save it as UTF-8"]


def test_contexts_of_several_options_add_up():
    assert parse_context(["use=community,ads=no", "date=2026-01-31"]) == {
        "use": "community",
        "ads": "no",
        "date": "2026-01-31",
    }


def test_values_may_be_written_in_any_case():
    assert parse_context(["use=Commercial", "jurisdiction=us"]) == {"use": "commercial", "jurisdiction": "US"}


def test_a_date_may_be_written_in_any_form_of_iso_8601():
    assert parse_context(["date=20260131"]) == {"date": "2026-01-31"}


def test_a_date_of_toml_is_a_date(tmp_path):
    path = write(tmp_path, "[context]\ndate = 2026-01-31\n")

    assert load_config(path).context.get("date") == "2026-01-31"


def test_every_mistake_in_a_context_is_told():
    with pytest.raises(ConfigError) as caught:
        parse_context(["us=community", "use=comunity", "print", "ads=yes", "ads=no"])

    assert [str(problem) for problem in caught.value.problems] == [
        "'us' is no key of a context; did you mean 'use'?",
        "'comunity' is no value of context 'use'; did you mean 'community'?",
        "context 'print' is not of the form key=value; write for example use=community",
        "context 'ads' is given twice, as 'yes' and 'no'; give it once",
    ]
