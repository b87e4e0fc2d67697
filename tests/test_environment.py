"""The lists of packages agree with each other and name no address."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
# conda-forge calls matplotlib without a desktop toolkit by this name.
CONDA_NAMES = {"matplotlib": "matplotlib-base"}


def _pyproject() -> dict[str, SpecifierSet]:
    requirements = [Requirement(line) for line in PROJECT["dependencies"]]
    names = [canonicalize_name(requirement.name) for requirement in requirements]
    return {
        CONDA_NAMES.get(name, name): each.specifier for name, each in zip(names, requirements, strict=True)
    }


def _environment() -> list:
    return yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]


def _conda() -> dict[str, SpecifierSet]:
    requirements = [Requirement(line) for line in _environment() if isinstance(line, str)]
    return {requirement.name: requirement.specifier for requirement in requirements}


def test_environment_yml_equals_pyproject():
    conda = _conda()
    assert conda.pop("python") == SpecifierSet(PROJECT["requires-python"])
    assert conda.pop("pip") == SpecifierSet()
    assert conda == _pyproject()


def test_environment_yml_installs_kamlib_itself():
    assert {"pip": ["-e ."]} in _environment()


def _constraints() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    for pin in pins:
        assert re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9._!+-]+", pin), f"{pin!r} is not name==version"
    return {canonicalize_name(pin.split("==")[0]): pin.split("==")[1] for pin in pins}


def test_every_dependency_is_pinned_to_an_allowed_version():
    pins = _constraints()
    groups = [PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()]
    for line in (line for group in groups for line in group):
        requirement = Requirement(line)
        name = canonicalize_name(requirement.name)
        assert name in pins, f"constraints.txt does not pin {name}"
        assert requirement.specifier.contains(pins[name]), f"{name} {pins[name]} is outside {line}"


def test_no_address_stands_in_the_lists():
    for name in ("constraints.txt", "pyproject.toml", "environment.yml", "Makefile"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text, f"{name} names an address"


def test_the_version_is_the_same_everywhere():
    import kamlib

    assert kamlib.__version__ == PROJECT["version"]


def test_doctor_asks_for_what_pyproject_asks_for():
    from kamlib.doctor import PACKAGES

    wanted = {
        canonicalize_name(Requirement(line).name): Requirement(line) for line in PROJECT["dependencies"]
    }
    wanted.pop("jupyterlab-language-pack-zh-cn")  # the doctor has a check of its own for it
    assert set(PACKAGES) == set(wanted)
    for name, lowest in PACKAGES.items():
        numbers = tuple(int(part) for part in str(wanted[name].specifier).removeprefix(">=").split("."))
        assert numbers[: len(lowest)] == lowest, f"the doctor asks for another {name}"


def test_every_pin_can_be_installed_on_the_oldest_python():
    """Of a pin that is not installed here (another system's) nothing is known; those are few."""
    oldest = re.search(r">=(3\.\d+)", PROJECT["requires-python"])[1] + ".0"
    unknown = []
    for name in _constraints():
        try:
            needs = metadata(name)["Requires-Python"]
        except PackageNotFoundError:
            unknown.append(name)
            continue
        assert not needs or oldest in SpecifierSet(needs), f"{name} needs Python {needs}"
    assert len(unknown) <= 10
