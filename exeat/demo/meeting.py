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
from exeat.values.rights import Actor

VILNIUS = ZoneInfo("Europe/Vilnius")
COLUMNS = (
    "crossing_id", "surname", "given_names", "date_of_birth", "sex", "nationality", "document_number", "record_source",
    "crossing_point", "direction", "crossed_at", "destination", "residence",
)  # fmt: skip
SAME = "Document, name and birth date agree with the register."
OTHER = "The document is not this person's, and the photograph of the other shows somebody else."
ALL_THE_SAME = "The rest of the record agrees so closely that a slip of the keyboard is the likelier reading."


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
        io.BytesIO(as_csv(rows)), name, by=nation.actor("officer1"), at=moment, source="border guard of the example",
        progress=progress,
    )  # fmt: skip


def receive_earlier(nation: Nation, rows: list[dict[str, str]], moment: datetime) -> None:
    """The counts of the years before arrive."""
    out = io.StringIO()
    write = csv.DictWriter(out, list(rows[0]))
    write.writeheader()
    write.writerows(rows)
    crossings.receive_counts(
        out.getvalue().encode(), source="border guard of the example, counts", by=nation.actor("officer1"), at=moment
    )


def answer(nation: Nation, truth: frozenset[tuple[str, str, str]], moment: datetime, *, leave: int = 0) -> int:
    """An officer answers what waits, as a careful person would who can see the photographs; how many."""
    officer = nation.actor("officer1")
    waiting = list(crossing_queries.waiting_for(officer, on=moment.date()))
    for candidate in waiting[leave:]:
        pair = crossing_queries.pair(candidate.reference, seen_by=officer)
        made = (candidate.crossed_at.astimezone(UTC).isoformat(), candidate.direction, pair.person.reference)
        verdict = "same" if made in truth else "somebody_else"
        reasons = SAME if verdict == "same" else OTHER
        crossings.answer(candidate.reference, verdict, reasons=reasons, overrides=ALL_THE_SAME, by=officer, at=moment)
    crossings.expire(by=officer, at=(moment + timedelta(days=1)).replace(hour=0, minute=5))
    return len(waiting[leave:])


class Cases:
    """Cases taken as far as the demonstration wants them, by officers who are not each other."""

    def __init__(self, nation: Nation) -> None:
        self.nation = nation
        self.opener, self.finder = nation.actor("officer2"), nation.actor("officer3")

    def open(self, discrepancy: str, day: date) -> str:
        """The second officer opens a case, answering what speaks against it."""
        facts = crossing_queries.discrepancy(discrepancy, seen_by=self.opener)
        opened = cases.open_case(
            discrepancy, reasons="A confirmed stay in a listed state that no permit and no notice covers.",
            overrides={f"{c.code}:{c.about}": ALL_THE_SAME for c in facts.contrary}, by=self.opener, at=at(day, 9),
        )  # fmt: skip
        return str(opened.reference)

    def serve(self, case: str, day: date) -> None:
        """The notice of facts goes out with the whole file."""
        cases.serve(case, answer_until=day + timedelta(days=15), by=self.opener, at=at(day, 10))

    def heard(self, case: str, day: date, text: str) -> None:
        """The person answers."""
        cases.answer(case, text=text, by=self.person(case), at=at(day, 18))

    def person(self, case: str) -> Actor:
        """The person of a case, acting for themselves."""
        row = case_queries.case(case, seen_by=self.opener)
        return self.nation.traveller(next(p for p in self.nation.people if p.reference == row.person.reference))

    def found(self, case: str, day: date, kind: str, reasons: str) -> None:
        """The third officer finds."""
        row = case_queries.case(case, seen_by=self.finder)
        if kind == "breach":
            cases.propose_finding(case, kind=kind, reasons=reasons, by=self.opener, at=at(day, 9))
        facts = case_queries.as_policy(row, self.finder)
        cited = frozenset(d.number for d in facts.documents if d.citable) if kind == "breach" else frozenset()
        cases.find(
            case,
            case_policy.Finding(
                kind=kind, reasons=reasons, cited=cited, overrides={c.key: ALL_THE_SAME for c in facts.contrary},
                legal_question="Each institution has so far read the ground as calling for a permit."
                if facts.depends_on else "",
                weighed=weighed(row, "finding"),
            ),
            appeal_because="Law on Administrative Proceedings: one month." if kind == "breach" else "",
            departs="No ground was shown here, while in the like cases one was shown or the traveller was another.",
            answer_weighed="The answer was weighed; it shows none of the grounds on which a permit may be given.",
            by=self.finder, at=at(day, 11),
        )  # fmt: skip

    def measured(self, case: str, day: date) -> bool:
        """Another officer takes the measure that the law attaches, if it names one; whether there was one."""
        officer = self.nation.actor("officer2")
        row = case_queries.case(case, seen_by=officer)
        facts = case_queries.as_policy(row, officer)
        kinds = tuple(o.kind for o in facts.offered)
        if not facts.measures_known or not kinds:
            cases.end_without_measure(
                case, by=officer, at=at(day, 12),
                reasons="The law's measures for this breach were not found, so none is taken. The finding stands.",
            )  # fmt: skip
            return False
        cases.propose_measure(
            case, kinds=kinds, by=self.finder, at=at(day, 11),
            reasons="The law attaches this measure to the breach that was found, and leaves no lighter one.",
        )  # fmt: skip
        cases.measure(
            case,
            case_policy.Measure(
                kinds=kinds, aim="To keep secrets from whoever is in reach of a foreign service.",
                lesser="A warning was weighed; the law binds to the withdrawal.",
                family="No effect on living together.", lasts="Until a new vetting.",
                review_on=day + timedelta(days=365), overrides={c.key: ALL_THE_SAME for c in facts.contrary},
                reasons="The stay was private and not asked for; the law attaches this measure without a choice.",
                weighed=weighed(row, "measure"),
            ),
            appeal_because="Law on Administrative Proceedings: one month.",
            effect_from=day + timedelta(days=1), by=officer, at=at(day, 12),
        )  # fmt: skip
        return True

    def appealed(self, case: str, day: date) -> None:
        """The person appeals."""
        cases.appeal(
            case, points="I asked by telephone before I left and was told to go; the call list shows it.",
            by=self.person(case), at=at(day, 17),
        )  # fmt: skip

    def reversed(self, case: str, day: date) -> None:
        """The appeals body sets the decision aside."""
        cases.reverse(
            case, by=self.nation.actor("appeals"), at=at(day, 13),
            reasons="The call list shows four minutes with the duty line before departure. Whoever asks and is told"
            " to go has not travelled without leave.",
        )  # fmt: skip


WEIGHED = {
    "house.knew": ("against", "The duty to ask was read out at the yearly briefing and signed for."),
    "house.danger": ("for", "Nobody approached them there, as far as the report after the journey shows."),
    "house.first-time": ("for", "No earlier case is known in the register."),
}


def weighed(row: Any, before: str) -> dict[str, case_policy.Weighed]:
    """Each factor as the officers of the demonstration weigh it."""
    plain = ("not_relevant", "Nothing of the kind was shown in this case.")
    return {
        told.factor.key: case_policy.Weighed(*WEIGHED.get(told.factor.key, plain))
        for told in case_queries.weighable(row, before)
    }


def truth_of(rows: Iterable[Passage]) -> frozenset[tuple[str, str, str]]:
    """When, which way and who: every passage that a registered person really made."""
    return frozenset((_moment(row), row.direction, row.made_by) for row in rows if row.made_by)


def _moment(row: Passage) -> str:
    """The passage's local time as a moment in UTC."""
    return datetime.fromisoformat(row.crossed_at).replace(tzinfo=VILNIUS).astimezone(UTC).isoformat()
