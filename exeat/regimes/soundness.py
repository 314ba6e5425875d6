"""Whether a rulebook holds together: every name exists, every ground can be read, exceptions do not collide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any

from exeat.regimes import readings, showing, vocabulary
from exeat.regimes.conditions import Names, WrongCondition, compiled
from exeat.regimes.expecting import wrong_answers
from exeat.regimes.facts import WrongFacts, question
from exeat.regimes.places import countries
from exeat.regimes.shapes import KINDS, Exemption, Procedure, Provision, Rulebook, Wording

Path = tuple[str | int, ...]
Faults = Iterator[tuple[Path, str]]

ASKS = ("permission", "notice", "return_report")


def names_of(rulebook: Rulebook) -> Names:
    """What the conditions of this rulebook may name."""
    return Names(rulebook.jurisdiction, tuple(rulebook.grounds), tuple(rulebook.counts))


def faults(rulebook: Rulebook) -> list[tuple[Path, str]]:
    """Everything that is wrong with a rulebook whose shape is right, each with its path."""
    try:
        vocabulary.jurisdiction(rulebook.jurisdiction)
    except vocabulary.UnknownName as wrong:
        return [(("jurisdiction",), str(wrong))]
    found = [*_calendar(rulebook), *_inside(rulebook), *_open_points(rulebook), *_assumed(rulebook)]
    words = vocabulary.load("words/findings.yaml")
    for i, each in enumerate(rulebook.explained):
        found += _exist(("explained", i, "finding"), [each.finding], words, "finding")
    found += [(("shapes",), message) for message in showing.wrong_marks(rulebook)]
    if found:
        return found
    return [*_under_every_reading(rulebook), *_examples(rulebook)]


def _calendar(rulebook: Rulebook) -> Faults:
    known = sorted(path.stem.upper() for path in (vocabulary.LAW / "calendars").glob("*.yaml"))
    if rulebook.calendar not in known:
        yield ("calendar",), vocabulary.unknown("calendar", rulebook.calendar, known)


def _exist(path: Path, wanted: Iterable[str], known: Iterable[str], what: str) -> Faults:
    known = [*known]
    for name in wanted:
        if name not in known:
            yield path, vocabulary.unknown(what, name, known)


def _cited(path: Path, cite: Iterable[str], rulebook: Rulebook) -> Faults:
    """Sources that are cited and not there; a place without its comma is told how it is written."""
    for citation in cite:
        name = citation.split(",")[0].strip()
        if name not in rulebook.sources:
            source, _, place = name.partition(" ")
            such = f'; a place follows a comma, all in quotation marks: "{source}, {place}"'
            told = vocabulary.unknown("source", name, rulebook.sources)
            yield path, told + such if place and source in rulebook.sources else told


def _wordings(rulebook: Rulebook) -> Iterator[tuple[Path, Wording]]:
    for kind in KINDS:
        for name, part in getattr(rulebook, kind).items():
            for i, wording in enumerate(part.wordings):
                yield (kind, name, "wordings", i), wording


def _inside(rulebook: Rulebook) -> Faults:
    if rulebook.aim:
        yield from _cited(("aim", "cite"), rulebook.aim.cite, rulebook)
    for path, wording in _wordings(rulebook):
        yield from _cited((*path, "cite"), wording.cite, rulebook)
        yield from _conditions(path, wording, rulebook)
        if isinstance(wording, Provision):
            yield from _provision(path, wording, rulebook)
    for name, ground in rulebook.grounds.items():
        for i, wording in enumerate(ground.wordings):
            if isinstance(wording.reasons, list):
                path = ("grounds", name, "wordings", i, "reasons")
                yield from _exist(path, wording.reasons, vocabulary.REASONS, "reason")
    for name, count in rulebook.counts.items():
        for i, each in enumerate(count.wordings):
            yield from _exist(("counts", name, "wordings", i, "to"), each.to, rulebook.destinations, "destination")
    for name, destination in rulebook.destinations.items():
        for i, place in enumerate(destination.wordings):
            yield from _place(("destinations", name, "wordings", i), place)
    for name, procedure in rulebook.procedures.items():
        for i, wording in enumerate(procedure.wordings):
            yield from _of_its_kind(("procedures", name, "wordings", i), wording)
            if wording.urgent and wording.urgent.grounds != "any":
                path = ("procedures", name, "wordings", i, "urgent", "grounds")
                yield from _exist(path, wording.urgent.grounds, rulebook.grounds, "ground")
    for name, breach in rulebook.breaches.items():
        for i, wording in enumerate(breach.wordings):
            measures = [] if isinstance(wording.measures, str) else [*wording.measures]
            yield from _exist(("breaches", name, "wordings", i, "ladder"), wording.ladder, measures, "measure")
    if not rulebook.provisions:
        yield ("provisions",), "a rulebook without a provision says nothing"


TIMES = {"permission": "apply_before", "notice": "give_before", "return_report": "give_within"}


def _of_its_kind(path: Path, procedure: Procedure) -> Faults:
    """A time limit that belongs to another kind of procedure would never be looked at."""
    for field in TIMES.values():
        if getattr(procedure, field) is not None and field != TIMES[procedure.kind]:
            yield (*path, field), f"a {procedure.kind} has {TIMES[procedure.kind]} and no {field}"


def _place(path: Path, place: Any) -> Faults:
    known = countries()
    for field in ("countries", "occupied_by", "all_except"):
        yield from _exist((*path, field), getattr(place, field) or [], known, "country")
    lists = sorted(p.stem for p in (vocabulary.LAW / "lists").glob("*.yaml"))
    yield from _exist((*path, "except_in"), place.except_in, lists, "list")
    yield from _exist((*path, "as_in"), [place.as_in] if place.as_in else [], lists, "list")


def _conditions(path: Path, wording: Wording, rulebook: Rulebook) -> Faults:
    for field in ("when", "only_if"):
        when = getattr(wording, field, None)
        if isinstance(when, Mapping):
            yield from _condition((*path, field), when, rulebook)
    if isinstance(wording, Provision):
        for name, exception in wording.exceptions.items():
            yield from _condition((*path, "exceptions", name, "when"), exception.when, rulebook)


def _condition(path: Path, when: Mapping[str, Any], rulebook: Rulebook) -> Faults:
    try:
        compiled(when, names_of(rulebook))
    except WrongCondition as wrong:
        yield path, str(wrong)


def _provision(path: Path, provision: Provision, rulebook: Rulebook) -> Faults:
    yield from _exist((*path, "binds"), provision.binds, rulebook.categories, "category")
    yield from _exist((*path, "to"), provision.to, rulebook.destinations, "destination")
    yield from _exist((*path, "by"), [provision.by] if provision.by else [], rulebook.procedures, "procedure")
    yield from _exist((*path, "prevails_over"), provision.prevails_over, rulebook.provisions, "provision")
    if provision.while_:
        states = vocabulary.load("lists/public-states.yaml")
        yield from _exist((*path, "while"), [provision.while_], states, "public state")
    if provision.requires in ASKS and provision.by is None:
        yield path, _no_procedure(provision.requires, rulebook)
    if rulebook.supplements and (provision.requires != "free" or provision.exceptions):
        yield (*path, "requires"), "a regime that supplements others asks nothing of its own: requires must be free"
    for name, exception in provision.exceptions.items():
        yield from _exception((*path, "exceptions", name), exception, provision, rulebook)


def _exception(path: Path, exception: Exemption, provision: Provision, rulebook: Rulebook) -> Faults:
    yield from _cited((*path, "cite"), exception.cite, rulebook)
    yield from _exist((*path, "by"), [exception.by] if exception.by else [], rulebook.procedures, "procedure")
    yield from _exist((*path, "also"), exception.also, rulebook.procedures, "procedure")
    yield from _exist((*path, "prevails_over"), exception.prevails_over, provision.exceptions, "exception")
    if exception.requires in ASKS and exception.by is None:
        yield path, _no_procedure(exception.requires, rulebook)


def _no_procedure(asked: str, rulebook: Rulebook) -> str:
    """That a rule says what is asked and not how, with a procedure of the rulebook that may be meant."""
    fitting = (name for name, part in rulebook.procedures.items() if part.wordings[0].kind == asked)
    such = next(fitting, "") or "the name of a procedure"
    return f"requires {asked} but names no procedure (by: {such})"


def _open_points(rulebook: Rulebook) -> Faults:
    for name, point in rulebook.open_points.items():
        path = ("open_points", name)
        yield from _exist((*path, "default"), [point.default], point.readings, "reading")
        yield from _exist((*path, "words"), point.words, point.readings, "reading")
        for reading, replacements in point.readings.items():
            for key, value in replacements.items():
                data = rulebook.model_dump(by_alias=True)
                try:
                    readings.replace(data, key, value)
                except readings.WrongReading as wrong:
                    yield (*path, "readings", reading, key), str(wrong)


def _assumed(rulebook: Rulebook) -> Faults:
    for i, assumed in enumerate(rulebook.assumed):
        kind, _, name = assumed.on.partition(".")
        path = ("assumed", i, "on")
        meant = [f"{each}.{kind}" for each in KINDS if kind in getattr(rulebook, each)]
        if meant and kind not in KINDS:
            yield path, f"no such part: {assumed.on!r}; it is written {' or '.join(meant)}"
        elif kind not in KINDS:
            yield path, vocabulary.unknown("part", kind, KINDS)
        else:
            yield from _exist(path, [name.split(".")[0]], getattr(rulebook, kind), "name")


def _under_every_reading(rulebook: Rulebook) -> Faults:
    chosen: list[dict[str, str]] = [{}, *({point: r} for point, r in readings.others(rulebook, {}))]
    for reading in chosen:
        name, said = next(iter(reading.items()), ("", ""))
        path: Path = ("open_points", name, "readings", said) if reading else ()
        try:
            read = readings.read_as(rulebook, reading)
        except readings.WrongReading as wrong:
            yield path, str(wrong)
            continue
        if read is not rulebook and reading:
            for at, message in _inside(read):
                yield path, f"{'.'.join(map(str, at))}: {message}"
        yield from ((path or at, message) for at, message in _grounds(read))
        yield from ((path or at, message) for at, message in _collisions(read))


def _grounds(rulebook: Rulebook) -> Faults:
    seen: list[tuple[str, str, Wording]] = []
    for name, part in rulebook.grounds.items():
        for i, ground in enumerate(part.wordings):
            path = ("grounds", name, "wordings", i, "reasons")
            if not isinstance(ground.reasons, list):
                yield path, f"reasons are {ground.reasons}; an open point must say how they are read"
                continue
            for reason in ground.reasons:
                for other, taken, when in seen:
                    if taken == reason and other != name and _overlap(ground, when):
                        yield path, f"the reason {reason!r} already belongs to the ground {other!r}"
                seen.append((name, reason, ground))


def _overlap(a: Wording, b: Wording) -> bool:
    return (a.until is None or b.in_force < a.until) and (b.until is None or a.in_force < b.until)


def _collisions(rulebook: Rulebook) -> Faults:
    for name, part in rulebook.provisions.items():
        for i, provision in enumerate(part.wordings):
            for (a, first), (b, second) in combinations(provision.exceptions.items(), 2):
                ordered = b in first.prevails_over or a in second.prevails_over
                same = (first.requires, first.by) == (second.requires, second.by)
                if not ordered and not same and not _apart(first.when, second.when):
                    path = ("provisions", name, "wordings", i, "exceptions", b)
                    yield path, f"{a!r} and {b!r} can both apply and ask for different things: say which prevails_over"


def _apart(first: Mapping[str, Any], second: Mapping[str, Any]) -> bool:
    """Whether two conditions name the same fact with values that have nothing in common."""
    for fact, value in first.items():
        other = second.get(fact)
        if fact in ("any", "all", "not") or other is None or isinstance(value, Mapping) or isinstance(other, Mapping):
            continue
        mine = set(value) if isinstance(value, list) else {value}
        theirs = set(other) if isinstance(other, list) else {other}
        if not mine & theirs:
            return True
    return False


def _examples(rulebook: Rulebook) -> Faults:
    if not rulebook.examples.cases:
        yield ("examples", "cases"), "a rulebook without examples does not load"
    for i, case in enumerate(rulebook.examples.cases):
        path = ("examples", "cases", i)
        for at, message in wrong_answers(case.then):
            yield (*path, "then", *at), message
        try:
            readings.read_as(rulebook, case.reading)
        except readings.WrongReading as wrong:
            yield (*path, "reading"), str(wrong)
        try:
            question({**rulebook.examples.given, **case.given}, (rulebook,))
        except WrongFacts as wrong:
            yield (*path, "given"), str(wrong)
