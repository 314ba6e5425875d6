"""One decision for several trips: asked for, decided, a trip told under it at 360 pixels, the permit at once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from exeat.applications import actions, queries
from exeat.permits import queries as permits
from exeat.regimes.reading import rulebook
from tests.applications.scene import REASONS
from tests.applications.several import order_of_several
from tests.journeys.people import everyone
from tests.journeys.test_application import press


@pytest.fixture
def people(address, settings, tmp_path, language, monkeypatch):
    """Everyone whom the application meets, under an order that knows such a decision."""
    found = everyone(settings, tmp_path, language)
    order_of_several(monkeypatch, tmp_path)
    rulebook.cache_clear()
    queries.handling(found.scene.traveller.reference, kind="application", on=timezone.localdate())  # reads the rules
    yield found
    rulebook.cache_clear()


def test_a_trip_is_told_under_a_decision_and_has_its_permit(page, language, look, sign_in, people):
    scene, today, at = people.scene, timezone.localdate(), timezone.now()
    sign_in(page, *people.accounts["traveller"]).goto("/applications/new/")
    page.locator("a[href='/applications/several/']").click()
    look(page, "several-ask", pictures=False)
    page.locator("[name=country]").select_option("BY")
    page.locator("[name=first_on]").fill((today + timedelta(days=1)).isoformat())
    page.locator("[name=last_on]").fill((today + timedelta(days=300)).isoformat())
    page.locator("[name=reason]").first.check()
    press(page)
    look(page, "several-fill", pictures=False)

    (draft,) = queries.mine(scene.traveller)
    row = actions.submit(draft.reference, declared=True, by=scene.traveller, at=at)
    actions.begin_check(row.reference, by=scene.officer, at=at)
    actions.ask_opinion(row.reference, note="", by=scene.officer, at=at)
    actions.give_opinion(row.reference, conclusion="no_objection", text="Nothing.", by=scene.service, at=at)
    actions.grant(row.reference, reasons=REASONS, by=scene.head, at=at)

    page.goto(f"/applications/{row.reference}/")
    look(page, "several-decided", pictures=False)
    page.set_viewport_size({"width": 360, "height": 800})
    page.locator(f"a[href='/applications/{row.reference}/next/']").click()
    page.locator("[name=first_on]").fill((today + timedelta(days=20)).isoformat())
    page.locator("[name=last_on]").fill((today + timedelta(days=22)).isoformat())
    look(page, "several-next", pictures=False)
    press(page)

    look(page, "several-told", pictures=False)
    (permit,) = permits.of(scene.traveller.reference)
    page.locator(f"a[href='/permits/{permit.number}/']").first.click()
    look(page, "several-permit", pictures=False)
