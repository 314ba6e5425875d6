"""Other people in a file: named, masked, shown with a trace, erased first; and several who travel together."""

from datetime import UTC, datetime

import pytest

from exeat.applications import actions, asking, queries
from exeat.applications.asking import Person
from exeat.applications.models import ThirdParty
from exeat.audit import queries as audit
from exeat.values.moves import MoveRefused
from exeat.values.rights import machine
from tests.applications.scene import DAY, REASONS, checked, drafted, filed, to_decide
from tests.factories import NOON, PersonFactory, traveller

SISTER = Person("Ona Vaitkienė", relation="sister", phone="+370 600 11111")
SON = Person("Jonas", relation="son", citizenship="LT", covered="no")


def verbs(person):
    return {look.verb for look in audit.looks_at(person, on=NOON.date())}


def test_what_is_asked_depends_on_what_the_rules_and_the_reason_call_for():
    few = asking.called_for(kind="application", requires="free", reason="tourism")
    notice = asking.called_for(kind="notice", requires="permission", reason="property")
    ill = asking.called_for(kind="application", requires="permission", reason="serious_illness_of_relative")
    house = asking.called_for(kind="application", requires="undetermined", reason="property")

    assert few == notice == {"emergency", "companions", "in_touch"}
    assert {"relative_state", "met", "devices"} <= ill
    assert {"property_state", "from_afar"} <= house


def test_the_journey_in_detail_is_asked_by_its_parts_and_its_reason():
    about = {"kind": "application", "requires": "permission"}
    bus = asking.called_for(**about, reason="family_visit", transports=frozenset({"bus"}), named_point=True)
    foot = asking.called_for(**about, reason="death_of_relative", transports=frozenset({"foot"}))
    passing = asking.called_for(**about, reason="tourism", only_passing=True)

    assert {"vehicle", "other_way", "inviter", "visa", "pays", "earlier_trips", "back_at_work"} <= bus
    assert not {"vehicle", "other_way", "inviter"} & foot
    assert not {"visa", "pays", "insured"} & passing


def test_a_relation_is_put_to_the_rules_as_a_degree_of_kinship():
    assert asking.facts_of({"relative_state": "BY"}, "sibling") == {
        "application.relative_state": "BY", "application.kin": "second_degree",
    }  # fmt: skip
    assert asking.facts_of({"from_afar": False, "duty_state": ""}, "other") == {"application.from_afar": False}


def test_whom_to_call_is_opened_by_the_duty_officer_with_a_trace(scene):
    row = filed(scene.traveller, answers={"vehicle": "ABC 123", "pays": "host", "in_touch": ""})
    actions.name_people(row.reference, role="emergency", people=[SISTER], by=scene.traveller, at=NOON)
    actions.name_people(row.reference, role="companion", people=[SON], by=scene.traveller, at=NOON)

    contacts = actions.open_contacts(row.reference, by=scene.clerk, at=NOON, purpose="overdue return")

    assert contacts.emergency == (SISTER,)
    assert contacts.companions == (SON,)
    assert contacts.journey == (("vehicle", "ABC 123"),), "only what helps to find somebody"
    assert "application.contacts-opened" in verbs(scene.traveller.reference)
    with pytest.raises(MoveRefused):
        actions.open_contacts(row.reference, by=scene.superior, at=NOON, purpose="curiosity")


def test_names_are_sealed_in_the_database(scene):
    row = drafted(scene.traveller)

    actions.name_people(row.reference, role="met", people=[SISTER], by=scene.traveller, at=NOON)

    assert b"Vaitk" not in bytes(ThirdParty.objects.get().sealed)
    assert queries.counts_of(row) == {"met": 1}


def test_a_look_at_other_people_is_recorded_and_only_for_whoever_works_on_the_file(scene):
    row = checked(scene)
    actions.name_people(row.reference, role="companion", people=[SON], by=scene.traveller, at=NOON)

    shown = actions.show_people(row.reference, by=scene.officer, at=NOON)

    assert shown["companion"] == (SON,)
    assert "application.people-shown" in verbs(scene.traveller.reference)
    with pytest.raises(MoveRefused):
        actions.show_people(row.reference, by=scene.superior, at=NOON)


def test_other_people_are_erased_thirty_days_after_the_trip(scene):
    row = to_decide(scene)
    actions.name_people(row.reference, role="emergency", people=[SISTER], by=scene.traveller, at=NOON)
    actions.grant(row.reference, reasons=REASONS, by=scene.head, at=NOON)

    actions.erase_relatives(at=datetime(2027, 1, 16, tzinfo=UTC), by=machine("clock"))
    assert queries.contacts(row.reference).emergency == (SISTER,)
    actions.erase_relatives(at=datetime(2027, 1, 20, tzinfo=UTC), by=machine("clock"))

    assert queries.contacts(row.reference).emergency == ()
    assert bytes(ThirdParty.objects.get().sealed) == b""


def test_those_who_travel_together_have_a_file_and_a_decision_each(scene):
    row = filed(scene.traveller)
    colleague = traveller(PersonFactory(institution=None, surname="Kolega"))
    group = actions.travel_together(row.reference, by=scene.traveller, at=NOON)

    other = actions.join(group.lower(), by=colleague, at=NOON)

    assert other.person == colleague.reference
    assert (other.departs_on, other.particulars, other.reason) == (row.departs_on, "", "")
    with pytest.raises(MoveRefused):
        actions.join(group, by=colleague, at=NOON)
    with pytest.raises(MoveRefused):
        actions.join("G-NOSUCH22", by=colleague, at=NOON + DAY)
