"""What a person gets who installs the wheel, and what the metadata promise."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from importlib.util import find_spec
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NEEDED = {canonicalize_name(r.name): r for r in map(Requirement, PROJECT["dependencies"])}

LOOK_AROUND = """
from pathlib import Path
import gui
from ssd_core.bundled import resource_path, sample_paths, weights_path
from ssd_core.weights import read_weights
assert Path(gui.__file__).is_relative_to(Path(sys.argv[1])), gui.__file__
assert weights_path().is_relative_to(sys.argv[1]), weights_path()
assert read_weights(weights_path()).config.preset == "ssd300_slim"
assert len(sample_paths()) >= 6
assert (resource_path("lessons") / "01-default-boxes.ko.toml").exists()
assert resource_path("icons/app.svg").read_bytes().lstrip().startswith(b"<svg")
assert {p.name for p in resource_path("translations").glob("*.qm")} == {
    "ssd-viewer_en.qm", "ssd-viewer_ko.qm",
}
"""


@pytest.mark.slow
@pytest.mark.skipif(find_spec("hatchling") is None, reason="hatchling is not installed")
def test_a_wheel_brings_weights_samples_and_icons_along(tmp_path) -> None:
    build = [sys.executable, "-m", "pip", "wheel", str(ROOT), "--no-deps", "--no-build-isolation"]
    subprocess.run([*build, "--quiet", "--wheel-dir", tmp_path], check=True, cwd=tmp_path)
    (wheel,) = tmp_path.glob("ssd_viewer-*.whl")
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    assert not any(p.name == "tests" for p in installed.iterdir())
    code = f"import sys; sys.path.insert(0, sys.argv[1]){LOOK_AROUND}"
    # -P and another folder: the checkout itself must not be found.
    command = [sys.executable, "-P", "-c", code, str(installed)]
    subprocess.run(command, check=True, cwd=tmp_path)
    entry_points = next(installed.glob("*.dist-info")) / "entry_points.txt"
    assert "ssd-core = ssd_core.cli:main" in entry_points.read_text()


def test_the_commands_lead_somewhere() -> None:
    commands = PROJECT["scripts"] | PROJECT["gui-scripts"]
    assert commands.keys() == {"ssd-core", "ssd-viewer"}
    for target in commands.values():
        module, _, function = target.partition(":")
        source = Path(find_spec(module).origin).read_text(encoding="utf-8")
        defined = {n.name for n in ast.parse(source).body if isinstance(n, ast.FunctionDef)}
        assert function in defined


@pytest.mark.parametrize(
    ("name", "inside", "outside", "why"),
    [
        ("pyside6-essentials", "6.11.3", "6.12.0", "6.12.0 aborts under Python 3.11"),
        ("torch", "2.10.0", "2.9.1", "weights_only has known holes before 2.10"),
        ("torch", "2.13.0", "2.14.0", "an untested version is not installed unasked"),
        ("opencv-python", "5.0.0.93", "4.12.0", "reading metadata came with 5"),
    ],
)
def test_bounds_of_what_is_needed(name: str, inside: str, outside: str, why: str) -> None:
    assert NEEDED[name].specifier.contains(inside)
    assert not NEEDED[name].specifier.contains(outside), why


def imported(package: str) -> set[str]:
    """Top-level modules that the files of ``package`` import."""
    found: set[str] = set()
    for path in (ROOT / package).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                found.add((node.module or "").partition(".")[0])
    return found


@pytest.mark.parametrize("package", ["ssd_core", "gui"])
def test_everything_that_is_imported_is_asked_for(package: str) -> None:
    ours = {"ssd_core", "gui"}
    foreign = imported(package) - set(sys.stdlib_module_names) - ours
    owners = packages_distributions()
    missing = {
        module
        for module in foreign
        if not any(canonicalize_name(name) in NEEDED for name in owners.get(module, [module]))
    }
    assert not missing, f"imported, but not among the dependencies in pyproject.toml: {missing}"
