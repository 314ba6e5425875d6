"""From levels to probabilities: how likely each traveller is each person, among all that could be said of them.

Someone who is not the registered person may still resemble them: a brother has the surname, a twin the date as well, a
namesake the whole name. Such likenesses are more frequent than true pairs, so they are weighed as explanations of
their own, and how frequent each is comes from the data (expectation and maximisation over the pairs' own levels).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from exeat.linkage import columns, dates, documents, names
from exeat.linkage.hashes import counted_through
from exeat.linkage.people import People
from exeat.linkage.texts import BEGINS, ENDS, HEARD, PLAIN, Numbers, Texts
from exeat.linkage.traffic import Commonness
from exeat.linkage.travellers import Levels, Pairs
from exeat.linkage.weights import AGREES, CHANCE, CHANGED, FULLER, LEVELS, Table, Weights, counted, quantiles

STEPS = 12
COMPANIONS = 20.0  # pairs that the shares of company before anything was seen are worth
SEVERAL = 2  # records from which on what most of them say is believed
RANDOM = 12_000  # pairs put together at random
BEFORE, SHARE = 200.0, 0.01  # travellers that this share stands for: of a small file, how many are registered people
# How relatives and namesakes stand to a registered person, where strangers would stand by chance.
KIN_SURNAME = np.array([0.50, 0.02, 0.04, 0.04, 0.02, 0.38])
KIN_BORN = np.array([0.04, 0.0005, 0.002, 0.06, 0.003, 0.8945])
NAMESAKE_BORN = np.array([0.001, 0.001, 0.012, 0.03, 0.027, 0.929])
# Birth dates one slip away from a date, and other years in which a namesake may have its day and month: as many other
# dates at which namesakes can be counted. At the very date they are hidden among the registered people themselves.
SLIPS_AWAY, YEARS_AWAY = 30.0, 27.0
# Of namesakes of people with one given name, and with more: how many have one more or one fewer; and how many
# namesakes this is worth before any was seen.
NAMESAKE_PART, PART_BELIEVED = (0.1, 0.9), 10.0
# The register in parts by how common names are, and how many namesakes it is worth that all parts have the same share;
# and how many travellers with unknown documents what is known of changed surnames is worth.
CROWDS, CROWD_BELIEVED, CHANGED_BELIEVED = (0.5, 0.35, 0.15), 10.0, 20.0
CROWD_SAMPLE = 20_000  # so many of the register tell where its parts end
# Of strangers who bear the person's given name: how many have the person's sex, and nationality, too; what it is worth.
TOLD_BY_NAME, MOST_BY_NAME, NAMED_BELIEVED = {"sex": 0.97, "nation": 0.8}, 0.98, 50.0
PART_BY_CHANCE = 0.05  # at least, of strangers with the same first word in their name, have one more or one fewer
BESIDE, ONE_DATE, BELIEVED = (dates.DIGIT, dates.DAY_AND_MONTH), (dates.SAME, dates.SWAPPED), 5.0
KEYED = (dates.SAME, dates.DIGIT, dates.DAY_AND_MONTH)  # levels at which every pair with like names shares a key


@dataclass(frozen=True)
class Scored:
    """For each pair: the weight of each feature in bits, their sum with the prior, and the probability."""

    bits: dict[str, Table]
    prior: float
    against: Table  # bits taken off because a relative or namesake would look the same
    total: Table
    probability: Table
    common: dict[str, Table]  # how many travellers have the person's surname, and given name, however it is spelt
    known: float  # people among whom it was counted
    journey: Levels  # whether a record is the half that a recognised journey lacks


@dataclass(frozen=True)
class _Given:
    """Of each pair: whether the person has several given names, and how many true pairs then have one more or fewer."""

    twice: NDArray[np.bool_]
    part: Table


@dataclass(frozen=True)
class Sample:
    """Some travellers, whoever they are."""

    surname: Numbers
    given: Numbers
    born: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.surname)


def sample(rows: pa.Table, texts: Texts) -> Sample:
    """Rows of the traffic in numbers; their texts are added to `texts`."""
    surname, given = (texts.numbers(columns.pieces(rows, name)) for name in ("surname", "given_names"))
    return Sample(surname, given, dates.parts(columns.pieces(rows, "date_of_birth")))


def learned(pairs: Pairs, people: People, chance: dict[str, Table]) -> Weights:
    """The weights of these data: true pairs as seen where a document is shared, strangers as seen at random."""
    alike = (
        (pairs.surname <= names.CLOSE).astype(int) + (pairs.given <= names.CLOSE)
        + np.isin(pairs.born, (dates.SAME, dates.SWAPPED, dates.DIGIT, dates.YEAR))
    )  # fmt: skip
    sure = (pairs.document == documents.SAME) & (alike >= 2)
    weights = Weights()
    agrees = dict(weights.agrees)
    one = sure & (pairs.records == 1)
    for feature in ("surname", "given", "born", "sex", "nation"):
        which = sure if feature in ("sex", "nation") else one
        agrees[feature] = counted(getattr(pairs, feature)[which], AGREES[feature])
    changed = {
        woman: counted(
            np.where(pairs.surname == names.OTHER, 1, 0)[
                one & (people.woman[pairs.person] == woman) & (pairs.surname < names.MISSING)
            ].astype(np.int8),
            CHANGED[woman],
        )[1]
        for woman in (False, True)
    }
    twice, whole = people.texts.words[people.given[pairs.person]] > 1, sure & (pairs.given <= names.PART)
    fuller = [
        [
            counted(
                (pairs.given == names.PART)[whole & (twice == more) & ((pairs.records >= SEVERAL) == several)].astype(
                    np.int8
                ),
                (1 - before, before),
            )[1]
            for several, before in zip((False, True), FULLER[more], strict=True)
        ]
        for more in (False, True)
    ]
    weights = replace(weights, agrees=agrees)
    repeated = {
        feature: counted(getattr(pairs, feature)[sure & ~one], tuple(weights.often(feature, True)))
        for feature in ("surname", "given", "born")
    }
    return replace(
        weights, repeated=repeated, chance=chance, changed=(changed[False], changed[True]),
        fuller=((fuller[0][0], fuller[0][1]), (fuller[1][0], fuller[1][1])),
    )  # fmt: skip


def strangers(people: People, texts: Texts, sample: Sample, seed: int = 7) -> dict[str, Table]:
    """How often each level is found in people and travellers put together at random."""
    if not len(people) or not len(sample):
        return Weights().chance
    draw = np.random.default_rng(seed)
    size = min(RANDOM, 4 * len(people) * len(sample))
    a, b = draw.integers(0, len(people), size), draw.integers(0, len(sample), size)
    seen = {
        "surname": names.levels(texts, sample.surname[b], people.surname[a]),
        "given": names.levels(texts, sample.given[b], people.given[a]),
        "born": dates.levels(people.born[a], sample.born[b]),
    }
    return Weights().chance | {feature: counted(levels, CHANCE[feature], 2000.0) for feature, levels in seen.items()}


def _name_bits(levels: NDArray[np.int8], number: Numbers, common: Commonness, weights: Weights, feature: str,
               several: NDArray[np.bool_], texts: Texts) -> Table:  # fmt: skip
    """The weight of each name level, with agreement weighed by how common the very name is."""
    one, more = weights.bits(feature), weights.bits(feature, True)
    bits: Table = np.where(several, more[levels], one[levels])
    heard = common.heard[texts.places(HEARD, number)]
    same, first = common.same[texts.places(PLAIN, number)], common.first[texts.places(BEGINS, number)]
    heard, same, first = (np.maximum(count - common.lent, 0) for count in (heard, same, first))  # the person's own
    # Who bears the second given name alone is one name short as well.
    second = np.where(
        (texts.words[number] > 1) & (feature == "given"), common.first[texts.places(BEGINS, number, ENDS)], 0
    )
    often_one, often_more = weights.often(feature, False), weights.often(feature, True)
    counts = {
        names.SAME: same,
        names.HEARD: np.maximum(heard - same, heard * 0.2),
        names.PART: np.maximum(first - heard, first * PART_BY_CHANCE) + second,
    }
    for level, count in counts.items():
        at = levels == level
        share = (count + 1.0) / (common.known + 1)
        often = np.where(several, often_more[level], often_one[level])
        bits[at] = np.log2(often[at] / share[at])
    return bits


def scored(
    pairs: Pairs, people: People, texts: Texts, weights: Weights, common: tuple[Commonness, Commonness]
) -> Scored:
    """The probability of every pair, competing with the other people that the same traveller could be."""
    surnames, givens = common
    several = pairs.records >= SEVERAL
    year = surnames.year[np.clip(people.born[pairs.person, 0] - 1850, 0, 350)]
    born = np.where(several, weights.bits("born", True)[pairs.born], weights.bits("born")[pairs.born])
    day = year / 366
    for level, often_by_chance in ((dates.SAME, day), (dates.SWAPPED, day), (dates.YEAR, year)):
        at = pairs.born == level
        often = np.where(several, weights.often("born", True)[level], weights.often("born", False)[level])
        born[at] = np.log2(often[at] / often_by_chance[at])
    women = people.woman[pairs.person]
    surname, given = people.surname[pairs.person], people.given[pairs.person]
    bits = {
        "surname": _name_bits(pairs.surname, surname, surnames, weights, "surname", several, texts),
        "given": _name_bits(pairs.given, given, givens, weights, "given", several, texts),
        "born": born,
    }  # fmt: skip
    other = pairs.surname == names.OTHER
    bits["surname"][other] += np.log2(
        np.array(weights.changed)[women[other].astype(int)]
        / np.where(several[other], *(weights.often("surname", many)[names.OTHER] for many in (True, False)))
    )
    twice = texts.words[given] > 1
    part = np.array(weights.fuller)[twice.astype(int), several.astype(int)]
    usual = np.where(several, weights.often("given", True)[names.PART], weights.often("given", False)[names.PART])
    bits["given"] += _whole_or_part(pairs, np.log2(part / usual), np.log2((1 - part) / (1 - usual)))
    for feature, shares, column in (("sex", surnames.sex, people.sex), ("nation", surnames.nation, people.nation)):
        level = getattr(pairs, feature)
        often = weights.agrees[feature]
        share = np.append(shares, 0.5)[np.clip(column[pairs.person], 0, len(shares))]
        bits[feature] = np.select(
            [level == 0, level == 1], [np.log2(often[0] / share), np.log2(often[1] / np.maximum(1 - share, 0.01))], 0.0
        )
    often_heard = {
        "surname": surnames.heard[texts.places(HEARD, surname)] - surnames.lent,
        "given": givens.heard[texts.places(HEARD, given)] - givens.lent,
    }  # fmt: skip
    known = surnames.known - surnames.lent
    given_part = _Given(twice, part)
    return _mixed(
        pairs, bits, weights, len(people), surnames.travellers, often_heard, known, given_part, women.astype(int),
        _crowds(pairs.person, people, texts, common),
    )  # fmt: skip


def _crowds(person: Numbers, people: People, texts: Texts, common: tuple[Commonness, Commonness]) -> Numbers:
    """For each of these people, in which part of the register the name stands by how common it is.

    Where the parts end is read off some of the register, evenly spread, so that a small batch costs little beside a
    large register.
    """

    def often(of: Numbers) -> Table:
        counts = (
            np.maximum(name.heard[texts.places(HEARD, number[of])] - name.lent, 0)
            for name, number in zip(common, (people.surname, people.given), strict=True)
        )
        return sum((np.log2(count + 1.0) for count in counts), np.zeros(len(of)))

    some = np.arange(0, len(people), max(len(people) // CROWD_SAMPLE, 1))
    edges = quantiles(often(some), np.cumsum(CROWDS)[:-1]) if len(some) else np.zeros(len(CROWDS) - 1)
    return np.searchsorted(edges, often(person)).astype(np.int64)


def _whole_or_part(pairs: Pairs, part: Table, whole: Table) -> Table:
    """One thing for pairs whose given names agree but for one more or one fewer, another where all agree."""
    bits: Table = np.select([pairs.given == names.PART, pairs.given <= names.HEARD], [part, whole], 0.0)
    return bits


def _mixed(pairs: Pairs, bits: dict[str, Table], weights: Weights, people: int, travellers: int,
           common: dict[str, Table], known: float, given: _Given,
           woman: Numbers, crowd: Numbers) -> Scored:  # fmt: skip
    """Prior, likenesses and competition, by expectation and maximisation."""
    chance = weights.chance
    possible = max(people * travellers, 1)
    agree = {name: np.append(chance[name], 1.0) for name in chance}
    # Bits that a likeness has over a random stranger, feature by feature.
    kin = np.append(np.log2(KIN_SURNAME / chance["surname"]), 0.0)[pairs.surname]
    kin = np.where(pairs.surname <= names.HEARD, bits["surname"] + np.log2(0.6), kin)
    kin = kin + _as(bits["born"], pairs, weights, KIN_BORN)
    namesake = np.where(pairs.surname <= names.HEARD, bits["surname"], -20.0 * (pairs.surname < names.MISSING))
    namesake = namesake + np.where(pairs.given <= names.PART, bits["given"], -20.0 * (pairs.given < names.MISSING))
    partly, crowded = np.array(NAMESAKE_PART), np.ones(len(CROWDS))
    unknown = (pairs.document >= documents.OTHER) & (pairs.surname < names.MISSING)
    moved, changed = unknown & (pairs.surname == names.OTHER), np.array(weights.changed)
    called, born_alike = namesake + bits["sex"] + bits["nation"], NAMESAKE_BORN  # the name tells both
    by_name, named = TOLD_BY_NAME, pairs.given <= names.PART
    sex_nation = bits["sex"] * 0.5 + bits["nation"]
    shares = np.array([2e-1, 1.0, 1.0]) * 0.01 * max(travellers, 1) / possible
    document = np.append(np.log2(weights.agrees["document"] / agree["document"][:3]), 0.0)
    along = weights.bits("company")
    plain = bits["surname"] + bits["given"] + bits["born"] + bits["sex"] + bits["nation"]
    order = counted_through(pairs.traveller)
    probability = np.zeros(len(plain))
    against = np.zeros(len(plain))
    near = np.isin(pairs.born, KEYED)
    near_by = np.isin(pairs.born, BESIDE)
    twin = near & (pairs.given > names.CLOSE)
    # A number misread now and then makes several travellers of one: together they count once.
    once = 1 / np.maximum(np.bincount(pairs.head, minlength=len(plain))[pairs.head], 1) if len(plain) else plain
    for _ in range(STEPS):
        told = _told_by_name(pairs, named, weights, by_name, bits)
        namesake = called + _as(bits["born"], pairs, weights, born_alike)
        theirs = partly[given.twice.astype(int)]
        namesake = namesake + np.log2(crowded)[crowd] + _whole_or_part(
            pairs, np.log2(theirs / given.part), np.log2((1 - theirs) / (1 - given.part))
        )  # fmt: skip
        renamed = np.where(moved, np.log2(changed / weights.changed)[woman], 0.0)
        own = (
            np.log2(shares[0])
            + plain
            + renamed
            + told["sex"]
            + told["nation"]
            + document[pairs.document]
            + along[pairs.company]
        )
        other = np.logaddexp2(
            np.log2(shares[1]) + kin + sex_nation, np.log2(shares[2]) + namesake + told["sex"] + told["nation"]
        )
        other = np.logaddexp2(other, 0.0)
        ratio = np.exp2(np.clip(own - other, -60, 60))
        whole = np.bincount(order, ratio, minlength=1)
        probability = ratio / (1 + whole[order]) if len(ratio) else ratio
        against = other
        rest = 1 - probability
        part_kin = rest * np.exp2(np.log2(shares[1]) + kin + sex_nation - other)
        part_namesake = rest * np.exp2(np.log2(shares[2]) + namesake + told["sex"] + told["nation"] - other)
        beside: Table = np.bincount(pairs.born, once * part_namesake, minlength=len(dates.LEVELS)).astype(float)
        born_alike = _at_the_date(beside)
        by_name = {
            feature: ((once * rest)[named & (getattr(pairs, feature) == 0)].sum() + before * NAMED_BELIEVED)
            / ((once * rest)[named & (getattr(pairs, feature) < 2)].sum() + NAMED_BELIEVED)
            for feature, before in TOLD_BY_NAME.items()
        }
        partly = _partly(pairs, once * part_namesake, given.twice)
        around = np.bincount(crowd[near_by], (once * part_namesake)[near_by], minlength=len(CROWDS))
        crowded = (around + CROWD_BELIEVED) / (around.sum() * np.array(CROWDS) + CROWD_BELIEVED)
        who = [np.bincount(woman[of], (once * probability)[of], minlength=2) for of in (moved, unknown)]
        changed = (who[0] + CHANGED_BELIEVED * np.array(weights.changed)) / (who[1] + CHANGED_BELIEVED)
        likely = np.array([(once * probability).sum(), (once * part_kin)[twin].sum() / KIN_BORN[list(KEYED)].sum(),
                           beside[list(BESIDE)].sum() / born_alike[list(BESIDE)].sum()])  # fmt: skip
        shares = (likely + BEFORE * SHARE) / (possible + BEFORE * people)
        sure = probability > 0.5
        documents_seen = pairs.document[sure & (pairs.document < documents.MISSING)]
        often = counted(documents_seen, AGREES["document"], 20.0)
        document = np.append(np.log2(often / agree["document"][:3]), 0.0)
        along = _company(pairs.company, once * probability, once * (1 - probability))
    bits = bits | {"surname": bits["surname"] + renamed} | {name: bits[name] + told[name] for name in told}
    everything = bits | {"document": document[pairs.document], "company": along[pairs.company]}
    prior = float(np.log2(shares[0]))
    return Scored(
        everything,
        prior,
        against,
        prior
        + plain
        + renamed
        + told["sex"]
        + told["nation"]
        + everything["document"]
        + everything["company"]
        - against,
        probability,
        common,
        known,
        np.full(len(plain), len(LEVELS["journey"]) - 1, np.int8),
    )


def _company(levels: NDArray[np.int8], true: Table, false: Table) -> Table:
    """What company of the person's family is worth, among pairs that agree but for the surname."""
    shares = [
        np.bincount(levels, of, minlength=3)[:2] + COMPANIONS * np.array(before)
        for of, before in ((true, AGREES["company"]), (false, CHANCE["company"]))
    ]
    return np.append(np.log2((shares[0] / shares[0].sum()) / (shares[1] / shares[1].sum())), 0.0)


def _at_the_date(beside: Table) -> Table:
    """Shares of namesakes' dates at each level: at the very date as densely as at the dates around it."""
    shares = NAMESAKE_BORN.copy()
    believed = shares[list(BESIDE)] * BELIEVED
    seen = beside[list(BESIDE)] + believed / shares[list(BESIDE)].sum()
    at_one_date = (seen / (SLIPS_AWAY, YEARS_AWAY)).sum()
    shares[list(ONE_DATE)] = at_one_date / seen.sum() * shares[list(BESIDE)].sum()
    return shares


def _told_by_name(pairs: Pairs, named: NDArray[np.bool_], weights: Weights, by_name: dict[str, float],
                  bits: dict[str, Table]) -> dict[str, Table]:  # fmt: skip
    """What sex and nationality say less where the given name agrees: a stranger who bears it mostly has both too."""
    told = {}
    for feature, share in by_name.items():
        share, often = min(share, MOST_BY_NAME), weights.agrees[feature]
        says = np.array([np.log2(often[0] / share), np.log2(often[1] / (1 - share)), 0.0])
        level = getattr(pairs, feature)
        told[feature] = np.where(named, says[level] - bits[feature], 0.0)
    return told


def _partly(pairs: Pairs, namesakes: Table, twice: NDArray[np.bool_]) -> Table:
    """How many namesakes have one given name more or fewer, by those at dates where no registered person is."""
    beside = np.isin(pairs.born, BESIDE)
    shares = []
    for more, before in zip((False, True), NAMESAKE_PART, strict=True):
        of = beside & (twice == more)
        seen = namesakes[of & (pairs.given == names.PART)].sum()
        shares.append((seen + before * PART_BELIEVED) / (namesakes[of].sum() + PART_BELIEVED))
    return np.array(shares)


def _as(bits: Table, pairs: Pairs, weights: Weights, shares: Table) -> Table:
    """Bits of the birth date for a likeness whose shares of each level are `shares`: those of a true pair, rescaled."""
    one, more = (np.append(np.log2(shares / weights.often("born", several)), 0.0) for several in (False, True))
    rescaled: Table = bits + np.where(pairs.records >= SEVERAL, more[pairs.born], one[pairs.born])
    return rescaled
