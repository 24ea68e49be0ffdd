"""Permission files: what they say, their mistakes with places, and what a record does to a report."""

import hashlib
import json
from pathlib import Path

import pytest

from compliance.cli import main
from compliance.errors import ConfigError
from compliance.model.permission import Permission, ProofState
from compliance.permissions import find_today, load_permissions

LETTER = b"You may print it.\n"
DIGEST = hashlib.sha256(LETTER).hexdigest()
RECORD = f"""\
[[permissions]]
grantor = "The Lighthouse"
grantee = "Our Site"
works = ["https://lighthouse.example/2024/*"]
uses = ["commercial"]
media = ["web", "print"]
edited = true
from = 2026-01-01
to = "2026-06-30"
proof = "letters/lighthouse.txt"
sha256 = "{DIGEST}"
note = "by letter"
"""
STORY = """\
# The tide that stayed

By Ann Author

Harbour Echo, 3 May 2024

The water did not leave the market square until noon.

This article was first published by [The Lighthouse](https://lighthouse.example/2024/tide). The views are those of the
author.

© 2024 Ann Author
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project's folder, with a letter that proves a permission, and an article that needs it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772323200")  # 2026-03-01
    Path("letters").mkdir()
    Path("letters/lighthouse.txt").write_bytes(LETTER)
    Path("story.md").write_text(STORY, encoding="utf-8")
    return tmp_path


def write(text: str, name: str = "permissions.toml") -> Path:
    Path(name).write_text(text, encoding="utf-8")
    return Path(name)


def mistakes(text: str) -> list[str]:
    with pytest.raises(ConfigError) as raised:
        load_permissions(write(text))
    return [str(problem) for problem in raised.value.problems]


def check(capsys, *arguments: str) -> tuple[int, dict[str, object]]:
    code = main(["check", "story.md", "--format", "json", "--context", "use=commercial", *arguments])
    (article,) = json.loads(capsys.readouterr().out)["articles"]
    (result,) = [r for r in article["results"] if r["rule"] == "permission/use-granted"]
    return code, result


def test_a_record_is_read():
    assert load_permissions(write(RECORD)) == (
        Permission(
            grantor="The Lighthouse",
            grantee="Our Site",
            works=("https://lighthouse.example/2024/*",),
            scope={"use": ("commercial",), "medium": ("web", "print"), "edited": ("yes", "no")},
            starts="2026-01-01",
            ends="2026-06-30",
            proof="letters/lighthouse.txt",
            sha256=DIGEST,
            proof_state=ProofState.KEPT,
            note="by letter",
            place="permissions.toml:1",
        ),
    )


def test_a_proof_that_changed_or_is_gone_is_no_mistake_of_the_file():
    Path("letters/lighthouse.txt").write_bytes(b"You may not.\n")
    assert load_permissions(write(RECORD))[0].proof_state is ProofState.CHANGED
    Path("letters/lighthouse.txt").unlink()
    assert load_permissions(write(RECORD))[0].proof_state is ProofState.GONE


def test_a_proof_may_be_an_address_that_nobody_looks_up():
    text = RECORD.replace("letters/lighthouse.txt", "https://lighthouse.example/permissions/7").replace(
        f'sha256 = "{DIGEST}"\n', ""
    )
    assert load_permissions(write(text))[0].proof_state is ProofState.ELSEWHERE


def test_an_empty_file_holds_no_permission():
    assert load_permissions(write("")) == ()


@pytest.mark.parametrize(
    ("old", "new", "mistake"),
    [
        ("note =", "nota =", "12:1: 'nota' is no key of a permission; did you mean 'note'?"),
        (
            "[[permissions]]",
            "[[permission]]",
            "1:1: 'permission' is no key of a permission file; write [[permissions]]",
        ),
        ("2026-01-01", '"soon"', "8:1: 'soon' is no date; use ISO 8601, such as 2026-01-31"),
        (
            "2026-01-01",
            "2026-07-01",
            "9:1: the permission ends on 2026-06-30, before it starts on 2026-07-01; mend one of the dates",
        ),
        (
            "letters/",
            "../",
            "10:1: the proof '../lighthouse.txt' leaves the project folder; keep a copy in the project",
        ),
        ("letters/", "/etc/", "10:1: the proof '/etc/lighthouse.txt' leaves the project folder"),
        (DIGEST, "abc", "11:1: 'sha256' must be 64 hexadecimal digits; write what sha256sum prints"),
        (
            f'sha256 = "{DIGEST}"\n',
            "",
            f"10:1: 'sha256' is missing: a proof can be changed; write sha256 = \"{DIGEST}\"",
        ),
        ('"commercial"', '"comercial"', "5:1: 'comercial' is no value of context 'use'; did you mean 'commercial'?"),
        ("edited = true", 'edited = "perhaps"', "7:1: 'edited' is 'perhaps'; write yes or no"),
        ('works = ["https://lighthouse.example/2024/*"]\n', "", "1:1: it does not say for which works"),
        ('grantor = "The Lighthouse"\n', "", "1:1: 'grantor' is missing; write grantor = "),
        ('"by letter"', "7", "12:1: 'note' must be a text"),
        ('["web", "print"]', "[1]", "6:1: 'media' must be a list of texts"),
        ("[[permissions]]", "[[permissions", "1:14: is not valid TOML"),
    ],
)
def test_a_mistake_is_named_with_its_place(old, new, mistake):
    (found, *_) = mistakes(RECORD.replace(old, new))
    assert found.startswith(f"permissions.toml:{mistake}")


def test_all_mistakes_are_named_at_once():
    text = RECORD.replace("note =", "nota =").replace("grantee =", "to_whom =")
    assert [found.partition(": ")[2].partition(";")[0] for found in mistakes(text)] == [
        "'grantee' is missing",
        "'to_whom' is no key of a permission",
        "'nota' is no key of a permission",
    ]


def test_a_link_out_of_the_folder_leaves_it_too(folder):
    outside = folder.parent / "outside.txt"
    outside.write_bytes(LETTER)
    Path("letters/lighthouse.txt").unlink()
    Path("letters/lighthouse.txt").symlink_to(outside)
    assert "leaves the project folder" in mistakes(RECORD)[0]


def test_a_proof_may_stand_beside_the_folder_of_the_file_within_the_project(folder):
    Path("rights").mkdir()
    path = write(RECORD.replace("letters/", "../letters/"), "rights/permissions.toml")
    assert load_permissions(path, folder)[0].proof_state is ProofState.KEPT


def test_today_is_the_day_of_the_source_if_one_is_set():
    assert find_today({"SOURCE_DATE_EPOCH": "0"}) == "1970-01-01"
    assert len(find_today({})) == 10
    with pytest.raises(ConfigError, match="SOURCE_DATE_EPOCH 'soon' is no number of seconds"):
        find_today({"SOURCE_DATE_EPOCH": "soon"})


def test_without_a_record_the_permission_is_to_be_asked_for(capsys):
    assert check(capsys)[1]["outcome"] == "review"


def test_a_record_that_fits_turns_the_permission_to_pass_and_is_named(capsys):
    write(RECORD)
    code, result = check(capsys)
    assert (code, result["outcome"]) == (0, "pass")
    assert result["message"] == "the permission of The Lighthouse to Our Site (permissions.toml:1) covers this use"
    assert (result["permission"]["grantor"], result["permission"]["proof_state"]) == ("The Lighthouse", "kept")


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("2026-06-30", "2026-02-01", "it expired on 2026-02-01"),
        ("2026-01-01", "2026-04-01", "it holds from 2026-04-01 on"),
        ("commercial", "education", "it was given for use=education, not for use=commercial"),
        (DIGEST, "0" * 64, "its proof 'letters/lighthouse.txt' is not what was recorded: the SHA-256 differs"),
        ("lighthouse.txt", "lost.txt", "its proof 'letters/lost.txt' is gone"),
    ],
)
def test_a_record_that_does_not_fit_fails_with_the_reason(capsys, old, new, reason):
    write(RECORD.replace(old, new))
    code, result = check(capsys)
    assert (code, result["outcome"]) == (1, "fail")
    assert result["message"].endswith(f"does not cover this use: {reason}")


def test_the_day_may_be_given(capsys):
    write(RECORD)
    assert check(capsys, "--context", "date=2027-01-01")[1]["outcome"] == "fail"


def test_the_configuration_and_the_command_line_name_the_file(capsys):
    Path("rights").mkdir()
    write(RECORD.replace("letters/", "../letters/"), "rights/ours.toml")
    assert check(capsys, "--config", str(write('permissions = "rights/ours.toml"\n', "compliance.toml")))[0] == 0
    write(RECORD.replace("2026-06-30", "2026-02-01"), "other.toml")
    assert check(capsys, "--permissions", "other.toml")[1]["outcome"] == "fail"


def test_a_file_beside_the_configuration_is_found(capsys):
    write(RECORD)
    write("", "compliance.toml")
    assert check(capsys)[1]["outcome"] == "pass"


def test_a_wrong_file_stops_the_run(capsys):
    write(RECORD.replace("grantor =", "granter ="))
    assert main(["check", "story.md"]) == 2
    assert "permissions.toml:2:1: 'granter' is no key of a permission" in capsys.readouterr().err


def test_a_file_that_is_named_must_be_there(capsys):
    assert main(["check", "story.md", "--permissions", "none.toml"]) == 2
    assert capsys.readouterr().err == (
        "compliance: none.toml: cannot be read: No such file or directory; check --permissions\n"
    )
