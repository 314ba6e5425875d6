"""What the walk finds about a rulebook: steps nobody reaches, gaps, names without use, clocks that cannot work.

Findings are for a person to read. Only what stops a rulebook from loading is in `soundness`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import Any, Literal

from exeat.regimes import dates, gaps, naming, readings, vocabulary
from exeat.regimes.calendars import later
from exeat.regimes.examples import reach, undecided_steps
from exeat.regimes.falsifying import Survivor, Trial
from exeat.regimes.ladders import FIRST_EXCEPTION, Regime, regime
from exeat.regimes.regions import Space, View
from exeat.regimes.several import together
from exeat.regimes.shapes import KINDS, WEIGHTS, Exemption, Provision, Rulebook, Said, said
from exeat.regimes.situating import Told
from exeat.regimes.walking import Box, climbed, joined, views_of

Spaces = Sequence[tuple[View, Space]]
Weight = Literal["error", "warning", "information"]
Path = tuple[str | int, ...]
Stretches = Sequence[tuple[date, date]]


@dataclass(frozen=True)
class Finding:
    """One thing the walk found: how much it matters, where it stands in the file, and what it is."""

    weight: Weight
    code: str
    path: Path
    values: Mapping[str, Any] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    witness: Mapping[str, Any] | None = None
    why: Said | None = None  # what the rulebook says of it: the law, and no slip

    def words(self, language: str = "en") -> str:
        """The finding as a sentence."""
        told = {name: _told(value, language) for name, value in self.values.items()}
        if self.since is not None:
            told["days"] = dates.days(self.since, self.until or date.max, language)
        text = said(vocabulary.load("words/findings.yaml")[self.code], language).format(**told)
        explained = f". {said(self.why, language)}" if self.why else ""
        return text[0].upper() + text[1:] + explained

    @property
    def place(self) -> str:
        """Where it stands, as a path with dots."""
        return ".".join(map(str, self.path))


def _told(value: Any, language: str) -> str:
    if isinstance(value, date):
        return dates.day(value, language)
    if isinstance(value, Mapping):
        return said({str(key): str(each) for key, each in value.items()}, language)
    return str(value)


def findings(book: Rulebook, *, on: date | None = None, falsified: bool = True) -> list[Finding]:
    """Everything the walk finds, the weightiest first; `on` also tells what was not checked for a year before it.

    `falsified` changes each value a little and says which changes no example notices.
    """
    found = [*_reach(book), *_names(book), *_exceptions(book), *clocks(book), *_incomplete(book)]
    found += _in_stretches([*_two_at_once(book)])
    if on is not None:
        found += unchecked(book, on)
    found += _undecided(book)
    if falsified:
        found += [survived(book, each) for each in Trial(book).told_apart()]
    found += _explains_nothing(book, found, {"survived"} if not falsified else set())
    order = ("error", "warning", "information")
    found = [_explained(book, each) for each in found]
    once = {(each.code, each.path, each.words()): each for each in found}
    return sorted(once.values(), key=lambda each: order.index(each.weight))


def _explains_nothing(book: Rulebook, found: Sequence[Finding], unasked: set[str]) -> Iterator[Finding]:
    """Explanations of what the walk does not find, or finds no more."""
    told = {(each.code, each.place) for each in found}
    for i, each in enumerate(book.explained):
        if each.finding not in unasked | {"unchecked"} and (each.finding, each.on) not in told:
            yield Finding("warning", "explains_nothing", ("explained", i), {"finding": each.finding, "on": each.on})


def _explained(book: Rulebook, found: Finding) -> Finding:
    """What the rulebook explains is information, with the explanation; an error stays one."""
    for each in book.explained:
        if found.weight != "error" and (each.finding, each.on) == (found.code, found.place):
            return replace(found, weight="information", why=each.why)
    return found


def _regimes(book: Rulebook) -> list[Regime]:
    """The rulebook under its default reading, then under each other reading of each open point."""
    return [regime(book), *(regime(book, {point: other}) for point, other in readings.others(book, {}))]


def _reach(book: Rulebook) -> Iterator[Finding]:
    """Steps that nobody reaches, stretches in which a provision bound nobody, gaps, and what never decides."""
    yield from _never_reached(book)
    spaces = [(view, Space([view])) for view in views_of(regime(book)) if view.epoch.first > date.min]
    yield from _in_stretches(list(_idle(book, spaces)))
    yield from _in_stretches(list(_pointless(book, spaces)))
    yield from _gaps_in_time(book)
    left = gaps.gaps(book, (view for view, _ in spaces))
    yield from _in_stretches(
        [
            Finding("information", "gap", ("categories", who), told, view.day, view.epoch.until)
            for view, who, told in left
        ]
    )


def _never_reached(book: Rulebook) -> Iterator[Finding]:
    """Steps at which no trip can stop, with the days on which none can."""
    stops, stands = reach(book)
    for name, part in book.provisions.items():
        for i, wording in enumerate(part.wordings):
            path, life = _at("provisions", name, i, book), (wording.in_force, wording.until or date.max)
            for exception in wording.exceptions:
                step = (name, f"{name}.{exception}")
                for since, until in _outside([life], stands.get(step, []), stops.get(step, [])):
                    where = (*path, "exceptions", exception)
                    yield Finding("warning", "never_reached", where, {"step": exception}, since, until)
            if stops and (name, name) not in stops and i == 0:
                yield Finding("warning", "never_reached", path, {"step": name}, *life)


def _outside(life: Stretches, there: Stretches, away: Stretches) -> Iterator[tuple[date, date]]:
    """The stretches of days that are in one of the first, in one of the second, and in none of the third."""
    cuts = sorted({day for stretches in (life, there, away) for stretch in stretches for day in stretch})
    found: list[tuple[date, date]] = []
    for since, until in pairwise(cuts):
        if _within(since, life) and _within(since, there) and not _within(since, away):
            touching = bool(found) and found[-1][1] == since
            found[-1:] = [(found[-1][0], until)] if touching else [*found[-1:], (since, until)]
    yield from found


def _within(day: date, stretches: Stretches) -> bool:
    return any(since <= day < until for since, until in stretches)


def _at(kind: str, name: str, i: int, book: Rulebook) -> Path:
    """The path of a wording, as short as the file writes it."""
    return (kind, name) if len(getattr(book, kind)[name].wordings) == 1 else (kind, name, "wordings", i)


def _in_stretches(found: list[Finding]) -> Iterator[Finding]:
    """The same finding in stretches that touch, told once."""
    open_ones: dict[tuple[Any, ...], Finding] = {}
    done: list[Finding] = []
    for each in sorted(found, key=lambda each: each.since or date.min):
        key = (each.code, each.path, tuple(sorted((k, str(v)) for k, v in each.values.items())))
        before = open_ones.get(key)
        if before is not None and before.until == each.since:
            each = replace(before, until=each.until)
        elif before is not None:
            done.append(before)
        open_ones[key] = each
    yield from (*done, *open_ones.values())


def _idle(book: Rulebook, spaces: Spaces) -> Iterator[Finding]:
    """Provisions that are in force and bind nobody."""
    for view, space in spaces:
        for climb, steps in space.ladders[0]:
            wording = climb.wording
            part = book.provisions[climb.name]
            if wording is None:
                waits = part.on(view.day)
                if waits is not None and waits.while_:
                    yield _dated("information", "bound_nobody_while", climb.name, waits, view, book)
            elif not any(step.step >= FIRST_EXCEPTION for step, _, _ in climbed(steps, space.every)):
                listed = any(name in view.epoch.destinations for name in wording.to)
                code = "bound_nobody" if not listed else "bound_nobody_who"
                if not listed or not any(name in view.epoch.categories for name in wording.binds):
                    yield _dated("warning", code, climb.name, wording, view, book)


def _dated(
    weight: Weight, code: str, name: str, wording: Provision, view: View, book: Rulebook, **values: Any
) -> Finding:
    wordings = book.provisions[name].wordings
    i = wordings.index(wording) if wording in wordings else 0
    return Finding(weight, code, _at("provisions", name, i, book), values, view.day, view.epoch.until)


def _applied(space: Space) -> dict[str, list[tuple[int, Box]]]:
    """For each provision the parts of everything where it applies, with the weight of what it asks there."""
    found: dict[str, list[tuple[int, Box]]] = {}
    for climb, steps in space.ladders[0]:
        boxes = [
            (WEIGHTS[requires], box)
            for step, requires, box in climbed(steps, space.every)
            if step.step >= FIRST_EXCEPTION
        ]
        found[climb.name] = joined(boxes)
    return found


def _pointless(book: Rulebook, spaces: Spaces) -> Iterator[Finding]:
    """Provisions that never decide, because another asks for more wherever they apply."""
    for view, space in spaces:
        applied = _applied(space)
        for climb, _ in space.ladders[0]:
            mine = [(weight, box) for weight, box in applied[climb.name] if weight]
            if climb.wording is None or not mine:
                continue
            for other, theirs in applied.items():
                if other != climb.name and all(_covered(weight, box, theirs) for weight, box in mine):
                    yield _dated("warning", "pointless", climb.name, climb.wording, view, book, other=other)
                    break


def _covered(weight: int, box: Box, others: Iterable[tuple[int, Box]]) -> bool:
    """Whether heavier boxes cover a box."""
    left = [box]
    for heavier, other in others:
        if heavier > weight:
            left = [piece for each in left for piece in _without(each, other)]
    return not left


def _without(box: Box, other: Box) -> Iterator[Box]:
    """The parts of a box outside another."""
    if any(not mine & theirs for mine, theirs in zip(box, other, strict=True)):
        yield box
        return
    rest = box
    for i, theirs in enumerate(other):
        outside = rest[i] & ~theirs
        if outside:
            yield (*rest[:i], outside, *rest[i + 1 :])
        rest = (*rest[:i], rest[i] & theirs, *rest[i + 1 :])


def _gaps_in_time(book: Rulebook) -> Iterator[Finding]:
    for kind in ("categories", "destinations", "grounds", "provisions"):
        for name, part in getattr(book, kind).items():
            for i, (a, b) in enumerate(zip(part.wordings, part.wordings[1:], strict=False)):
                if a.until is not None and a.until < b.in_force:
                    yield Finding("information", "gap_in_time", (kind, name, "wordings", i), {}, a.until, b.in_force)


def _names(book: Rulebook) -> Iterator[Finding]:
    """Names that nothing uses, under no reading."""
    books = [each.rulebook for each in _regimes(book)]
    used = {(kind, name) for each in books for kind, name in _used(each)}
    for kind in ("categories", "destinations", "grounds", "procedures", "counts", "sources"):
        for name in getattr(book, kind):
            if (kind, name) not in used:
                yield Finding("warning", "unused", (kind, name))
    for name, part in book.procedures.items():
        for i, procedure in enumerate(part.wordings):
            if procedure.kind == "permission" and procedure.decider is None:
                yield Finding("warning", "no_decider", _at("procedures", name, i, book))
    for path, body in naming.without_words(book):
        yield Finding("warning", "no_words", path, {"name": body})


def _incomplete(book: Rulebook) -> Iterator[Finding]:
    """Lists of others that are followed and that we hold only in part, where the rulebook does not say so."""
    said_so = {each.on for each in book.assumed}
    for name, part in book.destinations.items():
        for i, wording in enumerate(part.wordings):
            whole = wording.as_in is None or vocabulary.load(f"lists/{wording.as_in}.yaml")["complete"]
            if not whole and not wording.unpublished and f"destinations.{name}" not in said_so:
                yield Finding("warning", "incomplete", _at("destinations", name, i, book), {"list": wording.as_in})


def _used(book: Rulebook) -> Iterator[tuple[str, str]]:
    """Every name that another part of the rulebook uses."""
    for part in book.provisions.values():
        for wording in part.wordings:
            yield from (("categories", name) for name in wording.binds)
            yield from (("destinations", name) for name in wording.to)
            asked: tuple[Provision | Exemption, ...] = (wording, *wording.exceptions.values())
            for asking in asked:
                yield from (("procedures", name) for name in (asking.by, *getattr(asking, "also", ())) if name)
    if book.supplements:
        yield from (("procedures", name) for name in book.procedures)
    for part_of_counts in book.counts.values():
        yield from (("destinations", name) for count in part_of_counts.wordings for name in count.to)
    for procedure in (wording for each in book.procedures.values() for wording in each.wordings):
        if procedure.urgent and isinstance(procedure.urgent.grounds, list):
            yield from (("grounds", name) for name in procedure.urgent.grounds)
    for when in _whens(book):
        for fact, value in _tests(when):
            if fact == "application.ground":
                names = (
                    value if isinstance(value, list) else [value] if isinstance(value, str) else value.get("not_in", [])
                )
                yield from (("grounds", name) for name in ([names] if isinstance(names, str) else names))
            if fact.startswith("count."):
                yield "counts", fact.removeprefix("count.")
    for cite in _citations(book):
        yield "sources", cite.split(",")[0].strip()


def _whens(book: Rulebook) -> Iterator[Mapping[str, Any]]:
    for kind in KINDS:
        for part in getattr(book, kind).values():
            for wording in part.wordings:
                for field_name in ("when", "only_if"):
                    yield getattr(wording, field_name, {}) or {}
                if isinstance(wording, Provision):
                    yield from (exception.when for exception in wording.exceptions.values())
                if isinstance(getattr(wording, "decider", None), list):
                    yield from (each.when for each in wording.decider)


def _tests(when: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in when.items():
        if key in ("any", "all"):
            for each in value:
                yield from _tests(each)
        elif key == "not":
            yield from _tests(value)
        else:
            yield key, value


def _citations(book: Rulebook) -> Iterator[str]:
    if book.aim:
        yield from book.aim.cite
    for kind in KINDS:
        for part in getattr(book, kind).values():
            for wording in part.wordings:
                yield from wording.cite
                if isinstance(wording, Provision):
                    yield from (cite for exception in wording.exceptions.values() for cite in exception.cite)


def _exceptions(book: Rulebook) -> Iterator[Finding]:
    """Exceptions that ask for what the rule asks anyway."""
    for name, part in book.provisions.items():
        for i, wording in enumerate(part.wordings):
            for exception, each in wording.exceptions.items():
                same = (each.requires, each.by) == (wording.requires, wording.by) and not each.also and not each.accepts
                if same and not any(each_reading_changes(book, name, exception)):
                    yield Finding("warning", "no_effect", (*_at("provisions", name, i, book), "exceptions", exception))


def each_reading_changes(book: Rulebook, provision: str, exception: str) -> Iterator[bool]:
    """For each replacement of each reading, whether it is in this exception or in what its provision asks."""
    paths = (f"provisions.{provision}.exceptions.{exception}.", f"provisions.{provision}.requires")
    for point in book.open_points.values():
        for replacements in point.readings.values():
            yield any(path.startswith(paths) for path in replacements)


def _two_at_once(book: Rulebook) -> Iterator[Finding]:
    """Trips on which two posts or two clearances together are answered like neither alone."""
    told = {language: Told(book.jurisdiction, language) for language in ("en", "lt")}
    for each in together(book):
        heavier = max(each.alone, key=lambda asked: WEIGHTS[asked])
        values = {
            "first": {language: words.holding(each.first) for language, words in told.items()},
            "second": {language: words.holding(each.second) for language, words in told.items()},
            "trip": {language: words.trip(_elsewhere(each.witness)) for language, words in told.items()},
            "alone": heavier,
            "together": each.together,
        }
        path = ("provisions", each.provision)
        yield Finding("warning", "two_holdings", path, values, each.since, each.until, each.witness)


def _elsewhere(trip: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a trip says beside what is held."""
    return {name: value for name, value in trip.items() if not name.startswith(("post.", "clearance."))}


def unchecked(book: Rulebook, on: date) -> Iterator[Finding]:
    """Wordings that nobody compared with their source in the year before a day."""
    for kind in KINDS:
        for name, part in getattr(book, kind).items():
            for i, wording in enumerate(part.wordings):
                if wording.checked_on is not None and later(wording.checked_on, "1 years") < on:
                    path = (*_at(kind, name, i, book), "checked_on")
                    yield Finding("information", "unchecked", path, {"day": wording.checked_on})


def _undecided(book: Rulebook) -> Iterator[Finding]:
    for step in undecided_steps(book):
        provision, _, why = step.partition(": ")
        yield Finding("error", "undecided", ("provisions", provision), {"step": why})


def survived(book: Rulebook, survivor: Survivor) -> Finding:
    """A falsification that no example notices, as a finding."""
    values = {
        "change": survivor.falsification.change
        + "".join(f" ({point}: {reading})" for point, reading in survivor.reading.items()),
        "trip": {language: Told(book.jurisdiction, language).trip(survivor.witness or {}) for language in ("en", "lt")},
        "requires": survivor.requires,
        "instead": survivor.instead,
    }
    return Finding("error", "survived", survivor.falsification.path, values, witness=survivor.witness)


UNFORESEEN = {"death_of_relative", "serious_illness_of_relative", "emergency", "medical_treatment"}


def clocks(book: Rulebook) -> Iterator[Finding]:
    """Time limits that cannot work together."""
    for name, part in book.procedures.items():
        for i, procedure in enumerate(part.wordings):
            path = _at("procedures", name, i, book)
            lead, within = procedure.apply_before, procedure.decide_within
            if _days(lead) and _days(within) and _days(within) > _days(lead):
                values = {"within": _span(within), "span": _span(lead)}
                yield Finding("warning", "decided_too_late", (*path, "decide_within"), values)
            valid = procedure.permit.valid_at_most if procedure.permit else None
            if _days(valid) and _days(lead) > _days(valid):
                values = {"valid": _span(valid), "span": _span(lead)}
                yield Finding("warning", "permit_too_short", (*path, "permit", "valid_at_most"), values)
            if _days(lead) > 7 and procedure.urgent is None:
                for ground in _grounds_asking(book, name):
                    values = {"span": _span(lead), "ground": gaps.label(book, "grounds", ground)}
                    yield Finding("warning", "lead_too_long", (*path, "apply_before"), values)


def _days(span: str | None) -> int:
    """About how many days a span has; none where it is not known."""
    if span is None or " " not in span:
        return 0
    n, unit = span.split()
    return int(n) * {"hours": 0, "days": 5, "working_days": 7, "weeks": 35, "months": 152, "years": 1825}[unit]


def _span(span: str | None) -> Mapping[str, str]:
    return {language: dates.span(str(span), language) for language in ("en", "lt")}


def _grounds_asking(book: Rulebook, procedure: str) -> Iterator[str]:
    """The grounds that cannot be foreseen and on which this procedure is the way."""
    for part in book.provisions.values():
        for wording in part.wordings:
            for exception in wording.exceptions.values():
                if exception.by == procedure:
                    for fact, value in _tests(exception.when):
                        named = [value] if isinstance(value, str) else value if isinstance(value, list) else []
                        for name in named if fact == "application.ground" else ():
                            ground = book.grounds.get(name)
                            if ground and any(
                                UNFORESEEN & {*w.reasons} for w in ground.wordings if isinstance(w.reasons, list)
                            ):
                                yield name
