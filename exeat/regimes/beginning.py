"""A new rulebook to fill in: whole enough to load, and honest about everything that is still unknown."""

from __future__ import annotations

from exeat.regimes import vocabulary

PATTERN = vocabulary.LAW / "words" / "new-rulebook.txt"
PROCEDURES = {
    "permission": "decider: unknown, apply_before: unknown, decide_within: unknown, silence: unknown",
    "notice": "addressee: unknown, form: unknown, give_before: unknown",
    "return_report": "addressee: unknown, form: unknown, give_within: unknown",
}
RULES = {  # what a rule asks, the name it gets and its words
    "permission": ("permission-before-travel", "Permission before travel"),
    "notice": ("notice-before-travel", "Notice before travel"),
    "return_report": ("report-on-return", "Report on the return"),
    "advice": ("advice-against-travel", "Advice not to travel"),
    "ban": ("no-travel", "No travel"),
}


def begun(
    name: str,
    jurisdiction: str,
    *,
    title: str = "",
    year: int,
    draft: bool = False,
    asks: str = "permission",
    schema: str = "",
) -> str:
    """The text of a new rulebook. Raises UnknownName when the jurisdiction has no words, or nothing asks for that."""
    if asks not in RULES:
        raise vocabulary.UnknownName(vocabulary.unknown("value", asks, RULES))
    vocabulary.jurisdiction(jurisdiction)
    kinds = [kind for kind, _ in vocabulary.post_kinds(jurisdiction) if kind != "none"]
    how = asks.replace("_", "-")
    terms = PROCEDURES.get(asks)
    procedure = (
        f"procedures:\n  {how}: {{kind: {asks}, in_force: {year}-01-01, {terms}, cite: [act]}}\n" if terms else ""
    )
    rule, label = RULES[asks]
    calendars = {path.stem.upper() for path in (vocabulary.LAW / "calendars").glob("*.yaml")}
    return PATTERN.read_text(encoding="utf-8").format(
        name=name,
        title=title or name.replace("-", " ").capitalize(),
        jurisdiction=jurisdiction,
        calendar=jurisdiction if jurisdiction in calendars else "LT",
        asks=asks,
        rule=rule,
        label=label,
        procedure=procedure,
        by=f"    by: {how}\n" if terms else "",
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
