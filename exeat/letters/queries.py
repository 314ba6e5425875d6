"""What waits in an inbox, what a letter says, what was written about a file, and when it was served."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet

from exeat.audit import seals
from exeat.letters import policy, texts
from exeat.letters.models import EMAIL, TEXT, Letter, Nudge, OwnRoad, Phone
from exeat.letters.roads import Act, Road
from exeat.values.rights import Actor, Right

FAILED = Q(given_up_at__isnull=False) | Q(came_back_at__isnull=False)


class NoLetter(LookupError):
    """There is no such letter, or it is not this reader's: both look alike."""


class NoRoad(LookupError):
    """There is no such road, or it is another institution's."""


@dataclass(frozen=True)
class LetterFacts:
    """One letter as its reader sees it; title and text are empty once the addressee was forgotten."""

    reference: str
    kind: str
    to: str
    house: str
    language: str
    subject: str
    decides: bool
    title: str
    text: str
    written_at: datetime
    opened_at: datetime | None
    served_at: datetime | None  # the earlier of opening and being served otherwise
    served_how: str  # opened, handed_over, registered_post, read_out, or empty
    nudge: str  # the e-mail: none, waiting, sent, given_up, came_back
    posted_at: datetime | None = None  # put into the post; served only once there is proof
    text_message: str = "none"  # the same of the text message

    @property
    def paragraphs(self) -> list[list[str]]:
        """The text as paragraphs of lines."""
        return [block.split("\n") for block in self.text.split("\n\n") if block]


def inbox(to: str) -> list[LetterFacts]:
    """The letters to a person or institution, the latest first."""
    return [_facts(letter) for letter in _letters().filter(to=to).order_by("-written_at", "-id")]


def inboxes(actor: Actor) -> list[LetterFacts]:
    """The letters that this actor may open, their own before those of the institution they act for, latest first."""
    mine = inbox(actor.reference) if policy.is_person(actor.reference) else []
    return mine + (inbox(actor.institution) if actor.institution else [])


def unopened(to: str) -> int:
    """How many letters someone has not opened yet."""
    return Letter.objects.filter(to=to, opened_at=None, served_at=None).count()


def letter(reference: str, *, seen_by: Actor) -> LetterFacts:
    """One letter, for the one to whom it is written. Raises NoLetter for everyone else."""
    found = _letters().filter(reference=reference).first()
    if found is None or policy.not_the_addressee(seen_by, found.to) is not None:
        raise NoLetter(reference)
    return _facts(found)


def about(subject: str) -> list[LetterFacts]:
    """What was written about a file, in order; for callers who have checked that the reader may see the file."""
    return [_facts(letter) for letter in _letters().filter(subject=subject).order_by("written_at", "id")]


def sent_by(actor: Actor) -> QuerySet[Letter]:
    """The letters to people that this actor's office answers for: its own, or those of cases; latest first."""
    found = Letter.objects.none()
    if actor.may(Right.CHECK_APPLICATION) and actor.institution:
        found = Letter.objects.filter(house=actor.institution).exclude(kind__startswith="case-")
    elif actor.may(Right.OPEN_CASE):
        found = Letter.objects.filter(kind__startswith="case-")
    people = found.filter(to__startswith="P-").exclude(to=actor.reference)
    return people.prefetch_related("nudges").order_by("-written_at", "-id")


def sent(actor: Actor, *, state: str = "", most: int = 200) -> list[LetterFacts]:
    """Letters that an office sent, by what became of them: unopened, given_up, to_post, or all."""
    rows = sent_by(actor)
    if state:
        rows = rows.filter(opened_at=None, served_at=None)
    nudges = Nudge.objects.filter(letter=OuterRef("pk"))
    if state == "given_up":
        rows = rows.filter(Exists(nudges.filter(FAILED)))
    if state == "to_post":
        rows = rows.filter(~Exists(nudges.exclude(FAILED)), posted_at=None)  # nothing is on its way
    return [_facts(letter) for letter in rows[:most]]


def posted_since(actor: Actor, since: datetime) -> list[LetterFacts]:
    """The letters of this actor's office that were put into the post since a moment, the latest first."""
    return [_facts(letter) for letter in sent_by(actor).filter(posted_at__gte=since).order_by("-posted_at", "-id")]


def letter_sent(reference: str, *, seen_by: Actor) -> LetterFacts:
    """One letter that an office sent, to be printed. Raises NoLetter for everyone else."""
    found = sent_by(seen_by).filter(reference=reference).first()
    if found is None:
        raise NoLetter(reference)
    return _facts(found)


@dataclass(frozen=True)
class VersionFacts:
    """A template in one language as it stands, since when letters have been written from it, and how many."""

    kind: str
    language: str
    version: str
    decides: bool
    since: datetime | None  # None while nobody has been written to from this version
    letters: int
    earlier: int  # versions of which letters exist and which are no longer written from


def versions() -> list[VersionFacts]:
    """Every kind of letter in every language, with its version, in order."""
    rows = Letter.objects.exclude(template="").values("kind", "language", "template")
    used: dict[tuple[str, str], dict[str, tuple[datetime, int]]] = {}
    for row in rows.annotate(since=Min("written_at"), number=Count("id")).order_by("kind", "language", "template"):
        used.setdefault((row["kind"], row["language"]), {})[row["template"]] = (row["since"], row["number"])
    found = []
    for kind in texts.kinds():
        for language in texts.languages(kind):
            version, seen = texts.fingerprint(kind, language), used.get((kind, language), {})
            since, number = seen.get(version, (None, 0))
            decides = texts.decides(kind, language)
            earlier = len(seen.keys() - {version})
            found.append(VersionFacts(kind, language, version, decides, since, number, earlier))
    return found


def latest_of(kind: str, language: str, *, seen_by: Actor) -> LetterFacts | None:
    """The latest letter of a kind that this actor's office sent, for a look at real words; None where there is none."""
    found = sent_by(seen_by).filter(kind=kind, language=language).first()
    return None if found is None else _facts(found)


def served_at(reference: str) -> datetime | None:
    """When a letter was served, by opening or otherwise; None while there is no proof."""
    found = Letter.objects.filter(reference=reference).first()
    return None if found is None else _served(found)[0]


def given_up() -> Iterable[str]:
    """The references of letters whose nudge could not be delivered, in order."""
    return list(
        Nudge.objects.filter(given_up_at__isnull=False).order_by("id").values_list("letter__reference", flat=True)
    )


def _letters() -> QuerySet[Letter]:
    return Letter.objects.prefetch_related("nudges")


def _served(letter: Letter) -> tuple[datetime | None, str]:
    """The earlier proof of service, and of which kind it is."""
    proofs = [(letter.opened_at, "opened"), (letter.served_at, letter.served_how)]
    known = [(at, how) for at, how in proofs if at is not None]
    return min(known) if known else (None, "")


def _facts(letter: Letter) -> LetterFacts:
    try:
        opened = seals.decrypt("letter", policy.key_of(letter.to), bytes(letter.sealed), aad=letter.reference)
        title, text = json.loads(opened)
    except seals.Destroyed:
        title, text = "", ""
    at, how = _served(letter)
    nudges = {nudge.way: nudge for nudge in letter.nudges.all()}
    return LetterFacts(
        letter.reference, letter.kind, letter.to, letter.house, letter.language, letter.subject, letter.decides,
        title, text, letter.written_at, letter.opened_at, at, how, _state(nudges.get(EMAIL)),
        letter.posted_at, _state(nudges.get(TEXT)),
    )  # fmt: skip


def _state(nudge: Nudge | None) -> str:
    if nudge is None:
        return "none"
    if nudge.came_back_at is not None:
        return "came_back"
    if nudge.sent_at is not None:
        return "sent"
    return "given_up" if nudge.given_up_at is not None else "waiting"


@dataclass(frozen=True)
class NumberFacts:
    """The number that somebody gave for text messages, and how far it is."""

    number: str
    consented_at: datetime
    confirmed_at: datetime | None  # None while its code has not been typed in
    last: str  # what became of the last message: none, waiting, sent, given_up, came_back


def own_number(actor: Actor) -> NumberFacts | None:
    """The number that this actor gave; None where there is none."""
    phone = Phone.objects.filter(to=actor.reference).first()
    number = number_and_code(phone)[0] if phone else ""
    if phone is None or not number:
        return None
    last = Nudge.objects.filter(letter__to=actor.reference, way=TEXT).order_by("-letter__written_at", "-id").first()
    return NumberFacts(number, phone.consented_at, phone.confirmed_at, _state(last))


def texts_to(to: str) -> bool:
    """Whether text messages are sent here, and someone gave a number for them and confirmed it."""
    return bool(settings.EXEAT_SMS) and Phone.objects.filter(to=to, confirmed_at__isnull=False).exists()


def number_to_text(to: str) -> str:
    """The confirmed number of someone to whom text messages go; empty where none do."""
    phone = Phone.objects.filter(to=to, confirmed_at__isnull=False).first() if settings.EXEAT_SMS else None
    return number_and_code(phone)[0] if phone else ""


def number_and_code(phone: Phone) -> tuple[str, str]:
    """A number and the code that waits to be typed in; both empty once the number or its person was erased."""
    if not phone.sealed:
        return "", ""
    try:
        number, code = json.loads(seals.decrypt("phone", policy.key_of(phone.to), bytes(phone.sealed), aad=phone.to))
    except seals.Destroyed:
        return "", ""
    return number, code


def road_of(house: str, group: str, act: Act, *, on: date) -> Road | None:
    """The road that an institution states for a group and an act and that two people stand for; None where none is."""
    rows = OwnRoad.objects.filter(Q(until=None) | Q(until__gt=on), institution=house, group=group, act=act)
    row = rows.filter(since__lte=on, confirmed_at__isnull=False).order_by("-since", "-id").first()
    if row is None:
        return None
    body, file = {"en": row.body_en, "lt": row.body_lt}, {"en": row.file_en, "lt": row.file_lt}
    return Road(body, row.within, file, None, ({"en": row.cite},), checked=True, stated=True)


def own_roads(house: str) -> QuerySet[OwnRoad]:
    """The roads that an institution has stated and not ended, by group and act, the latest first."""
    return OwnRoad.objects.filter(institution=house, until=None).order_by("group", "act", "-since", "-id")


def house_of_road(pk: int, *, seen_by: Actor) -> str:
    """The institution that stated a road. Raises NoRoad where it is not this actor's."""
    row = OwnRoad.objects.filter(pk=pk).first()
    if row is None or policy.states_roads(seen_by, row.institution):
        raise NoRoad(pk)
    return row.institution
