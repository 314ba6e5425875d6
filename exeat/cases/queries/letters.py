"""What a case knows of itself for a letter that is read before it is written."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from exeat.cases import steps
from exeat.cases.models import Case


def letter_facts(row: Case, language: str) -> dict[str, Any]:
    """The facts of a case that its letters tell, in a language; what nobody has entered yet is empty or not there.

    Who the person is stays out: a letter to them does not name them, and one to an institution is not filled in here.
    """
    documents = row.documents.order_by("number")
    finding, measure = getattr(row, "finding", None), getattr(row, "measure", None)
    known: dict[str, Any] = {
        "case": row.reference,
        "first_day": row.first_on,
        "last_day": row.last_on or row.first_on,
        "country": steps.country(row.country, language),
        "inferred": "yes" if row.how == "inferred" else "",
        "kinds": list(row.kinds),
        "withheld": documents.exclude(withheld_ground="").count(),
        "passages": [{**one, "at": datetime.fromisoformat(one["at"])} for one in row.facts_text],
        "answer_until": row.answer_until,
        "uncovered": steps.uncovered_in(language, row.kinds),
        "provision": steps.provision_in(row, language),
        "offered": steps.measures_in(language, tuple(one["kind"] for one in row.offered)) if row.measures_known else "",
        "evidence": [steps.named_in(language, one) for one in documents],
    }
    if finding is not None:
        known |= {"reasons": finding.reasons, "officer": finding.found_name, "found_on": finding.found_at.date()}
        known |= {"appeal_until": finding.appeal_until, "legal_question": finding.legal_question}
    if measure is not None:
        known |= {"measures": steps.measures_in(language, tuple(measure.kinds)), "effect_from": measure.effect_from}
        known |= {"aim": measure.aim, "lesser": measure.lesser, "family": measure.family, "lasts": measure.lasts}
        known |= {"review_on": measure.review_on, "officer": measure.taken_name, "reasons": measure.reasons}
    return known
