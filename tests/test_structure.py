"""The budgets of the code: lengths of functions and modules, docstrings, no marks left behind."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted(
    str(path.relative_to(ROOT))
    for folder in ("compliance", "plugins")
    for path in (ROOT / folder).rglob("*.py")
    if "tests" not in path.parts[len(ROOT.parts) :]
)
TESTS = sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("plugins/**/tests/*.py"))
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def functions_of(module):
    tree = ast.parse((ROOT / module).read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, FUNCTIONS)]


def length_of(function):
    """Return the lines of a function without its docstring."""
    first = function.body[0]
    docstring = first.end_lineno - first.lineno + 1 if ast.get_docstring(function) else 0
    return function.end_lineno - function.lineno + 1 - docstring


def arguments_of(function):
    arguments = function.args.posonlyargs + function.args.args + function.args.kwonlyargs
    return [argument for argument in arguments if argument.arg not in {"self", "cls"}]


@pytest.mark.parametrize("module", [*MODULES, *TESTS])
def test_no_module_is_longer_than_350_lines(module):
    assert len((ROOT / module).read_text(encoding="utf-8").splitlines()) <= 350


@pytest.mark.parametrize("module", MODULES)
def test_no_function_is_longer_than_45_lines(module):
    assert [f.name for f in functions_of(module) if length_of(f) > 45] == []


@pytest.mark.parametrize("module", MODULES)
def test_no_function_takes_more_than_six_arguments(module):
    counts = {f.name: len(arguments_of(f)) for f in functions_of(module)}
    assert {name: count for name, count in counts.items() if count > 6} == {}


@pytest.mark.parametrize("module", MODULES)
def test_nothing_is_left_to_be_done(module):
    text = (ROOT / module).read_text(encoding="utf-8")
    assert not re.search(r"# *(?:TODO|FIXME|XXX|HACK)\b|NotImplementedError|pragma: no cover", text)
