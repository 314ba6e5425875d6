"""What every step of a case shares: lock it, ask policy, leave a line in the file, tell the person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from exeat.cases import clocks, contents, policy, remedies, titles
from exeat.cases.models import Case, Document, Step
from exeat.cases.queries.facts import as_policy
from exeat.cases.records import VILNIUS
from exeat.letters import actions as letters
from exeat.letters.roads import Act
from exeat.regimes import places, vocabulary
from exeat.register import queries as register
from exeat.values.moves import Move, Refusal
from exeat.values.rights import Actor


def locked(reference: str) -> Case:
    """The case, locked until the transaction ends."""
    return Case.objects.select_for_update().select_related("person").get(reference=reference)


def allowed(verb: str, row: Case, by: Actor, at: datetime, **doing: Any) -> Move[policy.Facts]:
    """The move, when it is open to this actor now. Raises MoveRefused with every reason."""
    return policy.check(verb, by, policy.Facts(as_policy(row, by), at.date(), **doing))


def refusals(verb: str, row: Case, by: Actor, at: datetime, **doing: Any) -> tuple[Refusal, ...]:
    """Why a step is not open, for the page that shows it; what would be typed counts as given."""
    return policy.refusals(verb, by, policy.Facts(as_policy(row, by), at.date(), **doing))


def least(row: Case, at: datetime, step: str = "answer") -> date:
    """The earliest last day that a step of this case may have, counted from today."""
    today = at.astimezone(VILNIUS).date()
    return clocks.term(row.outcome, step, today).ends(today)


def leave(row: Case, verb: str, *, by: Actor, at: datetime, words: str = "", letter: str = "") -> Step:
    """A line in the list of everything that was done."""
    return Step.objects.create(
        case=row, verb=verb, by=by.reference, name=by.name or by.reference, at=at, words=words, letter=letter
    )


def file(
    row: Case, nature: policy.Nature, title: str, content: bytes, *, by: Actor, at: datetime, name: str = "",
    content_type: str = "text/plain", disclosed: bool = False, ground: str = "", cite: str = "", record: bool = False,
) -> Document:  # fmt: skip
    """Put a document into the file under the next number."""
    number = row.documents.count() + 1
    return Document.objects.create(
        case=row, number=number, nature=nature.value, title=title, file_name=name, content_type=content_type,
        sealed=contents.seal(row.reference, number, content), added_by=by.reference, added_name=by.name or by.reference,
        added_at=at, disclosed_at=at if disclosed and not ground else None, withheld_ground=ground, withheld_cite=cite,
        of_a_record=record,
    )  # fmt: skip


def tell(row: Case, kind: str, *, by: Actor, at: datetime, **facts: Any) -> str:
    """Write a letter to the person in their language; its reference."""
    person = register.plain(row.person.reference)
    letter = letters.write(
        kind, to=person.reference, language=person.language, subject=row.reference, by=by, at=at, email=person.email,
        house=row.house or row.institution, name=person.name, case=row.reference, officer=by.name or by.reference,
        first_day=row.first_on, last_day=row.last_on or row.first_on,
        country=country(row.country, person.language),
        **facts,
    )  # fmt: skip
    return letter.reference


def tell_institution(row: Case, kind: str, *, by: Actor, at: datetime, **facts: Any) -> str:
    """Write to the person's institution what it has to act upon; empty when there is none."""
    if not row.institution:
        return ""
    person = register.plain(row.person.reference)
    letter = letters.write(
        kind, to=row.institution, language=register.language_of(row.institution), subject=row.reference, by=by, at=at,
        name=person.name, person=person.reference, case=row.reference, **facts,
    )  # fmt: skip
    return letter.reference


def country(code: str, language: str) -> str:
    """The name of a country in the nominative."""
    return places.country(code, language)


def language_of(row: Case) -> str:
    """The language in which the person is told things."""
    return register.plain(row.person.reference).language


def remedy_of(row: Case, language: str) -> str:
    """How decisions in this case are appealed, as the lawyer of the deciding body has written it."""
    return register.remedy(row.house or row.institution, language)


def way_to_appeal(row: Case, language: str, *, act: Act, at: datetime, house: str = "") -> str:
    """How this person's group complains about an act of a case, or of the body `house`; empty while nobody says."""
    return register.way_to_appeal(
        house or row.house or row.institution, language, person=row.person.reference, act=act,
        on=timezone.localdate(at), regimes=remedies.regimes_of(row.outcome), dated=act in ("finding", "measure"),
    )  # fmt: skip


def measures_in(language: str, kinds: tuple[str, ...]) -> str:
    """Measures in words, for a letter or page."""
    return "; ".join(vocabulary.role(kind, language) for kind in kinds)


NOTHING = {"en": "no measure", "lt": "jokios priemonės", "lv": "nekāda pasākuma"}
ITEM = {"en": "Document {number}", "lt": "Dokumentas {number}", "lv": "Dokuments {number}"}


def lighter_in(kept: Mapping[str, str], language: str) -> list[str]:
    """Each lighter measure with why it is not enough, in words for a letter."""
    none = NOTHING.get(language, NOTHING["en"])
    named = {kind: none if kind == policy.NOTHING else vocabulary.role(kind, language) for kind in kept}
    return [f"{named[kind]}: {why}" for kind, why in kept.items() if why]


def answered_in(row: Case, overrides: Mapping[str, str], language: str) -> list[str]:
    """Each thing that the person said or handed in, with the answer to it, in words for a letter."""
    item = ITEM.get(language, ITEM["en"])
    told = []
    for d in row.documents.filter(nature=policy.Nature.WORD, translates=None).select_related("case").order_by("number"):
        answer = overrides.get(f"answer-{d.number}", "")
        said = contents.content_of(d).decode() if d.title == "Argument" and not d.file_name else ""
        if answer:
            told.append(f"{said or item.format(number=d.number)}: {answer}")
    return told


def named_in(language: str, document: Document) -> str:
    """A document as a letter to the person names it: by its title, unless it is withheld from them."""
    if document.withheld_ground:
        return f"{ITEM.get(language, ITEM['en']).format(number=document.number)} ({document.withheld_ground})"
    return f"{document.number}. {titles.told(document.title, language)}"


def enquired(row: Case) -> str:
    """Which posts without the clearance were looked at, and what the person said; empty where nobody looked."""
    made = row.enquiries.order_by("id").last()
    return f"{made.posts} {made.said}" if made else ""


UNCOVERED = {
    "no_permit": {
        "en": "no permit and no notice for these days",
        "lt": "šioms dienoms nėra nei leidimo vykti, nei deklaracijos",
        "lv": "šīm dienām nav ne atļaujas, ne deklarācijas",
    },
    "outside_dates": {
        "en": "days outside the permit or notice",
        "lt": "dienos, kurių leidimas vykti ar deklaracija neapima",
        "lv": "dienas, ko atļauja vai deklarācija neaptver",
    },
    "outside_country": {
        "en": "a country that the permit or notice does not name",
        "lt": "valstybė, kurios leidime vykti ar deklaracijoje nėra",
        "lv": "valsts, kas atļaujā vai deklarācijā nav minēta",
    },
    "not_returned": {
        "en": "no return was recorded in time",
        "lt": "laiku neužregistruotas grįžimas",
        "lv": "laikus nav reģistrēta atgriešanās",
    },
}


def uncovered_in(language: str, kinds: list[str]) -> str:
    """What no permit and no notice covered, in words for a letter."""
    return "; ".join(UNCOVERED[kind].get(language, UNCOVERED[kind]["en"]) for kind in kinds)


def provision_in(row: Case, language: str) -> str:
    """Where the law stands that decided, as the outcome cites it."""
    outcome = row.outcome.get(language) or row.outcome["en"]
    return "; ".join(next((step["cite"] for step in outcome["steps"] if step["decided"]), [])) or outcome["decided_by"]


def with_state(row: Case, target: str) -> Case:
    """Set the state, the only place where it is set."""
    row.state = target
    return row
