"""A new rulebook to fill in: whole enough to load, and honest about everything that is still unknown."""

from __future__ import annotations

from exeat.regimes import vocabulary

PATTERN = vocabulary.LAW / "words" / "new-rulebook.txt"


def begun(name: str, jurisdiction: str, *, title: str = "", year: int, draft: bool = False, schema: str = "") -> str:
    """The text of a new rulebook. Raises UnknownName when the jurisdiction has no words yet."""
    vocabulary.jurisdiction(jurisdiction)
    kinds = [kind for kind, _ in vocabulary.post_kinds(jurisdiction) if kind != "none"]
    calendars = {path.stem.upper() for path in (vocabulary.LAW / "calendars").glob("*.yaml")}
    return PATTERN.read_text(encoding="utf-8").format(
        name=name,
        title=title or name.replace("-", " ").capitalize(),
        jurisdiction=jurisdiction,
        calendar=jurisdiction if jurisdiction in calendars else "LT",
        status="draft" if draft else "partial",
        schema=schema or "../../docs/reference/rulebook.schema.json",
        kind=kinds[0],
        country="RU",
        elsewhere="FR" if jurisdiction != "FR" else "PT",
        day=f"{year}-01-01",
        before=f"{year - 5}-01-01",
        later=f"{year}-05-01",
        end=f"{year}-05-09",
        year_before=f"{year - 1}-05-01",
        year_before_end=f"{year - 1}-05-09",
    )
