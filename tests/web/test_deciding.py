"""What an institution does about applications, page by page."""

import re

import pytest
from django.urls import reverse

from exeat.access.models import Account
from exeat.applications import actions, queries
from exeat.applications.models import Application
from exeat.letters import queries as letters
from exeat.register.models import Institution, Person
from tests.applications.scene import REASONS, WEIGHED, checked, filed, parts, to_decide
from tests.factories import NOON, AccountFactory, InstitutionFactory, RoleFactory, actor, sign_in
from tests.web.words import words_of


@pytest.fixture
def enter(client, scene):
    """Sign in as one of the scene."""

    def as_(who):
        if who.reference.startswith("P-"):
            account = AccountFactory(person=Person.objects.get(reference=who.reference), shown_name=who.name)
        else:
            account = AccountFactory(reference=who.reference, shown_name=who.name)
            house = Institution.objects.filter(reference=who.institution).first()
            RoleFactory(account=account, kind=who.role, institution=house)
        sign_in(client, account, who.role, who.institution)
        return client

    return as_


def test_the_work_list_shows_what_waits_and_leaves_out_ones_own(enter, scene):
    row = filed(scene.traveller)
    filed(scene.head_travels)

    said = words_of(enter(scene.officer).get(reverse("web:work")))

    assert "2 applications wait for you" in said
    assert row.reference in said


def test_the_head_does_not_meet_their_own_application_on_the_work_list(enter, scene):
    row = to_decide(scene, who=scene.head_travels)

    said = words_of(enter(scene.head).get(reverse("web:work")))

    assert row.reference not in said


def test_a_search_finds_by_name_and_number(enter, scene):
    row = filed(scene.traveller)
    client = enter(scene.officer)

    assert row.reference in words_of(client.get(reverse("web:work"), {"q": "petrausk"}))
    assert row.reference not in words_of(client.get(reverse("web:work"), {"q": "nobody"}))


def test_opening_a_file_leaves_a_trace_that_the_person_sees(enter, scene):
    from exeat.audit import queries as audit

    row = filed(scene.traveller)

    enter(scene.officer).get(reverse("web:work-file", args=[row.reference]))

    looks = audit.looks_at(scene.traveller.reference, on=NOON.date().replace(year=2030))
    assert "application.consulted" in {look.verb for look in looks}


def test_the_office_reads_of_the_person_what_the_person_is_told(enter, scene):
    row = filed(scene.traveller)

    office = words_of(enter(scene.officer).get(reverse("web:work-file", args=[row.reference])))
    person = words_of(enter(scene.traveller).get(reverse("web:application", args=[row.reference])))

    assert "The person is bound by it" in office
    assert "You are bound by it" not in office
    assert "You are bound by it" in person


def test_a_file_of_another_institution_is_not_there(enter, scene):
    row = filed(scene.traveller)
    Institution.objects.filter(reference="I-ARMY").update(superior=None)

    assert enter(scene.superior).get(reverse("web:work-file", args=[row.reference])).status_code == 404


def test_the_officer_checks_asks_and_passes_on(enter, scene):
    row = filed(scene.traveller)
    client = enter(scene.officer)
    client.post(reverse("web:work-begin", args=[row.reference]))

    client.post(reverse("web:work-pass-on", args=[row.reference]), {"note": "All agrees.", "opinion": "1"})

    row.refresh_from_db()
    assert row.state == "awaiting_opinion"


def test_a_return_needs_a_question_and_a_day_ahead(enter, scene):
    row = checked(scene)
    client = enter(scene.officer)

    page = client.post(
        reverse("web:work-return", args=[row.reference]), {"questions": "", "answer_by": "2020-01-01", "because": ""}
    )

    assert "Give a day that lies ahead." in words_of(page)


def test_the_opinion_s_text_is_not_on_the_page_and_its_conclusion_not_for_the_officer(enter, scene):
    row = to_decide(scene)

    officer = words_of(enter(scene.officer).get(reverse("web:work-file", args=[row.reference])))
    head = words_of(enter(scene.head).get(reverse("web:work-decide", args=[row.reference])))

    assert "Nothing known against" not in officer + head
    assert "No objection" not in officer
    assert "No objection" in head


def test_the_decider_reads_the_letter_before_signing_it(enter, scene):
    row = to_decide(scene)
    client = enter(scene.head)
    written = {"decision": "refuse", "reasons": REASONS, "weighed": WEIGHED, "version": row.version}

    page = client.post(reverse("web:work-decide", args=[row.reference]), written)
    said = words_of(page)
    assert "Leidimą vykti išduoti atsisakyta" in said
    assert REASONS in said
    row.refresh_from_db()
    assert row.state == "awaiting_decision"

    kept = re.search(r'name="kept" value="([^"]+)"', page.content.decode())[1]
    client.post(reverse("web:work-sign", args=[row.reference]), {"kept": kept})

    row.refresh_from_db()
    assert row.state == "refused"
    assert letters.inbox(scene.traveller.reference)[0].kind == "application-refused"


def test_conditions_reach_the_person_in_their_own_language(enter, scene):
    row = to_decide(scene)
    client = enter(scene.head)
    written = {"decision": "grant", "conditions": ["device"], "reasons": REASONS, "version": row.version}

    page = client.post(reverse("web:work-decide", args=[row.reference]), written)
    kept = re.search(r'name="kept" value="([^"]+)"', page.content.decode())[1]
    client.post(reverse("web:work-sign", args=[row.reference]), {"kept": kept})

    row.refresh_from_db()
    assert row.state == "granted"
    assert row.conditions == ["Nesivežate tarnybinio telefono ar kompiuterio."]


def test_reasons_that_are_not_concrete_come_back_with_the_sentence_of_the_policy(enter, scene):
    row = to_decide(scene)
    written = {"decision": "refuse", "reasons": "We asked for [which document].", "version": row.version}

    said = words_of(enter(scene.head).post(reverse("web:work-decide", args=[row.reference]), written))

    assert "Fill in the places in square brackets: the reasons must be concrete." in said
    assert "Write what you weighed" in said


def test_what_somebody_else_changed_meanwhile_is_told_to_the_second(enter, scene):
    row = to_decide(scene)
    client = enter(scene.head)
    written = {"decision": "refuse", "reasons": REASONS, "weighed": WEIGHED, "version": row.version}
    page = client.post(reverse("web:work-decide", args=[row.reference]), written)
    kept = re.search(r'name="kept" value="([^"]+)"', page.content.decode())[1]
    actions.grant(row.reference, reasons=REASONS, by=scene.deputy, at=NOON)

    page = client.post(reverse("web:work-sign", args=[row.reference]), {"kept": kept}, follow=True)

    row.refresh_from_db()
    assert row.state == "granted"
    assert "Somebody else has changed this application meanwhile." in words_of(page)


def test_a_call_is_written_down_by_the_duty_officer(enter, scene):
    client = enter(scene.clerk)
    assert "Rasa Petrauskaitė" in words_of(client.get(reverse("web:work-call"), {"q": "petrausk"}))

    client.post(
        reverse("web:work-call"),
        {"q": "petrausk", "person": scene.traveller.reference, "reason": "death_of_relative", "country": "BY",
         "first_on": "2026-12-01", "last_on": "2026-12-04", "phone": "+370 600 00000", "particulars": "The mother."},
    )  # fmt: skip

    row = queries.mine(scene.traveller)[0]
    assert (row.channel, row.clerk, row.state) == ("phone", "U-0005", "submitted")


def test_the_duty_decider_answers_provisionally(enter, scene):
    row = filed(scene.traveller, urgent=True, reason="death_of_relative", trip=parts())

    enter(scene.duty).post(
        reverse("web:work-provisional", args=[row.reference]), {"answer": "allow", "reasons": "The mother has died."}
    )

    assert queries.provisional_of(row).allowed


def test_whoever_has_no_part_in_applications_is_turned_away(enter, scene):
    page = enter(actor("analyst", "U-0009")).get(reverse("web:work"))

    assert page.status_code == 403


def test_the_work_list_asks_the_database_a_fixed_number_of_times(enter, scene, django_assert_max_num_queries):
    for _ in range(5):
        filed(scene.traveller)
    client = enter(scene.officer)

    with django_assert_max_num_queries(40):
        client.get(reverse("web:work"))


def test_other_people_are_masked_until_somebody_asks_and_that_is_recorded(enter, scene):
    from exeat.applications.asking import Person

    row = checked(scene)
    met = [Person("Ivan Petrov", relation="uncle", works_for="state")]
    actions.name_people(row.reference, role="met", people=met, by=scene.traveller, at=NOON)
    client = enter(scene.officer)
    assert "Ivan Petrov" not in words_of(client.get(reverse("web:work-file", args=[row.reference])))

    said = words_of(client.post(reverse("web:work-people", args=[row.reference])))

    assert "Ivan Petrov" in said
    assert "The state or its bodies" in said


def test_a_signature_asks_for_a_fresh_touch_and_then_goes_on_with_the_same_words(enter, scene, settings):
    settings.EXEAT_SIGNS_AFRESH = True
    row = to_decide(scene)
    client = enter(scene.head)
    account = Account.objects.get(reference=scene.head.reference)
    account.set_password("a long enough password 7")
    account.save()
    client.force_login(account)
    session = client.session
    session["role"] = "head@I-ARMY"
    session.save()
    said = {"decision": "grant", "reasons": REASONS, "version": row.version}
    page = client.post(reverse("web:work-decide", args=[row.reference]), said)
    kept = re.search(r'name="kept" value="([^"]+)"', page.content.decode())[1]

    asked = client.post(reverse("web:work-sign", args=[row.reference]), {"kept": kept})
    row.refresh_from_db()
    assert asked.status_code == 302
    assert "reauthenticate" in asked.url
    assert row.state == "awaiting_decision"
    client.post(asked.url, {"password": "a long enough password 7"})

    row.refresh_from_db()
    assert row.state == "granted"


def test_a_file_is_laid_on_a_desk_and_a_filter_is_kept(enter, scene):
    row = filed(scene.traveller)
    client = enter(scene.officer)

    client.post(reverse("web:work-assign", args=[row.reference]), {"to": scene.officer.reference})
    client.post(reverse("web:work-filters"), {"show": "desk", "q": "", "name": "My desk"})

    said = words_of(client.get(reverse("web:work"), {"show": "desk"}))
    assert row.reference in said
    assert "My desk" in said
    client.post(reverse("web:work-filters"), {"drop": "My desk"})
    assert "My desk" not in words_of(client.get(reverse("web:work")))


def test_an_administrator_says_who_speaks_for_a_body_and_its_officers_then_see_the_files(enter, scene):
    row = to_decide(scene)
    InstitutionFactory(reference="I-SECOND", name_en="Second Service", orders=[])
    client = enter(actor("administrator", "U-0080"))
    assert "Who gives opinions" in words_of(client.get(reverse("web:advisers")))

    client.post(reverse("web:advisers"), {"body": "counter_intelligence", "institution": "I-SECOND"})

    assert queries.voices() == {"counter_intelligence": "I-SECOND"}
    assert enter(scene.service).get(reverse("web:work-file", args=[row.reference])).status_code == 404
    other = enter(actor("counter_intelligence", "U-0070", "I-SECOND"))
    assert "No objection" in words_of(other.get(reverse("web:work-file", args=[row.reference])))


def test_the_decider_sees_what_was_not_shown_without_its_words(enter, scene):
    row = to_decide(scene)

    said = words_of(enter(scene.head).get(reverse("web:work-decide", args=[row.reference])))

    assert "Not shown to the applicant The words of an opinion: counter-intelligence" in said
    assert said.index("What the applicant says") < said.index("What the law says") < said.index("Like cases")
    assert said.index("Like cases") < said.index("Reasons, as the applicant") < said.index("Conditions")


def test_the_permit_s_page_says_which_slips_need_no_new_decision(enter, scene, monkeypatch, tmp_path):
    from tests.applications import made_up

    slips = "permit: {journeys: one, itinerary: fixed, tolerance: {days_after: 2, crossing_point: any}}"
    order = made_up.order(monkeypatch, tmp_path, "made-up-page", permit=slips)
    Institution.objects.update(orders=[order])
    row = actions.grant(to_decide(scene).reference, reasons=REASONS, by=scene.head, at=NOON)

    said = words_of(enter(scene.traveller).get(reverse("web:permit", args=[row.permit])))

    assert "You may come back up to 2 days later without a new decision." in said
    assert "You may cross the border at another point than the one named." in said
    assert "Order of a made-up ministry, s. 3" in said


def test_ticked_files_are_shown_once_more_then_assigned_and_laid_back(enter, scene):
    rows = [filed(scene.traveller) for _ in range(2)]
    names = [row.reference for row in rows]
    client = enter(scene.officer)

    asked = words_of(client.post(reverse("web:work-desks"), {"file": names}))
    assert "Nothing is decided by this." in asked
    assert not Application.objects.exclude(assigned_to="").exists()
    done = client.post(
        reverse("web:work-desks"), {"file": names, "to": scene.officer.reference, "sure": "1"}, follow=True
    )
    assert "2 files have been assigned." in words_of(done)
    moved = re.search(r'name="moved" value="([^"]+)"', done.content.decode())[1]
    assert Application.objects.filter(assigned_to="U-0001").count() == 2

    client.post(reverse("web:work-desks-undo"), {"moved": moved})
    forged = words_of(client.post(reverse("web:work-desks-undo"), {"moved": "forged"}, follow=True))

    assert not Application.objects.exclude(assigned_to="").exists()
    assert "This can no longer be undone." in forged
    assert "Tick at least one file first." in words_of(client.post(reverse("web:work-desks"), {}, follow=True))


def test_nobody_assigns_files_of_another_house_or_without_the_right(enter, scene):
    row = filed(scene.traveller)

    assert enter(scene.head).post(reverse("web:work-desks"), {"file": [row.reference]}).status_code == 403
    stranger = enter(actor("security_officer", "U-0090", "I-MIN"))
    stranger.post(reverse("web:work-desks"), {"file": [row.reference], "to": "U-0090", "sure": "1"})

    row.refresh_from_db()
    assert row.assigned_to == ""


def test_the_file_of_a_refusal_lists_what_the_appeals_body_gets_and_the_person_did_not(enter, scene):
    row = to_decide(scene)
    actions.refuse(row.reference, reasons=REASONS, weighed=WEIGHED, by=scene.head, at=NOON)

    said = words_of(enter(scene.head).get(reverse("web:work-file", args=[row.reference])))

    assert "Not shown to the applicant The words of an opinion: counter-intelligence" in said
    assert "Nothing known against" not in said


def test_the_page_of_advisers_and_the_second_look_ask_the_database_a_fixed_number_of_times(
    enter, scene, django_assert_max_num_queries
):
    keeper = enter(actor("administrator", "U-0080"))
    with django_assert_max_num_queries(12):
        keeper.get(reverse("web:advisers"))
    assert enter(actor("administrator", "U-0081", "I-ARMY")).get(reverse("web:advisers")).status_code == 403
    names = [filed(scene.traveller).reference for _ in range(5)]
    officer = enter(scene.officer)

    with django_assert_max_num_queries(16):
        officer.post(reverse("web:work-desks"), {"file": names})
