"""Everybody reads what was published of a year; the analyst reads exact numbers, and the look is recorded."""

from django.utils import timezone

from exeat.audit import queries as audit
from exeat.statistics.models import Publication
from tests.factories import NOON, RoleFactory, actor
from tests.web.test_statistics import report


def test_a_publication_is_read_by_everybody_and_exact_numbers_by_the_analyst(page, page_in, language, look, sign_in):
    Publication.objects.create(reference="S-2026-00001", year=2025, frozen_at=NOON, frozen_by="U-1", report=report())

    page.goto("/statistics/")
    look(page, "statistics-years", pictures=False)
    page.get_by_role("main").get_by_role("link").first.click()
    look(page, "statistics")
    analyst = sign_in(page_in(language), RoleFactory(kind="analyst", institution=None).account)
    year = timezone.localdate().year
    analyst.goto("/analyst/")
    look(analyst, "analyst-years", pictures=False)
    analyst.goto(f"/analyst/{year}/")
    look(analyst, "analyst-year", pictures=False)

    assert page.get_by_role("main").locator("svg").count() >= 12
    assert audit.trail(f"statistics:{year}", seen_by=actor("auditor"))
