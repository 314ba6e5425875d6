"""Who did what, who looked at whom, and whether the record is whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db.models import Count, QuerySet

from exeat.audit import policy, seals
from exeat.audit.models import About, Detail, Entry, Key, Tip
from exeat.values.rights import Actor, Right


class NoEntry(LookupError):
    """There is no entry with this number."""


@dataclass(frozen=True)
class Look:
    """One act or look that concerns a person, as that person may see it."""

    seq: int
    at: datetime
    verb: str
    subject: str
    purpose: str
    role: str
    house: str
    name: str  # empty where only the role may be shown, or where the details are erased
    own: bool
    delayed_until: date | None


@dataclass(frozen=True)
class Line:
    """One entry as an auditor sees it: who, when, what, on which file and why; the details stay sealed."""

    seq: int
    at: datetime
    verb: str
    actor: str
    role: str
    house: str
    subject: str
    purpose: str
    about: tuple[str, ...]
    hidden_until: date | None
    digest: str


@dataclass(frozen=True)
class Busy:
    """How many people someone looked at in a role, and how often."""

    actor: str
    role: str
    house: str
    people: int
    looks: int


@dataclass(frozen=True)
class Report:
    """Whether the record is whole, and each place at which it is not."""

    entries: int
    faults: tuple[policy.Fault, ...]
    erased: int  # entries whose details were erased with a person

    @property
    def ok(self) -> bool:
        """Whether nothing was changed, removed, added or put in another order."""
        return not self.faults

    @property
    def first_bad(self) -> int | None:
        """The number of the first entry at which something is wrong."""
        return min((fault.seq for fault in self.faults), default=None)

    @property
    def why(self) -> str:
        """What is wrong at the first such entry."""
        return min(self.faults, key=lambda fault: fault.seq).why if self.faults else ""


@dataclass(frozen=True)
class Head:
    """The head of the tree over all entries: whoever keeps it can later prove that none of them was changed."""

    size: int
    root: str


@dataclass(frozen=True)
class Proof:
    """That an entry is in the tree: all that someone needs to check it without us."""

    entry: str
    index: int
    size: int
    path: tuple[str, ...]
    root: str


def looks_at(person: str, *, on: date) -> list[Look]:
    """Who acted on this person's data or looked at it, the latest first; covert looks once their delay has ended."""
    entries = Entry.objects.filter(people__person=person).select_related("detail").order_by("-at", "-seq")
    shown = [entry for entry in entries if policy.is_shown(entry.hidden_until, on)]
    return [
        Look(
            seq=entry.seq,
            at=entry.at,
            verb=entry.verb,
            subject=entry.subject,
            purpose=entry.purpose,
            role=entry.role,
            house=entry.house if policy.shown_as(entry.role, "?") else "",
            name=policy.shown_as(entry.role, _said(entry, entry.detail).get("name", "")),
            own=entry.actor == person,
            delayed_until=entry.hidden_until,
        )
        for entry in shown
    ]


def trail(subject: str, *, seen_by: Actor) -> list[Line]:
    """The entries on one file, in order, as far as this reader may see them."""
    return [_line(entry) for entry in _visible_to(seen_by).filter(subject=subject).order_by("seq")]


def search(
    *,
    seen_by: Actor,
    verb: str | None = None,
    subject: str | None = None,
    actor: str | None = None,
    person: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[Entry]:
    """Entries that fit, the latest first; only someone who may read the audit gets any."""
    found = _visible_to(seen_by)
    if verb:
        found = found.filter(verb=verb)
    if subject:
        found = found.filter(subject=subject)
    if actor:
        found = found.filter(actor=actor)
    if person:
        found = found.filter(people__person=person)
    if since:
        found = found.filter(at__date__gte=since)
    if until:
        found = found.filter(at__date__lt=until)
    return found.order_by("-seq")


def lines(entries: Iterable[Entry]) -> list[Line]:
    """These entries as an auditor sees them."""
    return [_line(entry) for entry in entries]


def verbs() -> list[str]:
    """Every verb that was ever recorded, in order."""
    return list(Entry.objects.order_by("verb").values_list("verb", flat=True).distinct())


def busiest(*, seen_by: Actor, since: date, until: date) -> list[Busy]:
    """Who looked at the most people between two days, the busiest first: where misuse would show."""
    entries = _visible_to(seen_by).filter(at__date__gte=since, at__date__lt=until)
    counted = (
        About.objects.filter(entry__in=entries)
        .exclude(entry__actor__startswith="machine:")
        .values_list("entry__actor", "entry__role", "entry__house")
        .annotate(people=Count("person", distinct=True), looks=Count("id"))
        .order_by("-people", "-looks", "entry__actor", "entry__role", "entry__house")
    )
    return [Busy(actor, role, house, people, looks) for actor, role, house, people, looks in counted]


def verify() -> Report:
    """Read the whole record and say of every change where it is; erasure is no fault."""
    count = Entry.objects.count()
    faults = list(policy.faults_of_chain(_chain(), lambda digest: seals.blind("audit-entry", digest), _tip()))
    of_details, erased = _faults_of_details()
    faults += of_details
    faults += _faults_of_keys()
    return Report(count, tuple(sorted(set(faults), key=lambda fault: (fault.seq, fault.why))), erased)


def tree_head() -> Head:
    """The head of the tree over all entries (RFC 6962)."""
    leaves = _leaves()
    return Head(len(leaves), policy.root(leaves).hex())


def heads_at(sizes: Iterable[int]) -> dict[int, str]:
    """The heads that the tree had when it held so many entries; sizes that it never had are left out."""
    return {size: head.hex() for size, head in policy.roots_at(sizes, _leaves()).items()}


def inclusion_proof(seq: int) -> Proof:
    """What shows that the entry with this number is in the tree. Raises NoEntry."""
    entry = Entry.objects.filter(seq=seq).first()
    if entry is None:
        raise NoEntry(f"there is no entry {seq}")
    leaves = _leaves()
    index = Entry.objects.filter(seq__lt=seq).count()
    return Proof(
        entry=entry.chained().text().decode(),
        index=index,
        size=len(leaves),
        path=tuple(step.hex() for step in policy.path(index, leaves)),
        root=policy.root(leaves).hex(),
    )


def destroyed_keys() -> list[str]:
    """The names of all keys that were destroyed, in order."""
    return list(Key.objects.filter(destroyed_at__isnull=False).order_by("name").values_list("name", flat=True))


def _visible_to(actor: Actor) -> QuerySet[Entry]:
    """All entries for whoever may read the audit; nothing for anyone else."""
    return Entry.objects.all() if actor.may(Right.READ_AUDIT) else Entry.objects.none()


def _line(entry: Entry) -> Line:
    return Line(
        entry.seq, entry.at, entry.verb, entry.actor, entry.role, entry.house, entry.subject, entry.purpose,
        tuple(json.loads(entry.about)), entry.hidden_until, entry.digest,
    )  # fmt: skip


def _said(entry: Entry, detail: Detail) -> dict[str, Any]:
    """What the details say; nothing once they are erased."""
    try:
        opened = _opened(entry, detail)
    except seals.Unopened:
        return {}
    said: dict[str, Any] = json.loads(opened[16:])
    return said


def _opened(entry: Entry, detail: Detail) -> bytes:
    names = policy.keys_of(json.loads(entry.about))
    return seals.open_under(seals.joint_key(names, make=False), "audit", bytes(detail.sealed), aad=str(entry.seq))


def _leaves() -> list[bytes]:
    return [bytes.fromhex(digest) for digest in Entry.objects.order_by("seq").values_list("digest", flat=True)]


def _chain() -> Iterator[tuple[policy.Chained, str, str]]:
    for entry in Entry.objects.order_by("seq").iterator(2000):
        yield entry.chained(), entry.digest, entry.seal


def _tip() -> tuple[int, str] | None:
    """The latest entry that the installation remembers; None when there is none or it was forged."""
    tip = Tip.objects.filter(id=1).first()
    if tip is None or seals.blind("audit-tip", f"{tip.seq}|{tip.digest}") != tip.seal:
        return None
    return tip.seq, tip.digest


def _faults_of_details() -> tuple[list[policy.Fault], int]:
    """Details and index rows that are missing, changed or added; and how many details were erased lawfully."""
    faults: list[policy.Fault] = []
    erased = 0
    gone = set(_destroyed_people())
    pairs = About.objects.order_by("entry_id", "person").values_list("entry_id", "person").iterator(5000)
    index = {seq: sorted(person for _seq, person in group) for seq, group in groupby(pairs, key=lambda pair: pair[0])}
    for entry in Entry.objects.select_related("detail").order_by("seq").iterator(2000):
        people = json.loads(entry.about)
        if index.get(entry.seq, []) != sorted(people):
            faults.append(policy.Fault(entry.seq, f"entry {entry.seq}: the index of whom it concerns was changed"))
        if not hasattr(entry, "detail"):
            faults.append(policy.Fault(entry.seq, f"entry {entry.seq}: its details were removed"))
        elif gone.intersection(policy.keys_of(people)):
            erased += 1
        elif not _fits(entry, entry.detail):
            faults.append(policy.Fault(entry.seq, f"entry {entry.seq}: its details were changed"))
    return faults, erased


def _fits(entry: Entry, detail: Detail) -> bool:
    """Whether the details are those that the entry committed to."""
    try:
        opened = _opened(entry, detail)
    except seals.Unopened:
        return False
    return policy.commitment(opened[:16], opened[16:]) == entry.commitment


def _destroyed_people() -> list[str]:
    return list(
        Key.objects.filter(name__startswith="person:", destroyed_at__isnull=False)
        .order_by("name")
        .values_list("name", flat=True)
    )


def _faults_of_keys() -> list[policy.Fault]:
    """Keys of persons that were destroyed without an entry that says so: an erasure in secret."""
    said = dict(Entry.objects.filter(verb="person.forgotten").order_by("seq").values_list("subject", "seq"))
    faults = []
    for name in _destroyed_people():
        person = name.removeprefix("person:")
        if person not in said:
            first = Entry.objects.filter(people__person=person).order_by("seq").values_list("seq", flat=True).first()
            faults.append(policy.Fault(first or 0, f"the key of {person} was destroyed, and no entry says so"))
    return faults
