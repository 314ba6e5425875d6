"""What is asked beyond where, when and why: only what rules, reason and trip call for. Pure."""

from __future__ import annotations

from dataclasses import dataclass

RELATIVE_REASONS = frozenset({"serious_illness_of_relative", "death_of_relative"})
WARD_REASONS = frozenset({"parental_duty", "guardianship"})
MEETING_REASONS = frozenset({"family_visit", "other", "property", *RELATIVE_REASONS, *WARD_REASONS})
WEIGHED = frozenset({"permission", "ban", "undetermined"})  # answers after which somebody weighs the trip
ROLES = ("emergency", "companion", "met", "inviter")  # other people in a file

INVITED_REASONS = frozenset({"family_visit", "tourism", "other", "medical_treatment"})
DRIVEN = frozenset({"car", "bus", "train", "plane", "ship"})  # ways of travelling that leave a plate or a ticket
DETAILS = (
    "visa", "citizen_there", "pays", "insured", "vehicle", "other_way", "in_touch", "back_at_work", "earlier_trips",
)  # fmt: skip
SOUGHT_BY = ("vehicle", "other_way", "in_touch", "back_at_work")  # what helps to find somebody

# Further facts of the regimes, by the name that the form gives them.
FACTS = {
    "relative_state": "application.relative_state",
    "duty_state": "application.duty_state",
    "property_state": "application.property_state",
    "from_afar": "application.from_afar",
}
KIN = {
    "spouse": "spouse", "parent": "first_degree", "child": "first_degree", "sibling": "second_degree",
    "grandparent": "second_degree", "grandchild": "second_degree", "aunt_or_uncle": "third_degree",
    "niece_or_nephew": "third_degree", "great_grandparent": "third_degree", "great_grandchild": "third_degree",
    "cousin": "fourth_degree",
}  # fmt: skip


@dataclass(frozen=True)
class Person:
    """A third party as little as can be: a name, what they are to the traveller, and what their role needs."""

    name: str
    relation: str = ""
    phone: str = ""
    citizenship: str = ""
    covered: str = ""  # whether they hold secrets themselves: yes, no, unknown
    works_for: str = ""  # of someone who is met: state, military, other


@dataclass(frozen=True)
class Contacts:
    """Whom to reach when someone does not come back, and who is with them."""

    phone: str
    emergency: tuple[Person, ...]
    companions: tuple[Person, ...]
    journey: tuple[tuple[str, str], ...] = ()  # what was said of vehicle, way back, contact and return to work


def called_for(
    *, kind: str, requires: str, reason: str, transports: frozenset[str] = frozenset(), named_point: bool = False,
    only_passing: bool = False,
) -> frozenset[str]:  # fmt: skip
    """The blocks of questions that a file calls for; a notice and a trip that nobody weighs call for few.

    `transports` are the ways of travelling of its parts, `named_point` says that a border crossing point was named for
    the way back, `only_passing` that nowhere anybody stays.
    """
    wanted = {"emergency", "companions", "in_touch"}
    if kind == "application" and requires in WEIGHED:
        wanted |= {"devices", "lodging", "citizen_there", "back_at_work", "earlier_trips"}
        if not only_passing:
            wanted |= {"visa", "pays", "insured"}
        if transports & DRIVEN:
            wanted.add("vehicle")
        if named_point:
            wanted.add("other_way")
        if reason in INVITED_REASONS:
            wanted.add("inviter")
        if reason in MEETING_REASONS:
            wanted.add("met")
        if reason in RELATIVE_REASONS:
            wanted.add("relative_state")
        if reason in WARD_REASONS:
            wanted.add("duty_state")
        if reason == "property":
            wanted |= {"property_state", "from_afar"}
    return frozenset(wanted)


def facts_of(answers: dict[str, object], relation: str) -> dict[str, object]:
    """The answers as the facts that the regimes know; a relation is the degree of kinship that it means in law."""
    said = {fact: answers[name] for name, fact in FACTS.items() if answers.get(name) not in (None, "")}
    if relation in KIN:
        said["application.kin"] = KIN[relation]
    return said
