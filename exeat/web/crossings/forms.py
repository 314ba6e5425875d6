"""Forms of the crossings pages."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from exeat.web.forms import Text

CONCRETELY = _("Concretely and in your own words: at least 40 letters.")


class Receive(forms.Form):
    """A file of border records and where it comes from."""

    file = forms.FileField(
        label=_("File of border records"),
        help_text=_("CSV, Parquet, JSON lines, lines of documents (MRZ) or a passenger list (PAXLST)."),
    )
    source = forms.CharField(
        label=_("Source"), required=False, max_length=120, help_text=_("Needed where the file does not name it.")
    )


class Answer(forms.Form):
    """What an officer says of a possible match."""

    reasons = Text(rows=2, label=_("Why, in a few words"))
    overrides = Text(
        rows=2, required=False, label=_("What speaks against it, and why it is the same person all the same"),
        help_text=_("Needed only if you answer: the same person."),
    )  # fmt: skip
    also = forms.BooleanField(
        required=False, label=_("The same answer for the other crossings with this document"),
        widget=forms.CheckboxInput(attrs={"data-key": "a"}),
    )  # fmt: skip

    def __init__(self, *args: object, others: int = 0, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]  # Django's own options, handed through
        if not others:
            del self.fields["also"]


class Aside(forms.Form):
    """Why nothing follows from a discrepancy."""

    reasons = Text(rows=3, label=_("Why nothing follows"))


class Override(forms.Form):
    """One answer to each point that speaks for the person, and the reasons of the step."""

    always = True  # whether each point must be answered whatever is chosen

    def __init__(self, *args: object, points: list[tuple[str, str]], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]  # Django's own options, handed through
        self.points = {f"point_{n}": key for n, (key, _words) in enumerate(points)}
        for n, (_key, words) in enumerate(points):
            self.fields[f"point_{n}"] = Text(
                rows=2, required=self.always, label=words,
                help_text=_("Why you go on all the same: three words at least."),
            )  # fmt: skip

    def overrides(self) -> dict[str, str]:
        """The answers by the key of the point."""
        return {key: self.cleaned_data.get(name, "") for name, key in self.points.items()}


class Open(Override):
    """Why a case is opened, with an answer to each point that speaks for the person."""

    reasons = Text(rows=4, label=_("Why a case is opened"), help_text=CONCRETELY)
    field_order = ("reasons",)
