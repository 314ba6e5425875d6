"""How an institution's people complain: what the law says for each group and act, and what the institution states."""

from __future__ import annotations

from typing import Any, cast, get_args

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from exeat.letters import actions, policy, queries
from exeat.letters import roads as law
from exeat.register import queries as register
from exeat.register.facts import InstitutionFacts
from exeat.values.moves import MoveRefused
from exeat.values.rights import Right
from exeat.web.applications import showing
from exeat.web.guard import ActorRequest, signed_in
from exeat.web.letters.forms import Road
from exeat.web.templatetags.exeat import language

HERE = (Right.KEEP_LAW, Right.KEEP_REGISTER, Right.ADMINISTER)


@signed_in
@require_GET
def houses(request: ActorRequest) -> HttpResponse:
    """The institutions whose roads this actor may state: one's own at once, else a list."""
    if not any(request.actor.may(right) for right in HERE):
        raise PermissionDenied("Your role does not include this page.")
    if request.actor.institution:
        return redirect("web:roads", request.actor.institution)
    found = [one.reference for one in register.institutions()] if request.actor.may(Right.ADMINISTER) else []
    return render(request, "web/letters/houses.html", {"houses": found})


@signed_in
@require_GET
def roads(request: ActorRequest, house: str) -> HttpResponse:
    """Every group and act of an institution, with the law's road and its own."""
    one = _house(request, house)
    stated: dict[tuple[str, str], Any] = {}
    for row in queries.own_roads(house):
        stated.setdefault((row.group, row.act), row)
    rows = [
        (group, law.named("groups", group, language()), [
            (act, law.named("acts", act, language()), _law(one, group, act), stated.get((group, act)))
            for act in law.ACTS
        ])
        for group in law.groups()
    ]  # fmt: skip
    return render(request, "web/letters/roads.html", {"house": house, "rows": rows})


@signed_in
@require_http_methods(["GET", "POST"])
def road(request: ActorRequest, house: str, group: str, act: str) -> HttpResponse:
    """What the law says for one group and act, what the institution states, and the form to state it."""
    one = _house(request, house)
    if group not in law.groups() or act not in get_args(law.Act):
        raise Http404
    found, named = _law(one, group, act), cast(law.Act, act)
    form = Road(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.state_road(
                house, group=group, act=named, checked=found.checked, **form.stated(), by=request.actor,
                at=timezone.now(),
            )  # fmt: skip
        except MoveRefused as refused:
            showing.add(form, refused)
        else:
            messages.success(request, gettext("Written down. Letters tell it once a second person has confirmed it."))
            return redirect("web:road", house, group, act)
    mine = [(row, law.in_words(_as_road(row), language())) for row in queries.own_roads(house).filter(
        group=group, act=act
    )]  # fmt: skip
    shown = {
        "house": house, "group": law.named("groups", group, language()), "act": law.named("acts", act, language()),
        "law": law.in_words(found, language(), act=named), "checked": found.checked, "stated": mine, "form": form,
    }  # fmt: skip
    return render(request, "web/letters/road.html", shown)


@signed_in
@require_POST
def confirm(request: ActorRequest, pk: int) -> HttpResponse:
    """The second person confirms a road."""
    return _act(request, pk, actions.confirm_road, gettext("Confirmed. Letters tell it from its first day on."))


@signed_in
@require_POST
def end(request: ActorRequest, pk: int) -> HttpResponse:
    """A road no longer stands."""
    return _act(request, pk, actions.end_road, gettext("Ended. Letters no longer tell it."))


def _act(request: ActorRequest, pk: int, act: Any, done: str) -> HttpResponse:
    try:
        house = queries.house_of_road(pk, seen_by=request.actor)
    except queries.NoRoad as hidden:
        raise Http404 from hidden
    try:
        row = act(pk, by=request.actor, at=timezone.now())
    except MoveRefused as refused:
        messages.error(request, showing.sentence(refused))
        return redirect("web:roads", house)
    messages.success(request, done)
    return redirect("web:road", house, row.group, row.act)


def _as_road(row: Any) -> law.Road:
    body, file = {"en": row.body_en, "lt": row.body_lt}, {"en": row.file_en, "lt": row.file_lt}
    return law.Road(body, row.within, file, None, ({"en": row.cite},), checked=True)


def _law(one: InstitutionFacts, group: str, act: str) -> law.Road:
    return law.road(one.orders, jurisdiction=one.country, group=group, act=cast(law.Act, act))


def _house(request: ActorRequest, house: str) -> InstitutionFacts:
    """The institution, where this actor may state its roads. Raises Http404, or PermissionDenied."""
    if policy.states_roads(request.actor, house):
        raise PermissionDenied("Your role does not include this page.")
    try:
        return register.institution(house)
    except ObjectDoesNotExist:
        raise Http404 from None
