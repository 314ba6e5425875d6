"""The shape of a rulebook: one regime, its whole history, its sources and its worked examples.

A part (a category, a destination, a provision, ...) has wordings one after the other; one that has a single
wording may be written flat. Unknown keys and wrong kinds are errors; nothing is converted in silence.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, StringConstraints, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from exeat.regimes import vocabulary

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$")]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Territory = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}-[A-Z0-9]{1,5}$")]
Span = Annotated[str, StringConstraints(pattern=r"^\d+ (hours|days|working_days|weeks|months|years)$")]
DayBefore = Literal["day_before"]  # on the day before departure at the latest
Blank = Literal["unknown", "silent"]  # not found | read, and it says nothing
Text = dict[Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")], str]
Said = str | Text  # English alone, or by language
Requirement = Literal["free", "advice", "return_report", "notice", "permission", "ban"]
When = dict[str, Any]  # fact -> value | [values] | {test: value}; any: / all: / not:
KnownFrom = Literal["text", "official_summary", "press"]
ShapeMark = Annotated[str, StringConstraints(pattern=r"^\d{1,2} [a-z][a-z0-9_.-]*$")]  # 19 provisions.no-travel.transit
ProcedureElsewhere = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*\.[a-z][a-z0-9_-]*$")
]  # regime.procedure
Citations = Annotated[list[str], Field(min_length=1)]

WEIGHTS: Mapping[str, int] = {
    "free": 0,
    "advice": 1,
    "return_report": 2,
    "notice": 3,
    "permission": 4,
    "undetermined": 5,
    "ban": 6,
}


class Shape(BaseModel):
    """Anything that stands in a rulebook: exactly the keys that are known, exactly the kinds that are meant."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=True)


class Wording(Shape):
    """What a part says from one day to another, with the source of it."""

    in_force: date
    until: date | None = None
    cite: Citations
    checked_on: date | None = None
    mark: Literal["sourced", "inferred"] = "sourced"
    note: Said | None = None

    @model_validator(mode="after")
    def not_empty(self) -> Wording:
        """A wording applies for at least one day."""
        if self.until is not None and self.until <= self.in_force:
            raise ValueError(f"until {self.until} is not after in_force {self.in_force}")
        return self

    def applies(self, day: date) -> bool:
        """Whether the wording is in force on that day."""
        return self.in_force <= day and (self.until is None or day < self.until)


W = TypeVar("W", bound=Wording)


class Part(Shape, Generic[W]):
    """A named thing with one or more wordings, which may leave gaps but never overlap."""

    label: Text | None = None
    wordings: Annotated[list[W], Field(min_length=1)]

    @model_validator(mode="before")
    @classmethod
    def one_wording_may_be_written_flat(cls, value: Any) -> Any:
        """A part with a single wording needs no list."""
        if isinstance(value, dict) and "wordings" not in value:
            rest = {key: item for key, item in value.items() if key != "label"}
            return {"label": value.get("label"), "wordings": [rest]}
        return value

    @model_validator(mode="after")
    def end_to_end(self) -> Part[W]:
        """Wordings stand in order of time and do not overlap."""
        for a, b in zip(self.wordings, self.wordings[1:], strict=False):
            if a.until is None or a.until > b.in_force:
                raise ValueError(f"wordings of {a.in_force} and {b.in_force} overlap")
        return self

    def on(self, day: date) -> W | None:
        """The wording of that day; None where there is a gap."""
        return next((wording for wording in self.wordings if wording.applies(day)), None)

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Editors accept what the reader accepts: a wording written flat, or a label with wordings."""
        listed = handler.resolve_ref_schema(handler(core_schema))
        flat = dict(handler.resolve_ref_schema(dict(listed["properties"]["wordings"]["items"])))
        flat["properties"] = {**flat["properties"], "label": listed["properties"]["label"]}
        flat.pop("title", None)
        both: JsonSchemaValue = {"anyOf": [dict(listed), flat]}
        listed.clear()
        listed.update(both)
        return listed


class Source(Shape):
    """Where a rule stands, and how we know what stands there."""

    title: Said
    kind: Literal["act", "government_resolution", "directive", "regulation", "order", "policy", "list", "proposal"]
    number: str
    adopted: date | Blank
    uri: str
    known_from: KnownFrom
    seen: list[str] = []  # where we read of it


class Category(Wording):
    """People whom a regime binds."""

    when: When
    after_leaving: Span | Literal["unlimited"] | None = None
    agency_may: Literal["lengthen", "shorten", "both"] | None = None


class Destination(Wording):
    """A list of states and parts of states."""

    countries: list[Country] = []
    territories: list[Territory] = []
    occupied_by: list[Country] = []
    all_except: list[Country] | None = None
    except_in: list[Name] = []
    as_in: Name | None = None
    at_least: int | None = None
    unpublished: bool = False


class Ground(Wording):
    """What opens an exception, and what shows it."""

    reasons: list[Name] | Blank
    kin: list[str] | Blank | None = None
    evidence: list[str] | list[Text] | Blank
    limits: list[str] = []


class Opinion(Shape):
    """A body that is consulted before a decision."""

    body: Name
    effect: Literal["advises", "consents", "is_told"]
    within: Span | Blank | None = None


class Urgent(Shape):
    """When hours matter: on which grounds, how late one may still ask, how soon the answer comes."""

    grounds: list[Name] | Literal["any"]
    apply_before: Span
    decide_within: Span | Blank | None = None
    decider: Name | None = None
    provisional: bool = False
    evidence_within: Span | Blank | None = None


class Tolerance(Shape):
    """Small slips that a permit covers without a new decision; what is not named here is not covered."""

    days_before: Annotated[int, Field(ge=0)] = 0
    days_after: Annotated[int, Field(ge=0)] = 0
    crossing_point: Literal["named", "any"] = "named"


class StandingTerms(Shape):
    """Within what bounds one decision serves several journeys, each of which is told before it begins."""

    reasons: list[Name] | Literal["any"]
    told_before: Span
    journeys_at_most: Annotated[int, Field(ge=1)] | None = None
    days_each_at_most: Annotated[int, Field(ge=1)] | None = None


class PermitTerms(Shape):
    """What a permit covers."""

    journeys: Literal["one", "many"] | Blank
    itinerary: Literal["fixed", "open"] | Blank
    valid_at_most: Span | None = None
    conditions: list[str] = []
    tolerance: Tolerance | None = None
    standing: StandingTerms | None = None

    @model_validator(mode="after")
    def one_journey_is_one(self) -> PermitTerms:
        """A decision that serves several journeys is none where a permit serves one."""
        if self.standing is not None and self.journeys != "many":
            raise ValueError("standing needs journeys: many")
        return self


class Decider(Shape):
    """Who decides, for posts that fit a condition; the first that fits."""

    when: When
    decider: Name


class Procedure(Wording):
    """How something is asked for, declared or reported: to whom, by when, and what silence means."""

    kind: Literal["permission", "notice", "return_report"]
    decider: Name | Blank | list[Decider] | None = None
    refused_by: Name | None = None
    approvals: list[Name] = []
    opinions: list[Opinion] = []
    opinions_asked: Literal["at_once", "in_turn"] | Blank | None = None
    weighed: Literal["every_decision"] | Blank | None = None
    addressee: Name | None = None
    form: Literal["written", "spoken", "form"] | Blank | None = None
    apply_before: Span | DayBefore | Blank | None = None
    give_before: Span | DayBefore | Blank | None = None
    give_within: Span | Blank | None = None
    urgent: Urgent | None = None
    counted_from: Literal["filing", "complete_file"] = "filing"
    may_be_forbidden_by: Name | None = None
    decide_within: Span | Blank | None = None
    silence: Literal["refusal", "consent"] | Blank | None = None
    permit: PermitTerms | None = None


class Exemption(Shape):
    """A case in which a provision asks for something else than it does otherwise."""

    label: Text
    when: When
    requires: Requirement
    by: Name | None = None
    also: list[Name] = []
    accepts: list[ProcedureElsewhere] = []
    prevails_over: list[Name] = []
    cite: Citations


class Provision(Wording):
    """A rule: whom it binds, where, for which trips, and what it asks."""

    under_way: Literal["exempt", "bound"] = "exempt"
    binds: list[Name]
    to: list[Name]
    purpose: list[Literal["private", "duty"]] = ["private", "duty"]
    governed_by: Literal["stay", "application"] = "stay"
    while_: Name | None = Field(None, alias="while")
    transit: Literal["counts", "exempt_airside", "exempt"] | Blank = "unknown"
    when: When = {}
    requires: Requirement
    by: Name | None = None
    accepts: list[ProcedureElsewhere] = []
    live_by_order: bool = False
    prevails_over: list[Name] = []
    at_border: Literal["may_leave", "may_leave_after_statement", "may_not_leave", "refer"] | Blank = "unknown"
    exceptions: dict[Name, Exemption] = {}


class Duty(Wording):
    """Something to be done beside what is asked: a briefing, a report, a training."""

    kind: Literal["briefing", "return_report", "notice", "device", "training"]
    with_: list[Requirement] = Field(alias="with")
    side: Literal["before_departure", "during_stay", "after_return"]
    within: Span | Blank | None = None
    valid_for: Span | None = None
    strength: Literal["must", "on_request", "recommended"] = "must"
    bundled_every: Span | None = None
    onward: dict[Name, Span] = {}
    only_if: When = {}
    from_: Name | None = Field(None, alias="from")
    to: Name | None = None


class Breach(Wording):
    """What was not done, and what the law attaches to that."""

    unmet: list[Requirement]
    when: When = {}
    measures: list[str] | dict[Name, Literal["bound", "discretionary"]] | Blank
    ladder: list[Name] = []
    imposed_by: Name | None = None
    chained: dict[str, str] = {}
    measures_from: date | None = None


class Count(Wording):
    """A sum over earlier stays: days or journeys to named destinations."""

    of: Literal["days", "journeys"]
    to: list[Name]
    over: Span | Literal["calendar_year"]


class OpenPoint(Shape):
    """A question that the sources leave open, the reading that decides, and the others."""

    question: Said
    default: str
    readings: dict[str, dict[str, Any]]
    words: dict[str, Text] = {}  # each reading in words


class Assumed(Shape):
    """Something that no source says and an outcome rests on."""

    on: str
    why: Said


class Explained(Shape):
    """A finding of the walk that is the law and no slip, and why."""

    finding: Name
    on: str
    why: Said


class Aim(Shape):
    """What the regime is for, as its source says."""

    words: Text
    cite: Citations


class Remedy(Wording):
    """To whom one may complain about a decision, by when and how."""

    body: Text | Blank
    within: Span | Blank
    form: Text | Blank


class Factor(Wording):
    """Something that is weighed before a finding or a measure; its label says what."""

    weighs: Literal["for", "against", "either"]
    before: list[Literal["finding", "measure"]] = ["finding", "measure"]


class Clock(Wording):
    """How much time a step of a case has, at least or at most."""

    step: Literal["answer", "minutes", "invitation", "decide"]
    within: Span


class Example(Shape):
    """A case with its answer, run as a test."""

    name: str
    given: dict[str, Any] = {}
    reading: dict[str, str] = {}
    today: date | None = None  # the day of the standing
    then: dict[str, Any]


class Examples(Shape):
    """What all the cases share, and the cases."""

    given: dict[str, Any]
    cases: Annotated[list[Example], Field(min_length=1)]


class Rulebook(Shape):
    """One regime with its whole history."""

    format: Literal["exeat-rulebook/1"]
    regime: Name
    title: Text
    jurisdiction: Country
    calendar: str
    status: Literal["law", "partial", "draft", "withdrawn"]
    draft_of: Name | None = None
    supplements: bool = False  # says how what other regimes ask is done; asks nothing of its own
    in_force_assumed: date | None = None
    aim: Aim | None = None
    shapes: list[ShapeMark] = []  # which of the known shapes of rules it shows, and where
    sources: dict[Name, Source]
    categories: dict[Name, Part[Category]]
    destinations: dict[Name, Part[Destination]]
    grounds: dict[Name, Part[Ground]] = {}
    procedures: dict[Name, Part[Procedure]] = {}
    counts: dict[Name, Part[Count]] = {}
    provisions: dict[Name, Part[Provision]]
    duties: dict[Name, Part[Duty]] = {}
    breaches: dict[Name, Part[Breach]] = {}
    remedies: dict[Name, Part[Remedy]] = {}
    factors: dict[Name, Part[Factor]] = {}
    clocks: dict[Name, Part[Clock]] = {}
    yields_to: list[Name] = []
    open_points: dict[Name, OpenPoint] = {}
    assumed: list[Assumed] = []
    explained: list[Explained] = []
    examples: Examples


KINDS: Mapping[str, type[Wording]] = {
    "categories": Category,
    "destinations": Destination,
    "grounds": Ground,
    "procedures": Procedure,
    "counts": Count,
    "provisions": Provision,
    "duties": Duty,
    "breaches": Breach,
    "remedies": Remedy,
    "factors": Factor,
    "clocks": Clock,
}


def said(words: str | Mapping[str, str] | None, language: str) -> str:
    """The words in a language, or in English where that language has none."""
    if words is None:
        return ""
    return words if isinstance(words, str) else vocabulary.said(words, language)
