"""One innocent on a random road through the whole procedure: at each turn a step that is open there.

Officers are careless: they answer whatever speaks for the person with the same sentence, and now and then somebody
takes a step who may not. A step that is refused leaves nothing behind.
"""

import json
from datetime import date, timedelta

from exeat.audit.models import Entry
from exeat.cases import actions, delivery, outbox, policy, queries, steps
from exeat.cases.actions.hearing import Attachment
from exeat.cases.models import Case, Document, Order, Receiver, Representative, Step, Summary
from exeat.cases.queries import heard
from exeat.cases.queries.facts import as_actor
from exeat.crossings import queries as passages
from exeat.crossings.models import Discrepancy
from exeat.letters import actions as letter_actions
from exeat.letters.models import Letter
from exeat.register.models import Clearance, Post
from exeat.values.destination import Destination
from exeat.values.moves import MoveRefused
from exeat.values.rights import Actor, machine
from tests.cases import loop, world
from tests.cases.world import ADMIN, BODY, LINA, REASONS, later, traveller

LADDER = (("warning", 1), ("clearance_withdrawn", 2), ("employment_ended", 3))
WHY = "A lighter one was tried with others before, and the risk to secrets remained as it was."
SUMMARY = "A soldier travelled without a permit for a reason that nobody had to approve."
STAFF = (*(world.officer(f"U-000{n}") for n in range(1, 6)),)
HEARING = ("noticed", "answered", "time_over")
DECIDED = ("found", "measured", "appealed", "closed")
UNDECIDED = ("opened", *HEARING)
ALIVE = ("opened", *HEARING, *DECIDED)
ONWARD = (
    "serve", "answer", "propose_finding", "find", "propose_measure", "measure", "close", "appeal", "suspend",
    "reverse_part",
)  # fmt: skip
CLEARING = sorted(policy.CLEARING)
STEPS = {}


def step(*states, when=lambda road: True):
    """A step of the road: in which states, and what else must be so for it to be open."""

    def keep(act):
        STEPS[act.__name__] = (states, when, act)
        return act

    return keep


class Road:
    """A case, the day, and what was taken of all the actions."""

    def __init__(self, rng, took):
        self.rng, self.took, self.day = rng, took, 0
        self.tried = self.effective = 0
        self.codes, self.off = [], {}
        self.row = self.known = None

    @property
    def at(self):
        return later(self.day)

    @property
    def today(self):
        return self.at.date()

    def act(self, verb, /, *given, **said):
        """One public action, counted when it was taken."""
        done = getattr(actions, verb)(*given, at=self.at, **said)
        self.took[verb] += 1
        return done

    def officer(self, *apart):
        """Any officer but these; now and then a careless one of them."""
        open_ones = [who for who in STAFF if who.reference not in apart]
        return self.rng.choice(STAFF if self.rng.random() < 0.08 else open_ones)

    def facts(self):
        """The case as its policy sees it at this turn."""
        if self.known is None:
            self.known = queries.as_policy(self.row, STAFF[0])
        return self.known

    def go(self):
        """One step: time passes, then something that is open here is tried; whether anything was."""
        self.row, self.known = loop.again(self.row), None
        self.pass_time()
        open_ones = [n for n, (states, when, _act) in STEPS.items() if self.row.state in states and when(self)]
        rare = min(self.took[name] for name in open_ones)
        fresh = [name for name in open_ones if not self.took[name]]
        if fresh and self.rng.random() < 0.8:
            open_ones = fresh
        elif self.rng.random() < 0.6:
            open_ones = [name for name in open_ones if self.took[name] <= rare + 1]
        elif onward := [name for name in open_ones if name in ONWARD]:
            open_ones = onward
        name = self.rng.choice(sorted(open_ones))
        before = trace()
        self.tried += 1
        try:
            STEPS[name][2](self)
        except MoveRefused:
            assert trace() == before, f"{name} was refused and left something"
        else:
            self.took.setdefault(name, 0)
            self.effective += trace() != before
        in_agreement(self.row)

    def pass_time(self):
        """Some days, or just beyond the next day that something waits for."""
        facts = self.facts()
        ahead = [facts.answer_until, facts.minutes_until, facts.hearing_on]
        if facts.decision_reached and facts.state == "measured":
            ahead.append(facts.appeal_until)
        if not self.took["lapse"] and self.rng.random() < 0.3:
            ahead.append(facts.decide_by)
        days = sorted((day - self.today).days for day in ahead if day and day >= self.today)
        waits = 0.9 if facts.state == "measured" else 0.25
        self.day += days[-1] + 1 if days and self.rng.random() < waits else self.rng.randrange(4)
        if facts.hearing_on and facts.hearing_on >= self.today and self.rng.random() < 0.5:
            self.day += (facts.hearing_on - self.today).days


def trace():
    """What there is of everything that a step could leave."""
    return [table.objects.count() for table in (Step, Document, Entry, Letter, Order, Case, Receiver)]


def in_agreement(row):
    """The register has what the last order to each register says, and nothing stands on a finding that fell."""
    row = loop.again(row)
    held = getattr(row, "measure", None)
    stands = held is not None and held.reversed_at is None and held.suspended_at is None
    kinds = set(held.kinds) if stands else set()
    assert (Clearance.objects.get().until is not None) == ("clearance_withdrawn" in kinds)
    assert (Post.objects.get().until is not None) == ("employment_ended" in kinds)
    assert not (stands and row.finding.reversed_at is not None)
    for to, mine in (("clearances", {"clearance_withdrawn"}), ("personnel", {"warning", "employment_ended"})):
        told = set()
        for order in row.orders.filter(to=to).order_by("number"):
            said = json.loads(outbox.said(order))
            told = told | set(said["measures"]) if said["what"] == "taken" else told - set(said["measures"])
        assert told == kinds & mine, to


def offered_a_ladder(row):
    """The law of this case grades its measures and leaves every one of them to choice."""
    row.offered = [
        {"kind": kind, "tie": "discretionary", "cite": ["x"], "after": "", "rank": rank} for kind, rank in LADDER
    ]
    row.save(update_fields=["offered"])
    return row


# ---------- how it begins


def begun_on_a_match(road):
    """Somebody who resembles the innocent, or the innocent on a duty trip, was seen at the border."""
    world.receive(*world.journey())
    world.confirm_all(LINA, overrides=loop.NO)
    found = Discrepancy.objects.get(state="open")
    by = road.officer(LINA.reference)
    said = {f"{c.code}:{c.about}": loop.NO for c in passages.discrepancy(found.reference, seen_by=by).contrary}
    return road.act("open_case", found.reference, reasons=REASONS, overrides=said, by=by)


def begun_on_hearsay(road):
    """State Security, the institution or the innocent told of a journey, or a return report did."""
    source = road.rng.choice(["security_notice", "institution_report", "own_report"])
    teller = traveller() if source == "own_report" else LINA
    given = {
        "source": source, "reliability": "uncertain", "where": Destination("BY"), "first_on": date(2026, 10, 12),
        "last_on": date(2026, 10, 14), "text": "Somebody like him was seen in Minsk.", "by": teller,
    }  # fmt: skip
    report = "R-1" if source == "institution_report" else ""
    nothing = road.act("receive_told", "P-000001", **given)
    told = road.act("receive_told", "P-000001", from_report=report, **given)
    road.act("leave_told", nothing.reference, reasons="The same was told twice.", by=STAFF[3])
    if report:
        road.act("allow_use", "P-000001", report, reasons=REASONS, cite="Law, art. 3", by=BODY)
    by = road.officer(LINA.reference)
    said = {c.key: loop.NO for c in heard.told(told.reference, seen_by=by, at=road.at).contrary}
    return road.act("open_told", told.reference, reasons=REASONS, overrides=said, by=by)


# ---------- the person is told, and heard


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
    road.act("answer", road.row.reference, text="It was not me.", arguments=("I was at home.",), by=who)


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


# ---------- it is decided


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
    kind = road.rng.choice(CLEARING) if road.rng.random() < 0.15 and road.took["measure"] else "breach"
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
    return kinds[: max(road.rng.randrange(1, len(kinds) + 1) for _ in range(2))]


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


@step("found", when=lambda road: breach_stands(road) and not bound(road) and road.took["measure"] > 2)
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
    road.took[f"judgment {outcome}"] += 1


@step(*DECIDED, when=lambda road: bool(road.facts().judgment_by))
def confirm_judgment(road):
    road.act("confirm_judgment", road.row.reference, by=road.officer(road.facts().judgment_by))


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
