"""An officer lays several files on a desk after a second look, and takes it back; a duty is confirmed beforehand."""

from datetime import timedelta

import pytest
from django.utils import timezone

from exeat.applications import actions
from exeat.applications.models import Application
from tests.applications.scene import filed, parts
from tests.journeys.people import everyone


@pytest.fixture
def people(address, settings, tmp_path, language):
    """Everyone whom the application meets."""
    return everyone(settings, tmp_path, language)


def test_several_files_are_assigned_after_a_second_look_and_laid_back(page, language, look, sign_in, people):
    now, today = timezone.now(), timezone.localdate()
    for n in range(2):
        filed(
            people.scene.traveller, at=now, trip=parts(first=today + timedelta(days=n), last=today + timedelta(days=9))
        )
    sign_in(page, *people.accounts["officer"])
    page.goto("/work-list/")
    for box in page.locator("input[name=file]").all():
        box.check()
    look(page, "work-ticked")
    page.locator("form#desks button").click()
    look(page, "work-desks")
    assert not Application.objects.exclude(assigned_to="").exists()
    page.locator("button[name=sure]").click()
    assert Application.objects.filter(assigned_to=people.scene.officer.reference).count() == 2
    look(page, "work-assigned")

    page.locator("form:has(input[name=moved]) button").click()

    page.locator("h1").wait_for()
    assert not Application.objects.exclude(assigned_to="").exists()


def test_a_duty_is_confirmed_before_it_begins(page, language, look, sign_in, people):
    now = timezone.now()
    shift = actions.plan_shift(
        institution="I-ARMY", duty_of="answers", who=people.scene.duty.reference, phone="+370 600 2",
        since_at=now + timedelta(hours=5), until_at=now + timedelta(hours=15), by=people.scene.officer, at=now,
    )  # fmt: skip
    sign_in(page, *people.accounts["duty"])
    page.goto("/work-list/duty/")
    look(page, "duty")

    page.locator("button[name=confirm]").click()

    page.locator("h1").wait_for()
    shift.refresh_from_db()
    assert shift.confirmed_at
    look(page, "duty-confirmed")
