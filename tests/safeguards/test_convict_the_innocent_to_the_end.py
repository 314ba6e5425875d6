"""Innocents go on through what can follow a finding: whoever skips what the rules ask is refused.

A register that fails at random ends with everything given back. The random roads are in test_convict_by_every_road.
"""

import contextlib
import random

import pytest

from exeat.cases import actions, delivery, policy, queries
from exeat.cases.actions.hearing import Attachment
from exeat.cases.models import Measure
from exeat.permits import installed
from exeat.register.models import Clearance
from exeat.values.moves import MoveRefused
from exeat.values.rights import machine
from tests.cases import loop
from tests.cases.receiver import open_register
from tests.cases.world import ADMIN, BODY, LINA, MINDAUGAS, NOON, RASA, REASONS, later, traveller
from tests.safeguards.road import LADDER, WHY, offered_a_ladder

pytestmark = pytest.mark.usefixtures("a_world")


def enquired(row, found=False):
    posts = "A post in the archive and one in the motor pool were looked at; neither is free this year."
    actions.enquire(row.reference, posts=posts, said="He would take it.", found=found, by=RASA, at=later(6))
    return row


def the_way_back(row):
    """Whatever happened before, new facts bring everything back."""
    row = loop.again(row)
    if row.finding.reversed_at is None:
        if row.state == "measured":
            actions.appeal(row.reference, points="It was not me.", by=traveller(), at=later(600))
        elif row.state == "closed":
            actions.reopen(row.reference, facts="The man seen was found.", by=traveller(), at=later(600))
        actions.reverse(row.reference, reasons=REASONS, by=BODY, at=later(601))
    return loop.again(row)


def measured_on_a_ladder():
    row = enquired(offered_a_ladder(loop.found()))
    kinds = [kind for kind, _rank in LADDER]
    return loop.measured(row, kinds=tuple(kinds), lighter=dict.fromkeys((policy.NOTHING, *kinds), WHY))


def take(step, row, at, careless):
    """One step of those that may follow, by whoever takes it; nobody confirms what they entered."""
    standing = loop.again(row).measure.kinds
    if step == "appeal":
        actions.appeal(row.reference, points="It was not me.", by=traveller(), at=at)
    elif step == "reopen":
        actions.reopen(row.reference, facts="Somebody saw me at home.", by=traveller(), at=at)
    elif step == "part":
        actions.reverse_part(row.reference, kinds=standing[:1], reasons=REASONS, by=BODY, at=at)
    elif step in {"suspend", "uphold", "reverse"}:
        getattr(actions, step)(row.reference, reasons=REASONS, by=BODY, at=at)
    else:
        actions.enter_judgment(
            row.reference, court="A court", number="eI-1", given_on=at.date(), outcome=step, words="So ordered.",
            kinds=standing[:1], document=Attachment("j.pdf", "application/pdf", b"%PDF-1"), by=LINA, at=at,
        )  # fmt: skip
        if careless:
            with pytest.raises(MoveRefused):
                actions.confirm_judgment(row.reference, by=LINA, at=at)
        actions.confirm_judgment(row.reference, by=RASA, at=at)


@pytest.mark.parametrize("skipped", ["weighing", "lighter", "posts", "found", "translation"])
def test_a_careless_officer_who_skips_what_the_rules_ask_measures_nobody(skipped):
    if skipped == "translation":
        row = loop.noticed()
        actions.ask(row.reference, text="I read no English.", translation="Polish", by=traveller(), at=later(1))
        actions.translate(
            row.reference, 1, language="rusų", translated_by="Ona", sworn=False, text="x", by=MINDAUGAS, at=later(2)
        )
        row = actions.answer(row.reference, text="It was not me.", by=traveller(), at=later(3))
        with pytest.raises(MoveRefused, match="language"):
            loop.found(row)
        assert not Measure.objects.exists()
        return
    row = offered_a_ladder(loop.found())
    if skipped != "posts":
        enquired(row, found=skipped == "found")
    kinds = tuple(kind for kind, _rank in LADDER)
    given = {"kinds": kinds, "lighter": dict.fromkeys((policy.NOTHING, *kinds), WHY)}
    if skipped == "weighing":
        given["weighed"] = {}
    if skipped == "lighter":
        given["lighter"] = {}

    with contextlib.suppress(MoveRefused):
        loop.measured(row, **given)

    refused = not Measure.objects.exists()
    assert refused or (skipped == "weighing" and not queries.weighable(row, "measure"))
    assert Clearance.objects.get().until is None or not refused


@pytest.mark.parametrize("seed", range(3))
def test_another_register_that_fails_at_random_ends_with_everything_given_back(seed, tmp_path):
    rng = random.Random(seed)  # made-up faults, not secrets
    key = installed.signing_key(at=NOON)
    clock = machine("clock")
    with open_register({key.key_id: key.private.public_key()}, tmp_path) as (register, address, certificate):
        for to in policy.REGISTERS:
            actions.set_receiver(
                to=to, institution="", name="All", address=address, certificate=certificate, by=ADMIN, at=NOON
            )  # fmt: skip
        row = measured_on_a_ladder()
        for day, step in enumerate(("appeal", "suspend", "uphold", "reopen", "part", "remitted", "reverse"), start=8):
            register.behave = rng.choice(["well", "fault", "forgetful", "mixed up", "later"])
            delivery.deliver(at=later(day * 10), by=clock)
            with contextlib.suppress(MoveRefused):
                take(step, row, later(day * 10), careless=False)
        row = the_way_back(row)
        register.behave = "well"
        for day in range(602, 640):
            delivery.deliver(at=later(day), by=clock)

        for to in policy.REGISTERS:
            orders = list(row.orders.filter(to=to).order_by("number"))
            assert orders[-1].state == "acknowledged"
            assert register.done[f"{row.reference}-{orders[-1].number}"]["what"] == "restored"
        assert len(register.done) == len(set(register.done))
        numbers = [int(name.rsplit("-", 1)[1]) for name in register.done]
        for to in policy.REGISTERS:
            mine = [n for n in numbers if row.orders.get(number=n).to == to]
            assert mine == sorted(mine)
