"""As whom may an account act today? The roles it holds, and what the register says of its person."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from exeat.access.models import Account, Role
from exeat.access.policy import FROM_REGISTER, ROLES
from exeat.register import queries as register
from exeat.values.rights import Actor, Right, StandIn


def actors_of(account: Account, *, on: date) -> list[Actor]:
    """Every actor that the account may be on a day.

    As a traveller first; then as head or deputy where the register says so that day; then each role that was given,
    by kind and institution.
    """
    actors: list[Actor] = []
    if account.person_id is not None:
        actors.append(_actor(account, "traveller", ""))
        for kind, institution, stands_in in register.roles_from_register(account.reference, on=on):
            actors.append(_actor(account, kind, institution, stands_in))
    held = (
        account.roles.filter(Q(until=None) | Q(until__gt=on), since__lte=on)
        .exclude(kind__in=FROM_REGISTER)
        .select_related("institution")
        .order_by("kind", "institution__reference", "id")
    )
    actors.extend(_actor(account, r.kind, r.institution.reference if r.institution else "") for r in held)
    return list(dict.fromkeys(actors))


def _actor(account: Account, kind: str, institution: str, stands_in: StandIn | None = None) -> Actor:
    return Actor(
        reference=account.reference,
        institution=institution,
        rights=ROLES[kind],
        name=account.shown_name or account.username,
        role=kind,
        stands_in=stands_in,
    )


def holders(institution: str, right: Right, *, on: date) -> list[tuple[str, str]]:
    """Who holds a right in an institution on a day: by given role, as head or as deputy; reference and name."""
    kinds = [kind for kind, rights in ROLES.items() if right in rights and kind not in FROM_REGISTER]
    given = Role.objects.filter(
        Q(until=None) | Q(until__gt=on), kind__in=kinds, institution__reference=institution, since__lte=on,
        account__is_active=True,
    ).select_related("account")  # fmt: skip
    found = {role.account.reference: role.account.shown_name or role.account.username for role in given}
    if right in ROLES["head"]:
        heads = [register.head_of(institution, on), *(one.person for one in register.deputies(institution, on))]
        found |= register.names([head for head in heads if head])
    return sorted(found.items(), key=lambda one: (one[1], one[0]))


def accounts(*, seen_by: Actor, on: date, text: str = "") -> QuerySet[Account]:
    """The accounts that an administrator looks after, by name: all, or those of people and roles of an institution."""
    found = Account.objects.prefetch_related("roles__institution").order_by("shown_name", "username")
    if not seen_by.may(Right.ADMINISTER):
        return found.none()
    if not seen_by.national:
        here = seen_by.institution
        posts = Q(person__posts__institution__reference=here) & (
            Q(person__posts__until=None) | Q(person__posts__until__gt=on)
        )
        found = found.filter(posts | Q(roles__institution__reference=here)).distinct()
    for word in text.split()[:5]:
        found = found.filter(Q(shown_name__icontains=word) | Q(username__icontains=word) | Q(reference__iexact=word))
    return found


def account(reference: str, *, seen_by: Actor, on: date) -> Account:
    """One account. Raises Account.DoesNotExist where the actor does not look after it."""
    return accounts(seen_by=seen_by, on=on).get(reference=reference)
