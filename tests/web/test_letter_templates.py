"""Every kind of letter stands on one page with its version, and can be read with made-up facts."""

import re

from django.urls import reverse
from django.utils import timezone

from exeat.applications import actions
from exeat.audit import queries as trail
from exeat.letters import samples, texts
from exeat.letters.models import Letter
from exeat.regimes import dates
from exeat.register.models import Institution
from tests.applications.scene import REASONS, to_decide
from tests.factories import NOON, AccountFactory, RoleFactory, sign_in
from tests.web.words import words_of


def enter(client, role, institution=""):
    account = AccountFactory()
    house = Institution.objects.get(reference=institution) if institution else None
    RoleFactory(account=account, kind=role, institution=house)
    sign_in(client, account, role, institution)


def test_the_list_names_every_kind_and_the_version_in_use(client, scene):
    actions.grant(to_decide(scene).reference, reasons=REASONS, by=scene.head, at=NOON)
    enter(client, "administrator")

    page = words_of(client.get(reverse("web:letter-templates")))

    assert all(kind in page for kind in texts.kinds())
    assert Letter.objects.get(kind="application-granted").template in page


def test_a_preview_shows_the_road_of_the_group_that_was_chosen(client, scene):
    enter(client, "register_keeper", "I-ARMY")
    address = reverse("web:letter-template", args=["application-refused", "lt"])

    servant = words_of(client.get(address, {"regime": "lt-secrets-travel", "group": "civil_servants"}))
    soldier = words_of(client.get(address, {"regime": "lt-service-travel", "group": "soldiers"}))

    assert "Lietuvos administracinių ginčų komisija" in servant
    assert "aukštesnysis vadas" in soldier
    assert client.get(address, {"group": "nobody"}).status_code == 404
    assert client.get(reverse("web:letter-template", args=["nothing", "lt"])).status_code == 404


def test_only_the_office_that_sent_it_is_led_to_a_real_letter(client, scene):
    letter = actions.grant(to_decide(scene).reference, reasons=REASONS, by=scene.head, at=NOON)
    real = Letter.objects.get(kind="application-granted", subject=letter.reference)
    address = reverse("web:letter-template", args=[real.kind, real.language])

    enter(client, "security_officer", "I-ARMY")
    assert real.reference in client.get(address).content.decode()
    for role, house in (("administrator", ""), ("register_keeper", "I-ARMY"), ("security_officer", "I-MIN")):
        enter(client, role, house)
        assert real.reference not in client.get(address).content.decode()


def test_whoever_writes_no_letters_does_not_see_the_templates(client, scene):
    enter(client, "auditor")

    assert client.get(reverse("web:letter-templates")).status_code == 403
    assert client.get(reverse("web:letter-template", args=["application-refused", "en"])).status_code == 403


def test_each_kind_stands_in_one_row_with_its_languages_by_their_own_names(client, scene):
    enter(client, "administrator")

    page = client.get(reverse("web:letter-templates")).content.decode()

    rows = re.findall(r'<tr><th scope="row">.*?</tr>', page)
    assert len(rows) == len(texts.kinds())
    for row in rows:
        assert re.findall(r'hreflang="..">([^<]+)<', row) == ["English", "lietuvių", "latviešu"]


def test_an_office_fills_a_letter_with_a_real_file_and_its_person_sees_the_look(client, scene):
    row = to_decide(scene)
    enter(client, "security_officer", "I-ARMY")
    address = reverse("web:letter-template", args=["application-refused", "lt"])

    assert row.reference in client.get(address).content.decode()
    page = words_of(client.get(address, {"file": row.reference}))

    assert f"Prašymas: {row.reference}." in page
    assert samples.NAMES["file"] not in page
    assert samples.NAMES["amends"] not in page  # the file changes no earlier trip, so the letter speaks of none
    assert dates.day(row.departs_on, "lt").replace("\xa0", " ") in page
    assert "application.consulted" in [look.verb for look in trail.looks_at(row.person, on=timezone.localdate())]


def test_nobody_fills_a_letter_with_a_file_that_is_not_theirs_to_see(client, scene):
    row = to_decide(scene)
    address = reverse("web:letter-template", args=["application-refused", "lt"])

    for role, house in (("security_officer", "I-MIN"), ("administrator", ""), ("register_keeper", "I-ARMY")):
        enter(client, role, house)
        assert row.reference not in client.get(address).content.decode()
        assert client.get(address, {"file": row.reference}).status_code == 404
    enter(client, "security_officer", "I-ARMY")
    for kind in ("case-breach", "entry-declined"):
        away = reverse("web:letter-template", args=[kind, "lt"])
        assert client.get(away, {"file": row.reference}).status_code == 404
    assert "application.consulted" not in [look.verb for look in trail.looks_at(row.person, on=timezone.localdate())]
