"""What else speaks for and against a pair: check digits, since a misread number rarely passes its own; citizenships.

One wrong number in ten passes by chance. So a number that fits its check digit was hardly misread, and one that does
not was misread somewhere, so that its being another number than the register's says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log, log2

from exeat.crossings.contents import Reason

BY_CHANCE = 0.1


def said(checks: str, evidence: Sequence[Reason]) -> tuple[Reason, ...]:
    """The further evidence; empty where no zone was read or the digits change nothing."""
    document = dict(part.split("=") for part in checks.split()).get("document", "")
    of_document = next((reason for reason in evidence if reason.feature == "document"), None)
    if not document or of_document is None:
        return ()
    if document == "fits" and of_document.why_code == "document-near":
        return (Reason("checks", round(log2(BY_CHANCE), 2), "checks-fit"),)
    if document == "fails" and of_document.weight < 0:
        return (Reason("checks", round(-of_document.weight, 2), "checks-fail"),)
    return (Reason("checks", 0.0, "checks-fit" if document == "fits" else "checks-fail"),)


def of_citizenship(nationality: str, held: Sequence[str], evidence: Sequence[Reason]) -> tuple[Reason, ...]:
    """Nothing speaks against someone who crosses under another of their citizenships."""
    of_nation = next((reason for reason in evidence if reason.feature == "nation"), None)
    if of_nation is None or of_nation.weight >= 0 or nationality.strip().upper() not in held:
        return ()
    return (Reason("citizenships", round(-of_nation.weight, 2), "nation-also"),)


def moved(score: float, further: Sequence[Reason]) -> float:
    """The probability with the further evidence in it; one that is not known stays so."""
    bits = sum(reason.weight for reason in further)
    if not bits or not 0 < score < 1:
        return score
    return 1 / (1 + exp(-(log(score / (1 - score)) + bits * log(2))))
