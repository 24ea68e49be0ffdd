"""Packs of installed distributions: found by their entry points, and never imported."""

import sys
from collections.abc import Callable
from importlib import invalidate_caches
from pathlib import Path

import pytest

from compliance.api import Session
from compliance.errors import PackError, PluginError
from compliance.installed import PACKS, PLUGINS, find_entry_points
from compliance.model.settings import Settings
from compliance.plugins import load_registry
from compliance.plugins.installed_packs import InstalledPack, find_packs

POLICY = "id: {0}-house\nname: {0}\nkind: house\n"
BROKEN = "raise RuntimeError('this code ran')\n"

Install = Callable[..., Path]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Return a function that pretends that a distribution with a pack is installed, whose code must not run."""
    site = tmp_path / "site"
    site.mkdir()
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    monkeypatch.syspath_prepend(str(site))

    def write(name: str, *, value: str = "", entry: str = "", pack: str = "", distribution: str = "") -> Path:
        module = name.replace("-", "_")
        folder = site / module
        (folder / "policies").mkdir(parents=True)
        (folder / "__init__.py").write_text(BROKEN)
        (folder / "pack.yaml").write_text(pack or f"name: {name}\nversion: 1.0.0\ntitle: {name}\n", encoding="utf-8")
        (folder / "policies" / f"{name}-house.yaml").write_text(POLICY.format(name), encoding="utf-8")
        info = site / f"{distribution or module}_dist-2.3.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution or name}-dist\nVersion: 2.3\n")
        (info / "entry_points.txt").write_text(f"[compliance.packs]\n{entry or name} = {value or module}\n")
        invalidate_caches()
        return folder

    return write


def packs() -> tuple[InstalledPack, ...]:
    return find_packs(find_entry_points()[PACKS])


def complaint() -> str:
    with pytest.raises(PluginError) as caught:
        load_registry()
    return str(caught.value)


def test_a_pack_is_found_and_none_of_its_code_runs(install: Install):
    folder = install("river-herald")

    [pack] = packs()

    assert (pack.name, pack.folder, pack.distribution) == ("river-herald", folder, "river-herald-dist 2.3")
    assert "river_herald" not in sys.modules


def test_its_policies_are_those_of_the_run(install: Install):
    install("river-herald")

    library = Session().library

    assert library.policies["river-herald-house"].pack == "river-herald"


def test_several_are_found_at_once_and_beside_those_of_the_configuration(install: Install):
    install("river-herald")
    install("attic-times")
    Path("mine/policies").mkdir(parents=True)
    Path("mine/pack.yaml").write_text("name: mine\nversion: 1.0.0\ntitle: Mine\n", encoding="utf-8")
    Path("mine/policies/mine.yaml").write_text("id: mine\nname: Mine\nkind: house\n", encoding="utf-8")

    library = Session(Settings(packs=("mine",))).library

    assert list(library.packs) == ["attic-times", "core", "mine", "river-herald"]


def test_a_pack_may_lie_deeper_in_a_package_whose_code_never_runs(install: Install):
    folder = install("river-herald", value="river_herald.data")
    (folder / "data").mkdir()
    (folder / "pack.yaml").rename(folder / "data" / "pack.yaml")
    (folder / "policies").rename(folder / "data" / "policies")

    assert [pack.folder for pack in packs()] == [folder / "data"]
    assert "river_herald" not in sys.modules


def test_a_module_beside_the_pack_may_be_named_instead_of_the_package(install: Install):
    folder = install("river-herald", value="river_herald.marker")
    (folder / "marker.py").write_text(BROKEN)

    assert [pack.folder for pack in packs()] == [folder]


def test_a_package_needs_no_python_at_all(install: Install):
    folder = install("river-herald")
    (folder / "__init__.py").unlink()

    assert [pack.folder for pack in packs()] == [folder]


def test_an_installed_pack_can_be_left_out(install: Install):
    install("river-herald")

    assert load_registry(disabled=["river-herald"]).installed_packs == ()


def test_a_plugin_is_not_taken_for_a_pack_nor_a_pack_for_a_plugin(install: Install):
    install("river-herald")

    assert {group: len(points) for group, points in find_entry_points().items()} == {PLUGINS: 0, PACKS: 1}
    assert set(load_registry().owners.values()) == {"builtin"}


def test_a_module_that_is_gone_is_told_with_its_distribution(install: Install):
    install("river-herald", value="river_gone")

    assert complaint() == (
        "pack 'river-herald' of river-herald-dist 2.3: there is no module 'river_gone'; report it to its author, or "
        "leave it out with --no-plugin river-herald"
    )


def test_a_folder_without_a_pack_is_told_with_its_distribution(install: Install):
    folder = install("river-herald")
    (folder / "pack.yaml").unlink()

    assert complaint() == (
        f"pack 'river-herald' of river-herald-dist 2.3: the folder {folder.as_posix()} holds no pack.yaml; report it "
        "to its author, or leave it out with --no-plugin river-herald"
    )


def test_an_entry_point_that_names_an_object_is_told(install: Install):
    install("river-herald", value="river_herald:PACK")

    assert complaint() == (
        "pack 'river-herald' of river-herald-dist 2.3: 'river_herald:PACK' names an object; a pack is named by its "
        "module alone; report it to its author, or leave it out with --no-plugin river-herald"
    )


def test_two_distributions_with_packs_of_one_name_are_both_told(install: Install):
    install("river-herald")
    install("attic-times", entry="river-herald")

    assert complaint() == (
        "pack 'river-herald' comes from attic-times-dist 2.3 and from river-herald-dist 2.3; uninstall one of them, or "
        "leave both out with --no-plugin river-herald"
    )


def test_a_pack_that_calls_itself_otherwise_than_its_distribution_is_told(install: Install):
    install("river-herald", entry="herald")

    with pytest.raises(PluginError) as caught:
        _ = Session().library

    assert str(caught.value) == (
        "pack 'herald' of river-herald-dist 2.3: its pack.yaml calls it 'river-herald'; report it to its author, or "
        "leave it out with --no-plugin herald"
    )


def test_a_mistake_in_a_file_of_an_installed_pack_names_the_distribution(install: Install):
    folder = install("river-herald", pack="name: river-herald\nversion: one\ntitle: x\n")

    with pytest.raises(PackError) as caught:
        _ = Session().library

    assert str(caught.value) == (
        f"{folder.as_posix()}/pack.yaml:2:10: version: 'one' is not a version such as 0.1.0 (in the pack "
        "'river-herald' of river-herald-dist 2.3)"
    )
