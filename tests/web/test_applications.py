"""What a person does about a trip, page by page, without a script."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from exeat.applications import actions, queries
from exeat.register.models import Person
from tests.applications.scene import REASONS, drafted, filed, parts, to_decide
from tests.applications.test_actions import PNG
from tests.factories import NOON, AccountFactory, sign_in
from tests.web.words import words_of

TRIP = {
    "country": "BY", "territory": "", "first_on": "2026-12-15", "last_on": "2026-12-18", "transit": "stay",
    "reason": "serious_illness_of_relative",
}  # fmt: skip


@pytest.fixture
def traveller(client, scene):
    """A registered person, signed in for themselves."""
    account = AccountFactory(person=Person.objects.get(reference=scene.traveller.reference))
    sign_in(client, account)
    return scene.traveller


def test_what_the_rules_ask_stands_before_anything_else_is_typed(client, traveller):
    there = client.post(reverse("web:apply"), TRIP)

    page = client.get(there.url)

    said = words_of(page)
    assert "You need a permit for this trip" in said
    assert "Why, step by step" in said
    assert page.content.index(b"What the rules ask") < page.content.index(b"<textarea")


def test_a_trip_that_the_rules_forbid_can_be_sent_all_the_same(client, traveller):
    there = client.post(reverse("web:apply"), {**TRIP, "reason": "tourism"})

    said = words_of(client.get(there.url))

    assert "The rules forbid this trip" in said
    assert "You can send the application all the same" in said


def test_only_what_the_reason_calls_for_is_asked(client, traveller):
    there = client.post(reverse("web:apply"), {**TRIP, "reason": "property"})

    said = words_of(client.get(there.url))

    assert "Why can it not be settled from Lithuania?" in said
    assert "What is this person to you?" not in said


def test_from_a_trip_to_a_receipt_in_three_steps(client, traveller):
    there = client.post(reverse("web:apply"), TRIP).url
    onward = client.post(there, {"particulars": "A stroke.", "relation": "parent", "phone": "+370 600 00000"}).url

    page = client.post(onward, {"declared": "on", "send": "1"}, follow=True)

    row = queries.mine(traveller)[0]
    assert row.state == "submitted"
    assert page.redirect_chain[-1][0] == reverse("web:application", args=[row.reference])
    assert "The security officer of your institution checks the file." in words_of(page)


def test_nothing_is_sent_before_it_is_declared_to_be_true(client, traveller):
    row = drafted(traveller)

    page = client.post(reverse("web:application-send", args=[row.reference]), {"send": "1"})

    assert "Confirm first that what you wrote is true." in words_of(page)


def test_a_document_can_be_added_and_comes_back_as_a_download(client, traveller):
    from django.core.files.uploadedfile import SimpleUploadedFile

    row = drafted(traveller)
    client.post(
        reverse("web:application-document-add", args=[row.reference]), {"paper": SimpleUploadedFile("a.png", PNG)}
    )

    paper = row.evidence.get()
    page = client.get(reverse("web:application-document", args=[row.reference, paper.token]))

    assert page.content == PNG
    assert page["Content-Disposition"].startswith("attachment")
    assert page["X-Content-Type-Options"] == "nosniff"


def test_the_urgent_page_never_lets_anyone_believe_that_applying_is_enough(client, traveller):
    said = words_of(client.get(reverse("web:urgent")))

    assert "Applying is not enough: until you have an answer you have no permit." in said
    assert "No rule was found that protects you if you leave before an answer." in said


def test_three_questions_file_an_urgent_application(client, traveller):
    page = client.post(
        reverse("web:urgent"),
        {"reason": "death_of_relative", "country": "BY", "first_on": "2026-12-01", "last_on": "2026-12-04",
         "phone": "+370 600 00000"},
        follow=True,
    )  # fmt: skip

    row = queries.mine(traveller)[0]
    assert row.urgent
    assert row.decide_by is not None
    assert "The duty decider gives an answer." in words_of(page)


def test_nobody_sees_the_application_of_someone_else(client, traveller, scene):
    row = filed(scene.head_travels)

    assert client.get(reverse("web:application", args=[row.reference])).status_code == 404


def test_questions_are_answered_on_the_page_of_the_application(client, traveller, scene):
    row = filed(traveller)
    actions.begin_check(row.reference, by=scene.officer, at=NOON)
    actions.return_with_questions(
        row.reference,
        questions=["Who is the patient?"],
        answer_by=NOON.date().replace(day=30),
        by=scene.officer,
        at=NOON,
    )
    assert "Who is the patient?" in words_of(client.get(reverse("web:application", args=[row.reference])))

    client.post(reverse("web:application-answer", args=[row.reference]), {"text": "My mother."})

    row.refresh_from_db()
    assert row.state == "in_check"


def test_withdrawing_is_asked_once(client, traveller):
    row = filed(traveller)

    assert "Withdraw this application?" in words_of(
        client.get(reverse("web:application-withdraw", args=[row.reference]))
    )
    client.post(reverse("web:application-withdraw", args=[row.reference]))

    row.refresh_from_db()
    assert row.state == "withdrawn"


def test_the_list_asks_the_database_a_fixed_number_of_times(client, traveller, django_assert_max_num_queries):
    for _ in range(4):
        filed(traveller)

    with django_assert_max_num_queries(24):
        page = client.get(reverse("web:applications"))

    assert page.status_code == 200


def allowed(scene):
    """A trip that has been granted, with its permit."""
    return actions.grant(to_decide(scene).reference, reasons=REASONS, by=scene.head, at=NOON)


def test_a_granted_trip_is_changed_from_its_own_page(client, traveller, scene):
    row = allowed(scene)
    said = words_of(client.get(reverse("web:application", args=[row.reference])))
    assert "Change the trip" in said

    there = client.post(reverse("web:application-change", args=[row.reference]), {"go": "1"})

    said = words_of(client.get(there.url))
    assert row.reference in said
    assert "Decided before; stays as it is." in said


def test_a_longer_stay_goes_straight_to_the_last_page(client, traveller, scene):
    row = allowed(scene)
    page = reverse("web:application-longer", args=[row.reference])

    short = client.post(page, {"last_on": "2026-12-17", "because": "A funeral.", "go": "1"})
    there = client.post(page, {"last_on": "2026-12-21", "because": "A funeral.", "urgent": "on", "go": "1"})

    assert "The new last day must lie after the present one." in words_of(short)
    assert "Only the parts that are new are decided." in words_of(client.get(there.url))


def test_cancelling_is_asked_once_and_ends_the_permit(client, traveller, scene):
    row = allowed(scene)
    page = reverse("web:application-cancel", args=[row.reference])
    assert "Cancel this trip?" in words_of(client.get(page))

    done = client.post(page, follow=True)

    assert "Trip cancelled" in words_of(done)


def test_an_earlier_application_is_the_beginning_of_the_next(client, traveller, scene):
    row = allowed(scene)

    there = client.post(reverse("web:application-again", args=[row.reference]), {"first_on": "2027-02-01"})

    assert "1" in words_of(client.get(there.url))
    assert queries.mine(traveller)[0].departs_on.isoformat() == "2027-02-01"


def test_one_part_of_several_can_be_left_out(client, traveller):
    row = drafted(traveller, trip=[*parts(), *parts(country="RU")])

    client.post(reverse("web:application-part", args=[row.reference]), {"which": "2", "drop": "1"})

    assert [leg.country for leg in row.legs.all()] == ["BY"]


def test_people_are_named_on_a_page_that_says_why_and_who_sees_it(client, traveller):
    row = drafted(traveller)
    page = reverse("web:application-people", args=[row.reference])

    said = words_of(client.get(page))
    assert "Why we ask" in said
    assert "Whom do you go to see?" in said
    client.post(page, {"go": "1", "emergency_name": "Ona", "emergency_phone": "+370 600 1", "devices": "none"})

    row.refresh_from_db()
    assert queries.contacts(row.reference).emergency[0].name == "Ona"
    assert row.devices == "none"


def test_a_group_has_a_number_that_the_next_one_types_in(client, traveller):
    row = drafted(traveller)

    client.post(reverse("web:application-together", args=[row.reference]))

    row.refresh_from_db()
    assert row.group.startswith("G-")
    page = client.post(reverse("web:application-join"), {"group": row.group})
    assert "You have a draft or an application in this group already." in words_of(page)


def test_the_family_is_shown_by_generations_with_degrees(client, traveller):
    row = drafted(traveller)

    said = words_of(client.get(reverse("web:application-fill", args=[row.reference])))

    assert "Brother or sister (2nd degree)" in said
    assert "In which state does this person live?" in said


def test_the_journey_in_detail_says_why_it_asks_and_who_sees_it_and_earlier_trips_stand_there(client, traveller, scene):
    filed(scene.traveller, at=NOON)
    there = client.post(reverse("web:apply"), {**TRIP, "reason": "family_visit"})
    reference = there.url.split("/")[2]
    page = words_of(client.get(f"/applications/{reference}/further/"))

    client.post(f"/applications/{reference}/further/", {"visa": "asked", "pays": "host", "back_at_work": "2026-12-21"})

    assert "Why we ask: whoever pays may want something for it. Seen by:" in page
    assert "trips of the last four years that we know of Belarus" in page
    assert "Number plate" not in page, "no part says yet how one travels"
    said = words_of(client.get(f"/applications/{reference}/send/"))
    assert "Whoever invites me" in said
    assert "21 December 2026" in said


def test_who_invites_is_sealed_and_stands_for_nobody_without_a_trace(client, traveller, scene):
    there = client.post(reverse("web:apply"), {**TRIP, "reason": "family_visit"})
    reference = there.url.split("/")[2]

    client.post(f"/applications/{reference}/people/", {"go": "1", "inviter_name": "Club of friends"})

    (row,) = queries.mine(scene.traveller)
    assert queries.people_of(row)["inviter"][0].name == "Club of friends"
    assert all(b"friends" not in bytes(one.sealed) for one in row.third_parties.all())
    assert "who invites you: 1" in words_of(client.get(f"/applications/{reference}/send/"))


def test_what_was_answered_on_may_i_go_stands_in_the_form_and_nothing_is_kept_yet(client, traveller):
    answered = {
        "place": "BY", "how": "transit", "first": "2026-12-15", "last": "2026-12-18", "who": ["professional_soldier"],
        "reason": "serious_illness_of_relative",
    }  # fmt: skip

    page = client.post(reverse("web:apply-from-answer"), answered).content.decode()

    assert '<option value="BY" selected>' in page
    assert 'value="2026-12-15"' in page
    assert re.search(r'value="land"[^>]* checked', page)
    assert re.search(r'value="serious_illness_of_relative"[^>]* checked', page)
    assert f'action="{reverse("web:apply")}"' in page
    assert not queries.mine(traveller)


def test_an_answer_about_a_part_of_a_state_names_the_part(client, traveller):
    page = client.post(reverse("web:apply-from-answer"), {"place": "UA-43", "reason": "unknown"}).content.decode()

    assert '<option value="UA" selected>' in page
    assert '<option value="UA-43" selected>' in page
    assert "govuk-error-summary" not in page


def test_the_list_of_what_to_mend_names_each_field(client, traveller):
    said = words_of(client.post(reverse("web:apply"), {**TRIP, "country": "", "first_on": ""}))

    assert "Which country are you going to? Choose one answer." in said
    assert "First day there: Fill in this field." in said


def test_a_draft_begun_on_one_device_is_gone_on_with_on_another(client, traveller):
    there = client.post(reverse("web:apply"), TRIP).url
    row = queries.mine(traveller)[0]
    telephone = Client()
    sign_in(telephone, AccountFactory._meta.model.objects.get(person__reference=traveller.reference))

    said = words_of(telephone.get(there))

    assert row.state == "draft"
    assert "You need a permit for this trip" in said
