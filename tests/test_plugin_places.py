"""Where in a plugin's file something went wrong."""

import importlib.util
import json
from pathlib import Path

import pytest

import compliance
from compliance.plugin_places import NOWHERE, Place, find_definition, find_failure


def load(path, code):
    path.write_text(code, encoding="utf-8")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def place_of(error):
    """Return the place of an exception as the program sees it, whose own steps do not count."""
    trace = error.__traceback__
    while trace.tb_frame.f_code.co_filename == __file__:
        trace = trace.tb_next
    return find_failure(error.with_traceback(trace))


def test_code_that_cannot_be_read_is_its_own_place(tmp_path):
    path = tmp_path / "tone.py"
    with pytest.raises(SyntaxError) as caught:
        load(path, "import re\n\ndef extract(:\n    return ()\n")

    assert place_of(caught.value) == Place(str(path), 3, 13)


def test_an_import_that_fails_is_told_at_its_line(tmp_path):
    path = tmp_path / "tone.py"
    with pytest.raises(ModuleNotFoundError) as caught:
        load(path, "import re\nif re:\n    import no_such_module\n")

    assert place_of(caught.value) == Place(str(path), 3, 5)


def test_the_last_step_in_the_plugins_own_file_is_told(tmp_path):
    path = tmp_path / "tone.py"
    module = load(path, "import json\n\ndef read(text):\n    é, data = 1, json.loads(text)\n")
    with pytest.raises(json.JSONDecodeError) as caught:
        module.read("{")

    assert place_of(caught.value) == Place(str(path), 4, 18)


def test_a_plugin_whose_folder_begins_like_the_programs_is_not_taken_for_the_program():
    file = str(Path(compliance.__file__).parent.with_name("compliance_tone") / "__init__.py")
    with pytest.raises(ZeroDivisionError) as caught:
        exec(compile("\n1 / 0\n", file, "exec"))

    assert place_of(caught.value).path.endswith("compliance_tone/__init__.py")
    assert place_of(caught.value).line == 2


def test_what_was_never_in_a_file_is_nowhere():
    assert find_failure(ValueError("never raised")) == NOWHERE


def test_a_hook_is_told_where_it_is_defined(tmp_path):
    path = tmp_path / "tone.py"
    module = load(path, "class Tone:\n    def register_checks(self):\n        return []\n\ndef other():\n    pass\n")

    assert find_definition(module.other) == Place(str(path), 5, 5)
    assert find_definition(module.Tone.register_checks) == Place(str(path), 2, 9)


@pytest.mark.parametrize("thing", [len, 7, None])
def test_what_has_no_source_is_nowhere(thing):
    assert find_definition(thing) == NOWHERE
