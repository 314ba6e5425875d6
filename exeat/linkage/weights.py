"""How much each agreement weighs, learned from the data without anyone saying which pairs are right.

How often a true pair agrees (`agrees`) is learned from pairs that share a document number; how often strangers do
(`chance`) from pairs put together at random, and for names from how common the name is. A weight is the logarithm
to base 2 of their quotient: +1 makes the pair twice as likely, and the sum can be read aloud. What was seen in few
pairs is drawn towards the figures below, which hold before anything was seen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from exeat.linkage import company, dates, documents, names

Table = NDArray[np.float64]

# Before anything was seen: shares of true pairs, and of random ones, at each level of dates, names and documents.
AGREES: dict[str, tuple[float, ...]] = {
    "surname": (0.76, 0.145, 0.008, 0.045, 0.004, 0.038),
    "given": (0.80, 0.10, 0.06, 0.032, 0.003, 0.005),
    "born": (0.90, 0.031, 0.042, 0.022, 0.0005, 0.0045),
    "sex": (0.995, 0.005),
    "nation": (0.97, 0.03),
    "document": (0.63, 0.04, 0.33),
    "company": (0.3, 0.7),
    "journey": (0.72, 0.12, 0.16),
}
CHANCE: dict[str, tuple[float, ...]] = {
    "surname": (0.0010, 0.0005, 0.0005, 0.0005, 0.002, 0.9955),
    "given": (0.010, 0.005, 0.004, 0.004, 0.010, 0.967),
    "born": (0.00004, 0.00004, 0.0006, 0.015, 0.0025, 0.98186),
    "sex": (0.5, 0.5),
    "nation": (0.5, 0.5),
    "document": (0.0000001, 0.000001, 0.9999989),
    "company": (0.01, 0.99),
    "journey": (0.005, 0.035, 0.96),
}
CHANGED = {False: (0.995, 0.005), True: (0.95, 0.05)}  # surnames that are others than the register's: men, women
# Given names of which the record has one more or one fewer (PART): in one record, and in what most of several say; of
# people with one given name in the register, and with more.
FULLER = {False: (0.006, 0.003), True: (0.25, 0.1)}
# The share of a slip that stays when most records of a traveller are believed: it is the register that errs.
LASTS = {
    "surname": 1.0,
    "given": 0.1,
    "born": 0.015,
    "sex": 0.3,
    "nation": 0.9,
    "document": 1.0,
    "company": 1.0,
    "journey": 1.0,
}
BELIEF = 60.0  # pairs that the figures above are worth
FEATURES = tuple(AGREES)
LEVELS = {
    "surname": names.LEVELS, "given": names.LEVELS, "born": dates.LEVELS,
    "sex": ("same", "other", "missing"), "nation": ("same", "other", "missing"), "document": documents.LEVELS,
    "company": company.LEVELS, "journey": ("same", "elsewhere", "apart", "alone", "missing"),
}  # fmt: skip


@dataclass(frozen=True)
class Weights:
    """What each level speaks for or against, and how likely any pair is before its features are looked at."""

    agrees: dict[str, Table] = field(default_factory=lambda: {name: np.array(AGREES[name]) for name in FEATURES})
    chance: dict[str, Table] = field(default_factory=lambda: {name: np.array(CHANCE[name]) for name in FEATURES})

    repeated: dict[str, Table] = field(default_factory=dict)  # `agrees` of what most of several records say, if seen
    changed: tuple[float, float] = (CHANGED[False][1], CHANGED[True][1])
    fuller: tuple[tuple[float, float], tuple[float, float]] = (FULLER[False], FULLER[True])

    def often(self, feature: str, several: bool) -> Table:
        """Shares of true pairs at each level: in one record, or in what most of several records say."""
        shares = self.agrees[feature]
        if not several:
            return shares
        if feature in self.repeated:
            return self.repeated[feature]
        slips = shares.copy()
        good = 2 if feature in ("surname", "given") else 1
        slips[good:] *= LASTS[feature]
        if feature == "surname":  # a slip of the hand goes, a changed name stays
            slips[good:-1] *= 0.2
        slips[:good] *= (1 - slips[good:].sum()) / slips[:good].sum()
        return slips

    def bits(self, feature: str, several: bool = False) -> Table:
        """The weight of each level, the missing one last with nothing to say."""
        return np.append(np.log2(self.often(feature, several) / self.chance[feature]), 0.0)


def counted(levels: NDArray[np.int8], prior: tuple[float, ...], belief: float = BELIEF) -> Table:
    """Shares of each level among those that are not missing, drawn towards `prior` when they are few."""
    seen = np.bincount(levels[levels < len(prior)], minlength=len(prior)).astype(float)
    shares: Table = (seen + belief * np.array(prior)) / (seen.sum() + belief)
    return shares


def quantiles(values: NDArray[Any], shares: Table) -> Table:
    """The values below which these shares of all lie; between two of them in proportion."""
    between: Table = np.interp(shares * (len(values) - 1), np.arange(len(values)), np.sort(values))
    return between
