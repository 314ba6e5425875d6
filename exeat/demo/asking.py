"""The applications of the made-up year: granted, refused, withdrawn, and one in every state that waits for somebody."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from exeat.applications import actions as applications
from exeat.applications.actions.filing import Part
from exeat.demo.founding import Nation
from exeat.demo.nation import Made
from exeat.demo.said import GROUNDS, said
from exeat.travel import actions as travel
from exeat.values.moves import MoveRefused


@dataclass
class Asked:
    """What became of the applications: which trips were granted, and to whom."""

    granted: list[tuple[Made, str, date, date]] = field(default_factory=list)  # person, reference, first, last
    count: int = 0


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """A moment of a day, in UTC."""
    return datetime.combine(day, time(hour, minute), UTC)


def working(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 4 else 0)


def worked(day: date) -> date:
    """The day itself, or the Friday before a weekend: what is told of the past never lies ahead."""
    return day - timedelta(days=max(day.weekday() - 4, 0))


class Year:
    """Everybody who asks in the course of the year, one step at a time through the same actions as the pages."""

    def __init__(self, nation: Nation, today: date) -> None:
        self.nation = nation
        self.today = today
        self.asked = Asked()
        self.languages: dict[str, str] = {}  # of those who asked, by the file
        self.back = ""  # someone who is home again and has not told of the trip

    def submit(
        self, who: Made, day: date, first: date, last: date, ground: int, *, country: str = "BY", **more: Any
    ) -> str:
        """Someone fills in the form and files it; the reference."""
        by = self.nation.traveller(who)
        reason = GROUNDS[ground]
        particulars = said(f"asks {reason}", who.language)
        more = {"reason": reason, "particulars": particulars, "phone": "+370 600 00 000"} | more
        parts = [Part(country=country, first_on=first, last_on=last, transport="car", point_out="Medininkai")]
        draft = applications.begin(kind="application", parts=parts, by=by, at=at(day, 8), **more)
        filed = applications.submit(draft.reference, declared=True, by=by, at=at(day, 8, 20))
        self.asked.count += 1
        self.languages[filed.reference] = who.language
        return str(filed.reference)

    def check(self, reference: str, day: date) -> None:
        """The security officer looks at the file."""
        applications.begin_check(reference, by=self.nation.actor("security"), at=at(day, 9))

    def to_opinion(self, reference: str, day: date) -> None:
        """The file is complete and goes to counter-intelligence."""
        note = said("complete", self.languages[reference])
        applications.ask_opinion(reference, note=note, by=self.nation.actor("security"), at=at(day, 10))

    def opinion(self, reference: str, day: date, conclusion: str = "no_objection") -> None:
        """Counter-intelligence gives its opinion."""
        applications.give_opinion(
            reference, conclusion=conclusion, by=self.nation.actor("counter"), at=at(day, 12),
            text=said("no objection", self.languages[reference]),
        )  # fmt: skip

    def decided(self, reference: str, day: date, ground: int, *, granted: bool, **more: Any) -> None:
        """The head decides and signs."""
        head, language = self.nation.actor("head"), self.languages[reference]
        verb = applications.grant if granted else applications.refuse
        reasons = said(f"shown {GROUNDS[ground]}" if granted else "refused", language)
        self._like(verb, reference, day, head, reasons=reasons, weighed=said("weighed", language), **more)

    def _like(self, verb: Any, reference: str, day: date, head: Any, **more: Any) -> None:
        """Decide; where like cases ended otherwise, say why this one differs."""
        try:
            verb(reference, by=head, at=at(day, 14), **more)
        except MoveRefused:
            more["departs_because"] = said("differs", self.languages[reference])
            verb(reference, by=head, at=at(day, 14), **more)

    def whole(self, who: Made, first: date, last: date, ground: int, *, granted: bool = True, **more: Any) -> str:
        """An application from filing to decision, well before the journey."""
        day = working(first - timedelta(days=24))
        reference = self.submit(who, day, first, last, ground, **more)
        for step, days in ((self.check, 1), (self.to_opinion, 1), (self.opinion, 4)):
            step(reference, working(day + timedelta(days=days)))
        conditions = {"conditions": [said("condition", who.language)]} if granted and ground == 2 else {}
        self.decided(reference, working(day + timedelta(days=7)), ground, granted=granted, **conditions)
        if granted:
            self.asked.granted.append((who, reference, first, last))
        return reference

    def returned(self, reference: str, who: Made, last: date, *, events: tuple[str, ...] = ()) -> None:
        """The traveller comes home and tells."""
        by = self.nation.traveller(who)
        travel.report(
            reference, as_planned=not events, events=events, by=by, at=at(last + timedelta(days=3), 17),
            told={"words": said("questioned", who.language)} if events else {},
        )  # fmt: skip


def past(year: Year, people: list[Made], firsts: list[date]) -> None:
    """Applications of the year that are over: most granted, some refused, two withdrawn."""
    for n, (who, first) in enumerate(zip(people, firsts, strict=True)):
        last = first + timedelta(days=3 + n % 5)
        ground = n % len(GROUNDS)
        if n % 3 == 2:
            birthday = said("birthday", who.language)
            year.whole(who, first, last, ground, granted=False, reason="tourism", particulars=birthday)
            continue
        reference = year.whole(who, first, last, ground)
        travel.acknowledge(reference, by=year.nation.traveller(who), at=at(first - timedelta(days=2), 18))
        if last + timedelta(days=5) < year.today and n % 8 != 7:
            events = ("questioned", "approached") if n % 9 == 4 else ("questioned",) if n % 5 == 1 else ()
            year.returned(reference, who, last, events=events)


def waiting(year: Year, people: list[Made]) -> None:
    """One application in every state that waits for somebody today, and the head's own."""
    nation, today = year.nation, year.today
    soon, later = working(today + timedelta(days=16)), working(today + timedelta(days=30))
    recent = [worked(today - timedelta(days=n)) for n in (8, 5, 3, 1)]
    person = iter(people)

    def file(day: date, first: date, ground: int, **more: Any) -> str:
        return year.submit(next(person), day, first, first + timedelta(days=3), ground, **more)

    applications.begin(  # a draft that its person has not sent
        kind="application", by=nation.traveller(next(person)), at=at(recent[3]), reason="property",
        phone="+370 600 00 001",
        parts=[Part(country="BY", first_on=later, last_on=later + timedelta(days=2))],
    )  # fmt: skip
    file(recent[3], later, 2)  # submitted
    year.check(file(recent[3], later, 3), recent[3])  # in check
    returned = file(recent[2], later, 1)
    year.check(returned, recent[2])
    applications.return_with_questions(
        returned, questions=[said("which relative", year.languages[returned])],
        answer_by=working(today + timedelta(days=6)), by=nation.actor("security"), at=at(recent[2], 11),
    )  # fmt: skip
    for day, first in ((recent[1], soon), (recent[2], later)):  # awaiting an opinion
        reference = file(day, first, 0)
        year.check(reference, day)
        year.to_opinion(reference, day)
    for ground, first in ((0, soon), (3, later)):  # awaiting the head
        reference = file(recent[0], first, ground)
        year.check(reference, recent[0])
        year.to_opinion(reference, recent[0])
        year.opinion(reference, recent[1], "with_conditions" if ground == 3 else "no_objection")
    mine = year.submit(nation.person("head"), recent[1], later, later + timedelta(days=2), 2)  # the head's own
    year.check(mine, recent[1])
    year.to_opinion(mine, recent[1])
    year.opinion(mine, recent[2])
    who = next(person)
    gone = year.submit(who, recent[2], later, later + timedelta(days=3), 2)
    applications.withdraw(gone, by=nation.traveller(who), at=at(recent[3], 15))


def tonight(year: Year, people: list[Made], *, now: datetime) -> None:
    """The urgent lane: one call that was answered in the night, and one that waits now."""
    nation = year.nation
    yesterday = now - timedelta(hours=20)
    leaving = (now + timedelta(hours=18)).date()
    part = Part(country="BY", first_on=leaving, last_on=leaving + timedelta(days=4), point_out="Medininkai")
    call = applications.take_call(
        people[0].reference, parts=[part], reason="death_of_relative", phone="+370 600 00 002",
        particulars=said("father died", people[0].language), by=nation.actor("duty"), at=yesterday,
    )  # fmt: skip
    applications.allow_provisionally(
        call.reference, by=nation.actor("night"), at=yesterday + timedelta(hours=1),
        reasons=said("called back", people[0].language),
    )  # fmt: skip
    applications.take_call(
        people[1].reference, parts=[part], reason="serious_illness_of_relative", phone="+370 600 00 003",
        particulars=said("stroke", people[1].language), by=nation.actor("duty"),
        at=now - timedelta(hours=2),
    )  # fmt: skip
