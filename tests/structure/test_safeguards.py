"""Every promise is listed with its test, and every link of the list leads somewhere."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIST = ROOT / "docs" / "safeguards.md"


def test_every_promise_names_its_test_and_every_test_of_a_promise_is_named():
    rows = dict(re.findall(r"^\| (\d+) \|.*\|([^|]*)\|$", LIST.read_text(encoding="utf-8"), flags=re.M))
    linked = {number: set(re.findall(r"tests/safeguards/(test_[a-z0-9_]+\.py)", cell)) for number, cell in rows.items()}
    written = {path.name for path in (ROOT / "tests" / "safeguards").glob("test_[0-9][0-9]_*.py")}

    assert sorted(map(int, rows)) == list(range(1, 21))
    assert set().union(*linked.values()) == written
    assert all(name.startswith(f"test_{int(number):02d}_") for number, names in linked.items() for name in names)


def test_every_link_of_our_documents_leads_somewhere_pictures_apart():
    broken = []
    for document in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#\s]+)", document.read_text(encoding="utf-8")):
            ours = "://" not in target and not target.startswith("mailto:") and not target.endswith((".png", ".svg"))
            if ours and not (document.parent / target).exists():
                broken.append(f"{document.relative_to(ROOT)}: {target}")

    assert broken == []
