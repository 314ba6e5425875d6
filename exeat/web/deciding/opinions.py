"""The opinions on a file as a page shows them, giving and reading them, and which institution speaks for a body."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from exeat.applications import actions, consulting, queries
from exeat.applications.consulting import Stage
from exeat.regimes import vocabulary
from exeat.register import queries as register
from exeat.values.moves import MoveRefused
from exeat.values.rights import Actor, Right
from exeat.web.applications import showing, wording
from exeat.web.deciding.files import seen
from exeat.web.guard import ActorRequest, needs, signed_in
from exeat.web.templatetags.exeat import language

STAGES: dict[Stage, tuple[str, str | Promise]] = {
    Stage.TO_COME: ("", _("Asked when the one before has answered")),
    Stage.ASKED: ("wait", _("Awaited")),
    Stage.LATE: ("stop", _("Late")),
    Stage.GIVEN: ("go", _("Opinion given")),
    Stage.TOLD: ("", _("Has been told; no answer is awaited")),
}


def shown(row: Any, *, actor: Actor, at: Any) -> list[dict[str, Any]]:
    """Each body that is consulted: whose turn, by when, and its conclusion where it is for this reader."""
    return [
        {
            "body": one.body,
            "words": vocabulary.role(one.body, language()),
            "consents": one.effect == consulting.CONSENTS,
            "stage": STAGES[one.stage],
            "given": one.stage == Stage.GIVEN,
            "asked_at": one.asked_at,
            "due_at": one.due_at if one.stage in {Stage.ASKED, Stage.LATE} else None,
            "given_at": one.given_at,
            "conclusion": wording.CONCLUSIONS.get(one.conclusion or ""),
            "readable": one.readable,
        }
        for one in queries.opinions_on(row, seen_by=actor, at=at)
    ]


def not_shown(row: Any) -> list[dict[str, Any]]:
    """What the person is not shown of a file: kind, body and provision, never the words."""
    return [
        {"words": vocabulary.role(one.body, language()), "cite": one.cite, "given_at": one.given_at}
        for one in queries.not_shown(row.person, reference=row.reference)
    ]


@signed_in
@require_POST
def read(request: ActorRequest, reference: str) -> HttpResponse:
    """Open the closed part of an opinion; recorded."""
    row = seen(request, reference)
    body = request.POST.get("body", consulting.COUNTER_INTELLIGENCE)
    try:
        text = actions.read_opinion(reference, by=request.actor, at=timezone.now(), body=body)
    except MoveRefused as refused:
        raise PermissionDenied(str(refused)) from refused
    words = vocabulary.role(body, language())
    return render(request, "web/deciding/opinion.html", {"row": row, "text": text, "body": words})


class Named(forms.Form):
    """Which institution speaks for a body."""

    institution = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, houses: list[tuple[str, str]], body: str, words: str, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["institution"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", gettext("The national service")), *houses]
        field.label = words
        field.widget.attrs["id"] = f"id_{body}"
        self.body = body


@needs(Right.ADMINISTER)
@require_http_methods(["GET", "POST"])
def advisers(request: ActorRequest) -> HttpResponse:
    """The bodies that rules name as consulted, and the institution that speaks for each."""
    if not request.actor.national:
        raise PermissionDenied("Roles in the whole country are looked after nationally.")
    names = register.names_of_institutions()
    houses = sorted(((ref, said.get(language(), ref)) for ref, said in names.items()), key=lambda one: one[1])
    if request.method == "POST":
        body, house = request.POST.get("body", ""), request.POST.get("institution", "")
        try:
            actions.name_adviser(body, institution=house, by=request.actor, at=timezone.now())
        except MoveRefused as refused:
            messages.error(request, showing.sentence(refused))
        else:
            messages.success(request, gettext("Saved. Files that wait for this body go to its officers now."))
            return redirect("web:advisers")
    known = queries.voices()
    found = [
        Named(houses=houses, body=body, words=vocabulary.role(body, language()),
              initial={"institution": known.get(body, "")})
        for body in queries.bodies()
    ]  # fmt: skip
    found.sort(key=lambda form: str(form.fields["institution"].label))
    return render(request, "web/deciding/advisers.html", {"found": found})
