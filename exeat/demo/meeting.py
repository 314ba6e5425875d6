"""The border records of the year, what officers answered, and the cases that came of it."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from exeat.cases import actions as cases
from exeat.cases import policy as case_policy
from exeat.cases import queries as case_queries
from exeat.crossings import actions as crossings
from exeat.crossings import queries as crossing_queries
from exeat.demo.asking import Asked, at
from exeat.demo.founding import Nation
from exeat.demo.nation import Maker
from exeat.demo.passages import CLOSED, Journey, Passage, document_on
from exeat.demo.said import said
from exeat.values.rights import Actor

VILNIUS = ZoneInfo("Europe/Vilnius")
COLUMNS = (
    "crossing_id", "surname", "given_names", "date_of_birth", "sex", "nationality", "document_number", "record_source",
    "crossing_point", "direction", "crossed_at", "destination", "residence",
)  # fmt: skip
SOURCE = "Pavyzdžio pasienio tarnyba (Example Border Guard)"


def a_free_day(rng: random.Random, first: date, last: date) -> date:
    """A day on which the border was open, with a week to spare on both sides of its closing."""
    while True:
        day = first + timedelta(days=rng.randrange((last - first).days))
        if not CLOSED[0] - timedelta(days=12) <= day < CLOSED[1]:
            return day


def morning(day: date, hour: int = 7) -> datetime:
    """A moment in the morning, local time of the point."""
    return datetime.combine(day, time(hour, 40))


def registered_journeys(
    maker: Maker, nation: Nation, asked: Asked, first: date, last: date
) -> tuple[list[Journey], list[Journey]]:
    """Journeys of registered people: those with a permit, and those that no permit covers."""
    rng = maker.rng
    covered = [
        Journey(who, "Medininkai", morning(since), morning(until, 19), "BY", destination_known=True)
        for who, _, since, until in asked.granted
        if until < last and document_on(who, since)
    ]
    taken = {who.reference for who, *_ in asked.granted} | {p.reference for p in nation.seated.values()}
    others = [p for p in nation.people if p.reference not in taken and p.documents[0].known]
    uncovered: list[Journey] = []
    for n, who in enumerate(rng.sample(others, 18)):
        out = a_free_day(rng, first, last - timedelta(days=12))
        document = next(d for d in who.documents if d.known)
        back = None if n == 5 else morning(out + timedelta(days=2 + n % 6), 19)
        uncovered.append(
            Journey(who, "Medininkai" if n % 4 else "Šalčininkai", morning(out), back, "BY", document, n % 3 != 0)
        )
    if covered:  # came back three days after the permit had ended
        late = covered[0]
        covered[0] = replace(late, back=morning(late.back.date() + timedelta(days=3)) if late.back else None)
    return covered, uncovered


def unlucky(maker: Maker, nation: Nation, first: date, last: date) -> list[Journey]:
    """Journeys of people who are somebody else, though they look like a registered person."""
    rng = maker.rng
    registered = rng.sample([p for p in nation.people if p.house == "I-ARMY"], 10)
    journeys = []
    for n, person in enumerate(registered):
        stranger = maker.person(sex=person.sex)
        if n < 3:  # the same name and the same day of birth, another document
            stranger = replace(stranger, surname=person.surname, given_names=person.given_names, born_on=person.born_on)
        elif n < 7:  # a namesake, born in another year
            stranger = replace(stranger, surname=person.surname, given_names=person.given_names)
        else:  # a twin who shares everything but the given name and the document
            stranger = replace(stranger, surname=person.surname, born_on=person.born_on)
        out = a_free_day(rng, first, last - timedelta(days=8))
        journeys.append(Journey(stranger, "Medininkai", morning(out, 9), morning(out + timedelta(days=4), 17), "BY"))
    return journeys


def as_csv(rows: Iterable[Passage]) -> bytes:
    """Border records as the file that a border guard sends; the truth stays behind."""
    out = io.StringIO()
    write = csv.DictWriter(out, COLUMNS, extrasaction="ignore")
    write.writeheader()
    write.writerows(asdict(row) for row in rows)
    return out.getvalue().encode()


def receive(
    nation: Nation, rows: list[Passage], name: str, moment: datetime, progress: Callable[[str, int, int], None]
) -> None:
    """A quarter's file arrives and is matched."""
    crossings.receive(
        io.BytesIO(as_csv(rows)), name, by=nation.actor("officer1"), at=moment, source=SOURCE,
        progress=progress,
    )  # fmt: skip


def receive_earlier(nation: Nation, rows: list[dict[str, str]], moment: datetime) -> None:
    """The counts of the years before arrive."""
    out = io.StringIO()
    write = csv.DictWriter(out, list(rows[0]))
    write.writeheader()
    write.writerows(rows)
    crossings.receive_counts(out.getvalue().encode(), source=SOURCE, by=nation.actor("officer1"), at=moment)


def answer(nation: Nation, truth: frozenset[tuple[str, str, str]], moment: datetime, *, leave: int = 0) -> int:
    """An officer answers what waits, as a careful person would who can see the photographs; how many."""
    officer = nation.actor("officer1")
    waiting = list(crossing_queries.waiting_for(officer, on=moment.date()))
    for candidate in waiting[leave:]:
        pair = crossing_queries.pair(candidate.reference, seen_by=officer)
        made = (candidate.crossed_at.astimezone(UTC).isoformat(), candidate.direction, pair.person.reference)
        verdict = "same" if made in truth else "somebody_else"
        language = nation.language_of(pair.person.reference)
        reasons, overrides = said("same" if verdict == "same" else "other", language), said("all the same", language)
        crossings.answer(candidate.reference, verdict, reasons=reasons, overrides=overrides, by=officer, at=moment)
    crossings.expire(by=officer, at=(moment + timedelta(days=1)).replace(hour=0, minute=5))
    return len(waiting[leave:])


class Cases:
    """Cases taken as far as the demonstration wants them, by officers who are not each other."""

    def __init__(self, nation: Nation) -> None:
        self.nation = nation
        self.opener, self.finder = nation.actor("officer2"), nation.actor("officer3")
        self.languages: dict[str, str] = {}  # of the person of each case

    def open(self, discrepancy: str, day: date) -> str:
        """The second officer opens a case, answering what speaks against it."""
        facts = crossing_queries.discrepancy(discrepancy, seen_by=self.opener)
        language = self.nation.language_of(facts.person)
        opened = cases.open_case(
            discrepancy, reasons=said("open", language), by=self.opener, at=at(day, 9),
            overrides={f"{c.code}:{c.about}": said("all the same", language) for c in facts.contrary},
        )  # fmt: skip
        self.languages[opened.reference] = language
        return str(opened.reference)

    def serve(self, case: str, day: date) -> None:
        """The notice of facts goes out with the whole file."""
        cases.serve(case, answer_until=day + timedelta(days=15), by=self.opener, at=at(day, 10))

    def said(self, what: str, case: str) -> str:
        """The words for something, in the language of the person of a case."""
        return said(what, self.languages[case])

    def heard(self, case: str, day: date, what: str) -> None:
        """The person answers."""
        cases.answer(case, text=self.said(what, case), by=self.person(case), at=at(day, 18))

    def person(self, case: str) -> Actor:
        """The person of a case, acting for themselves."""
        row = case_queries.case(case, seen_by=self.opener)
        return self.nation.traveller(next(p for p in self.nation.people if p.reference == row.person.reference))

    def found(self, case: str, day: date, kind: str, why: str) -> None:
        """The third officer finds."""
        reasons = self.said(why, case)
        row = case_queries.case(case, seen_by=self.finder)
        if kind == "breach":
            cases.propose_finding(case, kind=kind, reasons=reasons, by=self.opener, at=at(day, 9))
        facts = case_queries.as_policy(row, self.finder)
        cited = frozenset(d.number for d in facts.documents if d.citable) if kind == "breach" else frozenset()
        cases.find(
            case,
            case_policy.Finding(
                kind=kind, reasons=reasons, cited=cited, weighed=weighed(row, "finding", self.languages[case]),
                overrides={c.key: self.said("all the same", case) for c in facts.contrary},
                legal_question=self.said("read so far", case) if facts.depends_on else "",
            ),
            appeal_because=self.said("one month", case) if kind == "breach" else "",
            departs=self.said("no ground", case), answer_weighed=self.said("answer weighed", case),
            by=self.finder, at=at(day, 11),
        )  # fmt: skip

    def measured(self, case: str, day: date) -> bool:
        """Another officer takes the measure that the law attaches, if it names one; whether there was one."""
        officer = self.nation.actor("officer2")
        row = case_queries.case(case, seen_by=officer)
        facts = case_queries.as_policy(row, officer)
        kinds = tuple(o.kind for o in facts.offered)
        if not facts.measures_known or not kinds:
            cases.end_without_measure(case, reasons=self.said("measures not found", case), by=officer, at=at(day, 12))
            return False
        cases.propose_measure(case, kinds=kinds, reasons=self.said("no lighter", case), by=self.finder, at=at(day, 11))
        cases.measure(
            case,
            case_policy.Measure(
                kinds=kinds, aim=self.said("aim", case), lesser=self.said("lesser", case),
                family=self.said("family", case), lasts=self.said("lasts", case),
                review_on=day + timedelta(days=365), reasons=self.said("without a choice", case),
                overrides={c.key: self.said("all the same", case) for c in facts.contrary},
                weighed=weighed(row, "measure", self.languages[case]),
            ),
            appeal_because=self.said("one month", case),
            effect_from=day + timedelta(days=1), by=officer, at=at(day, 12),
        )  # fmt: skip
        return True

    def appealed(self, case: str, day: date) -> None:
        """The person appeals."""
        words = self.said("asked by telephone", case)
        cases.appeal(case, points=words, by=self.person(case), at=at(day, 17))

    def reversed(self, case: str, day: date) -> None:
        """The appeals body sets the decision aside."""
        reasons = self.said("four minutes", case)
        cases.reverse(case, reasons=reasons, by=self.nation.actor("appeals"), at=at(day, 13))


WEIGHED = {
    "house.knew": ("against", "knew"),
    "house.danger": ("for", "danger"),
    "house.first-time": ("for", "first time"),
}


def weighed(row: Any, before: str, language: str) -> dict[str, case_policy.Weighed]:
    """Each factor as the officers of the demonstration weigh it."""
    found = {}
    for told in case_queries.weighable(row, before):
        side, what = WEIGHED.get(told.factor.key, ("not_relevant", "nothing shown"))
        found[told.factor.key] = case_policy.Weighed(side, said(what, language))
    return found


def truth_of(rows: Iterable[Passage]) -> frozenset[tuple[str, str, str]]:
    """When, which way and who: every passage that a registered person really made."""
    return frozenset((_moment(row), row.direction, row.made_by) for row in rows if row.made_by)


def _moment(row: Passage) -> str:
    """The passage's local time as a moment in UTC."""
    return datetime.fromisoformat(row.crossed_at).replace(tzinfo=VILNIUS).astimezone(UTC).isoformat()
