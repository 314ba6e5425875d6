"""What a file would change in the register, worked out before anything is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

from django.db import models

from exeat.audit import seals
from exeat.register import filing, queries
from exeat.register.filing import Fault, Line, Read
from exeat.register.holds import recorded_end, settle
from exeat.register.models import (
    Absence,
    Citizenship,
    Clearance,
    Deputy,
    Ending,
    Headship,
    Institution,
    Name,
    Person,
    Post,
    TravelDocument,
)
from exeat.values.moves import Refusal
from exeat.values.rights import Actor

ORDER = ("institution", "person", "name", "citizenship", "document", "post", "clearance", "head", "deputy", "absence")
TABLES: dict[str, type[models.Model]] = {
    "institution": Institution, "person": Person, "name": Name, "citizenship": Citizenship,
    "document": TravelDocument, "post": Post, "clearance": Clearance, "head": Headship, "deputy": Deputy,
    "absence": Absence,
}  # fmt: skip
OF_A_PERSON = ("born_on", "sex", "language", "email", "phone", "post_address")
BATCH = 500
NO_INSTITUTION = Refusal(
    "no-institution", "The register does not know this institution, and no line of the file brings it."
)
OTHER_HOUSE = Refusal("other-house", "This belongs to another institution. Its own keeper hands it in.")
NOT_YOURS = Refusal("not-yours", "This person is not in your institution, or is yourself. Another keeper hands it in.")
UNKNOWN_PERSON = Refusal(
    "unknown-person", "The register does not know this person, and no line of the file brings them."
)
NOT_PRINTED = Refusal(
    "not-printed", "This institution prints no letters, so it does not keep where people receive post. Leave it out."
)
CODE_TAKEN = Refusal("code-taken", "Another person has this personal code. Find out which of the two is right.")


@dataclass
class Count:
    """How many things of one kind a file adds, changes, ends and leaves as they are."""

    added: int = 0
    changed: int = 0
    ended: int = 0
    unchanged: int = 0


@dataclass(frozen=True)
class Change:
    """One line that changes something, for the preview: what of whom, and from what to what."""

    line: int
    record: str
    whom: str
    kind: str  # added, changed, ended
    fields: tuple[tuple[str, str, str], ...] = ()  # column, before, after


@dataclass
class Plan:
    """Everything that a file would do."""

    faults: list[Fault] = field(default_factory=list)
    counts: dict[str, Count] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    new: dict[str, list[Any]] = field(default_factory=lambda: {record: [] for record in ORDER})
    old: dict[str, list[tuple[Any, tuple[str, ...]]]] = field(default_factory=lambda: {record: [] for record in ORDER})
    codes: dict[str, str] = field(default_factory=dict)  # personal codes to seal, by person
    encoding: str = ""
    delimiter: str = ""

    def people(self) -> set[str]:
        """The references of everybody about whom something changes."""
        return {change.whom for change in self.changes if change.whom.startswith("P-")}

    @property
    def empty(self) -> bool:
        """Whether the file would change nothing."""
        return not self.changes


def plan(read: Read, *, by: Actor) -> Plan:
    """Hold a file against the register; every fault is found at once."""
    made = Plan(faults=list(read.faults), encoding=read.encoding, delimiter=read.delimiter)
    register = _Register(read.lines, by)
    for record in ORDER:
        for line in (line for line in read.lines if line.record == record):
            register.hold(line, made)
    made.faults.sort(key=lambda fault: (fault.line, fault.column))
    return made


def carry_out(made: Plan, *, at: datetime) -> None:
    """Write everything that was planned; the caller's transaction makes it all or nothing."""
    _seal_codes(made)
    for person in made.new["person"]:
        person.entered_at = at
    for house in made.new["institution"]:
        house.save()  # one by one: the next may name it as its superior
    for record in ORDER:
        table = TABLES[record]._default_manager
        if record != "institution":
            table.bulk_create(made.new[record], BATCH)
        fields = sorted({name for _row, names in made.old[record] for name in names})
        if fields:
            table.bulk_update([row for row, _names in made.old[record]], fields, BATCH)
    for record, measured in (("post", "post_id"), ("clearance", "clearance_id")):
        shortened = set(Ending.objects.values_list(measured, flat=True))
        for row, _names in made.old[record]:
            if row.pk in shortened:
                settle(row, recorded_end(row))


def _seal_codes(made: Plan) -> None:
    """Put the personal codes under the key of each person; the keys are there, since the entry was recorded first."""
    people = {p.reference: p for p in (*made.new["person"], *(row for row, _names in made.old["person"]))}
    for reference, code in made.codes.items():
        people[reference].code_sealed = seals.encrypt("personal-code", f"person:{reference}", code.encode())


class _Register:
    """The rows that the lines of a file may be about, found by what they are about."""

    def __init__(self, lines: Iterable[Line], by: Actor) -> None:
        self.by = by
        self.houses = {row.reference: row for row in Institution.objects.order_by("id")}
        said = {line.get("person") for line in lines if line.get("person")}
        codes = {line.get("personal_code") for line in lines if line.get("personal_code")}
        self.index = {code: seals.blind("personal-code", code) for code in said | codes if filing.is_code(code)}
        self.people, self.by_index = self._people(said)
        self.visible = set(queries.visible_to(by).values_list("reference", flat=True))
        self.fresh: set[str] = set()
        self.next_number = count(_highest() + 1)
        self.rows = {record: self._rows(record) for record in ORDER[2:]}

    def _people(self, said: set[str]) -> tuple[dict[str, Person], dict[str, Person]]:
        rows = Person.objects.filter(forgotten_at=None).order_by("id")
        wanted = [*said, *self.index.values()]
        if len(wanted) <= BATCH:
            rows = rows.filter(models.Q(reference__in=wanted) | models.Q(code_index__in=wanted))
        found = list(rows)
        return {p.reference: p for p in found}, {p.code_index: p for p in found if p.code_index}

    def _rows(self, record: str) -> dict[tuple[Any, ...], models.Model]:
        table: Any = TABLES[record]
        rows = table.objects.order_by("id")
        if record != "head" and len(self.people) <= BATCH:
            rows = rows.filter(person__in=[p.pk for p in self.people.values()])
        houses = {row.pk: ref for ref, row in self.houses.items()}
        who: dict[Any, str] = {row.pk: ref for ref, row in self.people.items()}
        found = {_identity_of(row, record, who, houses): row for row in rows}
        if record == "name":
            found |= {("native", who.get(n.person_id), "*"): n for n in rows if n.kind == "native" and n.until is None}
        return found

    def hold(self, line: Line, made: Plan) -> None:
        """Work out what one line changes and note it in the plan."""
        faults = list(self._faults(line))
        made.faults += faults
        if faults:
            return
        person = self._person(line, made)
        house = self.houses.get(line.get("institution"))
        if line.record == "institution":
            row: models.Model | None = house
        elif line.record == "person":
            row = None if person.reference in self.fresh else person
        else:
            row = self.rows[line.record].get(_identity(line, person.reference if person else ""))
        values = _values(line, person, house, self.houses)
        if line.record == "person":
            self._person_line(line, person, values, row is None, made)
        elif row is None:
            self._add(line, person, values, made)
        else:
            _compare(line, row, values, person.reference if person else line.get("institution"), made)

    def _faults(self, line: Line) -> Iterable[Fault]:
        house = line.get("institution")
        if line.record != "institution" and house and house not in self.houses:
            yield Fault(line.number, "institution", NO_INSTITUTION, house)
        if line.get("superior") and line.get("superior") not in self.houses:
            yield Fault(line.number, "superior", NO_INSTITUTION, line.get("superior"))
        if house and not self.by.national and house != self.by.institution:
            yield Fault(line.number, "institution", OTHER_HOUSE, house)
        if line.get("post_address") and not self._prints():
            yield Fault(line.number, "post_address", NOT_PRINTED)
        said = line.get("person")
        if not said:
            return
        known = self._known(said)
        if known is None and line.record != "person":
            yield Fault(line.number, "person", UNKNOWN_PERSON, said)
        elif known is not None and known.reference not in self.visible and known.reference not in self.fresh:
            yield Fault(line.number, "person", NOT_YOURS, said)
        code = line.get("personal_code")
        if code:
            owner = self.by_index.get(self.index[code])
            if owner is not None and owner is not known:
                yield Fault(line.number, "personal_code", CODE_TAKEN)

    def _prints(self) -> bool:
        """Whether the keeper's institution prints letters, or any does for whom the keeper of all hands in."""
        mine = [row for row in self.houses.values() if self.by.national or row.reference == self.by.institution]
        return any(row.prints_letters for row in mine)

    def _known(self, said: str) -> Person | None:
        return self.by_index.get(self.index[said]) if said in self.index else self.people.get(said)

    def _person(self, line: Line, made: Plan) -> Any:
        said = line.get("person")
        if not said:
            return None
        known = self._known(said)
        if known is None:
            code = said in self.index
            known = Person(reference=f"P-{next(self.next_number):06d}" if code else said)
            self.people[known.reference] = known
            self.fresh.add(known.reference)
            if code:
                self.by_index[self.index[said]] = known
        return known

    def _person_line(self, line: Line, person: Person, values: dict[str, Any], new: bool, made: Plan) -> None:
        """A person's line also brings their native name and, where it is given, their citizenship and code."""
        code = line.get("personal_code") or (line.get("person") if filing.is_code(line.get("person")) else "")
        if code and (index := seals.blind("personal-code", code)) != person.code_index:
            values["code_index"], values["code_sealed"] = index, b""
            made.codes[person.reference] = code
        if new:
            for name, value in values.items():
                setattr(person, name, value)
            made.new["person"].append(person)
            if code:
                self.by_index[values["code_index"]] = person
            _note(made, line, person.reference, "added")
        else:
            _compare(line, person, values, person.reference, made)
        whose = {"person": person}
        present = self.rows["name"].get(("native", person.reference, "*"))
        said = {"surname": line.get("surname"), "given_names": line.get("given_names")}
        as_name = Line(line.number, "name", {**line.said, "kind": "native"})
        if present is None:
            row = Name(kind=Name.Kind.NATIVE, **whose, **said)
            self.rows["name"]["native", person.reference, "*"] = row
            self.rows["name"][_identity(as_name, person.reference)] = row
            made.new["name"].append(row)
            _note(made, as_name, person.reference, "added")
        else:
            _compare(as_name, present, said, person.reference, made)
        country = line.get("country")
        if country and ("citizenship", person.reference, country) not in self.rows["citizenship"]:
            row2 = Citizenship(country=country, **whose)
            self.rows["citizenship"]["citizenship", person.reference, country] = row2
            made.new["citizenship"].append(row2)
            _note(made, Line(line.number, "citizenship", line.said), person.reference, "added")

    def _add(self, line: Line, person: Person | None, values: dict[str, Any], made: Plan) -> None:
        row = TABLES[line.record](**values)
        if isinstance(row, Institution):
            self.houses[row.reference] = row
        made.new[line.record].append(row)
        _note(made, line, person.reference if person else line.get("institution"), "added")


def _identity(line: Line, person: str) -> tuple[Any, ...]:
    """The key under which `_Register` keeps the row that a line is about."""
    if line.record == "name":
        return ("name", person, line.get("kind"), line.get("surname"), line.get("given_names"))
    if line.record == "citizenship":
        return ("citizenship", person, line.get("country"))
    if line.record == "document":
        return ("document", person, line.get("country", "LT"), line.get("number"))
    if line.record == "post":
        return ("post", person, line.get("institution"), line.get("kind"), line.days["since"])
    if line.record == "clearance":
        return ("clearance", person, line.get("level"), line.days["since"])
    if line.record == "head":
        return ("head", line.get("institution"), line.days["since"])
    if line.record == "absence":
        return ("absence", person, line.days["since"])
    return ("deputy", line.get("institution"), person, line.get("order"))


def _identity_of(row: Any, record: str, who: dict[Any, str], houses: dict[Any, str]) -> tuple[Any, ...]:
    """The same key for a row that is there."""
    person = who.get(row.person_id, "")
    if record == "name":
        return ("name", person, row.kind, row.surname, row.given_names)
    if record == "citizenship":
        return ("citizenship", person, row.country)
    if record == "document":
        return ("document", person, row.country, row.number)
    if record == "post":
        return ("post", person, houses.get(row.institution_id, ""), row.kind, row.since)
    if record == "clearance":
        return ("clearance", person, row.level, row.since)
    if record == "head":
        return ("head", houses.get(row.institution_id, ""), row.since)
    if record == "absence":
        return ("absence", person, row.since)
    return ("deputy", houses.get(row.institution_id, ""), person, row.order)


def _values(line: Line, person: Any, house: Any, houses: dict[str, Institution]) -> dict[str, Any]:
    """What a line says of its row, by field; what it does not say is left as it is."""
    given: dict[str, Any] = {}
    for column, value in line.said.items():
        if column in filing.DAYS:
            given[column] = line.days[column]
        elif column in {"handles_secrets", "prints_letters", "sensitive"}:
            given[column] = line.yes(column, False)
        elif column == "superior":
            given[column] = houses[value]
        elif column == "orders":
            given[column] = [name for name in value.replace(",", " ").split() if name]
        elif column == "turn":
            given[column] = int(value)
        elif column not in {"person", "institution", "personal_code"}:
            given[column] = value
    if line.record == "institution":
        return {**given, "reference": line.get("institution")}
    if line.record == "person":
        return {name: given[name] for name in OF_A_PERSON if name in given}
    own = {"person": person}
    if line.record in {"post", "head", "deputy"}:
        own["institution"] = house
    return {**given, **own}


def _compare(line: Line, row: Any, values: dict[str, Any], whom: str, made: Plan) -> None:
    """Note what differs between a row and what a line says of it, and set it."""
    fields: list[tuple[str, Any, Any]] = []
    for name, value in values.items():
        measured = name == "until" and isinstance(row, Post | Clearance) and row.ended_because
        at = "until_before" if measured else name
        before = getattr(row, at)
        if before != value:
            fields.append((at, before, value))
            setattr(row, at, value)
    if not fields:
        made.counts.setdefault(line.record, Count()).unchanged += 1
        return
    made.old[line.record].append((row, tuple(name for name, _before, _value in fields)))
    ended = any(name in {"until", "cancelled_on"} and before is None for name, before, _value in fields)
    shown = tuple((name, _text(b), _text(a)) for name, b, a in fields if name not in {"code_index", "code_sealed"})
    _note(made, line, whom, "ended" if ended else "changed", shown)


def _note(made: Plan, line: Line, whom: str, kind: str, fields: tuple[tuple[str, str, str], ...] = ()) -> None:
    tally = made.counts.setdefault(line.record, Count())
    match kind:
        case "added":
            tally.added += 1
        case "ended":
            tally.ended += 1
        case _:
            tally.changed += 1
    made.changes.append(Change(line.number, line.record, whom, kind, fields))


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _highest() -> int:
    """The highest number that a reference of a person bears."""
    numbers = (r.removeprefix("P-") for r in Person.objects.values_list("reference", flat=True).order_by("id"))
    return max((int(n) for n in numbers if n.isdigit()), default=0)
