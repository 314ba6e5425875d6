"""Promise 17: of a relative there is a sealed name and nothing else; masked, shown on the record, erased first."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from exeat.applications import actions
from exeat.applications.models import Application, Relative, ThirdParty
from exeat.audit import queries as audit
from exeat.register.models import Institution
from exeat.values.moves import MoveRefused
from exeat.values.rights import machine
from tests.applications.scene import REASONS, drafted, open_scene, to_decide
from tests.applications.test_people import SISTER
from tests.factories import NOON, PersonFactory, signed_in_as, traveller

NAME = "Ona Sugalvotienė"
pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(settings, tmp_path):
    settings.EXEAT_KEYS = tmp_path / "keys"
    settings.MEDIA_ROOT = tmp_path / "files"
    return open_scene()


@pytest.fixture
def named(scene):
    row = drafted(scene.traveller)
    actions.name_relative(row.reference, name=NAME, by=scene.traveller, at=NOON)
    row = actions.submit(row.reference, declared=True, by=scene.traveller, at=NOON)
    return actions.begin_check(row.reference, by=scene.officer, at=NOON)


def test_a_relative_is_a_sealed_name_and_nothing_else(named):
    fields = {field.name for field in Relative._meta.get_fields()} - {"id", "application", "erased_at"}

    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM applications_relative")
        sealed = bytes(cursor.fetchone()[0])

    assert fields == {"sealed"}
    assert NAME.encode() not in sealed


def test_the_name_is_shown_to_who_compares_a_document_and_the_look_is_recorded(scene, named):
    assert actions.show_relative(named.reference, by=scene.officer, at=NOON) == NAME

    verbs = [look.verb for look in audit.looks_at(scene.traveller.reference, on=NOON.date())]
    assert "application.relative-shown" in verbs
    for nobody in (scene.service, scene.duty, traveller(PersonFactory())):
        with pytest.raises(MoveRefused):
            actions.show_relative(named.reference, by=nobody, at=NOON)


def test_the_officers_page_does_not_show_the_name_by_itself(scene, named, client):
    signed_in_as(client, "security_officer", institution=Institution.objects.get(reference="I-ARMY"))

    page = client.get(reverse("web:work-file", args=[named.reference]))

    assert page.status_code == 200
    assert NAME not in page.content.decode()


def test_the_name_goes_before_the_file_does(scene, named):
    actions.withdraw(named.reference, by=scene.traveller, at=NOON + timedelta(hours=1))

    early = actions.erase_relatives(at=NOON + timedelta(days=29), by=machine("clock"))
    late = actions.erase_relatives(at=NOON + timedelta(days=32), by=machine("clock"))

    relative = Relative.objects.get()
    assert (early, late) == (0, 1)
    assert not relative.sealed
    assert relative.application.reference == named.reference


def test_whoever_travels_along_or_is_called_lies_sealed_is_masked_on_the_page_and_goes_first(scene, client):
    row = to_decide(scene)
    for role in ("companion", "emergency"):
        actions.name_people(row.reference, role=role, people=[SISTER], by=scene.traveller, at=NOON)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM applications_thirdparty")
        kept = [bytes(sealed) for (sealed,) in cursor.fetchall()]
    signed_in_as(client, "security_officer", institution=Institution.objects.get(reference="I-ARMY"))
    page = client.get(reverse("web:work-file", args=[row.reference])).content.decode()
    actions.grant(row.reference, reasons=REASONS, by=scene.head, at=NOON)

    actions.erase_relatives(at=NOON + timedelta(days=100), by=machine("clock"))

    assert len(kept) == 2
    assert not any(SISTER.name.encode() in sealed for sealed in kept)
    assert SISTER.name not in page
    assert {bytes(sealed) for sealed in ThirdParty.objects.values_list("sealed", flat=True)} == {b""}
    assert Application.objects.get(pk=row.pk).state == "granted"
