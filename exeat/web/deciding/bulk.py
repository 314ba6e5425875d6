"""Several files at once, only where nothing is decided by it: laid on a desk after a second look, and back again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from exeat.applications import actions, queries
from exeat.values.moves import MoveRefused
from exeat.values.rights import Right
from exeat.web.applications import showing
from exeat.web.guard import ActorRequest, needs

SALT = "exeat.desks"
AN_HOUR = 3600
MOST = 25


@needs(Right.CHECK_APPLICATION)
@require_POST
def desks(request: ActorRequest) -> HttpResponse:
    """Show which files will be laid on whose desk; with the second press they are."""
    on = timezone.localdate()
    rows = list(
        queries.visible_to(request.actor, on=on)
        .filter(reference__in=request.POST.getlist("file")[:MOST])
        .prefetch_related("legs")
        .order_by("departs_on", "reference")
    )
    if not rows:
        messages.error(request, gettext("Tick at least one file first."))
        return redirect("web:work")
    to = request.POST.get("to", request.actor.reference)
    if "sure" in request.POST:
        return _lay(request, [row.reference for row in rows], to)
    away = queries.away_from_desks(request.actor.institution, on=on)
    people = [(who, name, n, who in away) for who, name, n in queries.desks(request.actor.institution, on=on)]
    shown = {"rows": [(row, showing.Line(row)) for row in rows], "people": people, "to": to}
    return render(request, "web/deciding/desks.html", shown)


@needs(Right.CHECK_APPLICATION)
@require_POST
def undo(request: ActorRequest) -> HttpResponse:
    """Lay the files back where they lay before."""
    try:
        kept = signing.loads(request.POST.get("moved", ""), salt=SALT, max_age=AN_HOUR)
    except signing.BadSignature:
        messages.error(request, gettext("This can no longer be undone. Assign the files anew."))
        return redirect("web:work")
    if kept["by"] == request.actor.reference:
        done = actions.assign_back(
            [(str(ref), str(before), int(version)) for ref, before, version in kept["moved"]], by=request.actor,
            at=timezone.now(),
        )  # fmt: skip
        messages.success(request, gettext("Undone."))
        _tell_kept(request, done)
    return redirect("web:work")


def _lay(request: ActorRequest, references: list[str], to: str) -> HttpResponse:
    done = actions.assign_many(references, to=to, by=request.actor, at=timezone.now())
    if done.moved:
        n = len(done.moved)
        words = ngettext("%(n)s file has been assigned.", "%(n)s files have been assigned.", n) % {"n": n}
        messages.success(request, words)
        request.session["desks"] = signing.dumps({"moved": done.moved, "by": request.actor.reference}, salt=SALT)
    _tell_kept(request, done)
    return redirect("web:work")


def _tell_kept(request: ActorRequest, done: Any) -> None:
    """Name each file that stayed where it was, with the reason."""
    for reference, said in done.kept.items():
        messages.error(request, f"{reference}: {showing.sentence(MoveRefused(said))}")
