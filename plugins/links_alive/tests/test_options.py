"""What the environment may say, and how it is told what it may not."""

import re
from pathlib import Path

import msgspec
import pytest
from compliance_links_alive.options import PREFIX, Options, read_options

from compliance.api import Session
from compliance.errors import PluginError

README = Path(__file__).parents[1] / "README.md"


def test_an_environment_that_says_nothing_changes_nothing():
    assert read_options({"PATH": "/bin"}) == Options()


def test_every_option_is_read():
    given = {
        "OFFLINE": "true",
        "CONTACT": "desk@weekly.example",
        "ALLOW": "10.0.0.0/8",
        "CACHE": "",
        "RETRIES": "0",
        "AGE": "1.5",
    }

    assert read_options({PREFIX + name: text for name, text in given.items()}) == Options(
        offline=True, contact="desk@weekly.example", allow="10.0.0.0/8", cache="", retries=0, age=1.5
    )


@pytest.mark.parametrize(
    ("text", "offline"), [("1", True), ("0", False), ("true", True), ("false", False), ("yes", True), ("no", False)]
)
def test_yes_and_no_are_understood(text, offline):
    assert read_options({"COMPLIANCE_LINKS_OFFLINE": text}).offline is offline


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("OFFLINE", "maybe", "COMPLIANCE_LINKS_OFFLINE is 'maybe': "),
        ("RETRIES", "-1", "COMPLIANCE_LINKS_RETRIES is '-1': Expected `int` >= 0"),
        ("RETRIES", "two", "COMPLIANCE_LINKS_RETRIES is 'two': Expected `int`, got `str`"),
        ("DELAY", "nan", "COMPLIANCE_LINKS_DELAY is 'nan': "),
        ("KIB", "0", "COMPLIANCE_LINKS_KIB is '0': Expected `int` >= 1"),
        ("CONTACT", "me)\r\nX-Evil: 1", "COMPLIANCE_LINKS_CONTACT is "),
        ("ALLOW", "10.0.0.0/99", "COMPLIANCE_LINKS_ALLOW: "),
        ("ALLOW", "localhost", "COMPLIANCE_LINKS_ALLOW: "),
        ("OFLINE", "1", "COMPLIANCE_LINKS_OFLINE is not known; did you mean COMPLIANCE_LINKS_OFFLINE?"),
    ],
)
def test_what_cannot_be_is_named(name, text, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
        read_options({PREFIX + name: text})


def test_a_wrong_variable_stops_the_run(environment, settings):
    environment.setenv("COMPLIANCE_LINKS_DELAY", "soon")

    with pytest.raises(PluginError, match="COMPLIANCE_LINKS_DELAY is 'soon'"):
        _ = Session(settings).registry


def test_the_readme_names_every_option_with_its_default():
    table = dict(
        re.findall(r"^\| `COMPLIANCE_LINKS_(\w+)` \| ([^|]*?) \|", README.read_text(encoding="utf-8"), re.MULTILINE)
    )

    assert table == {
        field.name.upper(): {False: "no", None: "in the cache folder", "": "none"}.get(
            field.default, f"{field.default:g}" if isinstance(field.default, int | float) else ""
        )
        for field in msgspec.structs.fields(Options)
    }
