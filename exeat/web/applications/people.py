"""Who travels along, who is met, whom to call, which devices; each asked only when called for, with who sees it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from exeat.applications import actions, asking, policy, queries
from exeat.applications.asking import Person
from exeat.values.moves import MoveRefused
from exeat.values.rights import Right
from exeat.web.applications import showing, wording
from exeat.web.applications.forms import country_or_here
from exeat.web.forms import OneOf
from exeat.web.guard import ActorRequest, needs

COMPANIONS, MET = 4, 3
ALONE = ("emergency", "inviter")  # roles in which one person or body stands
WORDS_OF_ROLE = {
    "emergency": _("whom to call"), "companion": _("who travels along"), "met": _("whom you meet"),
    "inviter": _("who invites you"),
}  # fmt: skip


class People(forms.Form):
    """Other people in a file and what is carried along."""

    def __init__(self, *args: Any, wanted: frozenset[str], **options: Any) -> None:
        super().__init__(*args, **options)
        add = self.fields
        if "emergency" in wanted:
            add["emergency_name"] = _name(_("Name of someone who does not travel with you"))
            add["emergency_phone"] = forms.CharField(
                label=_("Their telephone"), max_length=32, required=False,
                widget=forms.TextInput(attrs={"inputmode": "tel", "class": "govuk-input--width-20"}),
            )  # fmt: skip
            add["emergency_relation"] = _name(_("What they are to you"), 60)
        if "companions" in wanted:
            for n in range(1, COMPANIONS + 1):
                add[f"companion_{n}_name"] = _name(_("Name"))
                add[f"companion_{n}_relation"] = _name(_("What they are to you"), 60)
                add[f"companion_{n}_citizenship"] = forms.ChoiceField(
                    label=_("Citizenship"), choices=country_or_here, required=False
                )
                add[f"companion_{n}_covered"] = forms.ChoiceField(
                    label=_("Do they hold secrets or a post that the rules cover?"), required=False,
                    choices=[("", "—"), *wording.COVERED.items()],
                )  # fmt: skip
        if "inviter" in wanted:
            add["inviter_name"] = _name(_("Name of the person or organisation"))
            add["inviter_relation"] = _name(_("What they are to you"), 60)
            add["inviter_works_for"] = forms.ChoiceField(
                label=_("For whom do they work?"), required=False, choices=[("", "—"), *wording.EMPLOYERS.items()]
            )
        if "met" in wanted:
            for n in range(1, MET + 1):
                add[f"met_{n}_name"] = _name(_("Name"))
                add[f"met_{n}_relation"] = _name(_("What they are to you"), 60)
                add[f"met_{n}_works_for"] = forms.ChoiceField(
                    label=_("For whom do they work?"), required=False,
                    choices=[("", "—"), *wording.EMPLOYERS.items()],
                )  # fmt: skip
        if "devices" in wanted:
            add["devices"] = OneOf(
                label=_("Which telephones and computers do you take along?"), required=False,
                choices=list(wording.DEVICES.items()),
            )  # fmt: skip

    def people(self, role: str) -> list[Person]:
        """Those who were named in a role."""
        said = self.cleaned_data
        starts = [f"{role}_"] if role in ALONE else [f"{role}_{n}_" for n in range(1, COMPANIONS + 1)]
        fields = Person.__dataclass_fields__
        return [
            Person(**{name: said.get(f"{start}{name}") or "" for name in fields})
            for start in starts
            if said.get(f"{start}name")
        ]

    def group(self, role: str) -> list[list[forms.BoundField]]:
        """The fields of a role, person by person."""
        rows: dict[str, list[forms.BoundField]] = {}
        for name in self.fields:
            if name.startswith(f"{role}_"):
                rows.setdefault(name.rsplit("_", 1)[0].replace("_works", ""), []).append(self[name])
        return list(rows.values())

    def emergency(self) -> list[list[forms.BoundField]]:
        """The fields of whom to call."""
        return self.group("emergency")

    def companions(self) -> list[list[forms.BoundField]]:
        """The fields of those who travel along."""
        return self.group("companion")

    def inviter(self) -> list[list[forms.BoundField]]:
        """The fields of who invites."""
        return self.group("inviter")

    def met(self) -> list[list[forms.BoundField]]:
        """The fields of those who are met."""
        return self.group("met")


class Join(forms.Form):
    """The number of a trip that several make together."""

    group = forms.CharField(
        label=_("Number of the group"), max_length=12,
        help_text=_("Whoever began the application has it. For example, G-7QF29M4X"),
    )  # fmt: skip


@needs(Right.TRAVEL)
@require_http_methods(["GET", "POST"])
def people(request: ActorRequest, reference: str) -> HttpResponse:
    """Say who travels along, who is met and whom to call; nothing here is owed, and each block says who sees it."""
    row = _own(request, reference)
    wanted = _wanted(row)
    known = queries.people_of(row)
    form = People(request.POST if request.method == "POST" else None, wanted=wanted, initial=_initial(row, known))
    if request.method == "POST" and form.is_valid():
        try:
            for role in asking.ROLES:
                if form.group(role):
                    actions.name_people(
                        reference, role=role, people=form.people(role), by=request.actor, at=timezone.now()
                    )
            if "devices" in form.fields:
                actions.change(reference, devices=form.cleaned_data["devices"], by=request.actor, at=timezone.now())
        except MoveRefused as refused:
            showing.add(form, refused)
        else:
            messages.success(request, gettext("Saved."))
            return redirect("web:application-send" if row.state == "draft" else "web:application", reference)
    return render(request, "web/applications/people.html", {"row": row, "form": form, "wanted": wanted})


@needs(Right.TRAVEL)
@require_POST
def together(request: ActorRequest, reference: str) -> HttpResponse:
    """Make the number that those who travel along type in."""
    row = _own(request, reference)
    try:
        group = actions.travel_together(reference, by=request.actor, at=timezone.now())
    except MoveRefused as refused:
        messages.error(request, showing.sentence(refused))
    else:
        said = gettext("Give this number to those who travel with you. Each has their own application and decision:")
        messages.success(request, f"{said} {group}")
    return redirect("web:application-send" if row.state == "draft" else "web:application", reference)


@needs(Right.TRAVEL)
@require_http_methods(["GET", "POST"])
def join(request: ActorRequest) -> HttpResponse:
    """Begin one's own draft of a trip that somebody else began."""
    form = Join(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.join(form.cleaned_data["group"], by=request.actor, at=timezone.now())
        except MoveRefused as refused:
            showing.add(form, refused)
        else:
            return redirect("web:application-fill", row.reference)
    return render(request, "web/applications/join.html", {"form": form})


def summary(row: Any) -> list[tuple[Any, int]]:
    """How many other people stand in a file, by role, without who they are."""
    return [(WORDS_OF_ROLE[role], count) for role, count in queries.counts_of(row).items()]


def _wanted(row: Any) -> frozenset[str]:
    requires = row.requires or queries.asked(row, on=timezone.localdate()).requires
    wanted = queries.called_for(row, requires=requires)
    if row.state not in {"draft", "returned"}:
        return wanted & {"emergency"} if row.state in policy.FINAL else wanted - {"devices"}
    return wanted


def _initial(row: Any, known: dict[str, tuple[Person, ...]]) -> dict[str, Any]:
    said: dict[str, Any] = {"devices": row.devices}
    for role, found in known.items():
        for n, one in enumerate(found, 1):
            start = f"{role}_" if role in ALONE else f"{role}_{n}_"
            said |= {f"{start}{name}": getattr(one, name) for name in Person.__dataclass_fields__}
    return said


def _name(label: Any, longest: int = 120) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=False)


def _own(request: ActorRequest, reference: str) -> Any:
    try:
        return queries.file(reference, seen_by=request.actor, on=timezone.localdate())
    except queries.missing as hidden:
        raise Http404 from hidden
