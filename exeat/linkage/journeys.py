"""An exit waits for its return: half of a journey recognised recognises the other half.

Who travels leaves and comes back, mostly at the same point. A record without a document number, whose names or date are
not the person's to the letter, is surer when it is the one half that a recognised journey of the person lacks, and less
sure when all their journeys are whole without it, and least when nothing else of the person was recognised at all: few
registered people travel, and who does is hardly ever seen by one record alone. How often either happens, and within how
many days a return follows, is learned from records that share a document, whoever bears it; nobody has to say which
pairs are right.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from exeat.linkage import names
from exeat.linkage.hashes import counted_through
from exeat.linkage.records import Records
from exeat.linkage.scoring import Scored
from exeat.linkage.texts import Numbers
from exeat.linkage.travellers import Levels, Pairs, Rows
from exeat.linkage.weights import AGREES, CHANCE, Table, counted, quantiles

SAME_POINT, OTHER_POINT, APART, ALONE, UNKNOWN = range(5)
SURE = 0.9  # probability from which on a traveller who shows a document is recognised
WORTH = 1e-6  # probability below which no journey makes a pair worth a look
DAY = 24 * 60
LONGEST, NEARLY_ALL, FEW = 30 * DAY, 0.99, 50  # minutes abroad, before as many journeys were seen
TRIED = 20_000  # records that are put beside somebody else's journeys
UNLIKELY = 0.01  # probability below which a record tells how often strangers resemble somebody who travels
# Before any was seen: how many true records without a number are beside a person of whom nothing else is recognised.
# And the smallest share of the registered people who are thought to travel.
ALONE_TRUE, FEWEST = 0.15, 0.02


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


def recognised(people: int, records: Records, pairs: Pairs, rows: Rows, scored: Scored) -> Scored:
    """The same with what the journeys of recognised travellers say of records without a number.

    `people` are as many as are registered.
    """
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
    longest, weights = _learned(records, np.flatnonzero(seen & (records.document >= 0)))
    pair, record = rows.pair[asked], rows.record[asked]
    person = pairs.person[pair]
    travels = surest[person] > 0
    share = max(np.count_nonzero(surest) / people, FEWEST)
    travelling = _travelling(lines, own, rows, numbered[pairs.head], travels[own[asked] < UNLIKELY], share)
    before, after = lines.around(person, records.minute[record])
    level = _levels(
        lines, before, after, records.minute[record], records.way[record] == 1, records.point[record], longest
    )
    journey = np.full(len(pairs.person), UNKNOWN, np.int8)
    journey[pair] = np.where(travels, level, ALONE)
    # Relatives travel along, so it says nothing for someone with another given name that the person travels.
    named = (pairs.given <= names.CLOSE) | (journey == ALONE)
    bits = weights[journey] + np.where(named, travelling[journey], 0.0)
    bits[journey == APART] = np.minimum(bits[journey == APART], 0.0)
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
    return longest, np.append(np.log2(agrees / counted(false, CHANCE["journey"])), (0.0, 0.0))


def _travelling(lines: Lines, own: Table, rows: Rows, numbered: NDArray[np.bool_], strangers: NDArray[np.bool_],
                share: float) -> Table:  # fmt: skip
    """Bits of each level by whether anything else of the person was recognised, learned from these data.

    Of true records without a number, as many are alone as are among the recognised ones, and those whose traveller
    bears a number but is not recognised by it. Of `strangers` it is told whether they are beside someone who travels,
    as `share` of the registered people do.
    """
    alone = np.bincount(np.unique(lines.whose, return_inverse=True)[1])
    true_alone = counted((alone == 1).repeat(alone).astype(np.int8), (1 - ALONE_TRUE, ALONE_TRUE))[1]
    bearing = own[numbered[rows.pair]]
    recognised = bearing[bearing >= SURE].sum() / max(bearing.sum(), 1e-9)
    true_alone = 1 - (1 - true_alone) * recognised
    beside = counted((~strangers).astype(np.int8), (share, 1 - share))[0]
    together = np.log2((1 - true_alone) / beside)
    alone_bits = np.log2(true_alone / (1 - beside)) if beside < 1 else 0.0
    return np.array([together, together, together, min(alone_bits, 0.0), 0.0])


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
