"""Forms of the case pages."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypedDict
from zoneinfo import ZoneInfo

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from exeat.cases import policy
from exeat.web.applications.forms import country_choices
from exeat.web.cases import wording
from exeat.web.crossings.forms import Override
from exeat.web.forms import Day, OneOf, SomeOf, Text


class Factor(TypedDict):
    """A factor as a form asks about it."""

    key: str
    label: str
    source: str
    sides: tuple[str, ...]


BECAUSE = _("Why this last day differs from the rules, or where it stands when the rules are silent")


class Until(forms.Form):
    """A day until which the person may answer."""

    answer_until = Day(label=_("The person may answer until"))


class More(Until):
    """More time to answer, for a reason."""

    reasons = Text(rows=2, label=_("Why more time is given"))


class Declined(forms.Form):
    """Why a request is not granted."""

    reasons = Text(rows=4, label=_("Reasons"), help_text=_("Written to the person, about this case."))


class Arrange(forms.Form):
    """How the person is helped to take part."""

    how = Text(rows=2, label=_("Which interpreter or other help the person has, when and where"))


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
            self.fields["kinds"].choices = measures  # type: ignore[attr-defined]  # a choice field
        else:  # a single measure stands or falls as a whole
            del self.fields["kinds"]
            whole = [one for one in wording.JUDGMENTS.items() if one[0] != "partly"]
            self.fields["outcome"].choices = whole  # type: ignore[attr-defined]  # a choice field


class Receiver(forms.Form):
    """A system that takes orders."""

    to = OneOf(label=_("Register"), choices=list(wording.REGISTERS.items()))
    institution = forms.ChoiceField(label=_("For the people of"), required=False)
    name = forms.CharField(label=_("Whose system it is"), max_length=120)
    address = forms.CharField(label=_("Address"), max_length=300, help_text=_("It begins with https://"))
    certificate = Text(
        rows=4, required=False, label=_("Certificate of the system"),
        help_text=_("Only this one is believed then. Empty: those that this machine believes."),
    )  # fmt: skip

    def __init__(self, *args: Any, houses: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("every institution")), *houses]
        self.fields["institution"].choices = choices  # type: ignore[attr-defined]  # a choice field


class Invite(forms.Form):
    """Where and when the person is heard, and with whose help."""

    day = Day(label=_("Day of the hearing"))
    hour = forms.TimeField(
        label=_("Time of day"), input_formats=["%H:%M", "%H.%M", "%H %M"], help_text=_("In Lithuania, as 14:30."),
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "govuk-input--width-5", "autocomplete": "off"}),
    )  # fmt: skip
    way = OneOf(label=_("How"), choices=[("room", _("In a room")), ("call", _("By call"))])
    place = forms.CharField(label=_("Address and room, or how to join the call"), max_length=300)
    interpreter = forms.CharField(label=_("Interpreter"), required=False, max_length=200)
    accommodation = forms.CharField(label=_("Other help at the hearing"), required=False, max_length=200)

    def given(self) -> dict[str, Any]:
        """What the action takes: a moment instead of a day and a time."""
        said = dict(self.cleaned_data)
        begins_at = datetime.combine(said.pop("day"), said.pop("hour"), ZoneInfo("Europe/Vilnius"))
        return {"begins_at": begins_at, **said}


class OtherTime(forms.Form):
    """When the person can come instead."""

    words = Text(rows=3, label=_("When you can, and why not then"))


class Translate(forms.Form):
    """A translation of a document."""

    number = forms.TypedChoiceField(label=_("Which document"), coerce=int)
    language = forms.CharField(label=_("Into which language"), max_length=40)
    translated_by = forms.CharField(label=_("Who translated it"), max_length=120)
    sworn = forms.BooleanField(label=_("A sworn translator, or confirmed by a notary"), required=False)
    text = Text(rows=6, required=False, label=_("The translation"))
    attachment = forms.FileField(
        label=_("Or the translation as a file"), required=False, help_text=_("PDF, JPEG or PNG, up to 10 MB each.")
    )

    def __init__(self, *args: object, documents: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]  # Django's own options, handed through
        self.fields["number"].choices = documents  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        """A translation has words, or is a file."""
        said = super().clean() or {}
        if not said.get("text") and not said.get("attachment"):
            self.add_error("text", _("Type the translation or choose a file."))
        return said


class Summary(forms.Form):
    """What is told to everybody of a finding."""

    english = Text(
        rows=4, label=_("Summary in English"),
        help_text=_("What was asked, what was done, how it was judged and why. No name, number, place or day."),
    )  # fmt: skip
    lithuanian = Text(rows=4, label=_("Summary in Lithuanian"))


class NewFacts(forms.Form):
    """Facts that speak for the person and were not known."""

    facts = Text(rows=5, label=_("What is new, and how it is known"))


class LetIn(forms.Form):
    """Whom the person lets into the file."""

    name = forms.CharField(label=_("Name of the representative"), max_length=120)


class Arrive(forms.Form):
    """How a representative enters."""

    reference = forms.CharField(label=_("Number of the case"), max_length=16)
    code = forms.CharField(
        label=_("Code"), max_length=40, help_text=_("From the person whom you represent: four groups of five.")
    )


class Minutes(forms.Form):
    """What the minutes of the hearing should say."""

    correction = Text(
        rows=5, label=_("What should be different"), required=False,
        help_text=_("Leave empty if the minutes are right."),
    )  # fmt: skip


class OwnReport(forms.Form):
    """A journey that someone tells of by themselves."""

    place = forms.ChoiceField(label=_("Country"), choices=country_choices)
    first_on = Day(label=_("First day there"))
    last_on = Day(label=_("Last day there"))
    text = Text(rows=6, label=_("What happened"))


class TakeDown(OwnReport):
    """What an institution or State Security told of someone's journey."""

    person = forms.CharField(label=_("Number of the person in the register"), max_length=16)
    source = OneOf(
        label=_("Where it comes from"),
        choices=[(k, wording.SOURCES[k]) for k in ("institution_report", "security_notice")],
    )  # fmt: skip
    informant = forms.CharField(label=_("Who told it, and in which letter"), max_length=200)
    reliability = OneOf(label=_("How sure it is"), choices=list(wording.RELIABILITIES.items()))
    text = Text(rows=6, label=_("What was told, in its own words"), help_text=_("Facts only. The person reads it."))
    from_report = forms.CharField(
        label=_("Number of the return report, if it was told in one"), required=False, max_length=24,
        help_text=_("It can be used against the person only after another authority has decided so."),
    )  # fmt: skip
    field_order = (
        "person", "source", "informant", "reliability", "place", "first_on", "last_on", "text", "from_report",
    )  # fmt: skip


class OpenTold(Override):
    """Why a case is opened on what was told."""

    reasons = Text(rows=4, label=_("Why a case is opened"))
    field_order = ("reasons",)


class LeaveTold(forms.Form):
    """Why nothing follows from what was told."""

    reasons = Text(rows=3, label=_("Why nothing follows"))


class AllowUse(forms.Form):
    """That a return report may be used against its writer."""

    person = forms.CharField(label=_("Number of the person in the register"), max_length=16)
    report = forms.CharField(label=_("Number of the return report"), max_length=24)
    cite = forms.CharField(label=_("The provision that allows it"), max_length=200)
    reasons = Text(rows=5, label=_("Reasons"), help_text=_("The person reads that this was decided, and by whom."))


class Service(forms.Form):
    """How the notice reached the person."""

    how = forms.CharField(
        label=_("How the notice reached the person"), required=False, max_length=200,
        help_text=_("Leave empty if it was opened in the inbox."),
    )  # fmt: skip
    served_on = Day(label=_("On which day"), required=False)


class Add(forms.Form):
    """Something for the file, as a fact or as an assessment, shown or withheld with its ground in law."""

    nature = OneOf(label=_("What it is"), choices=[("fact", _("A fact")), ("assessment", _("An assessment"))])
    title = forms.CharField(label=_("Title"), max_length=200)
    text = Text(label=_("Text"))
    ground = forms.CharField(
        label=_("Why it is withheld from the person"), required=False, max_length=200,
        help_text=_("Only where a law allows it. It is listed, and the appeals body reads it."),
    )  # fmt: skip
    cite = forms.CharField(label=_("The provision that allows it"), required=False, max_length=200)
    body = forms.CharField(
        label=_("Which body withholds it"), required=False, max_length=120,
        help_text=_("If it is another body than this office."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """What is withheld names its law."""
        said = super().clean() or {}
        if bool(said.get("ground")) != bool(said.get("cite")):
            self.add_error("cite", _("Give both: why it is withheld, and the provision that allows it."))
        return said


class Words(forms.Form):
    """The record of a hearing, or the reasons of a step."""

    words = Text(rows=5, label=_("Reasons"))


class Hearing(forms.Form):
    """The record of a hearing."""

    record = Text(rows=6, label=_("Record of the hearing"))


class Weighing(Override):
    """A side and a word for each factor that is weighed, beside an answer to each point that speaks for the person."""

    def __init__(self, *args: object, factors: list[Factor], points: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, points=points, **options)
        self.factors = {f"factor_{n}": one["key"] for n, one in enumerate(factors)}
        for n, one in enumerate(factors):
            choices = [(side, words) for side, words in wording.SIDES.items() if side in one["sides"]]
            self.fields[f"factor_{n}"] = OneOf(
                label=one["label"], help_text=one["source"], choices=choices, required=False
            )
            self.fields[f"factor_{n}_words"] = Text(
                rows=2, required=False, label=format_lazy("{}: {}", _("Why"), one["label"])
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
    reasons = Text(rows=4, label=_("Reasons"), help_text=_("Written to the person, about this case."))


class ProposeMeasure(forms.Form):
    """What is proposed to follow."""

    kinds = SomeOf(
        label=_("Proposed measures"), required=False, help_text=_("Choose none to propose that nothing follows.")
    )
    reasons = Text(rows=4, label=_("Reasons"), help_text=_("Written to the person, about this case."))


class Enquire(forms.Form):
    """Which posts without the clearance were looked at."""

    posts = Text(rows=4, label=_("Which posts were looked at, and why each did or did not fit"))
    said = Text(rows=2, label=_("What the person said, or that they were asked and were silent"))
    found = forms.BooleanField(label=_("A post was found and the person takes it"), required=False)


class Find(Weighing):
    """A finding with everything that it must carry."""

    kind = OneOf(label=_("Finding"), choices=list(wording.FINDINGS.items()))
    reasons = Text(rows=5, label=_("Reasons"), help_text=_("Written to the person, about this case."))
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
        self, *args: object, documents: list[tuple[str, str]], asks_law: bool, alike: int, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["cited"].choices = documents  # type: ignore[attr-defined]  # a choice field
        if alike < policy.LIKE:
            del self.fields["departs"]
        if not asks_law:
            del self.fields["legal_question"]


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
        self, *args: object, offered: list[tuple[str, str]], lighter: list[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["kinds"].choices = offered  # type: ignore[attr-defined]  # a choice field
        self.rungs = {f"lighter_{n}": kind for n, (kind, _words) in enumerate(lighter)}
        for n, (_kind, words) in enumerate(lighter):
            label = format_lazy("{}: {}", _("Why this lighter measure is not enough"), words)
            self.fields[f"lighter_{n}"] = Text(rows=2, required=False, label=label)

    def lighter(self) -> dict[str, str]:
        """Why each lighter measure is not enough, by its kind."""
        said = self.cleaned_data
        return {kind: said[name] for name, kind in self.rungs.items() if said.get(name)}


class Files(forms.ClearableFileInput):
    """A field that takes several files."""

    allow_multiple_selected = True


class SeveralFiles(forms.FileField):
    """Several files at once."""

    widget = Files

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each of the files."""
        given = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(SeveralFiles, self).clean(one, initial) for one in given]


class Answer(forms.Form):
    """What the person says, and what they ask for."""

    text = Text(rows=8, label=_("What happened"))
    arguments = Text(
        rows=4, required=False, label=_("Arguments that you want answered one by one"),
        help_text=_("One in each line. Whoever decides against you answers each of them."),
    )  # fmt: skip
    attachments = SeveralFiles(
        label=_("Files that show it"), required=False, help_text=_("PDF, JPEG or PNG, up to 10 MB each.")
    )
    hearing = forms.BooleanField(label=_("I wish to be heard in person"), required=False)
    representative = forms.CharField(label=_("My representative"), required=False, max_length=200)
    interpreter = forms.CharField(label=_("I need an interpreter for this language"), required=False, max_length=80)
    translation = forms.CharField(label=_("I need to read the file in this language"), required=False, max_length=80)
    accommodation = forms.CharField(
        label=_("What else I need in order to take part"), required=False, max_length=200,
        help_text=_("For example a sign language interpreter, large print, a room without stairs, a break."),
    )  # fmt: skip
    wants = OneOf(
        label=_("What this is"),
        choices=[("answer", _("My answer")), ("ask", _("Only a request: more time, a hearing, an interpreter"))],
    )
    field_order = (
        "wants",
        "text",
        "arguments",
        "attachments",
        "hearing",
        "representative",
        "interpreter",
        "translation",
        "accommodation",
    )


class Appeal(forms.Form):
    """What the person thinks is wrong."""

    points = Text(rows=8, label=_("What is wrong, in your own words"))


class Decide(forms.Form):
    """What the appeals body decides, and why."""

    verdict = OneOf(
        label=_("Your decision"),
        choices=[(verb, wording.VERBS[verb]) for verb in ("uphold", "reverse", "reverse_part", "suspend")],
    )
    kinds = SomeOf(
        label=_("Which measures are set aside"), required=False, help_text=_("Only if you set aside a part.")
    )
    reasons = Text(rows=6, label=_("Reasons"), help_text=_("Answer each of the person's points."))

    def __init__(self, *args: object, taken: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]  # Django's own options, handed through
        self.fields["kinds"].choices = taken  # type: ignore[attr-defined]  # a choice field
        if len(taken) < 2:  # nothing can be set aside in part
            del self.fields["kinds"]
            self.fields["verdict"].choices = [c for c in self.fields["verdict"].choices if c[0] != "reverse_part"]  # type: ignore[attr-defined]  # a choice field
