"""Files of a pack, changed at random: they make a library, or mistakes that stand where there is something to see."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compliance.checks import CHECKS
from compliance.errors import PackError
from compliance.packs.building import Built, build_packs

from ..mistake_cases import SOUND

SCHEMAS = {check.kind: check.schema for check in CHECKS}
FILES = {
    path.relative_to(SOUND / "pack").as_posix(): path.read_text(encoding="utf-8")
    for path in sorted((SOUND / "pack").rglob("*.yaml"))
}
JUNK = (*" \t'\"[]{}|>#7@%", "", "  ", ": ", "- ", "*a", "&a ", "!!int ", "null", "true", "é\u2028", "\x07")


class FakePack:
    """The files of a pack that lie nowhere."""

    folder = "pack"

    def __init__(self, files: dict[str, str]) -> None:
        self.contents = {path: text.encode() for path, text in files.items()}
        self.paths = tuple(self.contents)

    def show(self, path: str) -> str:
        return f"pack/{path}"


@st.composite
def changed_files(draw: st.DrawFn) -> dict[str, str]:
    """Return the files of the sound pack, some of their lines taken out, doubled, moved or spoilt."""
    files = dict(FILES)
    for _ in range(draw(st.integers(1, 4))):
        path = draw(st.sampled_from(sorted(files)))
        lines = files[path].split("\n")
        number = draw(st.integers(0, len(lines) - 1))
        line = lines[number]
        at = draw(st.integers(0, len(line)))
        change = draw(st.sampled_from(["drop", "double", "swap", "insert", "replace", "cut", "indent"]))
        other = draw(st.integers(0, len(lines) - 1))
        junk = draw(st.sampled_from(JUNK))
        match change:
            case "drop":
                del lines[number]
            case "double":
                lines.insert(other, line)
            case "swap":
                lines[number], lines[other] = lines[other], line
            case "insert":
                lines[number] = line[:at] + junk + line[at:]
            case "replace":
                lines[number] = line.partition(":")[0] + ": " + junk
            case "cut":
                lines[number] = line[:at]
            case "indent":
                lines[number] = " " + line
        files[path] = "\n".join(lines)
    return files


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(changed_files())
def test_a_changed_pack_is_a_library_or_wrong_at_places_that_there_are(files: dict[str, str]):
    pack = FakePack(files)
    try:
        built = build_packs([pack], SCHEMAS, ())
    except PackError as error:
        for problem in error.problems:
            text = files[problem.path.removeprefix("pack/")]
            assert problem.line <= len(text.splitlines()) + 1
            assert problem.message
            assert "Traceback" not in str(problem)
    else:
        assert isinstance(built, Built)
