"""An exit waits for its return: half of a journey recognised recognises the other half.

Who travels leaves and comes back, mostly at the same point. A record without a document number, whose names or date are
not the person's to the letter, is surer when it is the one half that a recognised journey of the person lacks, and less
sure when all their journeys are whole without it. How often either happens, and within how many days a return follows,
is learned from records that share a document, whoever bears it; nobody has to say which pairs are right.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from exeat.linkage.hashes import counted_through
from exeat.linkage.records import Records
from exeat.linkage.scoring import Scored
from exeat.linkage.texts import Numbers
from exeat.linkage.travellers import Levels, Pairs, Rows
from exeat.linkage.weights import AGREES, CHANCE, Table, counted, quantiles

SAME_POINT, OTHER_POINT, APART, UNKNOWN = range(4)
SURE = 0.9  # probability from which on a traveller who shows a document is recognised
WORTH = 1e-6  # probability below which no journey makes a pair worth a look
DAY = 24 * 60
LONGEST, NEARLY_ALL, FEW = 30 * DAY, 0.99, 50  # minutes abroad, before as many journeys were seen
TRIED = 20_000  # records that are put beside somebody else's journeys


@dataclass(frozen=True)
class Lines:
    """Passages of several travellers, each one's in the order of time."""

    whose: Numbers
    minute: Numbers
    out: NDArray[np.bool_]
    point: Numbers

    @staticmethod
    def of(records: Records, at: Numbers, whose: Numbers) -> Lines:
        """The passages `at` as those of `whose`."""
        order = np.lexsort((records.minute[at], whose))
        at = at[order]
        return Lines(whose[order], records.minute[at], records.way[at] == 1, records.point[at])

    def around(self, whose: Numbers, minute: Numbers) -> tuple[Numbers, Numbers]:
        """The passages of `whose` just before and just after each minute; -1 for none."""
        width = np.int64(1) << 32
        place = np.searchsorted(self.whose * width + self.minute, whose * width + minute)
        return self._theirs(place - 1, whose), self._theirs(place, whose)

    def _theirs(self, place: Numbers, whose: Numbers) -> Numbers:
        inside = (place >= 0) & (place < len(self.whose))
        inside[inside] = self.whose[place[inside]] == whose[inside]
        return np.where(inside, place, -1)


def recognised(records: Records, pairs: Pairs, rows: Rows, scored: Scored) -> Scored:
    """The same with what the journeys of recognised travellers say of records without a number."""
    numbered = np.bincount(pairs.head, pairs.traveller < len(records.documents), minlength=len(pairs.head)) > 0
    own, seen = scored.probability[rows.pair], (records.minute >= 0) & (records.way >= 0)
    known = seen[rows.record]
    sure = np.flatnonzero(known & (own >= SURE) & (records.document[rows.record] >= 0))
    asked = np.flatnonzero(known & (own >= WORTH) & ~numbered[pairs.head[rows.pair]])
    if not len(sure) or not len(asked):
        return scored
    lines = Lines.of(records, rows.record[sure], pairs.person[rows.pair[sure]])
    surest = np.zeros(int(pairs.person.max()) + 1)
    np.maximum.at(surest, pairs.person[rows.pair[sure]], own[sure])
    asked = asked[surest[pairs.person[rows.pair[asked]]] > 0]
    longest, weights = _learned(records, np.flatnonzero(seen & (records.document >= 0)))
    pair, record = rows.pair[asked], rows.record[asked]
    person = pairs.person[pair]
    before, after = lines.around(person, records.minute[record])
    level = _levels(
        lines, before, after, records.minute[record], records.way[record] == 1, records.point[record], longest
    )
    journey = np.full(len(pairs.person), UNKNOWN, np.int8)
    journey[pair] = level
    bits = weights[journey]
    total = scored.total + bits
    ratio = np.exp2(np.clip(total, -60, 60))
    traveller = counted_through(pairs.traveller)
    probability = ratio / (1 + np.bincount(traveller, ratio)[traveller])
    # Whose journey it completes can be no surer than that this traveller is the person.
    lifted = bits > 0
    most = np.maximum(scored.probability[lifted], surest[pairs.person[lifted]])
    probability[lifted] = np.minimum(probability[lifted], most)
    return replace(scored, bits=scored.bits | {"journey": bits}, total=total, probability=probability, journey=journey)


def _learned(records: Records, at: Numbers) -> tuple[int, Table]:
    """Within how many minutes a return follows, and what each level is worth, by records that share a document."""
    lines = Lines.of(records, at, records.document[at])
    places = np.arange(len(at))
    before, after = (lines._theirs(places + step, lines.whose) for step in (-1, 1))
    home = np.flatnonzero((after >= 0) & lines.out & ~lines.out[after])
    abroad = lines.minute[after[home]] - lines.minute[home]
    longest = int(quantiles(abroad, np.array([NEARLY_ALL]))[0]) if len(abroad) >= FEW else LONGEST
    several = (before >= 0) | (after >= 0)
    true = _levels(lines, before, after, lines.minute, lines.out, lines.point, longest)[several]
    draw = np.random.default_rng(5)
    tried, whose = (draw.choice(places, min(len(places), TRIED)) for _ in range(2))
    before, after = lines.around(lines.whose[whose], lines.minute[tried])
    false = _levels(lines, before, after, lines.minute[tried], lines.out[tried], lines.point[tried], longest)
    agrees = counted(true, AGREES["journey"])
    agrees[:APART] *= len(at) / max(int(np.count_nonzero(records.way >= 0)), 1)  # the other half bears a number as well
    agrees[APART] = 1 - agrees[:APART].sum()
    false = false[lines.whose[whose] != lines.whose[tried]]
    return longest, np.append(np.log2(agrees / counted(false, CHANCE["journey"])), 0.0)


def _levels(lines: Lines, before: Numbers, after: Numbers, minute: Numbers, out: NDArray[np.bool_], point: Numbers,
            longest: int) -> Levels:  # fmt: skip
    """Whether each passage is the half that the journeys around it lack."""
    half, beyond = np.where(out, after, before), np.where(out, before, after)
    waits = (half >= 0) & (lines.out[half] != out) & (np.abs(lines.minute[half] - minute) <= longest)
    answered = (beyond >= 0) & (lines.out[beyond] == out) & (
        np.abs(lines.minute[half] - lines.minute[beyond]) <= longest
    )  # fmt: skip
    same = (lines.point[half] == point) & (point >= 0)
    level: Levels = np.where(waits & ~answered, np.where(same, SAME_POINT, OTHER_POINT), APART).astype(np.int8)
    return level
