"""What a possible match holds under a key of its own: the record as the source gave it, and the evidence."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from exeat import linkage
from exeat.audit import seals
from exeat.crossings import policy

if TYPE_CHECKING:
    from exeat.crossings.models import Candidate

PURPOSE = "candidate"


@dataclass(frozen=True)
class Reason:
    """One feature's weight for or against the same person, with why, by code and words."""

    feature: str
    weight: float
    why_code: str
    params: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Contents:
    """The record and the evidence of a possible match."""

    record: dict[str, str]
    evidence: tuple[Reason, ...]

    @property
    def total(self) -> float:
        """The sum of the weights."""
        return sum(reason.weight for reason in self.evidence)

    @property
    def contrary(self) -> tuple[policy.Contrary, ...]:
        """What speaks against its being the same person."""
        weights = [(r.feature, r.weight) for r in self.evidence]
        own = bool(self.record.get("document_number"))  # not only on another record of the same traveller
        agrees = own and any(r.feature == "document" and r.weight > 0 for r in self.evidence)
        return policy.against_identity(weights, document_agrees=agrees)


def key_of(reference: str) -> str:
    """The name of the key of one possible match."""
    return f"candidate:{reference}"


def seal(reference: str, contents: Contents) -> bytes:
    """Seal the contents under the candidate's own key."""
    text = json.dumps({"record": contents.record, "evidence": [asdict(r) for r in contents.evidence]})
    return seals.encrypt(PURPOSE, key_of(reference), text.encode())


def contents_of(candidate: Candidate) -> Contents:
    """Open what a possible match holds."""
    raw = json.loads(seals.decrypt(PURPOSE, key_of(candidate.reference), bytes(candidate.sealed)))
    return Contents(raw["record"], tuple(Reason(**reason) for reason in raw["evidence"]))


def destroy(reference: str, *, at: datetime) -> None:
    """Destroy the key, so that no copy of the record can be read again."""
    seals.destroy_key(key_of(reference), at=at)


def paper_digest(record: dict[str, str]) -> str:
    """A keyed hash of the document of a record, by which its other crossings are found; empty without one."""
    number = "".join(record.get("document_number", "").split()).upper()
    return seals.blind("paper", number) if number else ""


def pair_digest(person: str, held: Contents) -> str:
    """A keyed hash of a registered person and the traveller of a record: it finds them again and tells neither.

    A document that is not the person's tells the traveller, however the next source spells the name. Without one, or
    with the person's own, the name in plain letters and the date of birth do.
    """
    record = held.record
    number = "".join(record.get("document_number", "").split()).upper()
    own = any(reason.feature == "document" and reason.why_code == "document-same" for reason in held.evidence)
    names = linkage.plain([record.get("surname", ""), record.get("given_names", "")])
    by_name = "|".join((*(" ".join(name.split()) for name in names), record.get("date_of_birth", ""), number))
    traveller = f"document|{number}" if number and not own else by_name
    return seals.blind("cleared-pair", f"{person}|{traveller}")
