"""Days away of those who decide: from when until when, and who acts meanwhile under which order."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from exeat.access import queries as access
from exeat.register import actions, policy, queries
from exeat.values.moves import MoveRefused
from exeat.values.rights import Right
from exeat.web.guard import ActorRequest, needs
from exeat.web.register import forms, wording

DESKS = (Right.CHECK_APPLICATION, Right.TAKE_URGENT_CALL, Right.DECIDE_URGENT)


@needs(Right.DECIDE_APPLICATION)
@require_http_methods(["GET", "POST"])
def own(request: ActorRequest) -> HttpResponse:
    """The days on which whoever heads an institution is away."""
    return _page(request, request.actor.institution, [request.actor.reference])


@needs(Right.KEEP_REGISTER)
@require_http_methods(["GET", "POST"])
def of_institution(request: ActorRequest, reference: str) -> HttpResponse:
    """The days on which the head of an institution, a deputy or an officer is away."""
    if policy.not_own_house(request.actor, reference):
        raise Http404
    try:
        head = queries.institution(reference).head(timezone.localdate())
    except ObjectDoesNotExist:
        raise Http404 from None
    deputies = [deputy.person for deputy in queries.deputies(reference, timezone.localdate())]
    return _page(request, reference, list(dict.fromkeys(p for p in (head, *deputies, *_officers(reference)) if p)))


def _officers(reference: str) -> list[str]:
    """The registered people who check or answer applications of an institution: their desks wait for no one."""
    today = timezone.localdate()
    found = [who for right in DESKS for who, _name in access.holders(reference, right, on=today)]
    return [who for who in found if who.startswith("P-")]


def _page(request: ActorRequest, institution: str, people: list[str]) -> HttpResponse:
    today = timezone.localdate()
    names = queries.names(people)
    form = forms.Away(request.POST if "add" in request.POST else None, people=[(p, names.get(p, p)) for p in people])
    if request.method == "POST" and (not form.is_bound or form.is_valid()):
        try:
            _act(request, form, people, today)
        except MoveRefused as refused:
            said = wording.said(refused)
            if form.is_bound:
                form.add_error(None, said)
            else:
                messages.error(request, " ".join(said))
        else:
            return redirect(request.path)
    return render(request, "web/register/away.html", _shown(form, institution, people, names, today))


def _act(request: ActorRequest, form: forms.Away, people: list[str], today: date) -> None:
    if form.is_bound:
        given = form.cleaned_data
        actions.record_absence(
            given["person"], since=given["since"], until=given["until"], by=request.actor, at=timezone.now()
        )
        messages.success(request, _("Recorded. Whoever stands in may act on these days."))
        return
    number = request.POST.get("back", "")
    if any(str(row.number) == number for row in queries.absences(people, on=today)):
        actions.end_absence(int(number), on=today, by=request.actor, at=timezone.now())
        messages.success(request, _("Recorded. From today nobody stands in for this reason."))


def _shown(form: forms.Away, institution: str, people: list[str], names: dict[str, str], today: date) -> dict[str, Any]:
    head = queries.head_of(institution, today) or ""
    turn = queries.whose_turn(institution, head, queries.away(today), today)
    order = next((d.order for d in queries.deputies(institution, today) if d.person == turn), "")
    return {
        "form": form,
        "institution": institution,
        "name": wording.named(queries.institution(institution).name),
        "rows": [(row, names.get(row.person, row.person)) for row in queries.absences(people, on=today)],
        "acting": queries.names([turn]).get(turn, "") if turn else "",
        "order": order,
        "nobody": head in queries.away(today) and not turn,
    }
