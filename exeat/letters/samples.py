"""Made-up facts for every kind of letter, so that a template can be read as a letter before anybody is written to."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from exeat.letters import roads, texts

AT = datetime(2026, 12, 3, 9, 30, tzinfo=UTC)
FIRST, LAST, LATER = date(2026, 12, 10), date(2026, 12, 13), date(2027, 1, 11)
NAMES = {
    "officer": "Ona Pavyzdytė",
    "decided_name": "Jonas Pavyzdys",
    "decided_by": "Jonas Pavyzdys",
    "name": "Ona Pavyzdytė",
    "proposer": "Petras Pavyzdys",
    "answered_by": "Petras Pavyzdys",
    "translated_by": "Rasa Pavyzdytė",
    "interpreter": "Rasa Pavyzdytė",
    "decided_for": "Rūta Pavyzdytė",
    "case": "C-2026-00007",
    "file": "A-2026-00042",
    "amends": "A-2026-00031",
    "permit": "7KQ2-M4XD",
    "permit_number": "7KQ2-M4XD",
    "person": "P-000042",
    "number": "L-2026-00123",
    "number_of_document": "4",
    "number_of_judgment": "eI3-100-000/2026",
    "phone": "0 700 00 000",
    "urgent_phone": "0 800 00 000",
    "today": AT.date(),
    "filed_at": AT,
    "decide_by": LATER,
    "confirm_by": AT,
    "first_on": FIRST,
    "last_on": LAST,
    "first_day": FIRST,
    "last_day": LAST,
    "decided_at": AT,
    "cancelled_at": AT,
    "withdrawn_at": AT,
    "ended_at": AT,
    "under": "A-2026-00031",
    "outcome": "partly",
    "revoked_at": AT,
    "since": FIRST,
    "due": LATER,
    "due_on": LATER,
    "answer_by": LATER,
    "answer_until": LATER,
    "minutes_until": LATER,
    "appeal_until": LATER,
    "effect_from": LATER,
    "review_on": LATER,
    "found_on": FIRST,
    "given_on": FIRST,
    "said_on": FIRST,
    "begins_at": AT,
    "evidence_follows_on": LATER,
    "before": FIRST,
    "after": LATER,
    "withheld": 1,
    "late": True,
    "clock": True,
    "restored": "yes",
    "sworn": True,
    "inferred": True,
    "again": True,
    "provisional": True,
    "filed_by_phone": True,
    "sorrow": True,
    "clock_later": False,
    "requires": "permission",
    "kinds": ["outside_dates"],
    "duty": "calls",
    "what": "decision",
    "turn": "in_check",
    "trouble": "overdue",
    "files": ["A-2026-00042", "A-2026-00043"],
}
SAID: dict[str, dict[str, Any]] = {
    "en": {
        "reasons": "The matter can be settled from Lithuania.",
        "reasons_given": "The matter can be settled from Lithuania.",
        "weighed": ["They told of the journey before anybody asked."],
        "conditions": ["Call us on the day of arrival."],
        "places": ["Exampleland"],
        "route": ["Made-Up Crossing"],
        "country": "Exampleland",
        "ground": "a property matter",
        "rule": "A permit is needed for this trip.",
        "cites": ["made-up order, section 4"],
        "legal_ground": "The reading of section 4 that was published.",
        "body": "Made-Up Office",
        "duties": [{"words": "Hand in a return report", "by": LATER}],
        "decided_order": "order No. 12",
        "other_readings": ["Does a ground call for a permit? \N{EN DASH} a notice is enough"],
        "opinion": ["counter-intelligence"],
        "opinion_used": ["counter-intelligence"],
        "adviser": {"en": "counter-intelligence", "lt": "kontržvalgyba"},
        "questions": ["What are the days of the trip?"],
        "because": "The days decide which rule applies.",
        "points": "Made-Up Crossing",
        "words": "The border is closed to cars.",
        "source": "made-up decision No. 7, section 2",
        "uncovered": "a permit that covers this trip",
        "evidence": ["1. Record of the border"],
        "answer": "You said that you had asked by telephone. No call was recorded.",
        "answered": ["I asked by telephone: no call was recorded."],
        "legal_question": "Whether the ground needs a permit: it does.",
        "provision": "made-up order, section 4",
        "offered": "a warning",
        "unlike": "A new document came in.",
        "counting": "1\N{NO-BREAK SPACE}month. The day of the decision is not counted.",
        "title": "Letter of the consul",
        "record": "The person said that the trip was planned.",
        "way": "At the office",
        "place": "Pavyzdžio g. 1, Vilnius",
        "accommodation": "a room on the ground floor",
        "how": "An interpreter will be there.",
        "court": "Made-up court",
        "measures": "a warning",
        "lasts": "one year",
        "aim": "To keep secrets safe.",
        "lesser": "A talk.",
        "lighter": ["a talk: it was held before"],
        "posts": "a post without secrets",
        "family": "Your pay stays as it is.",
        "gone": "the warning",
        "kept": "the finding",
        "facts": "The passport was found to be another person's.",
        "into": "English",
        "bounds": {"trips": 4, "days_each": "10\N{NO-BREAK SPACE}days", "told_before": "3\N{NO-BREAK SPACE}days"},
        "note": "Nothing is open.",
        "said": "My rank is wrong.",
        "passages": [
            {
                "at": AT,
                "direction": "exit",
                "point": "Made-Up Crossing",
                "source": "border records",
                "for": ["document", "surname"],
                "against": ["sex"],
                "told": "",
            }
        ],
    },
    "lt": {
        "reasons": "Reikalą galima sutvarkyti iš Lietuvos.",
        "reasons_given": "Reikalą galima sutvarkyti iš Lietuvos.",
        "weighed": ["Apie kelionę pranešta, kol niekas neklausė."],
        "conditions": ["Paskambinkite mums atvykimo dieną."],
        "places": ["Pavyzdija"],
        "route": ["Pavyzdžių pasienio kontrolės punktas"],
        "country": "Pavyzdija",
        "ground": "turto reikalas",
        "rule": "Šiai kelionei būtinas leidimas vykti.",
        "cites": ["išgalvoto įsakymo 4 p."],
        "legal_ground": "Paskelbtas 4 punkto aiškinimas.",
        "body": "Išgalvota tarnyba",
        "duties": [{"words": "Pateikti grįžimo ataskaitą", "by": LATER}],
        "decided_order": "įsakymas Nr. 12",
        "other_readings": ["Ar esant pagrindui reikia leidimo? \N{EN DASH} pakanka vykimo deklaracijos"],
        "opinion": ["kontržvalgyba"],
        "opinion_used": ["kontržvalgyba"],
        "adviser": {"en": "counter-intelligence", "lt": "kontržvalgyba"},
        "questions": ["Kurios yra kelionės dienos?"],
        "because": "Nuo dienų priklauso, kuri taisyklė taikoma.",
        "points": "Pavyzdžių punktas",
        "words": "Siena uždaryta automobiliams.",
        "source": "išgalvoto nutarimo Nr. 7 2 punktas",
        "uncovered": "leidimo vykti, apimančio šią kelionę",
        "evidence": ["1. Sienos kirtimo įrašas"],
        "answer": "Nurodėte, kad klausėte telefonu. Skambutis neužregistruotas.",
        "answered": ["Klausiau telefonu: skambutis neužregistruotas."],
        "legal_question": "Ar pagrindui reikia leidimo: reikia.",
        "provision": "išgalvoto įsakymo 4 p.",
        "offered": "įspėjimas",
        "unlike": "Gautas naujas dokumentas.",
        "counting": "1\N{NO-BREAK SPACE}mėnuo. Sprendimo diena neįskaičiuojama.",
        "title": "Konsulo raštas",
        "record": "Asmuo nurodė, kad kelionė buvo planuota.",
        "way": "Įstaigoje",
        "place": "Pavyzdžio g. 1, Vilnius",
        "accommodation": "patalpa pirmame aukšte",
        "how": "Dalyvaus vertėjas.",
        "court": "išgalvotas teismas",
        "measures": "įspėjimas",
        "lasts": "vieni metai",
        "aim": "Apsaugoti paslaptis.",
        "lesser": "Pokalbis.",
        "lighter": ["pokalbis: jau buvo surengtas"],
        "posts": "pareigos be paslapčių",
        "family": "Jūsų užmokestis nesikeičia.",
        "gone": "įspėjimas",
        "kept": "išvada",
        "facts": "Paaiškėjo, kad pasas yra kito asmens.",
        "into": "anglų",
        "bounds": {"trips": 4, "days_each": "10\N{NO-BREAK SPACE}dienų", "told_before": "3\N{NO-BREAK SPACE}dienos"},
        "note": "Neišspręstų reikalų nėra.",
        "said": "Neteisingai nurodytas mano laipsnis.",
        "passages": [
            {
                "at": AT,
                "direction": "exit",
                "point": "Pavyzdžių punktas",
                "source": "sienos įrašai",
                "for": ["document", "surname"],
                "against": ["sex"],
                "told": "",
            }
        ],
    },
}


def facts(kind: str, language: str, *, regime: str = "demo-order", group: str = "civil_servants") -> dict[str, Any]:
    """Made-up facts for a kind of letter; in a language without its own sample, in English words."""
    said = SAID.get(language, SAID["en"])
    weighed = "; ".join(said["weighed"]) if kind == "application-refused" else said["weighed"]
    road = roads.of_group(regime, language, group=group, act=act_of(kind), dated=dated(kind))
    return {**NAMES, **said, "weighed": weighed, "remedy": road}


def act_of(kind: str) -> roads.Act:
    """Which act a kind of letter tells of, for its way to appeal."""
    acts: dict[str, roads.Act] = {"case-breach": "finding", "case-measure": "measure"}
    after_appeal = {"case-upheld", "case-reversed", "case-partly-reversed"}
    return "appeal" if kind in after_appeal else acts.get(kind, "decision")


def dated(kind: str) -> bool:
    """Whether a kind of letter names the last day to appeal itself."""
    return kind in {"case-breach", "case-measure"}


def preview(kind: str, language: str, *, regime: str = "demo-order", group: str = "civil_servants") -> tuple[str, str]:
    """Title and text of a letter with made-up facts, for a group under a regime. Raises texts.NoSuchLetter."""
    return texts.written(kind, language, facts(kind, language, regime=regime, group=group))
