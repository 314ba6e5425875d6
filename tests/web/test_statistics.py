"""Everybody reads what was published and no other cut; exact numbers are for the analyst."""

import pytest
from django.utils import timezone

from exeat.audit import queries as audit
from exeat.statistics.models import Publication
from exeat.statistics.policy import Asked, Judged, Year, like_for_like, published, reach, tables, times, withhold_beside
from exeat.statistics.queries import _shown
from tests.factories import NOON, actor, signed_in_as
from tests.web.words import words_of

pytestmark = pytest.mark.django_db


def report():
    """A year with many applications, few cases, and a part-year of trips beside a whole one."""
    asked = [Asked("defence", m, "granted", 4) for m in range(1, 13) for _ in range(4)]
    asked += [Asked("interior", m, "refused", 6) for m in range(1, 13) for _ in range(3)]
    judged = [Judged("defence", 2, "breach")] * 4 + [Judged("interior", 9, "no_breach")] * 30
    trips = [(2024, m, 36_000) for m in range(1, 13)] + [(2025, m, 31_875) for m in range(1, 9)]
    year = Year(
        2025, tuple(asked), tuple(judged), {("questioned", 3): 15, ("questioned", 9): 20}, 48, 70, 34,
        {"defence": 900, "interior": 300, "other": 4}, {"defence": 890, "interior": 100}, 365, 350, tuple(trips),
    )  # fmt: skip
    found = {
        "year": 2025, "tables": {t.name: _shown(t) for t in published(tables(year))}, "permits": 48, "crossings": 70,
        "discrepancies": 34, "covered": dict(year.covered), "reach": reach(year), "seen_days": 350,
        "border_days": 365, "times": times(year), "trips": like_for_like(year.trips),
    }  # fmt: skip
    withhold_beside(found)
    return found


@pytest.fixture
def publication():
    return Publication.objects.create(
        reference="S-2026-00001", year=2025, frozen_at=NOON, frozen_by="U-0020", report=report()
    )


def test_nothing_published_says_so(client):
    assert "No year has been published yet." in words_of(client.get("/statistics/"))
    assert client.get("/statistics/2025/").status_code == 404
    assert client.get("/statistics/2025/data.csv").status_code == 404


def test_everybody_reads_a_publication_with_its_reach_and_what_is_withheld(client, publication):
    assert "2025" in words_of(client.get("/statistics/"))

    words = words_of(client.get("/statistics/2025/"))

    assert "350 of 365 days" in words
    assert "withheld" in words
    assert "nearly all was seen" in words
    assert "too little seen to compare" in words
    assert "Months: 1\N{EN DASH}8." in words
    assert "288,000" in words
    assert "255,000" in words
    assert "half within 4, nine of ten within 4" in words


def test_the_same_tables_come_as_csv(client, publication):
    text = client.get("/statistics/2025/data.csv").content.decode()

    assert "applications_by_half,granted,all,48,no" in text
    assert "cases_by_half,breach,all,,yes" in text
    assert "trips_of_residents,2025,8_months,255000,no" in text
    assert "trips_of_residents,2024,only_months_1_2_3_4_5_6_7_8,288000,no" in text


def test_charts_hatch_what_is_withheld_and_need_no_style_of_their_own(client, publication):
    page = client.get("/statistics/2025/").content.decode()

    assert page.count("<svg") >= 12
    assert "withheld" in page
    assert " style=" not in page


def test_an_analyst_sees_exact_numbers_and_the_look_is_recorded(client):
    signed_in_as(client, "analyst")
    year = timezone.localdate().year

    assert str(year) in words_of(client.get("/analyst/"))
    words = words_of(client.get(f"/analyst/{year}/"))

    assert "This look was recorded." in words
    assert audit.trail(f"statistics:{year}", seen_by=actor("auditor"))
    assert client.get("/analyst/1990/").status_code == 404
    assert client.get("/analyst/1990/publish/").status_code == 404


def test_a_year_that_is_not_over_is_not_published_and_the_page_says_why(client):
    signed_in_as(client, "analyst")
    year = timezone.localdate().year

    asked = client.get(f"/analyst/{year}/publish/")
    words = words_of(client.post(f"/analyst/{year}/publish/"))

    assert "Publish and freeze" in words_of(asked)
    assert "The year is not over." in words
    assert not Publication.objects.exists()


@pytest.mark.parametrize("path", ["/analyst/", "/analyst/2026/", "/analyst/2026/publish/"])
def test_others_do_not_see_exact_numbers(client, path):
    signed_in_as(client, "security_officer")

    assert client.get(path).status_code == 403
