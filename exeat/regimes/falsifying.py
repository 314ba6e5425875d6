"""Falsifications: a rulebook changed a little in one place, and whether an example or anybody notices.

Each value, day, flag and entry of a list that decides what is asked is changed; the examples are run. What no example
notices is held against the original by the walk: either there is a trip that tells them apart, or nobody could tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from exeat.regimes import readings
from exeat.regimes.facts import Question, WrongFacts, question
from exeat.regimes.judging import Judgement, Unit, judge
from exeat.regimes.ladders import Regime, regime
from exeat.regimes.regions import Space, View, scale_of
from exeat.regimes.shapes import WEIGHTS, Category, Destination, Exemption, Ground, Provision, Rulebook, Wording
from exeat.regimes.walking import apart, filings, witness

ONE = timedelta(days=1)
PARTS = ("categories", "destinations", "grounds", "provisions")
ASKS = ("free", "advice", "return_report", "notice", "permission", "ban")
SEEN = ("requires", "because", "decided_by", "missing")
Change = tuple[str, str, Any]  # path inside the wording, what changed in signs, the changed wording


@dataclass(frozen=True)
class Falsification:
    """One wording, changed a little: where, how, and the wording as it then reads."""

    kind: str
    name: str
    i: int
    path: tuple[str | int, ...]
    change: str
    was: Wording
    wording: Wording

    @property
    def words(self) -> str:
        """The place and the change in signs."""
        return f"{'.'.join(map(str, self.path))}: {self.change}"

    @property
    def place(self) -> str:
        """The place as a reading names it, whichever wording it is."""
        inside = self.path[4:] if len(self.path) > 3 and self.path[2] == "wordings" else self.path[2:]
        return ".".join(map(str, (self.kind, self.name, *inside)))

    @property
    def days(self) -> tuple[date, date]:
        """The days on which the change can be seen: those of the wording, or any where these days change."""
        if self.path[-1] in ("in_force", "until"):
            return date.min, date.max
        return self.was.in_force, self.was.until or date.max

    def applied(self, book: Rulebook) -> Rulebook | None:
        """The rulebook with the change; None where a reading has put other words there."""
        part = getattr(book, self.kind)[self.name]
        if self.i >= len(part.wordings) or part.wordings[self.i] != self.was:
            return None
        wordings = [*part.wordings[: self.i], self.wording, *part.wordings[self.i + 1 :]]
        parts = {**getattr(book, self.kind), self.name: part.model_copy(update={"wordings": wordings})}
        return book.model_copy(update={self.kind: parts})


@dataclass(frozen=True)
class Survivor:
    """A falsification that no example notices, and a trip that would; no trip where nobody could tell."""

    falsification: Falsification
    reading: Mapping[str, str]
    witness: Mapping[str, Any] | None
    requires: str = ""
    instead: str = ""

    @property
    def distinguishable(self) -> bool:
        """Whether some trip tells the two apart."""
        return self.witness is not None


def falsifications(book: Rulebook) -> Iterator[Falsification]:
    """Every small change of what decides, in the order of the file."""
    for kind in PARTS:
        for name, part in getattr(book, kind).items():
            for i, wording in enumerate(part.wordings):
                before = part.wordings[i - 1] if i else None
                after = part.wordings[i + 1] if i + 1 < len(part.wordings) else None
                head: tuple[str | int, ...] = (kind, name) if len(part.wordings) == 1 else (kind, name, "wordings", i)
                for path, change, changed in (*_days(wording, before, after), *_inside(wording, book)):
                    if changed != wording:
                        yield Falsification(kind, name, i, (*head, *path.split("/")), change, wording, changed)


def _days(wording: Wording, before: Wording | None, after: Wording | None) -> Iterator[Change]:
    first, until = wording.in_force, wording.until
    if until is None or first + ONE < until:
        yield _moved(wording, "in_force", first, first + ONE)
    if before is None or (before.until and before.until < first):
        yield _moved(wording, "in_force", first, first - ONE)
    if until is not None:
        if first < until - ONE:
            yield _moved(wording, "until", until, until - ONE)
        if after is None or after.in_force > until:
            yield _moved(wording, "until", until, until + ONE)


def _moved(wording: Wording, key: str, was: date, day: date) -> Change:
    return key, f"{was} → {day}", wording.model_copy(update={key: day})


def _inside(wording: Wording, book: Rulebook) -> Iterator[Change]:
    match wording:
        case Category():
            yield from _conditions(wording, "when", book.jurisdiction)
            if wording.after_leaving is not None:
                yield from _spans(wording)
        case Destination():
            yield from _lists(wording, "countries", "territories", "occupied_by", "all_except", "except_in")
            if wording.countries:
                plain = _plain(book, wording)
                more = [*wording.countries, plain]
                yield "countries", f"+ {plain}", wording.model_copy(update={"countries": more})
            if wording.at_least is not None:
                for level in (wording.at_least - 1, wording.at_least + 1):
                    yield "at_least", f"{wording.at_least} → {level}", wording.model_copy(update={"at_least": level})
            if wording.unpublished:
                yield "unpublished", "true → false", wording.model_copy(update={"unpublished": False})
        case Ground():
            if isinstance(wording.reasons, list):
                yield from _lists(wording, "reasons")
        case Provision():
            yield from _provision(wording, book.jurisdiction)


def _plain(book: Rulebook, wording: Destination) -> str:
    """A country that the list does not name and an example goes to, or else a neighbour."""
    asked = [str(case.given.get("destination.country", "")) for case in book.examples.cases]
    known = [code for code in (*asked, "PL", "LV", "FR") if len(code) == 2 and code not in wording.countries]
    return known[0]


def _lists(wording: Any, *fields: str) -> Iterator[Change]:
    for field in fields:
        values = getattr(wording, field)
        for n, value in enumerate(values or []):
            left = [*values[:n], *values[n + 1 :]]
            yield field, f"− {value}", wording.model_copy(update={field: left})


def _spans(category: Category) -> Iterator[Change]:
    span = str(category.after_leaving)
    yield "after_leaving", f"{span} → none", category.model_copy(update={"after_leaving": None})
    if span != "unlimited":
        n, unit = span.split()
        for other in {max(int(n) - 1, 1), int(n) + 1} - {int(n)}:
            changed = category.model_copy(update={"after_leaving": f"{other} {unit}"})
            yield "after_leaving", f"{span} → {other} {unit}", changed


def _provision(provision: Provision, jurisdiction: str) -> Iterator[Change]:
    yield from _lists(provision, "binds", "to", "purpose")
    yield from _asked(provision, "requires")
    yield from _conditions(provision, "when", jurisdiction)
    flags: tuple[tuple[str, Any], ...] = (
        ("under_way", "bound" if provision.under_way == "exempt" else "exempt"),
        ("transit", "exempt" if provision.transit not in ("exempt", "exempt_airside") else "counts"),
        ("governed_by", "stay" if provision.governed_by == "application" else "application"),
        ("live_by_order", not provision.live_by_order),
        ("while_", None),
    )
    for field, value in flags:
        was = getattr(provision, field)
        worded = field.rstrip("_"), f"{was} → {value}"
        if field in ("governed_by", "live_by_order") and was in ("stay", False):
            continue  # the shape of most provisions; to make them otherwise is not a small change
        yield (*worded, provision.model_copy(update={field: value}))
    yield from _lists(provision, "prevails_over")
    for name, exception in provision.exceptions.items():
        left = {key: each for key, each in provision.exceptions.items() if key != name}
        yield f"exceptions/{name}", "− the exception", provision.model_copy(update={"exceptions": left})
        changes = (
            *_asked(exception, "requires"),
            *_conditions(exception, "when", jurisdiction),
            *_lists(exception, "prevails_over"),
        )
        for path, change, changed in changes:
            exceptions = {**provision.exceptions, name: changed}
            yield f"exceptions/{name}/{path}", change, provision.model_copy(update={"exceptions": exceptions})


def _asked(shape: Provision | Exemption, field: str) -> Iterator[Change]:
    at = ASKS.index(shape.requires)
    for other in ASKS[max(at - 1, 0) : at + 2]:
        if other != shape.requires:
            yield field, f"{shape.requires} → {other}", shape.model_copy(update={field: other})


def _conditions(shape: Any, field: str, jurisdiction: str) -> Iterator[Change]:
    for path, change, when in _when(getattr(shape, field), jurisdiction):
        yield f"{field}{path}", change, shape.model_copy(update={field: when})


def _when(when: Mapping[str, Any], jurisdiction: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """A condition, changed a little in each place."""
    for key, value in when.items():
        rest = {other: each for other, each in when.items() if other != key}
        if rest:
            yield f"/{key}", "− the condition", rest
        if key in ("any", "all"):
            for n, part in enumerate(value):
                others = [*value[:n], *value[n + 1 :]]
                if others:
                    yield f"/{key}/{n}", "− the condition", {**when, key: others}
                for path, change, changed in _when(part, jurisdiction):
                    yield f"/{key}/{n}{path}", change, {**when, key: [*value[:n], changed, *value[n + 1 :]]}
        elif key == "not":
            for path, change, changed in _when(value, jurisdiction):
                yield f"/{key}{path}", change, {**when, key: changed}
        else:
            for change, other in _value(value, scale_of(key, jurisdiction)):
                yield f"/{key}", change, {**when, key: other}


def _value(value: Any, scale: Sequence[str]) -> Iterator[tuple[str, Any]]:
    """The value of a test, changed a little."""
    if isinstance(value, bool):
        yield f"{str(value).lower()} → {str(not value).lower()}", not value
    elif isinstance(value, list):
        for n, each in enumerate(value):
            left = [*value[:n], *value[n + 1 :]]
            yield (f"− {each}", left) if left else (f"{each} → not {each}", {"not_in": [each]})
    elif isinstance(value, Mapping):
        for test, each in value.items():
            if isinstance(each, list):
                for n, item in enumerate(each):
                    left = [*each[:n], *each[n + 1 :]]
                    if left:
                        yield f"{test}: − {item}", {**value, test: left}
            elif isinstance(each, bool):
                yield f"{test}: {str(each).lower()} → {str(not each).lower()}", {**value, test: not each}
            elif isinstance(each, int | float):
                for other in (each - 1, each + 1):
                    yield f"{test}: {each} → {other}", {**value, test: other}
            elif test in ("at_least", "at_most") and each in scale:
                at = scale.index(each)
                for level in (*scale[max(at - 1, 0) : at], *scale[at + 1 : at + 2]):
                    yield f"{test}: {each} → {level}", {**value, test: level}
    else:
        yield f"{value} → not {value}", {"not_in": [value]}


class _Case:
    """An example, ready to be asked again and again: of a changed provision alone where the others cannot change."""

    def __init__(self, asked: Question, then: Mapping[str, Any], units: Sequence[Unit]) -> None:
        self.asked, self.then = asked, then
        self.names = frozenset(unit.climb.name for unit in units if unit.applies)
        self.order = {name: n for n, name in enumerate(dict.fromkeys(unit.climb.name for unit in units))}
        self.units = [(self._rank(unit), unit) for unit in units]
        settled = all(stay.first and stay.until for stay in asked.stays)
        self.alone = settled and "missing" not in then
        self.rest: dict[frozenset[str], tuple[tuple[int, int, int], Unit] | None] = {}

    def on(self, days: tuple[date, date]) -> bool:
        """Whether the example touches one of these days."""
        first, until = days
        return any(stay.first < until and first < stay.until for stay in self.asked.stays if stay.first and stay.until)

    def _rank(self, unit: Unit) -> tuple[int, int, int]:
        """Heavier first, then the step that got furthest, then the earlier provision."""
        return (WEIGHTS[unit.requires], unit.step, -self.order.get(unit.climb.name, 0))

    def notices(self, changed: Regime, touched: frozenset[str]) -> bool:
        """Whether the changed provisions make the answer another than the example says."""
        if touched not in self.rest:
            others = [each for each in self.units if each[1].climb.name not in touched]
            self.rest[touched] = max(others, key=lambda each: each[0], default=None)
        found = self.rest[touched]
        for unit in judge(self.asked, (changed,)).units:
            if unit.climb.name in touched and (found is None or self._rank(unit) > found[0]):
                found = self._rank(unit), unit
        return found is not None and self._other(found[1], found[1].requires)

    def notices_whole(self, changed: Regime) -> bool:
        """The same, of the whole changed rulebook."""
        judged = judge(self.asked, (changed,))
        if "missing" in self.then and [*judged.missing] != [*self.then["missing"]]:
            return True
        if "requires" in self.then and judged.requires != self.then["requires"]:
            return True
        unit = judged.decisive
        return unit is not None and unit.requires == judged.requires and self._other(unit, judged.requires)

    def _other(self, unit: Unit, requires: str) -> bool:
        """Whether the deciding step is another than the example says."""
        if "requires" in self.then and requires != self.then["requires"]:
            return True
        rung = unit.climb.rung(unit.step)
        if "because" in self.then and rung.reason != self.then["because"]:
            return True
        name = f"{unit.climb.name}{f'.{rung.exception}' if rung.exception else ''}"
        return "decided_by" in self.then and self.then["decided_by"].rpartition("/")[2] != name


class Trial:
    """The examples of a rulebook held against its falsifications."""

    def __init__(self, book: Rulebook) -> None:
        self.book = book
        self.read: dict[tuple[tuple[str, str], ...], Rulebook] = {}
        self.cases: dict[tuple[tuple[str, str], ...], list[_Case]] = {}
        for case in book.examples.cases:
            self.add(case.reading, {**book.examples.given, **case.given}, case.then)

    def add(self, reading: Mapping[str, str], given: Mapping[str, Any], then: Mapping[str, Any]) -> None:
        """One more example."""
        key = tuple(sorted(reading.items()))
        asked = question(given, (self.book,))
        judged = judge(asked, (regime(self.as_read(key)),))
        self.cases.setdefault(key, []).append(_Case(asked, then, judged.units))

    def as_read(self, key: tuple[tuple[str, str], ...]) -> Rulebook:
        """The rulebook under a reading, with nothing left open."""
        if key not in self.read:
            self.read[key] = readings.read_as(self.book, dict(key)).model_copy(update={"open_points": {}})
        return self.read[key]

    def noticed(self, falsification: Falsification, *, near: bool = False) -> bool:
        """Whether an example notices; `near` asks only those to which a touched provision applies."""
        touched = _touched(self.as_read(()), falsification)
        for key, cases in self.cases.items():
            changed = falsification.applied(self.as_read(key))
            if changed is None:
                continue
            part = Regime(_part(changed, touched), {})
            for case in sorted(cases, key=lambda case: not case.names & touched):
                if near and not case.names & touched:
                    break
                if case.alone and not part.governed and not case.on(falsification.days):
                    continue
                if case.notices(part, touched) if case.alone else case.notices_whole(regime(changed)):
                    return True
        return False

    def all(self) -> Iterator[tuple[tuple[tuple[str, str], ...], Falsification]]:
        """Every falsification of the default reading, and of what each other reading puts in its place."""
        yield from (((), falsification) for falsification in falsifications(self.as_read(())))
        for point, reading in readings.others(self.book, {}):
            replaced = tuple(self.book.open_points[point].readings[reading])
            key = ((point, reading),)
            for falsification in falsifications(self.as_read(key)):
                if any(f"{falsification.place}.".startswith(f"{path}.") for path in replaced):
                    yield key, falsification

    def survivors(self) -> Iterator[Survivor]:
        """The falsifications that no example notices, each with a trip that tells it from the original."""
        for key, falsification in self.all():
            if not self.noticed(falsification):
                yield self.held_against(key, falsification)

    def told_apart(self) -> Iterator[Survivor]:
        """Only the survivors that some trip tells from the original.

        The walk is asked before the examples to which nothing that is touched applies: where it finds no trip, they
        need not be run.
        """
        for key, falsification in self.all():
            if not self.noticed(falsification, near=True):
                survivor = self.held_against(key, falsification)
                if survivor.distinguishable and not self.noticed(falsification):
                    yield survivor

    def held_against(self, key: tuple[tuple[str, str], ...], falsification: Falsification) -> Survivor:
        """A survivor with its witness, if any trip tells it from the original."""
        original = self.as_read(key)
        changed = falsification.applied(original)
        found = told_apart(original, changed, _touched(original, falsification)) if changed else None
        if found is None:
            return Survivor(falsification, dict(key), None)
        return Survivor(falsification, dict(key), *found)


def _touched(book: Rulebook, falsification: Falsification) -> frozenset[str]:
    """The provisions whose ladders a change reaches, with those over which they prevail."""
    kind, name = falsification.kind, falsification.name
    if kind == "provisions":
        found = {name}
    elif kind in ("categories", "destinations"):
        field = "binds" if kind == "categories" else "to"
        found = {p for p, part in book.provisions.items() if any(name in getattr(w, field) for w in part.wordings)}
    else:
        return frozenset(book.provisions)
    for each in [*found]:
        found |= {over for wording in book.provisions[each].wordings for over in wording.prevails_over}
    if isinstance(falsification.wording, Provision) and isinstance(falsification.was, Provision):
        found |= {*falsification.wording.prevails_over, *falsification.was.prevails_over}
    return frozenset(found)


def _part(book: Rulebook, touched: frozenset[str]) -> Rulebook:
    """Of a rulebook the provisions that are touched and those that set them aside, with what they name."""
    kept = {
        name: part
        for name, part in book.provisions.items()
        if name in touched or any(touched & {*wording.prevails_over} for wording in part.wordings)
    }
    binds = {name for part in kept.values() for wording in part.wordings for name in wording.binds}
    to = {name for part in kept.values() for wording in part.wordings for name in wording.to}
    return book.model_copy(
        update={
            "provisions": kept,
            "categories": {name: part for name, part in book.categories.items() if name in binds},
            "destinations": {name: part for name, part in book.destinations.items() if name in to},
        }
    )


def told_apart(
    one: Rulebook, other: Rulebook, touched: frozenset[str] | None = None
) -> tuple[dict[str, Any], str, str] | None:
    """A trip of which two versions of a rulebook ask different things, with what each asks; None if there is none."""
    whole = regime(one)
    a, b = (Regime(_part(book, touched), {}) for book in (one, other)) if touched else (whole, Regime(other, {}))
    for day in _days_apart(a, b):
        for filed in _filings(a, b, day):
            space = Space([View(a, day, filed, touched), View(b, day, filed, touched)])
            for _before, _after, box in apart(space):
                facts = witness(space, box, filed)
                try:
                    asked = question(facts, (one,))
                except WrongFacts:
                    continue
                judged = judge(asked, (whole,))
                first = judged.requires
                second = _asks(judged, asked, b, touched) if touched else judge(asked, (b,)).requires
                if first != second:
                    return facts, first, second
    return None


def _asks(judged: Judgement, asked: Question, changed: Regime, touched: frozenset[str]) -> str:
    """What the whole would ask of a trip if the touched provisions were as they were changed to."""
    units = [unit for unit in judged.units if unit.climb.name not in touched]
    units += [unit for unit in judge(asked, (changed,)).units if unit.climb.name in touched]
    return max((unit.requires for unit in units), key=WEIGHTS.__getitem__, default="undetermined")


def _days_apart(a: Regime, b: Regime) -> list[date]:
    """A day of each stretch in which something that decides is worded differently."""
    cuts = sorted({cut for each in (a, b) for cut in each.cuts if cut > date.min})
    governed = a.governed or b.governed
    return [day for day in cuts if governed or _worded(a, day) != _worded(b, day)]


def _worded(regime: Regime, day: date) -> list[Any]:
    epoch = regime.epoch(regime.index(day))
    return [
        *({name: each[0] for name, each in epoch.categories.items()}, epoch.destinations, epoch.grounds),
        epoch.provisions,
        epoch.under_way,
    ]


def _filings(a: Regime, b: Regime, day: date) -> Sequence[date | None]:
    found = {filed for each in (a, b) for filed in filings(each, day) if filed is not None}
    return sorted(found) or [None]
