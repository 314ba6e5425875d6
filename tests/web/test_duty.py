"""The duty, page by page."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from exeat.applications import actions, queries
from exeat.register.models import Institution
from tests.factories import AccountFactory, PersonFactory, RoleFactory, sign_in
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


def test_whoever_is_planned_confirms_beforehand_and_the_rota_shows_it(client, scene):
    page, now = reverse("web:duty"), timezone.now()
    decider = AccountFactory(reference=scene.duty.reference, shown_name="Budintis Pareigūnas")
    RoleFactory(account=decider, kind="duty_decider", institution=Institution.objects.get(reference="I-ARMY"))
    shift = actions.plan_shift(
        institution="I-ARMY", duty_of="answers", who=scene.duty.reference, phone="+370 600 2",
        since_at=now + timedelta(hours=5), until_at=now + timedelta(hours=15), by=scene.officer, at=now,
    )  # fmt: skip
    sign_in(client, decider, "duty_decider", "I-ARMY")
    assert "Not confirmed yet" in words_of(client.get(page))

    client.post(page, {"confirm": "1", "shift": shift.pk})

    said = words_of(client.get(page))
    assert "Confirmed" in said
    assert "Not confirmed yet" not in said


def test_an_officer_s_days_away_are_recorded_on_the_keeper_s_page(client, scene):
    army = Institution.objects.get(reference="I-ARMY")
    officer = PersonFactory(institution=army, surname="Vaitkus", given_names="Jonas")
    RoleFactory(
        account=AccountFactory(person=officer, reference=officer.reference), kind="security_officer", institution=army
    )
    keeper = AccountFactory(reference="U-0050", shown_name="Keeper")
    RoleFactory(account=keeper, kind="register_keeper", institution=army)
    sign_in(client, keeper, "register_keeper", "I-ARMY")
    page, today = reverse("web:register-away", args=["I-ARMY"]), timezone.localdate()
    assert "Jonas Vaitkus" in words_of(client.get(page))

    client.post(page, {"add": "1", "person": officer.reference, "since": today.isoformat(), "until": ""})

    assert queries.away_from_desks("I-ARMY", on=today) == {officer.reference: None}
