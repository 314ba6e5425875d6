"""Questions about people: whom an actor may see, and what the register says of one person on a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from exeat.register.facts import DocumentFacts, PersonFacts
from exeat.register.models import Citizenship, Clearance, Name, Person, Post, TravelDocument
from exeat.values.period import Period
from exeat.values.rights import Actor, Right


def visible_to(actor: Actor, *, on: date | None = None) -> QuerySet[Person]:
    """The people whom this actor may see in the register.

    A traveller sees their own entry. Whoever sees or keeps the register sees the people of their own institution,
    or everybody when the role is national, but never their own entry; everybody else sees nobody. With a day,
    someone who has moved on to another institution is no longer seen by the one that they left.
    """
    known = Person.objects.filter(forgotten_at=None)
    if actor.may(Right.SEE_REGISTER) or actor.may(Right.KEEP_REGISTER):
        known = known.exclude(reference=actor.reference)
        if actor.national:
            return known
        here = Post.objects.filter(person=OuterRef("pk"), institution__reference=actor.institution)
        if on is None:
            return known.filter(Exists(here))
        running = Q(until=None) | Q(until__gt=on)
        moved_on = Post.objects.filter(running, person=OuterRef("pk")).exclude(institution__reference=actor.institution)
        return known.filter(Exists(here.filter(running)) | (Exists(here) & ~Exists(moved_on)))
    return own(actor) if actor.may(Right.TRAVEL) else Person.objects.none()


def own(actor: Actor) -> QuerySet[Person]:
    """The actor's own entry, as a query of at most one person."""
    return Person.objects.filter(forgotten_at=None, reference=actor.reference)


def person(reference: str, *, seen_by: Actor, on: date | None = None) -> Person:
    """One person with everything dated about them. Raises Person.DoesNotExist where the actor may not see them."""
    return visible_to(seen_by, on=on).prefetch_related(*_everything()).get(reference=reference)


def listed(*, seen_by: Actor, on: date, text: str = "", institution: str = "", order: str = "name") -> QuerySet[Person]:
    """The people whom the actor may see, by part of a name, document or reference, and by institution."""
    found = visible_to(seen_by, on=on)
    for word in text.split()[:5]:
        found = found.filter(
            Exists(
                Name.objects.filter(person=OuterRef("pk")).filter(
                    Q(surname__icontains=word) | Q(given_names__icontains=word)
                )
            )
            | Q(reference__iexact=word)
            | Exists(TravelDocument.objects.filter(person=OuterRef("pk"), number__iexact=word))
        )
    if institution:
        running = Post.objects.filter(Q(until=None) | Q(until__gt=on), institution__reference=institution)
        found = found.filter(Exists(running.filter(person=OuterRef("pk"))))
    ways = {"name": ("sort_surname", "sort_given"), "reference": ()}
    first = Name.objects.filter(person=OuterRef("pk"), kind=Name.Kind.NATIVE).order_by("-since", "-id")
    found = found.annotate(
        sort_surname=Subquery(first.values("surname")[:1]), sort_given=Subquery(first.values("given_names")[:1])
    )
    return found.prefetch_related(*_everything()).order_by(*ways.get(order, ways["name"]), "reference")


def plain(reference: str, *, on: date | None = None) -> PersonFacts:
    """What the register says of a person; for callers that have asked for the right already."""
    return facts_of(Person.objects.prefetch_related(*_everything()).get(reference=reference), on=on)


def plains(references: Iterable[str], *, on: date | None = None) -> dict[str, PersonFacts]:
    """The same for several people, in a fixed number of queries; whoever is not known is left out."""
    rows = Person.objects.filter(reference__in=set(references)).prefetch_related(*_everything())
    return {row.reference: facts_of(row, on=on) for row in rows.order_by("reference")}


def language_of_person(reference: str) -> str:
    """In which language a person is written to."""
    return str(Person.objects.values_list("language", flat=True).get(reference=reference))


def names(references: Iterable[str]) -> dict[str, str]:
    """The present names of several people by reference."""
    rows = Person.objects.filter(reference__in=set(references)).prefetch_related("names")
    return {row.reference: name_of(row) for row in rows.order_by("reference")}


def post_addresses(references: Iterable[str]) -> dict[str, list[str]]:
    """The lines under the name on an envelope, by reference; whoever's address is not known is left out."""
    rows = Person.objects.filter(reference__in=set(references)).exclude(post_address="").order_by("reference")
    return {
        reference: [line.strip() for line in address.split(",")]
        for reference, address in rows.values_list("reference", "post_address")
    }


def name_on(reference: str, *, on: date | None = None) -> str:
    """How a person is called on a day; the reference when no name is recorded."""
    found = Person.objects.prefetch_related("names").filter(reference=reference).first()
    return (name_of(found, on=on) if found else "") or reference


def facts_of(row: Person, *, on: date | None = None) -> PersonFacts:
    """A person's row and what hangs on it, as plain values."""
    chosen = current_name(row, on=on)
    documents = sorted(row.documents.all(), key=lambda d: (d.issued_on or date.min, d.number), reverse=True)
    return PersonFacts(
        reference=row.reference,
        name=f"{chosen.given_names} {chosen.surname}" if chosen else "",
        surname=chosen.surname if chosen else "",
        given_names=chosen.given_names if chosen else "",
        born_on=row.born_on,
        sex=row.sex,
        language=row.language,
        email=row.email,
        phone=row.phone,
        citizenships=tuple(sorted(c.country for c in row.citizenships.all() if on is None or _holds(c, on))),
        documents=tuple(
            DocumentFacts(d.number, d.kind, d.country, d.issued_on, d.expires_on, d.cancelled_on) for d in documents
        ),
        institution=_primary(row.posts.all(), on),
        post_address=row.post_address,
    )


def current_name(row: Person, *, on: date | None = None) -> Name | None:
    """The native name of a day, or the latest one; a document's spelling only when there is no other."""
    held = [n for n in row.names.all() if n.kind != Name.Kind.FORMER] or list(row.names.all())
    return max(
        held,
        key=lambda n: (
            n.kind == Name.Kind.NATIVE, on is not None and _holds(n, on), n.until is None, n.since or date.min, n.pk,
        ),
        default=None,
    )  # fmt: skip


def name_of(row: Person, *, on: date | None = None) -> str:
    """How a person is called, in the order in which names are said."""
    chosen = current_name(row, on=on)
    return f"{chosen.given_names} {chosen.surname}" if chosen else ""


def holdings(reference: str, during: Period | None = None) -> dict[str, list[dict[str, Any]]]:
    """Posts and clearances as facts for the regimes: all, or those that touch a period."""
    posts = Post.objects.filter(person__reference=reference).select_related("institution").order_by("since", "id")
    clearances = Clearance.objects.filter(person__reference=reference).order_by("since", "id")
    return {
        "posts": [post_facts(p) for p in posts if _touches(p, during)],
        "clearances": [
            {"level": c.level, "from": c.since, "until": c.until} for c in clearances if _touches(c, during)
        ],
    }


def post_facts(post: Post) -> dict[str, Any]:
    """A post in the words of the regimes."""
    return {
        "kind": post.kind,
        "grade": post.grade or None,
        "institution": post.institution.reference,
        "body_handles_secrets": post.institution.handles_secrets,
        "sensitive": post.sensitive,
        "from": post.since,
        "until": post.until,
    }


def institutions_of(reference: str, on: date) -> list[str]:
    """The institutions in which someone holds a post on a day, the longest held first."""
    held = Post.objects.filter(Q(until=None) | Q(until__gt=on), person__reference=reference, since__lte=on)
    found = held.order_by("since", "id").values_list("institution__reference", flat=True)
    return list(dict.fromkeys(found))


def houses_served(reference: str) -> list[str]:
    """The institutions in which someone serves or ever served."""
    return list(
        Post.objects.filter(person__reference=reference)
        .order_by("institution__reference")
        .values_list("institution__reference", flat=True)
        .distinct()
    )


def primary_institution(reference: str, on: date | None = None) -> str:
    """The institution that answers for someone: of the post held longest that day, else of the latest one."""
    posts = Post.objects.filter(person__reference=reference).select_related("institution")
    return _primary(posts, on)


def count_covered(*, on: date, by: str = "kind") -> dict[str, int]:
    """How many people hold a clearance or a post on a day: by kind of post, by institution or by level."""
    if by == "level":
        held = Clearance.objects.filter(Q(until=None) | Q(until__gt=on), since__lte=on, person__forgotten_at=None)
        return dict(sorted(Counter(held.values_list("level", flat=True)).items()))
    field = {"kind": "kind", "institution": "institution__reference", "sector": "institution__kind"}[by]
    posts = Post.objects.filter(Q(until=None) | Q(until__gt=on), since__lte=on, person__forgotten_at=None)
    pairs = set(posts.values_list("person_id", field))
    return dict(sorted(Counter(value for _person, value in pairs).items()))


def count_documented(*, on: date) -> dict[str, int]:
    """How many people who hold a post on a day have a travel document that the register knows, by institution."""
    valid = TravelDocument.objects.filter(
        Q(expires_on=None) | Q(expires_on__gte=on),
        Q(cancelled_on=None) | Q(cancelled_on__gt=on),
        person=OuterRef("person"),
    )
    posts = Post.objects.filter(Q(until=None) | Q(until__gt=on), since__lte=on, person__forgotten_at=None)
    pairs = set(posts.filter(Exists(valid)).values_list("person_id", "institution__reference"))
    return dict(sorted(Counter(house for _person, house in pairs).items()))


def _primary(posts: Iterable[Post], on: date | None) -> str:
    rows = list(posts)
    if on is not None:
        held = [p for p in rows if p.since <= on and (p.until is None or p.until > on)]
        if held:
            return min(held, key=lambda p: (p.since, p.pk)).institution.reference
    latest = max(rows, key=lambda p: (p.until is None, p.since, p.pk), default=None)
    return latest.institution.reference if latest else ""


def _holds(row: Name | Citizenship, on: date) -> bool:
    return (row.since is None or row.since <= on) and (row.until is None or row.until > on)


def _touches(row: Post | Clearance, during: Period | None) -> bool:
    return during is None or Period(row.since, row.until).overlaps(during)


def _everything() -> tuple[Any, ...]:
    return (
        Prefetch("names", Name.objects.order_by("kind", "-since", "id")),
        Prefetch("citizenships", Citizenship.objects.order_by("country", "id")),
        Prefetch("documents", TravelDocument.objects.order_by("-issued_on", "id")),
        Prefetch("posts", Post.objects.select_related("institution").order_by("-since", "id")),
        Prefetch("clearances", Clearance.objects.order_by("-since", "id")),
    )
