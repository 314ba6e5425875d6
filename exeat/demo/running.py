"""The made-up nation, whole: founded, a year of applications, border records, cases, statistics and a draft."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from exeat.crossings import queries as crossing_queries
from exeat.demo import asking, founding, meeting, nation, passages, trips
from exeat.demo.asking import at, working
from exeat.demo.founding import PASSWORD, Nation
from exeat.drafts import actions as drafts
from exeat.drafts.past import laid_out
from exeat.drafts.reading import from_past_trips
from exeat.statistics import actions as statistics
from exeat.values.moves import MoveRefused

Progress = Callable[[str, int, int], None]
QUARTERS = 4


@dataclass
class Summary:
    """What happened in the year, for the last lines of the command."""

    people: int = 0
    passages: int = 0
    applications: int = 0
    granted: int = 0
    answered: int = 0
    real: int = 0  # passages that registered people made: the truth that only the demonstration knows
    found: int = 0  # of them, those that officers confirmed
    waiting: int = 0
    discrepancies: int = 0
    cases: dict[str, str] = field(default_factory=dict)  # what became of it -> reference
    files: list[str] = field(default_factory=list)


def run(*, size: str, seed: int, now: datetime, folder: Path, progress: Progress) -> Summary:
    """Make the nation of a seed as it stands on a day, through the same actions as the pages."""
    today = now.date()
    first, last = today - timedelta(days=367), today - timedelta(days=2)
    summary = Summary()
    maker = nation.Maker(seed, today)
    progress("People", 0, 1)
    people = nation.registered(maker, size)
    found = founding.found(maker, people, at=at(first - timedelta(days=40), 8))
    summary.people = len(found.people)
    progress("Applications", 0, 1)
    year = _applications(found, maker, first, today, now)
    summary.applications, summary.granted = year.asked.count, len(year.asked.granted)
    meeting.receive_earlier(found, passages.earlier_counts(size), at(first - timedelta(days=30), 8))
    progress("Journeys of everyone", 0, 1)
    covered, uncovered = meeting.registered_journeys(maker, found, year.asked, first, last)
    strangers = meeting.unlucky(maker, found, first, last)
    everyone = passages.journeys_of_everyone(maker, size, first, last)
    rows = passages.passages(maker.rng, [*everyone, *covered, *uncovered, *strangers])
    summary.passages = len(rows)
    truth = meeting.truth_of(rows)
    cases = meeting.Cases(found)
    for quarter, (part, until) in enumerate(_quarters(rows, first, last)):
        moment = at(until + timedelta(days=1), 7)
        meeting.receive(found, part, f"border-{until}.csv", moment, progress)
        leave = 6 if quarter == QUARTERS - 1 else 0
        summary.answered += meeting.answer(found, truth, moment + timedelta(hours=3), leave=leave)
        if quarter < QUARTERS - 1:
            _cases(cases, working(until + timedelta(days=5)), quarter, summary)
    summary.real, summary.found = len(truth), crossing_queries.year(on=today).same
    summary.waiting = crossing_queries.waiting_for(cases.opener, on=today).count()
    summary.discrepancies = len(crossing_queries.open_discrepancies(cases.opener))
    _open_cases(cases, today, summary)
    found.seat("law", nation.Maker(seed + 1, today).person(sex="F"), role="law_keeper", at=at(today, 6))
    noticed = cases.person(summary.cases["noticed"]).reference if "noticed" in summary.cases else ""
    for username, person in (("heard", noticed), ("back", year.back)):
        for made in (p for p in found.people if p.reference == person):
            found.seat(username, made, at=at(today, 6))
    _numbers(found, folder, maker, today, now, summary, progress)
    (folder / "sign-ins.json").write_text(json.dumps(sign_ins(found), ensure_ascii=False, indent=1), encoding="utf-8")
    return summary


def _applications(found: Nation, maker: nation.Maker, first: date, today: date, now: datetime) -> asking.Year:
    year = asking.Year(found, today)
    seated = {p.reference for p in found.seated.values()}
    soldiers = [p for p in found.people if p.house == "I-ARMY" and p.reference not in seated and p.documents[0].known]
    asked = maker.rng.sample(soldiers, 62)
    seat = found.person("traveller")
    firsts = sorted(
        meeting.a_free_day(maker.rng, first + timedelta(days=30), today - timedelta(days=14)) for _ in range(40)
    )
    asking.past(year, [seat, *asked[:39]], firsts)
    year.back = year.asked.granted[-1][0].reference if year.asked.granted else ""  # over, and nothing told of it yet
    year.whole(seat, working(today + timedelta(days=8)), working(today + timedelta(days=8)) + timedelta(days=4), 0)
    asking.waiting(year, asked[40:52])
    asking.tonight(year, asked[52:54], now=now)
    return year


def _quarters(rows: list[passages.Passage], first: date, last: date) -> list[tuple[list[passages.Passage], date]]:
    """The records in four files, each with its last day."""
    length = (last - first).days // QUARTERS + 1
    ends = [min(first + timedelta(days=length * (n + 1)), last) for n in range(QUARTERS)]
    parts: list[tuple[list[passages.Passage], date]] = []
    since = ""
    for end in ends:
        parts.append(([r for r in rows if since < r.crossed_at[:10] <= end.isoformat()], end))
        since = end.isoformat()
    return parts


def _cases(cases: meeting.Cases, day: date, quarter: int, summary: Summary) -> None:
    """What the officers made of a quarter's discrepancies: one of each end."""
    waiting = [d.reference for d in crossing_queries.open_discrepancies(cases.opener)]
    ends = (("reversed", "justified"), ("measure", "not_proven"), ("breach",))[quarter]
    for end, discrepancy in zip(ends, waiting, strict=False):
        case = cases.open(discrepancy, day)
        cases.serve(case, working(day + timedelta(days=1)))
        cases.heard(case, working(day + timedelta(days=6)), "rang first")
        decided = working(day + timedelta(days=20))
        if end in {"justified", "not_proven"}:
            cases.found(case, decided, end, end)
        else:
            cases.found(case, decided, "breach", "two records alone")
            if end in {"measure", "reversed"}:
                cases.measured(case, working(decided + timedelta(days=2)))
            if end == "reversed":
                cases.appealed(case, working(decided + timedelta(days=8)))
                cases.reversed(case, working(decided + timedelta(days=25)))
        summary.cases[end] = case


def _open_cases(cases: meeting.Cases, today: date, summary: Summary) -> None:
    """Cases that wait today: one for the person's answer, one for a finding, one for the appeals body."""
    waiting = [d.reference for d in crossing_queries.open_discrepancies(cases.opener)]
    for end, discrepancy in zip(("noticed", "answered", "appealed"), waiting, strict=False):
        day = working(today - timedelta(days={"noticed": 4, "answered": 12, "appealed": 27}[end]))
        case = cases.open(discrepancy, day)
        cases.serve(case, day)
        if end != "noticed":
            cases.heard(case, working(day + timedelta(days=5)), "sister")
        if end == "appealed":
            cases.found(case, working(day + timedelta(days=17)), "breach", "two records")
            cases.appealed(case, working(day + timedelta(days=20)))
        summary.cases[end] = case


def _numbers(
    found: Nation, folder: Path, maker: nation.Maker, today: date, now: datetime, summary: Summary, progress: Progress
) -> None:
    """A published year, a trips file without names, and a draft tried on it."""
    progress("Statistics and drafts", 0, 1)
    with suppress(MoveRefused):
        statistics.publish(today.year - 1, by=found.actor("analyst"), at=now)
    file = folder / "trips-without-names.csv"
    made = trips.trips(maker, today)
    with file.open("w", encoding="utf-8", newline="") as out:
        write = csv.DictWriter(out, list(made[0]))
        write.writeheader()
        write.writerows(made)
    summary.files.append(str(file))
    drafts.run(
        "lt-2023-draft", past=laid_out(*from_past_trips(trips.read(file))),
        file=hashlib.sha256(file.read_bytes()).hexdigest(), by=found.actor("drafter"), at=now,
        hours={"permission": 1.5},
    )  # fmt: skip


NEXT = {
    "traveller": (
        "See your permit, your applications and who looked at your data.",
        "Peržiūrėkite savo leidimą vykti, prašymus ir kas žiūrėjo Jūsų duomenis.",
    ),
    "security_officer": (
        "Check applications; the work list shows what runs out first.",
        "Tikrinkite prašymus; darbų sąraše pirmiausia tai, kas baigiasi.",
    ),
    "register_keeper": (
        "Keep the register, import a file, answer “this is wrong”.",
        "Tvarkykite apskaitą, importuokite failą, atsakykite į „čia klaida“.",
    ),
    "duty_officer": (
        "Type in an urgent application during a call.",
        "Skambučio metu įrašykite skubų prašymą.",
    ),
    "duty_decider": (
        "Answer an urgent application in hours.",
        "Atsakykite į skubų prašymą per kelias valandas.",
    ),
    "head": (
        "Decide applications; your own goes to the body above.",
        "Spręskite prašymus; Jūsų prašymą sprendžia aukštesnė įstaiga.",
    ),
    "deputy": (
        "Decide for the head, under the order that says so.",
        "Spręskite pavaduodami vadovą pagal įsakymą.",
    ),
    "counter_intelligence": (
        "Give opinions; read return reports.",
        "Teikite išvadas; skaitykite grįžimo ataskaitas.",
    ),
    "border_officer": (
        "Check a permit, also without a network.",
        "Patikrinkite leidimą vykti, taip pat be ryšio.",
    ),
    "case_officer": (
        "Answer possible matches, open cases, find; never all three in one case.",
        "Vertinkite galimas sutaptis, pradėkite bylas, darykite išvadas; vienoje byloje – ne viską.",
    ),
    "appeals_body": (
        "Decide an appeal with the whole file.",
        "Nagrinėkite skundą turėdami visą bylą.",
    ),
    "analyst": (
        "Look at exact numbers, publish a year.",
        "Peržiūrėkite tikslius skaičius, paskelbkite metus.",
    ),
    "drafter": (
        "Compare a draft with the law and try it on past trips.",
        "Palyginkite projektą su galiojančia teise ir išbandykite jį.",
    ),
    "law_keeper": (
        "Tell everybody with a trip there that a border has closed, or is open again.",
        "Praneškite visiems, kurių kelionė ten numatyta, kad siena uždaryta arba vėl atidaryta.",
    ),
    "auditor": (
        "Prove that the record of what was done is whole.",
        "Įsitikinkite, kad veiksmų žurnalas nepakeistas.",
    ),
    "administrator": (
        "Accounts, roles, legal basis, retention; no files of people.",
        "Paskyros, vaidmenys, teisinis pagrindas, saugojimas; jokių asmenų bylų.",
    ),
}
NEXT_OF = {  # of those to whom something has happened in the year
    "back": (
        "You are home from a trip: hand in the return report.",
        "Grįžote iš kelionės: pateikite grįžimo ataskaitą.",
    ),
    "heard": (
        "Facts about a journey have been sent to you: read them and answer; later, appeal.",
        "Jums pranešta apie tikrinamas aplinkybes: perskaitykite, pateikite paaiškinimą, vėliau galėsite apskųsti.",
    ),
}


def sign_ins(found: Nation) -> list[dict[str, object]]:
    """The sign-ins of the demonstration, as its page shows them."""
    return [
        {
            "username": seat.username,
            "password": PASSWORD,
            "name": found.person(seat.username).name,
            "role": seat.role,
            "reach": seat.house,
            "institution": seat.house or seat.registered_at,
            "next": dict(zip(("en", "lt"), NEXT_OF.get(seat.username) or NEXT[seat.role], strict=True)),
        }
        for seat in found.seats
    ]
