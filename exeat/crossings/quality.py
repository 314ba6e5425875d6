"""How good the proposals are, from what people said of them: counted, with the interval that few answers leave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

SURE = 1.96  # standard deviations on either side: 95 in 100
THRESHOLDS = (0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99)
NONE, SEVERAL = "none", "several"
# Which level of which feature is which trouble; what is not named here is no trouble.
TROUBLES = {
    "document-missing": "no_document", "document-other": "other_document", "document-near": "misread_document",
    "surname-heard": "spelling", "given-heard": "spelling", "surname-part": "parts", "given-part": "parts",
    "surname-near": "slip", "given-near": "slip", "surname-close": "slip", "given-close": "slip",
    "surname-other": "other_name", "given-other": "other_name", "born-swapped": "date", "born-digit": "date",
    "born-year": "date", "born-day_and_month": "date", "born-other": "date", "sex-other": "codes",
    "nation-other": "codes",
}  # fmt: skip


def trouble(why_codes: Iterable[str]) -> str:
    """The one kind of trouble between two records, none, or several."""
    kinds = sorted({TROUBLES[code] for code in why_codes if code in TROUBLES})
    return kinds[0] if len(kinds) == 1 else SEVERAL if kinds else NONE


@dataclass(frozen=True)
class Share:
    """So many of so many, and between which shares the truth lies with 95 in 100."""

    right: int
    of: int

    @property
    def share(self) -> float | None:
        """The share; None when nothing was counted."""
        return self.right / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's interval: it stays between 0 and 1 and is honest for few."""
        if not self.of:
            return (0.0, 1.0)
        n, share, z = self.of, self.right / self.of, SURE
        middle = (share + z * z / (2 * n)) / (1 + z * z / n)
        half = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
        return (max(0.0, middle - half), min(1.0, middle + half))


@dataclass(frozen=True)
class Judgement:
    """One possible match as a person answered it: where from, what trouble, how probable, the same person or not."""

    source: str
    trouble: str
    score: float
    same: bool


@dataclass(frozen=True)
class Threshold:
    """What would have been if only pairs at least this probable had been asked about."""

    least: float
    asked: Share  # how many of those asked about were the same person
    lost: int  # the same person, and nobody would have asked
    spared: int  # somebody else, and nobody would have asked


def shares(judgements: Iterable[Judgement], by: str) -> list[tuple[str, Share]]:
    """The precision by source or by trouble, the most often seen first."""
    counted: dict[str, list[int]] = {}
    for one in judgements:
        cell = counted.setdefault(str(getattr(one, by)), [0, 0])
        cell[0] += one.same
        cell[1] += 1
    rows = [(name, Share(right, of)) for name, (right, of) in counted.items()]
    return sorted(rows, key=lambda row: (-row[1].of, row[0]))


def thresholds(judgements: Sequence[Judgement], levels: Sequence[float] = THRESHOLDS) -> list[Threshold]:
    """What each threshold would have asked, lost and spared."""
    found = []
    for level in levels:
        above = [one for one in judgements if one.score >= level]
        below = [one for one in judgements if one.score < level]
        right = sum(one.same for one in above)
        lost = sum(one.same for one in below)
        found.append(Threshold(level, Share(right, len(above)), lost, len(below) - lost))
    return found
