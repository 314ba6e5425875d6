"""One article of a regime at an address that stays: its wordings, what rests on it, and who may see what."""

from datetime import date

import pytest

from exeat.applications.models import Application
from exeat.letters import queries as letters
from exeat.regimes import ask, rulebook
from exeat.regimes.releases import fingerprint
from exeat.regimes.shapes import KINDS
from exeat.register.models import Institution, Person
from exeat.web.check.answers import steps
from exeat.web.regimes.addresses import as_applied
from tests.applications.scene import filed
from tests.factories import NOON, AccountFactory, RoleFactory, sign_in, signed_in_as
from tests.web.test_regimes import page_of

ARTICLE = "/rules/lt-service-travel/2026-02-10/provisions.no-private-travel/"


def law_of(kind, name):
    book = rulebook("lt-service-travel")
    return f"lt-service-travel@{fingerprint('lt-service-travel', kind, name, getattr(book, kind)[name].wordings[-1])}"


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "lt"])
@pytest.mark.parametrize("name", ["lt-service-travel", "tw-mainland", "us-nispom", "lt-draft-georgia"])
def test_every_part_of_a_regime_has_a_page_of_its_own(client, name, language):
    book = rulebook(name)

    for kind in KINDS:
        for part in getattr(book, kind):
            answer = client.get(f"/rules/{name}/2026-02-10/{kind}.{part}/", headers={"accept-language": language})
            assert answer.status_code == 200, (kind, part)


@pytest.mark.parametrize("place", ["provisions.no-such-thing", "no-such-kind.permission", "provisions", "regime.aim"])
def test_an_article_that_is_not_there_is_not_found(client, place):
    assert client.get(f"/rules/lt-service-travel/2026-02-10/{place}/").status_code == 404


@pytest.mark.django_db
def test_an_article_shows_its_sources_its_neighbours_and_the_examples_that_rest_on_it(client):
    said = page_of(client, ARTICLE)

    assert "Statute of the Interior Service" in said
    assert "/rules/lt-service-travel/2026-02-10/destinations.listed/" in said
    assert "holiday in Minsk" in said


@pytest.mark.django_db
def test_a_list_is_told_with_the_rule_that_uses_it(client):
    said = page_of(client, "/rules/lt-service-travel/2026-02-10/destinations.listed/")

    assert "/rules/lt-service-travel/2026-02-10/provisions.no-private-travel/" in said
    assert "China" in said


@pytest.mark.django_db
def test_each_later_wording_is_marked_beside_the_one_before_it(client):
    said = page_of(client, "/rules/ee-2023/2026-02-10/destinations.listed/")

    assert said.count('class="x-law x-biggap"') == len(rulebook("ee-2023").destinations["listed"].wordings)


def file_away(scene, count):
    for n in range(count):
        Application.objects.create(
            reference=f"A-{n:04}", person=scene.traveller.reference, institution="I-ARMY", kind="application",
            state="submitted", begun_at=NOON, filed_at=NOON, law=[law_of("provisions", "no-private-travel")],
        )  # fmt: skip


@pytest.mark.parametrize(("count", "told"), [(0, ">0"), (3, "withheld"), (24, ">20")])
def test_everybody_reads_how_many_files_rest_on_an_article_and_small_numbers_are_withheld(client, scene, count, told):
    file_away(scene, count)

    said = page_of(client, ARTICLE)

    row = said.split("Applications and notices")[1].split("</tr>")[0]
    assert told in row
    assert "A-0001" not in said


@pytest.mark.parametrize("place", ["procedures.permission", "breaches.travelled-without-permit"])
def test_how_it_is_asked_and_what_a_breach_brings_tell_how_many_files_rest_on_them(client, scene, place):
    file_away(scene, 24)
    Application.objects.update(law=[law_of(*place.split("."))])

    said = page_of(client, f"/rules/lt-service-travel/2026-02-10/{place}/")

    assert ">20" in said.split("Applications and notices")[1].split("</tr>")[0]
    assert "What it decided is not counted here." in said
    assert "What it decided is not counted here." not in page_of(client, ARTICLE)


def test_whoever_may_see_the_files_is_led_to_each(client, scene):
    file_away(scene, 3)
    signed_in_as(client, "traveller", person=Person.objects.get(reference=scene.traveller.reference))

    said = page_of(client, ARTICLE)

    assert "/applications/A-0001/" in said


def test_the_address_as_applied_is_of_the_first_day_of_what_was_used():
    law = [law_of("provisions", "no-private-travel"), law_of("destinations", "listed")]

    assert as_applied("lt-service-travel", "no-private-travel", law) == (
        "/rules/lt-service-travel/2024-01-24/provisions.no-private-travel/"
    )


def test_a_wording_that_is_no_longer_there_leads_to_the_regime():
    assert as_applied("lt-service-travel", "no-private-travel", ["lt-service-travel@0"]) == "/rules/lt-service-travel/"
    assert as_applied("no-such-regime", "no-private-travel", []) == ""
    assert as_applied("lt-service-travel", "no-such-provision", []) == ""


LED = "/rules/lt-service-travel/2024-01-24/provisions.no-private-travel/"


def test_a_letter_and_the_application_lead_to_the_provision_as_it_was_applied(client, scene):
    row = filed(scene.traveller)
    signed_in_as(client, "traveller", person=Person.objects.get(reference=scene.traveller.reference))
    receipt = next(each for each in letters.inbox(row.person) if each.subject == row.reference)

    letter = page_of(client, f"/letters/{receipt.reference}/")
    assert 'href="/rules/lt-secrets-travel/2025-01-01/provisions.no-travel/"' in letter
    assert f'href="{LED}"' in page_of(client, f"/applications/{row.reference}/")


def test_the_office_s_copy_of_a_letter_leads_to_the_provision_as_it_was_applied(client, scene):
    row = filed(scene.traveller)
    receipt = next(each for each in letters.inbox(row.person) if each.subject == row.reference)
    account = AccountFactory(reference=scene.officer.reference)
    RoleFactory(account=account, kind="security_officer", institution=Institution.objects.get(reference="I-ARMY"))
    sign_in(client, account, "security_officer", "I-ARMY")

    assert 'href="/rules/lt-secrets-travel/2025-01-01/provisions.no-travel/"' in page_of(
        client, f"/letters/sent/{receipt.reference}/"
    )


def test_an_answer_leads_to_the_provision_as_it_was_applied():
    facts = {
        "post.kind": "professional_soldier", "post.from": date(2015, 1, 1), "destination.country": "BY",
        "stay.from": date(2026, 12, 1), "stay.until": date(2026, 12, 3), "trip.purpose": "private",
        "application.reason": "tourism",
    }  # fmt: skip
    outcome = ask(["lt-service-travel"], facts)

    [(_title, taken)] = steps(outcome)

    assert {cite.address for step in taken if step.decided for cite in step.cites} == {LED}
