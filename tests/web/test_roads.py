"""A lawyer of an institution states how its people complain, another person confirms it, on pages of their own."""

import pytest
from django.urls import reverse
from django.utils import timezone

from exeat.letters.models import OwnRoad
from exeat.register.models import Institution
from tests.factories import AccountFactory, RoleFactory, sign_in
from tests.web.words import words_of

SAID = {
    "body_lt": "išgalvota taryba", "body_en": "the made-up council", "number": "14", "unit": "days",
    "file_lt": "raštu", "file_en": "in writing", "cite": "Order No. 5",
}  # fmt: skip


@pytest.fixture
def enter(client, scene):
    Institution.objects.update(orders=[])

    def somebody(role="law_keeper", house="I-ARMY"):
        account = AccountFactory()
        institution = Institution.objects.get(reference=house) if house else None
        RoleFactory(account=account, kind=role, institution=institution)
        sign_in(client, account, role, house)
        return client

    return somebody


def test_one_writes_it_down_and_another_confirms_it(enter):
    lawyer, page = enter(), reverse("web:road", args=["I-ARMY", "soldiers", "decision"])
    said = {**SAID, "since": timezone.localdate().isoformat()}
    assert lawyer.get(reverse("web:roads-houses"))["Location"] == reverse("web:roads", args=["I-ARMY"])
    assert "no source found" in words_of(lawyer.get(reverse("web:roads", args=["I-ARMY"])))

    written = words_of(lawyer.post(page, said, follow=True))
    row = OwnRoad.objects.get()
    lawyer.post(reverse("web:road-confirm", args=[row.pk]))
    row.refresh_from_db()
    assert "It waits for a second person" in written
    assert not row.confirmed_by

    second = enter("administrator")
    assert "waits for a second person" in words_of(second.get(reverse("web:roads", args=["I-ARMY"])))
    assert "Confirmed by a second person." in words_of(
        second.post(reverse("web:road-confirm", args=[row.pk]), follow=True)
    )
    second.post(reverse("web:road-end", args=[row.pk]))
    assert "To: the made-up council." not in words_of(second.get(page))


def test_where_the_law_states_it_there_is_no_form_and_nobody_else_comes_in(enter):
    army = Institution.objects.get(reference="I-ARMY")
    lawyer = enter()
    army.orders = ["demo-order"]
    army.save()
    page = words_of(lawyer.get(reverse("web:road", args=["I-ARMY", "soldiers", "decision"])))
    assert "The law states this way itself." in page
    assert "Write it down" not in page
    assert lawyer.get(reverse("web:road", args=["I-ARMY", "nobody", "decision"])).status_code == 404
    assert lawyer.get(reverse("web:roads", args=["I-MIN"])).status_code == 403
    assert lawyer.post(reverse("web:road-end", args=[99])).status_code == 404

    assert enter("security_officer").get(reverse("web:roads-houses")).status_code == 403
    assert "I-ARMY" not in words_of(enter("law_keeper", "").get(reverse("web:roads-houses")))
    assert enter("administrator", "").get(reverse("web:roads", args=["I-ARMY"])).status_code == 200
