"""Two rulebooks compared: every situation that either can tell apart, asked of both, and grouped by what changes.

The situations are made from what the two rulebooks name: posts, levels, flags, places, purposes, reasons and the
days on which something changes, each with one value that neither names. The first of a group is its witness.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import Any

from exeat.regimes import dates, places, vocabulary, words
from exeat.regimes.conditions import facts_in
from exeat.regimes.facts import question
from exeat.regimes.judging import judge
from exeat.regimes.ladders import Regime, regime
from exeat.regimes.reading import rulebook
from exeat.regimes.shapes import WEIGHTS, Rulebook, When, said

FAR = {"post.kind": "none", "destination.country": "PL", "application.reason": "tourism"}
BEGAN = date(2000, 1, 1)


@dataclass(frozen=True)
class Difference:
    """Situations that the second rulebook treats otherwise than the first, and all in the same way."""

    before: str
    after: str
    who: tuple[str, ...]
    where: tuple[str, ...]
    reasons: tuple[str, ...]
    since: date
    until: date | None
    situations: int
    witness: Mapping[str, Any]
    words: str
    witness_words: str

    @property
    def heavier(self) -> bool:
        """Whether the second asks for more."""
        return WEIGHTS[self.after] > WEIGHTS[self.before]


def compare(a: str | Rulebook, b: str | Rulebook, language: str = "en") -> list[Difference]:
    """How the second rulebook differs from the first, the heaviest change first, each group with a witness."""
    one, two = (each if isinstance(each, Rulebook) else rulebook(each) for each in (a, b))
    space = _Space(one, two)
    found: dict[tuple[str, str, Any, Any, Any], list[dict[str, Any]]] = {}
    for situation in space.situations():
        before, after = space.judged(situation)
        if before != after:
            key = (before, after, space.who(situation), situation["destination.country"], space.day_of(situation))
            found.setdefault(key, []).append(situation)
    return [_Group(space, before, after, cells, language).difference() for before, after, cells in _merged(found)]


Cells = dict[tuple[Any, Any, Any], list[dict[str, Any]]]


def _merged(found: Mapping[tuple[str, str, Any, Any, Any], list[dict[str, Any]]]) -> list[tuple[str, str, Cells]]:
    """Groups with the same change, the same first and last day and the same reasons, told as one."""
    by_person: dict[tuple[str, str, Any, Any], dict[Any, list[dict[str, Any]]]] = {}
    for (before, after, who, where, day), situations in found.items():
        by_person.setdefault((before, after, who, where), {})[day] = situations
    alike: dict[tuple[Any, ...], Cells] = {}
    for (before, after, who, where), days in by_person.items():
        reasons = tuple(sorted({s["application.reason"] for each in days.values() for s in each}))
        key = (before, after, tuple(sorted(days)), reasons)
        for day, situations in days.items():
            alike.setdefault(key, {})[(who, where, day)] = situations
    groups = [(key[0], key[1], cells) for key, cells in alike.items()]
    return sorted(
        groups,
        key=lambda group: (
            WEIGHTS[group[0]] - WEIGHTS[group[1]],
            -sum(map(len, group[2].values())),
            sorted(map(str, group[2])),
        ),
    )


class _Space:
    """The situations that two rulebooks can tell apart."""

    def __init__(self, one: Rulebook, two: Rulebook) -> None:
        self.books = (one, two)
        self.regimes: tuple[Regime, Regime] = (regime(one), regime(two))
        self.tested = frozenset(fact for book in self.books for when in _whens(book) for fact in facts_in(when))
        self.jurisdiction = one.jurisdiction

    def judged(self, situation: Mapping[str, Any]) -> tuple[str, str]:
        """What each rulebook asks."""
        told = [
            judge(question(situation, (book,)), (each,)).requires
            for book, each in zip(self.books, self.regimes, strict=True)
        ]
        return told[0], told[1]

    def situations(self) -> Iterator[dict[str, Any]]:
        """Every combination of the values that are told apart, from the plainest."""
        axes = self.axes()
        for values in product(*axes.values()):
            situation = dict(zip(axes, values, strict=True))
            day = situation.pop("day")
            situation |= {"stay.from": day, "stay.until": day + timedelta(days=1), "stay.mode": "stay"}
            if situation.get("post.kind") != "none":
                situation["post.from"] = BEGAN
            if situation.get("clearance.level", "none") != "none":
                situation["clearance.from"] = BEGAN
            yield situation

    def axes(self) -> dict[str, list[Any]]:
        """Each fact with one value for each way in which the two rulebooks may treat it."""
        axes: dict[str, list[Any]] = {"day": self.days()}
        if "post.kind" in self.tested:
            axes["post.kind"] = [kind for kind, _ in vocabulary.post_kinds(self.jurisdiction)]
        if "clearance.level" in self.tested:
            axes["clearance.level"] = self.levels()
        for fact in ("post.body_handles_secrets", "post.sensitive", "post.on_list", "trip.planned", "trip.same_day"):
            if fact in self.tested:
                axes[fact] = [True, False]
        axes["destination.country"] = self.countries()
        axes["trip.purpose"] = ["private", "duty"] if self.tells_purposes() else ["private"]
        axes["application.reason"] = self.reasons()
        return axes

    def days(self) -> list[date]:
        """The first day of each epoch of either rulebook."""
        return sorted({day for each in self.regimes for day in each.cuts if day > date(1990, 1, 1)})

    def levels(self) -> list[str]:
        """The lowest level of each stretch that the two treat alike."""
        return [level for level, _ in vocabulary.levels(self.jurisdiction)]

    def countries(self) -> list[str]:
        """Every country that either names, and one that neither does."""
        named = {
            code
            for book in self.books
            for part in book.destinations.values()
            for wording in part.wordings
            for code in (*wording.countries, *(wording.all_except or ()))
        }
        return [*sorted(named), next(code for code in ("PL", "LV", "FR") if code not in named)]

    def tells_purposes(self) -> bool:
        """Whether a provision is about private trips only, or duty trips only."""
        return any(
            set(wording.purpose) != {"private", "duty"}
            for book in self.books
            for part in book.provisions.values()
            for wording in part.wordings
        )

    def reasons(self) -> list[str]:
        """One reason for each pair of grounds that it opens in the two, the plainest first."""
        seen: dict[tuple[str, ...], str] = {}
        for reason in ("tourism", *vocabulary.REASONS):
            opened = tuple(
                ground
                for each in self.regimes
                for i in range(len(each.cuts))
                for ground in (each.epoch(i).ground_of(reason),)
            )
            plain = tuple("" if ground in ("none", "other") else ground for ground in opened)
            seen.setdefault(plain, reason)
        return list(seen.values())

    def who(self, situation: Mapping[str, Any]) -> tuple[Any, ...]:
        """The facts about the person."""
        return tuple(
            (fact, value)
            for fact, value in situation.items()
            if fact.startswith(("post.", "clearance.")) and "from" not in fact
        )

    def day_of(self, situation: Mapping[str, Any]) -> date:
        """The first day of the epoch."""
        day: date = situation["stay.from"]
        return day


def _whens(book: Rulebook) -> Iterator[When]:
    points = [book, *(each.rulebook for each in (regime(book),))]
    for each in points:
        for category in each.categories.values():
            yield from (wording.when for wording in category.wordings)
        for provision in each.provisions.values():
            for wording in provision.wordings:
                yield wording.when
                yield from (exception.when for exception in wording.exceptions.values())


class _Group:
    """One group of situations, told in words."""

    def __init__(self, space: _Space, before: str, after: str, cells: Cells, language: str) -> None:
        self.space, self.before, self.after, self.cells, self.language = space, before, after, cells, language

    def difference(self) -> Difference:
        """The group as a difference."""
        situations = [situation for each in self.cells.values() for situation in each]
        where = tuple(dict.fromkeys(key[1] for key in sorted(self.cells, key=lambda key: str(key[1]))))
        reasons = tuple(dict.fromkeys(situation["application.reason"] for situation in situations))
        days = sorted({key[2] for key in self.cells})
        witness = min(situations, key=lambda s: (s["stay.from"], s.get("clearance.level", "none") != "none", str(s)))
        who = self.people()
        since, until = days[0], self.end(days)
        return Difference(
            before=self.before,
            after=self.after,
            who=who,
            where=where,
            reasons=reasons,
            since=since,
            until=until,
            situations=len(situations),
            witness=witness,
            words=self.words(who, where, reasons, since, until),
            witness_words=self.witness(witness),
        )

    def end(self, days: Sequence[date]) -> date | None:
        """The first day on which the difference is over; None while it goes on."""
        later = [day for day in self.space.days() if day > days[-1]]
        return later[0] if later else None

    def people(self) -> tuple[str, ...]:
        """The kinds of post in the group; what else must hold is told beside them."""
        kinds: dict[str, set[tuple[Any, ...]]] = {}
        for who, _, _ in self.cells:
            facts = dict(who)
            rest = tuple((fact, value) for fact, value in who if fact != "post.kind")
            kinds.setdefault(facts.get("post.kind", ""), set()).add(rest)
        labels = dict(vocabulary.post_kinds(self.space.jurisdiction))
        together: dict[str, list[str]] = {}
        for kind, rests in kinds.items():
            together.setdefault(self.conditions(rests), []).append(said(labels[kind], self.language) if kind else "")
        return tuple(
            f"{', '.join(filter(None, names))}{f' ({condition})' if condition else ''}".strip()
            for condition, names in together.items()
        )

    def conditions(self, rests: set[tuple[Any, ...]]) -> str:
        """What must hold besides the kind of post: the values of each fact that are not all there are."""
        axes = self.space.axes()
        found = []
        for fact, values in axes.items():
            if not fact.startswith(("post.", "clearance.")) or fact == "post.kind":
                continue
            taken = [value for value in values if any((fact, value) in rest for rest in rests)]
            if len(taken) < len(values):
                told = [self.value(fact, value) for value in taken]
                found.append(f"{words.fact(fact, self.language)}: {dates.listed(told, self.language, self.either())}")
        return "; ".join(found)

    def either(self) -> str:
        """The word between two values of which one holds."""
        return "arba" if self.language == "lt" else "or"

    def value(self, fact: str, value: Any) -> str:
        """A value in words."""
        if isinstance(value, bool):
            return {"en": ("no", "yes"), "lt": ("ne", "taip")}["lt" if self.language == "lt" else "en"][value]
        if fact == "clearance.level":
            return said(dict(vocabulary.levels(self.space.jurisdiction))[value], self.language)
        return str(value)

    def words(
        self, who: Iterable[str], where: Iterable[str], reasons: Sequence[str], since: date, until: date | None
    ) -> str:
        """The change, whom it touches, where, on which reasons, from when."""
        change = f"{words.asks(self.before, self.language)} → {words.asks(self.after, self.language)}"
        named = [places.country(code, self.language) for code in where]
        parts = [change, "; ".join(who), ", ".join(named)]
        if len(reasons) < len(self.space.reasons()):
            parts.append(", ".join(words.reason(each, self.language) for each in reasons))
        when = dates.days(since, until or date.max, self.language)
        return " · ".join(part for part in [*parts, when] if part)

    def witness(self, situation: Mapping[str, Any]) -> str:
        """One situation of the group, with the fewest facts."""
        labels = dict(vocabulary.post_kinds(self.space.jurisdiction))
        kind = situation.get("post.kind")
        parts = [said(labels[kind], self.language) if kind else ""]
        level = situation.get("clearance.level", "none")
        if level != "none":
            parts.append(self.value("clearance.level", level))
        parts.append(places.country(situation["destination.country"], self.language))
        parts.append(dates.day(situation["stay.from"], self.language))
        parts.append(words.reason(situation["application.reason"], self.language))
        return ", ".join(part for part in parts if part)
