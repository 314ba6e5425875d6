"""From which probability on a pair may be called a match, so that the precision asked for is kept.

Without labels only the probabilities tell how many matches will be wrong. They are wrong in clumps: one namesake who
crosses twenty times is twenty wrong crossings. So outcomes are imagined, each group of records right or wrong as a
whole by its probability, and the threshold keeps two promises, for crossings and for people: on the whole the share
that is right is as asked, and in 95 of 100 imagined outcomes no more than half as much again is wrong as was allowed,
or no more than one traveller is, who crosses no oftener than some do. Among few matches one wrong traveller is always
more than was allowed: who would exclude even that could call hardly anyone a match.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from exeat.linkage import hands
from exeat.linkage.texts import Numbers
from exeat.linkage.weights import Table

LOWEST = 0.2  # the share of all matches is promised; a pair less likely than this is never one of them
OUTCOMES, BROKEN, GRACE = 400, 0.05, 1.5
SOME = 3.0  # times the crossings of the average traveller are no more than some have
SURE = 1e-6  # chance of being wrong below which nothing is imagined
NEVER = 2.0
AT_ONCE = 100_000  # pairs of all outcomes that are imagined together


def threshold(probability: Table, unit: Numbers, person: Numbers, precision: float) -> float:
    """The lowest probability from which on all pairs keep the promise; NEVER when none do.

    `unit` is the same for all records that are right or wrong together, `person` for all pairs of one person.
    """
    likely = np.flatnonzero(probability >= LOWEST)
    order = likely[np.argsort(-probability[likely], kind="stable")]
    if not len(order):
        return NEVER
    ordered, units, people = probability[order], unit[order], person[order]
    first = _first(people)  # a person is found by the surest of their pairs
    kept = np.append(ordered[1:] != ordered[:-1], True)
    whole = np.arange(1, len(order) + 1)
    crossings, persons = hands.together(
        len(order),
        lambda: _keeps(ordered, units, np.ones(len(order)), whole, 1 - precision),
        lambda: _keeps(ordered, people, first.astype(float), np.cumsum(first), 1 - precision),
    )
    good = np.flatnonzero(kept & crossings & persons)
    return float(ordered[good[-1]]) if len(good) else NEVER


def _keeps(probability: Table, together: Numbers, counts: Table, said: Numbers, allowed: float) -> NDArray[np.bool_]:
    """For each place, whether what was said up to there keeps the promise; `together` errs together."""
    wrong = 1 - probability
    keeps = np.cumsum(counts * wrong) <= allowed * said
    doubtful = np.flatnonzero((wrong > SURE) & (counts > 0))
    if not len(doubtful):
        return keeps
    _, surest, which = np.unique(together[doubtful], return_index=True, return_inverse=True)
    drawn = np.random.default_rng(1).random((OUTCOMES, len(surest))) < wrong[doubtful][surest]
    broken, most = np.zeros(len(said)), GRACE * allowed * said
    # Only among so few can one traveller alone be more than that.
    few = int(np.searchsorted(most, np.bincount(which, counts[doubtful]).max()))
    begins = np.flatnonzero(_first(which) & (doubtful < few))
    some = SOME * said[:few] / np.cumsum(_first(together[:few]))
    at_once = max(1, AT_ONCE // len(said))
    for start in range(0, OUTCOMES, at_once):
        outcomes = drawn[start : start + at_once]
        errors = np.zeros((len(outcomes), len(said)))
        errors[:, doubtful] = outcomes[:, which] * counts[doubtful]
        wrongs = np.cumsum(errors, axis=1)
        over = wrongs > most
        travellers = np.zeros((len(outcomes), few), np.int64)
        travellers[:, doubtful[begins]] = outcomes[:, which[begins]]
        over[:, :few] &= (np.cumsum(travellers, axis=1) > 1) | (wrongs[:, :few] > some)
        broken += np.count_nonzero(over, axis=0)
    kept: NDArray[np.bool_] = keeps & (broken <= BROKEN * OUTCOMES)
    return kept


def _first(groups: Numbers) -> NDArray[np.bool_]:
    """For each place, whether it is the first of its group."""
    first = np.zeros(len(groups), bool)
    first[np.unique(groups, return_index=True)[1]] = True
    return first
