"""Promise 13: where the law is silent, every letter that decides against someone tells the road of the institution."""

import pytest

from exeat.applications import actions as applications
from exeat.letters import actions, roads
from exeat.letters import queries as letters
from exeat.letters.models import Letter
from exeat.permits import actions as permits
from exeat.register import actions as register
from exeat.register.models import Institution
from exeat.values.rights import Actor, Right
from tests.applications.conftest import scene as scene  # the fixture, by its name
from tests.applications.scene import REASONS, WEIGHED, to_decide
from tests.cases import loop, world
from tests.factories import NOON

BEFORE = NOON.replace(month=1)  # long before anything of these tests is decided
BODY = "the council that only the institution names"


@pytest.fixture
def silent_law(monkeypatch):
    """No source states a road for anybody."""
    monkeypatch.setattr(roads, "road", lambda *names, **about: roads.NOT_STATED)


def state_for_everybody():
    for house in Institution.objects.values_list("reference", flat=True):
        first, second = (Actor(f"U-90{n}", house, frozenset({Right.KEEP_LAW})) for n in (1, 2))
        for group in roads.groups():
            for act in roads.ACTS:
                row = actions.state_road(
                    house, group=group, act=act, body_en=BODY, body_lt=BODY, within="14 days", file_en="x",
                    file_lt="x", cite="Order 5", since=BEFORE.date(), checked=False, by=first, at=BEFORE,
                )  # fmt: skip
                actions.confirm_road(row.pk, by=second, at=BEFORE)


def test_letters_of_applications_permits_and_entries_tell_it(scene, silent_law, settings, tmp_path):
    state_for_everybody()
    refused, granted = to_decide(scene), to_decide(scene)
    applications.refuse(refused.reference, reasons=REASONS, weighed=WEIGHED, by=scene.head, at=NOON)
    row = applications.grant(granted.reference, reasons=REASONS, by=scene.head, at=NOON)
    permits.revoke(row.permit, reason="The border has been closed.", by=scene.head, at=NOON, tell=True)
    said = register.say_wrong(words="Wrong.", by=scene.traveller, at=NOON)
    keeper = Actor("P-000077", "I-ARMY", frozenset({Right.KEEP_REGISTER}))
    register.decline(said.reference, reasons="The registry says so.", by=keeper, at=NOON)

    told = {one.kind: one.text for one in letters.inbox(scene.traveller.reference) if one.decides}
    assert {kind for kind, text in told.items() if BODY in text} >= {
        "application-refused", "permit-revoked", "entry-declined"
    }  # fmt: skip


@pytest.mark.django_db
def test_letters_of_cases_tell_it(silent_law):
    world.found_world()
    world.enter()
    state_for_everybody()

    row = loop.reversed_()

    told = {one.kind: one.text for one in letters.about(row.reference) if one.decides}
    assert {kind for kind, text in told.items() if BODY in text} == {"case-breach", "case-measure", "case-reversed"}
    assert Letter.objects.exists()
