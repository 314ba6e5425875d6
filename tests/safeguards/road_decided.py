"""Steps of a road on which the case is decided, looked at again, and what goes on beside it."""

from datetime import timedelta

from exeat.cases import delivery, policy
from exeat.cases.actions.hearing import Attachment
from exeat.cases.models import Order, Receiver, Summary
from exeat.letters import actions as letter_actions
from exeat.letters.models import Letter
from exeat.values.rights import machine
from tests.cases import loop
from tests.cases.world import ADMIN, BODY, REASONS, traveller
from tests.safeguards.road import (
    ALIVE,
    CLEARING,
    DECIDED,
    HEARING,
    SUMMARY,
    UNDECIDED,
    WHY,
    step,
)


@step(*UNDECIDED, when=lambda road: road.row.decide_by < road.today)
def lapse(road):
    road.act("lapse", road.row.reference, by=road.officer())


def ready_to_find(road):
    facts = road.facts()
    settled = facts.minutes_until is None or facts.minutes_until < road.today
    return (facts.heard or not facts.hearing_asked) and settled and road.row.decide_by >= road.today


@step("answered", "time_over", when=ready_to_find)
def propose_finding(road):
    kind = road.rng.choice(["breach", "breach", *CLEARING])
    road.act("propose_finding", road.row.reference, kind=kind, reasons=REASONS, by=road.officer())


def understood(road):
    facts = road.facts()
    whole = all(d.translated or d.withheld_ground for d in facts.documents if d.nature == "fact" and not d.translation)
    return not facts.translation_asked or facts.help_arranged or whole


@step("answered", "time_over", when=lambda r: ready_to_find(r) and understood(r) and r.row.proposals.exists())
def find(road):
    facts = road.facts()
    kind = road.rng.choice(CLEARING) if road.rng.random() < 0.3 and not road.hurried else "breach"
    cited = frozenset(road.row.documents.filter(nature="fact", translates=None).values_list("number", flat=True))
    finding = loop.finding(road.row, kind, unlike=REASONS, cited=cited)
    by = road.officer(facts.opened_by, *facts.finding_proposed_by)
    road.act("find", road.row.reference, finding, by=by, appeal_until=road.today + timedelta(days=60),
             appeal_because=loop.WHERE, answer_weighed=loop.ANSWERED, departs=REASONS)  # fmt: skip


def breach_stands(road):
    return road.facts().finding == "breach"


def bound(road):
    return any(item.tie == policy.Tie.BOUND for item in road.facts().offered)


@step("found", when=breach_stands)
def enquire(road):
    posts = "A post in the archive and one in the motor pool were looked at; neither is free this year."
    road.act("enquire", road.row.reference, posts=posts, said="He would take it.", found=road.rng.random() < 0.3,
             by=road.officer())  # fmt: skip


def chosen(road):
    """Measures that the law of the case lets somebody take."""
    kinds = [item.kind for item in road.facts().offered]
    if bound(road):
        return kinds
    facts = road.facts()
    if not facts.posts_looked_at or facts.post_found:
        kinds = [kind for kind in kinds if kind != "employment_ended"]
    return kinds[: road.rng.randrange(1 if road.verbs["confirm_partly"] else 2, len(kinds) + 1)]


@step("found", when=breach_stands)
def propose_measure(road):
    road.act("propose_measure", road.row.reference, kinds=chosen(road), reasons=REASONS, by=road.officer())


@step("found", when=lambda road: breach_stands(road) and road.row.proposals.filter(what="measure").exists())
def measure(road):
    facts, kinds = road.facts(), tuple(chosen(road))
    lighter = dict.fromkeys((policy.NOTHING, *(item.kind for item in facts.offered)), WHY)
    weighed = loop.weighed(
        road.row, kinds=kinds, lighter=lighter, unlike=REASONS, review_on=road.today + timedelta(days=365)
    )
    by = road.officer(facts.found_by, *facts.measure_proposed_by)
    road.act("measure", road.row.reference, weighed, by=by, appeal_until=road.today + timedelta(days=60),
             effect_from=road.today, appeal_because=loop.WHERE)  # fmt: skip


def ends_so(road):
    """Once, when there were some measures; later now and then."""
    return road.took["measure"] > 2 and (not road.took["end_without_measure"] or road.rng.random() < 0.2)


@step("found", when=lambda road: breach_stands(road) and not bound(road) and ends_so(road))
def end_without_measure(road):
    by = road.officer(road.facts().found_by, *road.facts().measure_proposed_by)
    road.act("end_without_measure", road.row.reference, reasons=REASONS, by=by)


@step("measured", when=lambda r: r.facts().decision_reached and r.facts().appeal_until < r.today)
def close(road):
    road.act("close", road.row.reference, by=road.officer())


# ---------- it is looked at again


def is_appealed(road):
    """Now and then before a measure; and not always, so that some decisions become final."""
    often = {"found": road.took["appeal at found"] < 3, "measured": road.took["close"] > 0}
    return breach_stands(road) and often.get(road.row.state, True)


@step("found", "measured", "closed", when=is_appealed)
def appeal(road):
    road.took[f"appeal at {road.row.state}"] += 1
    road.act("appeal", road.row.reference, points="It was not me.", by=traveller())


@step("closed", when=breach_stands)
def reopen(road):
    by = road.rng.choice([traveller(), road.officer()])
    road.act("reopen", road.row.reference, facts="The man who was seen was found in Kaunas and says so.", by=by)


@step("appealed", when=lambda road: road.facts().measures and not road.facts().suspended)
def suspend(road):
    road.act("suspend", road.row.reference, reasons=REASONS, by=BODY)


@step("appealed")
def uphold(road):
    road.act("uphold", road.row.reference, reasons=REASONS, by=BODY)


@step("appealed", when=lambda road: len(road.facts().measures) > 1 and not bound(road))
def reverse_part(road):
    road.act("reverse_part", road.row.reference, kinds=road.facts().measures[:1], reasons=REASONS, by=BODY)


@step("appealed", when=lambda road: min(road.took["suspend"], road.took["uphold"], road.took["reverse_part"]) > 0)
def reverse(road):
    road.act("reverse", road.row.reference, reasons=REASONS, by=BODY)


@step(*DECIDED, when=lambda road: breach_stands(road) and not road.facts().judgment_by)
def enter_judgment(road):
    held = road.facts().measures if not bound(road) else ()
    said = [one for one in policy.JUDGMENTS if one != "partly" or len(held) > 1]
    outcome = min(said, key=lambda one: (road.took[f"judgment {one}"], road.rng.random()))
    road.act(
        "enter_judgment", road.row.reference, court="A court", number="eI-1", given_on=road.today, outcome=outcome,
        words="So ordered.", kinds=held[:1], document=Attachment("j.pdf", "application/pdf", b"%PDF-1"),
        by=road.officer(),
    )  # fmt: skip


@step(*DECIDED, when=lambda road: bool(road.facts().judgment_by))
def confirm_judgment(road):
    outcome = road.facts().judgment
    road.act("confirm_judgment", road.row.reference, by=road.officer(road.facts().judgment_by))
    road.took[f"judgment {outcome}"] += 1


@step("closed", when=lambda road: not road.facts().summarised)
def summarise(road):
    road.act("summarise", road.row.reference, english=SUMMARY, lithuanian=SUMMARY, by=road.officer())


@step("closed", when=lambda road: bool(road.facts().summary_by))
def publish_summary(road):
    road.act("publish_summary", road.row.reference, by=road.officer(Summary.objects.get().written_by))


# ---------- what goes on beside it


@step(*ALIVE)
def look(road):
    road.act("look", road.row.reference, by=road.officer())


@step(*ALIVE)
def take_file(road):
    road.act("take_file", road.row.reference, by=road.officer())


@step(*HEARING, *DECIDED, when=lambda road: Letter.objects.filter(to="P-000001").exists())
def read_letters(road):
    """The person opens what lies in the inbox: no action of cases, and the proof of service that some wait for."""
    for letter in Letter.objects.filter(to="P-000001", served_at=None).order_by("id"):
        letter_actions.open_letter(letter.reference, by=traveller(), at=road.at)
    road.took["read_letters" if road.row.state != "measured" or road.took["close"] else "read a measure"] += 1


@step("noticed", when=lambda road: road.row.answer_until >= road.today)
def count_anew(road):
    """Days off that were missing in the calendar are entered around the last day to answer."""
    road.off.update(
        {road.row.answer_until + timedelta(days=n): {"name": {"en": "off"}, "source": "x"} for n in range(4)}
    )
    road.act("count_anew", by=machine("clock"))


@step("found", "measured", "appealed", "closed", when=lambda road: not Receiver.objects.filter(ended_at=None).exists())
def set_receiver(road):
    road.act("set_receiver", to="personnel", institution="", name="HR", address="https://127.0.0.1:1/", by=ADMIN)


@step(*DECIDED, when=lambda road: Receiver.objects.filter(ended_at=None).exists())
def end_receiver(road):
    road.act("end_receiver", Receiver.objects.get(ended_at=None).pk, by=ADMIN)


@step(*DECIDED, when=lambda road: Order.objects.filter(due_at__lte=road.at).exists())
def note_answer(road):
    """The clock hands over what is due and notes what came of each, which is the only way to note it."""
    delivery.deliver(at=road.at, by=machine("clock"))
    road.took["note_answer"] += 1


def last_orders(road):
    last = [road.row.orders.filter(to=to).order_by("number").last() for to in policy.REGISTERS]
    return [order for order in last if order and order.due_at is None and order.state != policy.ACKNOWLEDGED]


@step(*DECIDED, when=lambda road: bool(last_orders(road)))
def send_again(road):
    road.act("send_again", road.row.reference, road.rng.choice(last_orders(road)).number, by=ADMIN)
