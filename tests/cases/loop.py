"""The steps of a case in their order, with everything that each needs, so that a test states only what it is about."""

from datetime import date

from exeat.cases import actions, policy, queries
from exeat.cases.models import Case
from exeat.crossings import queries as passages
from exeat.crossings.models import Discrepancy
from tests.cases import world
from tests.cases.world import BODY, LINA, MINDAUGAS, NOON, RASA, REASONS, later, traveller

WHERE = "Law on Administrative Proceedings, one month"
ANSWERED = "I have looked at this and it does not hold."


def weigh(row, before):
    """Each factor of a case weighed with the same careless sentence."""
    sides = {"either": "against"}
    return {
        told.factor.key: policy.Weighed(sides.get(told.factor.weighs, "not_relevant"), NO)
        for told in queries.weighable(row, before)
    }


NO = "It was looked at and it changes nothing here."


def overrides(row):
    """A careless officer answers everything that speaks for the person with the same sentence."""
    return {item.key: NO for item in queries.contrary_of(row)}


def opened(by=MINDAUGAS, *, confirmed_by=LINA, rows=None, at=NOON):
    """A case on a journey that nothing covers."""
    world.receive(*(rows or world.journey()), at=at)
    world.confirm_all(confirmed_by, at=at, overrides=NO)
    found = Discrepancy.objects.filter(state="open").order_by("-id").first()
    if found is None:
        return None
    facts = passages.discrepancy(found.reference, seen_by=by)
    said = {f"{c.code}:{c.about}": NO for c in facts.contrary}
    return actions.open_case(found.reference, reasons=REASONS, overrides=said, by=by, at=at)


def noticed(**given):
    row = opened(**given)
    return row and actions.serve(row.reference, answer_until=later(14).date(), by=MINDAUGAS, at=NOON)


def answered(text="I was on leave and did not know.", **given):
    row = noticed(**given)
    who = traveller(row.person.reference)
    return actions.answer(row.reference, text=text, by=who, at=later(3))


def finding(row, kind="breach", **changes):
    asks = REASONS if row.depends_on else ""
    cited = frozenset(row.documents.filter(nature="fact").values_list("number", flat=True))
    given = {"kind": kind, "reasons": REASONS, "cited": cited, "legal_question": asks, "overrides": overrides(row),
             "weighed": weigh(row, "finding")}  # fmt: skip
    return policy.Finding(**{**given, **changes})


def heard(row, record="He said that he was ill.", *, on=3, by=MINDAUGAS):
    """The person is invited, accepts, and is heard some days later, when there was time to prepare."""
    at = later(on)
    actions.invite(row.reference, begins_at=later(on + 6), way="room", place="Room 3", by=by, at=at)
    actions.accept_hearing(row.reference, by=traveller(row.person.reference), at=at)
    return actions.hear(row.reference, record=record, by=by, at=later(on + 6))


def proposed(row, kind="breach", by=MINDAUGAS, at=None):
    """The one who opened the case says what they think should be found."""
    actions.propose_finding(row.reference, kind=kind, reasons=REASONS, by=by, at=at or later(4))
    return row


def found(row=None, kind="breach", by=RASA, at=None, **changes):
    row = row or answered()
    if kind == "breach" and not row.proposals.exists():
        proposed(row, at=at or later(5))
    return actions.find(
        row.reference, finding(row, kind, **changes), by=by, at=at or later(5), appeal_until=later(40).date(),
        appeal_because=WHERE, answer_weighed=ANSWERED,
    )  # fmt: skip


def weighed(row, **changes):
    given = {
        "kinds": tuple(item["kind"] for item in row.offered), "aim": "protect secrets entrusted",
        "lesser": "a warning would not do", "family": "no effect was found", "lasts": "for two years",
        "review_on": date(2027, 11, 1), "reasons": REASONS, "overrides": overrides(row),
        "weighed": weigh(row, "measure"),
    }  # fmt: skip
    return policy.Measure(**{**given, **changes})


def measured(row=None, by=MINDAUGAS, **changes):
    row = row or found()
    if not row.proposals.filter(what="measure").exists():
        kinds = [item["kind"] for item in row.offered]
        actions.propose_measure(row.reference, kinds=kinds, reasons=REASONS, by=RASA, at=later(6))
    return actions.measure(
        row.reference, weighed(row, **changes), by=by, at=later(6), appeal_until=later(40).date(),
        effect_from=later(7).date(), appeal_because=WHERE,
    )  # fmt: skip


def appealed(row=None):
    row = row or measured()
    who = traveller(row.person.reference)
    return actions.appeal(row.reference, points="It was not as they say.", by=who, at=later(8))


def reversed_(row=None):
    row = row or appealed()
    return actions.reverse(row.reference, reasons=REASONS, by=BODY, at=later(9))


def again(row) -> Case:
    """The case as the database has it now."""
    return Case.objects.get(pk=row.pk)
