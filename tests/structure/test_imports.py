"""The import contracts hold, and each of them bites when it is broken on purpose."""

import configparser
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINT = Path(sys.executable).with_name("lint-imports")


def contracts():
    read = configparser.ConfigParser()
    read.read(ROOT / ".importlinter")
    return {name.split(":")[2]: dict(read[name]) for name in read.sections() if ":contract:" in name}


# One forbidden import for each contract: the module that is made to break it, and what it imports.
VIOLATIONS = {
    "layers": ("exeat/values/period.py", "import exeat.register.queries"),
    "pure": ("exeat/applications/policy/guards.py", "import django.db"),
    "duckdb": ("exeat/regimes/__init__.py", "import duckdb"),
    "seal": ("exeat_seal/__init__.py", "import exeat.values.period"),
    "seal-users": ("exeat/cases/steps.py", "import exeat_seal"),
    "wire": ("exeat/web/letters/sent.py", "import exeat.wire.https"),
    "audit-writers": ("exeat/register/facts.py", "import exeat.audit.actions"),
} | {
    name: ("exeat/config/urls.py", f"import exeat.{name.removeprefix('models-of-')}.models")
    for name in contracts()
    if name.startswith("models-of-")
}


def lint(folder, *options):
    return subprocess.run(
        [LINT, "--no-cache", *options], cwd=folder, env={"PYTHONPATH": str(folder)}, capture_output=True, text=True
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    folder = tmp_path_factory.mktemp("copy")
    for package in ("exeat", "exeat_seal"):
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__", "static"))
    shutil.copy(ROOT / ".importlinter", folder)
    return folder


def test_every_contract_is_kept():
    answer = lint(ROOT)

    assert answer.returncode == 0, answer.stdout


def test_every_contract_has_a_violation_that_shows_it_bites():
    assert set(VIOLATIONS) == set(contracts())


@pytest.mark.parametrize("name", sorted(VIOLATIONS))
def test_a_deliberate_violation_breaks_its_contract(name, copy):
    path, line = VIOLATIONS[name]
    file = copy / path
    before = file.read_text(encoding="utf-8")
    file.write_text(f"{before}\n{line}\n", encoding="utf-8")

    answer = lint(copy, "--contract", name)
    file.write_text(before, encoding="utf-8")

    assert answer.returncode == 1
    assert "BROKEN" in answer.stdout


def test_a_package_without_a_place_in_the_order_fails(copy):
    stranger = copy / "exeat" / "stranger"
    stranger.mkdir()
    (stranger / "__init__.py").write_text('"""A package that nobody gave a place."""\n', encoding="utf-8")

    answer = lint(copy, "--contract", "layers")
    shutil.rmtree(stranger)

    assert answer.returncode == 1
    assert "stranger" in answer.stdout
