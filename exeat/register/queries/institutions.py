"""Questions about institutions: who heads one on a day, who stands in, which body stands above."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from exeat.letters import queries as letters
from exeat.letters import roads
from exeat.letters.roads import Act
from exeat.register.facts import AbsenceFacts, DeputyFacts, InstitutionFacts
from exeat.register.models import Absence, Deputy, Headship, Institution, Post
from exeat.register.queries.people import name_of, name_on
from exeat.values.rights import StandIn


def institution(reference: str) -> InstitutionFacts:
    """One institution, with everyone who has headed it."""
    return _facts(_rows().get(reference=reference))


def institutions() -> list[InstitutionFacts]:
    """Every institution, by reference."""
    return [_facts(row) for row in _rows().order_by("reference")]


def names_of_institutions() -> dict[str, dict[str, str]]:
    """The names of every institution in both languages, by reference."""
    rows = Institution.objects.order_by("reference").values_list("reference", "name_en", "name_lt")
    return {reference: {"en": en, "lt": lt} for reference, en, lt in rows}


def language_of(reference: str) -> str:
    """The language in which an institution is written to; the country's own until its keeper says otherwise."""
    return Institution.objects.filter(reference=reference).values_list("language", flat=True).first() or "lt"


def remedy(reference: str, language: str) -> str:
    """How decisions of an institution are appealed, as its lawyer has written it; empty while nobody has."""
    row = Institution.objects.filter(reference=reference).values("remedy_en", "remedy_lt", "language").first()
    if row is None:
        return ""
    written = language if language in ("en", "lt") else row["language"]  # else as the institution itself writes
    return str(row["remedy_lt" if written == "lt" else "remedy_en"]).strip()


def way_to_appeal(
    house: str, language: str, *, person: str, act: Act, on: date, regimes: Iterable[str] = (), dated: bool = False
) -> str:
    """How a person's group complains about an act of an institution: the road of the law, then its lawyer's words.

    Where the law has none that was checked, the road that the institution states. Empty while it has written nothing.
    The orders of the institution come before the law of the country; `dated` leaves the time limit out, for a letter
    that names the last day itself.
    """
    row = Institution.objects.filter(reference=house).values_list("country", "orders").first()
    if row is None:
        return ""
    posts = Post.objects.filter(person__reference=person, since__lte=on).order_by("until", "since", "id")
    held = next((post.kind for post in posts if post.until is None or post.until > on), None)
    latest = posts.last()
    kind = held or (latest.kind if latest else "none")
    stated = False

    def own(group: str, act: Act) -> roads.Road | None:
        nonlocal stated
        found = letters.road_of(house, group, act, on=on)
        stated = found is not None
        return found

    road = roads.told([*row[1], *regimes], language, country=row[0], post=kind, act=act, dated=dated, own=own)
    words = remedy(house, language)
    return f"{road} {words}".strip() if words or stated else ""


def head_of(reference: str, on: date) -> str | None:
    """Who heads an institution on a day; None when the post is vacant or nothing is recorded."""
    row = (
        Headship.objects.filter(institution__reference=reference, since__lte=on)
        .select_related("person")
        .order_by("-since", "-id")
        .first()
    )
    return row.person.reference if row and row.person else None


def heads_on(on: date) -> dict[str, str]:
    """The head of each institution that has one on a day."""
    rows = Headship.objects.filter(since__lte=on).select_related("institution", "person").order_by("since", "id")
    latest = {row.institution.reference: row.person.reference if row.person else "" for row in rows}
    return {place: head for place, head in latest.items() if head}


def deputies(reference: str, on: date) -> list[DeputyFacts]:
    """Who may stand in for the head of an institution on a day, in the order of their turn."""
    rows = (
        Deputy.objects.filter(Q(until=None) | Q(until__gt=on), institution__reference=reference, since__lte=on)
        .select_related("person")
        .prefetch_related("person__names")
        .order_by("turn", "since", "id")
    )
    return [DeputyFacts(r.person.reference, name_of(r.person, on=on), r.order, r.turn) for r in rows]


def away(on: date) -> frozenset[str]:
    """The references of everyone who is away on a day."""
    rows = Absence.objects.filter(Q(until=None) | Q(until__gt=on), since__lte=on)
    return frozenset(rows.order_by("person__reference").values_list("person__reference", flat=True))


def absences(people: Collection[str], *, on: date) -> list[AbsenceFacts]:
    """The absences of some people that are not over, the earliest first."""
    rows = Absence.objects.filter(Q(until=None) | Q(until__gt=on), person__reference__in=people)
    found = rows.select_related("person").order_by("since", "person__reference")
    return [AbsenceFacts(row.pk, row.person.reference, row.since, row.until) for row in found]


def roles_from_register(person: str, *, on: date) -> list[tuple[str, str, StandIn | None]]:
    """As what the register lets a person act on a day: (head or deputy, institution, for whom under which order).

    A deputy acts while the head is away or the post is vacant, and so is everyone whose turn comes before; the order
    names the head for whom they stand in.
    """
    heads, absent = heads_on(on), away(on)
    found: list[tuple[str, str, StandIn | None]] = [
        ("head", place, None) for place, head in sorted(heads.items()) if head == person
    ]
    rows = (
        Deputy.objects.filter(Q(until=None) | Q(until__gt=on), person__reference=person, since__lte=on)
        .select_related("institution")
        .order_by("institution__reference", "turn", "id")
    )
    for row in rows:
        place = row.institution.reference
        if whose_turn(place, heads.get(place, ""), absent, on) == person and ("deputy", place) not in {
            f[:2] for f in found
        }:
            found.append(("deputy", place, _for(heads.get(place, ""), row.order, on)))
    return found


def whose_turn(institution: str, head: str, absent: Collection[str], on: date) -> str:
    """Who stands in for the head of an institution on a day; empty when the head is there, or nobody is left."""
    if head and head not in absent:
        return ""
    order = (deputy.person for deputy in deputies(institution, on))
    return next((person for person in order if person not in absent and person != head), "")


def stands_in(person: str, institution: str, *, on: date) -> StandIn | None:
    """For whom and under which order a person stands in at an institution on a day; None when they do not."""
    return next(
        (s for k, place, s in roles_from_register(person, on=on) if k == "deputy" and place == institution), None
    )


def bodies_below(reference: str) -> list[str]:
    """The institutions whose superior body this is."""
    return list(
        Institution.objects.filter(superior__reference=reference)
        .order_by("reference")
        .values_list("reference", flat=True)
    )


def _for(head: str, order: str, on: date) -> StandIn:
    return StandIn(for_reference=head, for_name=name_on(head, on=on) if head else "", order=order)


def _rows() -> QuerySet[Institution]:
    heads = Headship.objects.select_related("person").order_by("since", "id")
    return Institution.objects.select_related("superior").prefetch_related(Prefetch("headships", heads))


def _facts(row: Institution) -> InstitutionFacts:
    return InstitutionFacts(
        reference=row.reference,
        name={"en": row.name_en, "lt": row.name_lt},
        kind=row.kind,
        country=row.country,
        superior=row.superior.reference if row.superior else "",
        handles_secrets=row.handles_secrets,
        orders=tuple(row.orders),
        remedy={"en": row.remedy_en, "lt": row.remedy_lt},
        urgent_phone=row.urgent_phone,
        office_phone=row.office_phone,
        prints_letters=row.prints_letters,
        headships=tuple((h.since, h.person.reference if h.person else None) for h in row.headships.all()),
    )
