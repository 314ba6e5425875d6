"""Handing in a file: send it, see what it would change, then apply all of it or nothing."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from exeat.register import actions, filing, queries
from exeat.values.moves import MoveRefused
from exeat.values.rights import Right
from exeat.web.guard import ActorRequest, needs
from exeat.web.register import forms, wording

SHOWN = 200  # changes and faults on one page; the counts are of all


@needs(Right.IMPORT_REGISTER)
@require_http_methods(["GET", "POST"])
def index(request: ActorRequest) -> HttpResponse:
    """Send a file; the files before it with what they did."""
    form = forms.File(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST" and form.is_valid():
        try:
            kept = actions.receive_import(form.cleaned_data["file"].read(), by=request.actor, at=timezone.now())
        except MoveRefused as refused:
            form.add_error(None, wording.said(refused))
        else:
            return redirect("web:register-import", kept.reference)
    rows = [(row, *wording.IMPORT_STATES[row.state]) for row in queries.imports(seen_by=request.actor)[:SHOWN]]
    columns = [(wording.RECORDS[record], record, filing.MANDATORY[record], filing.OPTIONAL[record])
               for record in filing.MANDATORY]  # fmt: skip
    context = {"form": form, "rows": rows, "columns": columns, "basis": queries.basis_for("register")}
    return render(request, "web/register/imports.html", context)


@needs(Right.IMPORT_REGISTER)
@require_http_methods(["GET", "POST"])
def preview(request: ActorRequest, reference: str) -> HttpResponse:
    """What a file would change; then apply it or throw it away."""
    try:
        row, data = queries.import_content(reference, seen_by=request.actor)
    except ObjectDoesNotExist:
        raise Http404 from None
    if request.method == "POST":
        return _settle(request, reference)
    made = actions.preview(data, by=request.actor, at=timezone.now()) if row.state == "waiting" else None
    context = {"row": row, "state": wording.IMPORT_STATES[row.state], "plan": made}
    if made is not None:
        context |= {
            "counts": [(words, made.counts[key]) for key, words in wording.RECORDS.items() if key in made.counts],
            "changes": [(c, wording.RECORDS[c.record], wording.KINDS[c.kind]) for c in made.changes[:SHOWN]],
            "faults": [(f, _(f.message)) for f in made.faults[:SHOWN]],
            "more_changes": max(0, len(made.changes) - SHOWN),
            "more_faults": max(0, len(made.faults) - SHOWN),
        }  # fmt: skip
    return render(request, "web/register/import.html", context)


def _settle(request: ActorRequest, reference: str) -> HttpResponse:
    try:
        if request.POST.get("do") == "apply":
            actions.apply_import(reference, by=request.actor, at=timezone.now())
            messages.success(request, _("Applied. The file itself is erased."))
        else:
            actions.throw_away(reference, by=request.actor, at=timezone.now())
            messages.success(request, _("Not applied. The file is erased."))
    except MoveRefused as refused:
        messages.error(request, " ".join(wording.said(refused)))
        return redirect("web:register-import", reference)
    return redirect("web:register-imports")
