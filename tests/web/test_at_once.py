"""Two people, or two clicks, at the same moment: one is done, the other is told so in a sentence, nothing is twice.

These run in threads with connections of their own, on either database; a sleep would show nothing, a barrier does.
"""

import threading
from contextlib import closing
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection
from django.test import Client

from exeat.access import actions as access
from exeat.access.models import Account
from exeat.applications import actions as applications
from exeat.applications.models import Application
from exeat.audit.models import Entry
from exeat.cases import actions as cases
from exeat.cases.models import Case
from exeat.crossings import actions as crossings
from exeat.crossings import queries as passages
from exeat.crossings.models import Answer, Discrepancy
from exeat.letters import actions as letters
from exeat.letters.models import Letter, Phone
from exeat.permits.models import Permit
from exeat.register.models import Institution, Person
from exeat.travel import actions as travel
from exeat.travel.models import Report
from exeat.values.moves import MoveRefused
from tests.applications.scene import REASONS, WEIGHED, drafted, filed, open_scene, to_decide
from tests.cases import loop, world
from tests.factories import NOON, AccountFactory, PersonFactory, RoleFactory, actor, sign_in, traveller

pytestmark = pytest.mark.django_db(transaction=True)
DONE = "done"


def at_once(*acts):
    """Do these at the same moment; what came of each: done, or the codes of the refusal. Anything else fails."""
    came, wrong, start = [None] * len(acts), [], threading.Barrier(len(acts))

    def run(place, act):
        with closing(connection):
            start.wait(10)
            try:
                act()
                came[place] = DONE
            except MoveRefused as refused:
                came[place] = "+".join(refusal.code for refusal in refused.refusals)
            except Application.DoesNotExist:
                came[place] = "under another number now"
            except IntegrityError:
                came[place] = "kept by the database"  # the page says that somebody was faster
            except BaseException as fault:
                wrong.append(fault)

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    if wrong:
        raise wrong[0]
    return sorted(came, key=lambda one: one != DONE)


@pytest.fixture
def army(settings, tmp_path):
    settings.EXEAT_KEYS = tmp_path / "keys"
    settings.MEDIA_ROOT = tmp_path / "files"
    return open_scene()


def test_one_application_is_decided_once_whoever_clicks(army):
    row = to_decide(army)

    came = at_once(
        lambda: applications.grant(row.reference, reasons=WEIGHED, by=army.head, at=NOON),
        lambda: applications.refuse(row.reference, reasons=REASONS, weighed=WEIGHED, by=army.head, at=NOON),
        lambda: applications.grant(row.reference, reasons=WEIGHED, by=army.head, at=NOON),
        lambda: applications.withdraw(row.reference, by=army.traveller, at=NOON),
    )

    assert (came.count(DONE), "kept by the database" in came) == (1, False)
    state = Application.objects.get().state
    assert Permit.objects.count() == (1 if state == "granted" else 0)
    ends = Entry.objects.filter(verb__in=[f"application.{verb}" for verb in ("granted", "refused", "withdrawn")])
    assert [entry.verb for entry in ends] == [f"application.{state}"]


def test_a_draft_is_sent_once_and_taken_up_by_one_officer(army):
    row = drafted(army.traveller)

    def send():
        return applications.submit(row.reference, declared=True, by=army.traveller, at=NOON)

    sent = at_once(send, send)
    number = Application.objects.get().reference
    taken = at_once(
        lambda: applications.begin_check(number, by=army.officer, at=NOON),
        lambda: applications.begin_check(number, by=army.other_officer, at=NOON),
    )

    assert (sent.count(DONE), taken.count(DONE)) == (1, 1)
    assert Entry.objects.filter(verb="application.filed").count() == 1
    assert Letter.objects.filter(subject=number).count() == 1


def test_a_trip_is_reported_read_up_on_and_given_back_once(army):
    row = applications.grant(to_decide(army).reference, reasons=WEIGHED, by=army.head, at=NOON)
    after = NOON + timedelta(days=26)

    read = at_once(*[lambda: travel.acknowledge(row.reference, by=army.traveller, at=NOON)] * 2)
    told = at_once(*[lambda: travel.report(row.reference, as_planned=True, by=army.traveller, at=after)] * 2)

    assert DONE in read, "the second finds nothing unread, or the database keeps it"
    assert told.count(DONE) == 1
    assert Report.objects.count() == 1
    for verb in ("briefing.acknowledged", "report.given"):
        assert Entry.objects.filter(verb=verb).count() == 1


def test_one_account_of_a_name_one_role_of_a_kind_and_one_number_for_messages(army):
    admin, person = actor("administrator", "U-0100", ""), PersonFactory()
    who = traveller(person)

    made = at_once(*[lambda: access.make_account("ona", password="p", name="Ona", by=admin, at=NOON)] * 2)
    one = Account.objects.get().reference
    given = at_once(*[lambda: access.give_role(one, "analyst", since=NOON.date(), by=admin, at=NOON)] * 2)
    agreed = at_once(*[lambda: letters.give_number("+37060000000", agrees=True, by=who, at=NOON)] * 2)

    assert (made.count(DONE), given) == (1, [DONE, "role-held"])
    assert agreed.count(DONE) in (1, 2), "the second may find the first, and asks for another code"
    assert Phone.objects.count() == 1


@pytest.fixture
def border(army):
    world.found_world()
    world.enter()
    world.receive(*world.journey())


def test_a_possible_match_is_answered_once_and_taken_back_once(border):
    one = passages.waiting_for(world.LINA, on=world.NOON.date())[0].reference

    def same(by):
        return lambda: crossings.answer(one, "same", reasons="It is the same.", overrides=loop.NO, by=by, at=world.NOON)

    answered = at_once(same(world.LINA), same(world.RASA), same(world.LINA))
    who = Answer.objects.get().by
    back = {by.reference: by for by in (world.LINA, world.RASA)}[who]
    taken_back = at_once(*[lambda: crossings.take_back(one, by=back, at=world.NOON)] * 2)

    assert (answered.count(DONE), taken_back.count(DONE)) == (1, 1)
    assert not Answer.objects.exists()


def test_each_step_of_a_case_is_taken_once(border):
    world.confirm_all(world.LINA, overrides=loop.NO)
    found = Discrepancy.objects.get()
    facts = passages.discrepancy(found.reference, seen_by=world.MINDAUGAS)
    said = {f"{one.code}:{one.about}": loop.NO for one in facts.contrary}

    def opening(by):
        return lambda: cases.open_case(found.reference, reasons=world.REASONS, overrides=said, by=by, at=world.NOON)

    steps = [at_once(opening(world.MINDAUGAS), opening(world.RASA))]
    case = Case.objects.get().reference
    until, who = world.later(14).date(), world.traveller()

    def twice(act):
        steps.append(at_once(act, act))

    opener = {by.reference: by for by in (world.MINDAUGAS, world.RASA)}[Case.objects.get().opened_by]
    twice(lambda: cases.serve(case, answer_until=until, by=opener, at=world.NOON))
    twice(lambda: cases.answer(case, text="I was on leave.", by=who, at=world.later(3)))
    other = world.RASA if opener is world.MINDAUGAS else world.MINDAUGAS
    loop.proposed(Case.objects.get(), by=opener)
    twice(lambda: loop.found(Case.objects.get(), by=other))
    cases.propose_measure(case, kinds=[item["kind"] for item in Case.objects.get().offered], reasons=world.REASONS,
                          by=other, at=world.later(6))  # fmt: skip
    twice(lambda: loop.measured(Case.objects.get(), by=opener))
    twice(lambda: loop.appealed(Case.objects.get()))
    steps.append(at_once(
        lambda: cases.uphold(case, reasons=world.REASONS, by=world.BODY, at=world.later(9)),
        lambda: cases.reverse(case, reasons=world.REASONS, by=world.BODY, at=world.later(9)),
    ))  # fmt: skip

    assert [came.count(DONE) for came in steps] == [1] * 7
    assert Case.objects.count() == 1


def test_the_second_of_two_clicks_reads_a_sentence_and_no_error(army):
    number, clicks, start = filed(army.traveller).reference, [], threading.Barrier(2)
    browsers = []
    for officer in (army.officer, army.other_officer):
        browser = Client(raise_request_exception=True)
        account = AccountFactory(reference=officer.reference)
        RoleFactory(account=account, kind="security_officer", institution=Institution.objects.get(reference="I-ARMY"))
        sign_in(browser, account, "security_officer", "I-ARMY")
        browsers.append(browser)

    def click(browser):
        with closing(connection):
            start.wait(10)
            clicks.append(browser.post(f"/work-list/{number}/begin/", follow=True))

    threads = [threading.Thread(target=click, args=[browser]) for browser in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert len(clicks) == 2
    assert {answer.status_code for answer in clicks} <= {200, 409}
    assert Entry.objects.filter(verb="application.check-begun").count() == 1


def test_a_draft_that_was_sent_by_the_first_click_leads_the_second_to_what_there_is(army, client):
    row = drafted(army.traveller)
    sign_in(client, AccountFactory(person=Person.objects.get(reference=army.traveller.reference)), "traveller")
    page = f"/applications/{row.reference}/send/"

    said = [client.post(page, {"send": "1", "declared": "on"}, follow=True) for _click in range(2)]

    assert [answer.status_code for answer in said] == [200, 200]
    assert "Sent." in said[0].content.decode()
    assert "This draft is there no longer" in said[1].content.decode()
    assert Application.objects.count() == 1


def test_what_the_database_kept_from_happening_twice_is_told_and_no_row_is_logged(client, monkeypatch, caplog):
    account = AccountFactory(reference="U-0900")
    sign_in(client, account)

    def twice(*_args, **_words):
        raise IntegrityError("Key (username)=(ona) already exists")

    monkeypatch.setattr("exeat.web.home.views.waiting.of_role", twice)
    answer = client.get("/home/", headers={"accept-language": "en"})

    assert answer.status_code == 409
    assert "Nothing was done twice." in answer.content.decode()
    assert "ona" not in caplog.text
    assert "web:home" in caplog.text
