"""Names and files keep to the house style."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [*sorted((ROOT / "exeat").rglob("*.py")), *sorted((ROOT / "exeat_seal").rglob("*.py"))]


def test_no_module_has_a_name_without_a_noun():
    forbidden = {"utils.py", "helpers.py", "common.py", "core.py", "misc.py"}

    assert [str(path) for path in SOURCES if path.name in forbidden] == []


def test_no_file_is_longer_than_five_hundred_lines():
    long = [path.name for path in SOURCES if len(path.read_text(encoding="utf-8").splitlines()) > 500]

    assert long == []


def test_every_file_fits_its_place_no_signals_no_admin():
    wrong = [
        str(path)
        for path in SOURCES
        if "django.contrib.admin" in (text := path.read_text(encoding="utf-8")) or "django.dispatch" in text
    ]

    assert wrong == []
