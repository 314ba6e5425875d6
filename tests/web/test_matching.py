"""The pages of matching: what can be mended in a file, work in the background, and how matching goes."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from exeat.crossings import actions
from exeat.crossings.models import Candidate, HandedIn
from exeat.values.rights import machine
from exeat.web.crossings import views
from tests.cases import world
from tests.journeys.test_case import account
from tests.web.words import words_of as words

pytestmark = pytest.mark.django_db


@pytest.fixture
def lina(settings, tmp_path):
    settings.EXEAT_FOLDER = tmp_path
    world.found_world()
    world.enter()
    client = Client(headers={"accept-language": "en"})
    client.force_login(account("U-0001", "case_officer", "I-COMMISSION", "Lina Bružaitė"))
    return client


def upload(client, *rows):
    file = SimpleUploadedFile("october.csv", world.file(*rows).getvalue())
    return client.post("/crossings/", {"file": file}, follow=True)


def test_a_row_that_was_left_out_is_told_and_can_be_taken_away_as_csv(lina):
    page = upload(lina, *world.journey(), world.row(world.SOLDIER, "sideways", "2026-10-12 07:41"))

    assert "Rows left out 1" in words(page)
    assert "The direction is written exit or entry." in words(page)
    address = page.redirect_chain[-1][0]
    assert b"4,direction,The direction is written exit or entry." in lina.get(f"{address}?as=csv").content
    assert lina.get("/crossings/files/K-2026-99999/").status_code == 404


def test_a_file_that_is_not_taken_is_named_with_its_row_field_reason_and_what_to_do(lina):
    page = upload(lina, world.row(world.SOLDIER, "sideways", "2026-10-12 07:41"))
    lina.cookies["django_language"] = "lt"

    assert "october.csv" in words(page)
    assert "2 direction The direction is written exit or entry. Write one of them." in words(page)
    page = upload(lina, world.row(world.SOLDIER, "sideways", "2026-10-12 07:41"))
    assert "Kryptis rašoma exit arba entry. Įrašykite vieną iš jų." in words(page)


def test_a_large_file_is_worked_through_in_the_background_and_its_page_tells_how_far_it_is(lina, monkeypatch):
    monkeypatch.setattr(views, "AT_ONCE", 10)
    page = upload(lina, *world.journey())
    waits = HandedIn.objects.get()
    assert "waits for its turn" in words(page)
    began = timezone.now()
    HandedIn.objects.update(
        state="working", stage="match", done=50, total=100, stage_at=began,
        told_at=began + timedelta(seconds=5),
    )  # fmt: skip
    page = words(lina.get(f"/crossings/in-hand/{waits.reference}/"))
    assert "matching with the register 50 / 100 (50 %)" in page
    assert "Rows a second 10 Seconds left for this step 5" in page
    HandedIn.objects.update(state="waiting")

    actions.work(by=machine("crossings"), at=timezone.now(), clock=timezone.now)

    assert "Rows counted 2" in words(lina.get(f"/crossings/in-hand/{waits.reference}/", follow=True))
    assert lina.get("/crossings/in-hand/W-2026-99999/").status_code == 404


def test_one_page_tells_the_whole_of_matching(lina, django_assert_max_num_queries):
    upload(lina, *world.journey())
    for candidate in Candidate.objects.order_by("id"):
        lina.post(f"/matches/{candidate.reference}/", {"verdict": "same", "reasons": "the same man"})

    with django_assert_max_num_queries(16):
        page = words(lina.get("/matching/"))

    assert "Passages read 2" in page
    assert "Of 2 passages, one in 1 was put before an officer" in page
    assert "The same person: 2 of 2 answered, 100" in page
    assert "Points of which nothing came in" in page
    assert "Whoever travels through another country is in no record of ours" in page


@pytest.mark.parametrize("page", ["/crossings/counts/", "/discrepancies/", "/matching/"])
def test_beside_numbers_of_passages_stands_what_they_rest_on(lina, page):
    upload(lina, *world.journey())

    told = words(lina.get(page))

    assert "What the records cannot show Days with records: 2 of" in told
    assert "Longest silence of a point, in days:" in told
    assert "Whoever travels through another country is in no record of ours" in told


def test_before_anything_came_the_page_says_so(lina):
    page = words(lina.get("/matching/"))

    assert "Nobody has answered yet." in page
    assert "No records have come in." in page


def test_letters_that_differ_are_marked_and_told_below_the_pair(lina):
    near = world.shifted(world.SOLDIER, surname="Žvinklis", document="23841951")
    upload(lina, *world.journey(near))

    page = lina.get(f"/matches/{Candidate.objects.order_by('id').first().reference}/")

    assert b'\xc5\xbdVINKL<mark class="x-diff">I</mark>S' in page.content
    assert "Letters that differ: y and I" in words(page)
    assert "Letters that differ: 7 and 1" in words(page)


def test_one_answer_can_serve_every_crossing_with_the_document(lina):
    upload(lina, *world.journey(), *world.journey(first="2026-10-20", last="2026-10-22"))
    first = Candidate.objects.order_by("id").first().reference
    assert "The same answer for the other crossings with this document" in words(lina.get(f"/matches/{first}/"))

    lina.post(f"/matches/{first}/", {"verdict": "same", "reasons": "the same man", "also": "on"})

    assert Candidate.objects.filter(state="confirmed").count() == 4


def test_a_file_that_holds_another_one_is_said_to_and_its_passages_are_counted_once(lina):
    upload(lina, *world.journey(first="2026-10-12", last="2026-10-12"))
    upload(
        lina,
        *world.journey(first="2026-10-12", last="2026-10-12"),
        *world.journey(first="2026-10-20", last="2026-10-22"),
    )
    assert "This file holds all of it: count it once" in words(lina.get("/crossings/files/K-2026-00002/"))

    wrong = lina.post("/crossings/files/K-2026-00001/once/", {"held": "K-2026-00002"}, follow=True)
    page = lina.post("/crossings/files/K-2026-00002/once/", {"held": "K-2026-00001"}, follow=True)

    assert "it is not held as a whole" in words(wrong)
    assert "Counted once. Passages taken out: 2." in words(page)
    assert "Perhaps counted twice" not in words(page)
    assert lina.post("/crossings/files/K-2026-00002/once/", {"held": "K-2026-99999"}).status_code == 404
