"""The duty, page by page."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from exeat.applications import queries
from exeat.register.models import Institution
from tests.factories import AccountFactory, RoleFactory, sign_in
from tests.web.words import words_of


def entered(client, scene, who, kind):
    account = AccountFactory(reference=who.reference, shown_name=who.name)
    RoleFactory(account=account, kind=kind, institution=Institution.objects.get(reference="I-ARMY"))
    sign_in(client, account, kind, "I-ARMY")
    return client


def test_an_officer_puts_somebody_on_duty_who_confirms_and_hands_over(client, scene):
    page, now = reverse("web:duty"), timezone.localtime()
    decider = AccountFactory(reference=scene.duty.reference, shown_name="Budintis Pareigūnas")
    RoleFactory(account=decider, kind="duty_decider", institution=Institution.objects.get(reference="I-ARMY"))
    entered(client, scene, scene.officer, "security_officer")
    assert "Nobody is on duty now." in words_of(client.get(page))
    since, until = now - timedelta(hours=1), now + timedelta(hours=10)
    client.post(
        page,
        {"plan": "1", "duty_of": "answers", "who": scene.duty.reference, "phone": "+370 600 2",
         "since_on": f"{since:%Y-%m-%d}", "since_hour": f"{since:%H:%M}", "until_on": f"{until:%Y-%m-%d}",
         "until_hour": f"{until:%H:%M}"},
    )  # fmt: skip

    sign_in(client, decider, "duty_decider", "I-ARMY")
    shift = queries.on_duty("I-ARMY", "answers", at=timezone.now())
    assert "I am on duty" in words_of(client.get(page))
    client.post(page, {"take": "1", "shift": shift.pk})
    assert "Hand the duty over" in words_of(client.get(page))
    done = client.post(page, {"hand": "1", "shift": shift.pk, "note": ""}, follow=True)

    assert "Handed over." in words_of(done)
    assert "Put somebody on duty" not in words_of(client.get(page))


def test_a_traveller_does_not_see_the_rota(client, scene):
    from exeat.register.models import Person

    sign_in(client, AccountFactory(person=Person.objects.get(reference=scene.traveller.reference)))

    assert client.get(reverse("web:duty")).status_code == 403
