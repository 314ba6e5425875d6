"""Steps of a road on which the person is told, takes part and is heard."""

from datetime import timedelta

from exeat.cases import steps
from exeat.cases.models import Representative
from exeat.cases.queries.facts import as_actor
from exeat.values.rights import Actor
from tests.cases import world
from tests.cases.world import REASONS, later, traveller
from tests.safeguards.road import DECIDED, HEARING, UNDECIDED, step


@step("opened")
def serve(road):
    road.act("serve", road.row.reference, answer_until=road.today + timedelta(days=14), by=road.officer())


@step(*UNDECIDED)
def add(road):
    hidden = {"ground": "A source would be in danger", "cite": "Law, art. 19"} if road.rng.random() < 0.4 else {}
    road.act(
        "add", road.row.reference, title="A note", text="He was seen at the bus.",
        nature=road.rng.choice(["fact", "assessment"]), by=road.officer(), **hidden,
    )  # fmt: skip


@step("noticed", when=lambda road: road.row.served_on is None)
def prove_service(road):
    road.act("prove_service", road.row.reference, how="Handed over", served_on=road.today, by=road.officer())


@step("noticed")
def extend(road):
    until = max(steps.least(road.row, road.at), road.row.answer_until + timedelta(days=3))
    road.act("extend", road.row.reference, answer_until=until, reasons="ill at home", by=road.officer())


@step("noticed", when=lambda road: road.facts().asked)
def decline(road):
    road.act("decline", road.row.reference, reasons=REASONS, by=road.officer())


@step(*HEARING)
def answer(road):
    who = as_somebody(road)
    road.act(
        "answer",
        road.row.reference,
        text=f"It was not me, I say on {road.today}.",
        arguments=("I was at home.",),
        by=who,
    )


def as_somebody(road):
    """The person, or whom they let in and who came."""
    here = list(road.row.representatives.filter(ended_at=None).order_by("id"))
    return as_actor(road.rng.choice(here)) if here and road.rng.random() < 0.5 else traveller()


@step(*HEARING)
def ask(road):
    wish = road.rng.choice(["hearing", "interpreter", "accommodation", "translation"])
    said = {wish: {"hearing": True, "accommodation": "a room without stairs"}.get(wish, "Polish")}
    road.act("ask", road.row.reference, text="Please.", by=traveller(), **said)


@step(*HEARING, when=lambda road: road.facts().help_asked or bool(road.row.translation))
def arrange(road):
    road.act("arrange", road.row.reference, how="An interpreter comes and reads it.", by=road.officer())


@step("noticed", when=lambda road: road.row.served_on and road.row.answer_until < road.today)
def close_time(road):
    road.act("close_time", road.row.reference, by=road.officer())


def helped(road):
    return not road.facts().help_asked or road.facts().help_arranged


def waits_for_a_hearing(road):
    day = road.facts().hearing_on
    return day is not None and day >= road.today


@step(*HEARING, when=lambda road: helped(road) and not waits_for_a_hearing(road))
def invite(road):
    begins = later((steps.least(road.row, road.at, "invitation") - world.NOON.date()).days + 1)
    road.act("invite", road.row.reference, begins_at=begins, way="room", place="Room 3", by=road.officer())


@step(*HEARING, when=waits_for_a_hearing)
def accept_hearing(road):
    road.act("accept_hearing", road.row.reference, by=as_somebody(road))


@step(*HEARING, when=waits_for_a_hearing)
def ask_another_time(road):
    road.act("ask_another_time", road.row.reference, words="On Friday.", by=as_somebody(road))


def can_be_heard(road):
    facts = road.facts()
    came = facts.hearing_on is not None and facts.hearing_on <= road.today
    return came and facts.hearing_sure and not facts.other_time_asked and helped(road)


@step(*HEARING, when=can_be_heard)
def hear(road):
    road.act("hear", road.row.reference, record="He was at home.", by=road.officer())


@step("answered", when=lambda road: road.facts().minutes_until is not None)
def settle_minutes(road):
    road.act("settle_minutes", road.row.reference, correction="With my wife.", by=traveller())


@step(*HEARING, *DECIDED)
def let_in(road):
    road.codes.append(road.act("let_in", road.row.reference, name="A lawyer", by=traveller()))


def represented(road):
    return road.row.representatives.filter(ended_at=None).exists()


@step(*HEARING, *DECIDED, when=lambda road: bool(road.codes) and road.row.representatives.count() == len(road.codes))
def arrive(road):
    last = Representative.objects.order_by("-id").first()
    if last.ended_at is None:
        road.act("arrive", road.row.reference, road.codes[-1], by=Actor(""))


@step(*HEARING, *DECIDED, when=represented)
def send_away(road):
    gone = road.row.representatives.filter(ended_at=None).order_by("id").first()
    road.act("send_away", road.row.reference, representative=gone.pk, by=traveller())


@step(*HEARING, "found", "measured", "appealed")
def translate(road):
    number = road.rng.choice(list(road.row.documents.filter(translates=None).values_list("number", flat=True)))
    road.act(
        "translate", road.row.reference, number, language="Polish", translated_by="Ona", sworn=True, text="Przejazd",
        by=road.rng.choice([road.officer(), traveller()]),
    )  # fmt: skip
