"""One innocent on a random road through the whole procedure: at each turn a step that is open there.

Officers are careless: they answer whatever speaks for the person with the same sentence, and now and then somebody
takes a step who may not. A step that is refused leaves nothing behind.
"""

import json
from datetime import date

from exeat.audit.models import Entry
from exeat.cases import actions, outbox, policy, queries
from exeat.cases.models import Case, Document, Order, Receiver, Step
from exeat.cases.queries import heard
from exeat.crossings import queries as passages
from exeat.crossings.models import Discrepancy
from exeat.letters.models import Letter
from exeat.register.models import Clearance, Post
from exeat.values.destination import Destination
from exeat.values.moves import MoveRefused
from tests.cases import loop, world
from tests.cases.world import BODY, LINA, REASONS, later, traveller

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
    "confirm_judgment", "reverse_part",
)  # fmt: skip
STRAIGHT = (
    "end_without_measure", "measure", "propose_measure", "find", "propose_finding", "settle_minutes", "arrange",
    "answer", "serve",
)  # fmt: skip
LEADS = {
    "confirm_judgment": tuple(policy.CONFIRMS.values()), "uphold": ("uphold", "uphold_finding"), "find": ("clear",),
    "translate": ("translate", "translate_own"), "reopen": ("reopen", "reopen_for"), "appeal": ("uphold", "suspend"),
}  # fmt: skip
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

    def __init__(self, rng, took, verbs, hurried):
        self.rng, self.took, self.verbs, self.day = rng, took, verbs, 0
        self.hurried = hurried  # straight to a measure, so that the rest of the road is after it
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
        fresh = [n for n in open_ones if not self.took[n] or any(not self.verbs[v] for v in LEADS.get(n, ()))]
        if self.hurried and self.row.state in ("opened", "noticed", "answered", "found"):
            open_ones = [name for name in STRAIGHT if name in open_ones][:1] or open_ones
        elif fresh and self.rng.random() < 0.8:
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
