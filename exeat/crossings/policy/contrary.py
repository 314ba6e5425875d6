"""What speaks for the person, which whoever goes on must see and answer by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Contrary:
    """Something that speaks for the person, which whoever goes on must see and answer by name."""

    code: str
    words: str  # English; pages translate it
    about: str = ""  # which feature, permit or reading


LEAST = 0.5  # doublings; pages say of less that it says almost nothing
AGAINST = "The records differ in a point that speaks against their being the same person."
NO_DOCUMENT = "No document number ties the record to the person: it rests on name and birth date."
PRIVATE = "That the journey was private is assumed; as a duty journey nothing would have been asked."
GROUND = "On a ground that nobody has asked about nothing would be missing."
READING = "Under another reading of the law nothing would be missing."
INFERRED = "The country is inferred from the crossing point, not recorded."
LATE_PERMIT = "A permit for these days was given after the person had left."
SILENCE = "An application lay with the institution without an answer when its time had passed."
REGISTER_DOUBTED = "The person has said that their entry in the register is wrong."
NO_RETURN_SEEN = "A return by another border would not be in these records."
OTHER_BORDER = "The return was by another border: on which days the person was in this country is not known."
NO_RECORDS = "Of some days after this exit no records of any point came in: a return may be missing."
ASKED_BEFORE = "The person had asked for permission before leaving; no answer had been given."


def against_identity(evidence: Iterable[tuple[str, float]], *, document_agrees: bool) -> tuple[Contrary, ...]:
    """What speaks against the record's being the person's: each feature that takes weight off, and no document.

    What hardly moves the sum either way (fields that agree, but that most people share) is no disagreement.
    That a relative or namesake could agree as well is no disagreement: it takes weight off, and is said where no
    document ties the two.
    """
    said = [(feature, weight) for feature, weight in evidence if feature not in {"prior", "namesake"}]
    found = [Contrary("evidence-against", AGAINST, feature) for feature, weight in said if weight <= -LEAST]
    if not document_agrees:
        found.append(Contrary("no-document", NO_DOCUMENT))
    return tuple(found)
