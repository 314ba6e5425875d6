"""Forms by which officers and the appeals body decide: proposals, findings, measures, appeals, judgments."""

from __future__ import annotations

from typing import Any, TypedDict

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from exeat.cases import policy
from exeat.web.cases import wording
from exeat.web.crossings.forms import Override
from exeat.web.forms import Day, OneOf, SomeOf, Text, offer

WRITTEN = _("Written to the person, about this case: at least 40 letters.")
FOR_A_BREACH = _("(needed for a breach)")
BECAUSE = _("Why this last day differs from the rules, or where it stands when the rules are silent")


class Factor(TypedDict):
    """A factor as a form asks about it."""

    key: str
    label: str
    source: str
    sides: tuple[str, ...]


class Weighing(Override):
    """A side and a word for each factor that is weighed, beside an answer to each point that speaks for the person."""

    def __init__(self, *args: Any, factors: list[Factor], points: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, points=points, **options)
        self.factors = {f"factor_{n}": one["key"] for n, one in enumerate(factors)}
        for n, one in enumerate(factors):
            choices = [(side, words) for side, words in wording.SIDES.items() if side in one["sides"]]
            self.fields[f"factor_{n}"] = OneOf(
                label=one["label"], help_text=one["source"], choices=choices, required=self.always
            )
            self.fields[f"factor_{n}_words"] = Text(
                rows=2, required=self.always, label=format_lazy("{}: {}", _("Why so"), one["label"])
            )

    def weighed(self) -> dict[str, policy.Weighed]:
        """What was said of each factor, by its key."""
        said = self.cleaned_data
        return {
            key: policy.Weighed(said[name], said.get(f"{name}_words", ""))
            for name, key in self.factors.items()
            if said.get(name)
        }


class ProposeFinding(forms.Form):
    """What is proposed to find."""

    kind = OneOf(label=_("Proposed finding"), choices=list(wording.FINDINGS.items()))
    reasons = Text(rows=4, label=_("Reasons"), help_text=WRITTEN)


class ProposeMeasure(forms.Form):
    """What is proposed to follow."""

    kinds = SomeOf(
        label=_("Proposed measures"), required=False, help_text=_("Choose none to propose that nothing follows.")
    )
    reasons = Text(rows=4, label=_("Reasons"), help_text=WRITTEN)


class Enquire(forms.Form):
    """Which posts without the clearance were looked at."""

    posts = Text(rows=4, label=_("Which posts were looked at, and why each did or did not fit"))
    said = Text(rows=2, label=_("What the person said, or that they were asked and were silent"))
    found = forms.BooleanField(label=_("A post was found and the person takes it"), required=False)


class Find(Weighing):
    """A finding with everything that it must carry."""

    always = False  # a finding that clears the person answers nothing

    kind = OneOf(label=_("Finding"), choices=list(wording.FINDINGS.items()))
    reasons = Text(rows=5, label=_("Reasons"), help_text=WRITTEN)
    cited = SomeOf(label=_("Documents on which it rests"), required=False)
    answer_weighed = Text(
        rows=3, required=False, label=_("What the person said, and why it does not change the result")
    )
    legal_question = Text(rows=3, required=False, label=_("The question of law, and how you decide it"))
    departs = Text(rows=3, required=False, label=_("Why this case differs from like cases"))
    unlike = Text(rows=3, required=False, label=_("Why you find otherwise than was proposed"))
    appeal_until = Day(label=_("Last day to appeal"), required=False)
    appeal_because = forms.CharField(label=BECAUSE, required=False, max_length=200)
    field_order = (
        "kind",
        "reasons",
        "cited",
        "answer_weighed",
        "legal_question",
        "departs",
        "unlike",
        "appeal_until",
        "appeal_because",
    )

    def __init__(
        self, *args: Any, documents: list[tuple[str, str]], asks_law: bool, alike: int, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        offer(self, "cited", documents)
        if alike < policy.LIKE:
            del self.fields["departs"]
        if not asks_law:
            del self.fields["legal_question"]
        weighed = (*self.factors, *(f"{name}_words" for name in self.factors))
        self.needed = dict.fromkeys(("answer_weighed", "legal_question", "cited", *self.points, *weighed), FOR_A_BREACH)


class Measure(Weighing):
    """A measure, weighed."""

    kinds = SomeOf(label=_("Measures that the law attaches to the breach"))
    reasons = Text(rows=4, label=_("Reasons"))
    aim = Text(rows=2, label=_("What it is for"))
    lesser = Text(rows=2, label=_("Which lighter measure was considered, and why it is not enough"))
    unlike = Text(rows=3, required=False, label=_("Why you decide otherwise than was proposed"))
    family = Text(rows=2, label=_("What it means for the person and their family"))
    lasts = forms.CharField(label=_("For how long"), max_length=200)
    effect_from = Day(label=_("From which day"))
    review_on = Day(label=_("Day on which it is looked at again"))
    appeal_until = Day(label=_("Last day to appeal"), required=False)
    appeal_because = forms.CharField(label=BECAUSE, required=False, max_length=200)
    field_order = ("kinds", "reasons", "unlike", "aim", "lesser", "family", "lasts", "effect_from", "review_on",
                   "appeal_until", "appeal_because")  # fmt: skip

    def __init__(
        self, *args: Any, offered: list[tuple[str, str]], lighter: list[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        offer(self, "kinds", offered)
        self.rungs = {f"lighter_{n}": kind for n, (kind, _words) in enumerate(lighter)}
        for n, (_kind, words) in enumerate(lighter):
            label = format_lazy("{}: {}", _("Why this lighter measure is not enough"), words)
            self.fields[f"lighter_{n}"] = Text(rows=2, required=False, label=label)

    def lighter(self) -> dict[str, str]:
        """Why each lighter measure is not enough, by its kind."""
        said = self.cleaned_data
        return {kind: said[name] for name, kind in self.rungs.items() if said.get(name)}


VERDICTS = tuple((verb, wording.VERBS[verb]) for verb in ("uphold", "reverse", "reverse_part", "suspend"))


class Decide(forms.Form):
    """What the appeals body decides, and why."""

    verdict = OneOf(label=_("Your decision"), choices=VERDICTS)
    kinds = SomeOf(
        label=_("Which measures are set aside"), required=False, help_text=_("Only if you set aside a part.")
    )
    reasons = Text(rows=6, label=_("Reasons"), help_text=_("Answer each of the person's points."))

    def __init__(self, *args: Any, taken: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "kinds", taken)
        if len(taken) < 2:  # nothing can be set aside in part
            del self.fields["kinds"]
            offer(self, "verdict", [one for one in VERDICTS if one[0] != "reverse_part"])


class Judgment(forms.Form):
    """What a court decided, with its document."""

    court = forms.CharField(label=_("Court"), max_length=120)
    number = forms.CharField(label=_("Number of the judgment"), max_length=60)
    given_on = Day(label=_("Day of the judgment"))
    outcome = OneOf(label=_("What the court did"), choices=list(wording.JUDGMENTS.items()))
    kinds = SomeOf(label=_("Which of the measures fall"), required=False)
    words = Text(rows=4, label=_("What the court decided, in its own words"))
    document = forms.FileField(label=_("The judgment"), help_text=_("PDF, JPEG or PNG, up to 10 MB each."))

    def __init__(self, *args: Any, measures: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(measures) > 1:
            offer(self, "kinds", measures)
        else:  # a single measure stands or falls as a whole
            del self.fields["kinds"]
            whole = [one for one in wording.JUDGMENTS.items() if one[0] != "partly"]
            offer(self, "outcome", whole)


class Summary(forms.Form):
    """What is told to everybody of a finding."""

    english = Text(
        rows=4, label=_("Summary in English"),
        help_text=_("What was asked, what was done, how it was judged and why. No name, number, place or day."),
    )  # fmt: skip
    lithuanian = Text(rows=4, label=_("Summary in Lithuanian"))
