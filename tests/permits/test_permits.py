"""From the grant to the sealed permit, and back again when it is revoked."""

import json
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

import exeat_seal
from exeat.audit import actions as audit
from exeat.permits import actions, policy, queries
from exeat.permits.models import Permit
from exeat.values.destination import Destination
from exeat.values.period import Period
from exeat_seal import pictures
from tests.permits.conftest import BORDER, HEAD, HOLDER, ISSUED, OTHER_HEAD, issue

pytestmark = pytest.mark.django_db
DEPARTURE = ISSUED + timedelta(days=19, hours=12)
STAY = Period.through(date(2026, 12, 15), date(2026, 12, 17))


def entries(verb):
    return apps.get_model("audit", "Entry").objects.filter(verb=verb).count()


def test_a_permit_says_what_was_granted_and_holds_at_the_border():
    permit = issue()

    keys, revoked = queries.lists(DEPARTURE)
    shown = exeat_seal.verify(queries.token(permit.number, seen_by=HOLDER), keys=keys, revoked=revoked, at=DEPARTURE)

    assert shown == queries.content(permit.number, seen_by=HOLDER)
    assert (shown.name, shown.birth_year, shown.document_last4) == ("Eglė Žiūraitė", 1987, "1957")
    assert (shown.countries, shown.crossing_points) == (("BY",), ("Šalčininkai",))
    assert (shown.first_day, shown.last_day, shown.issued_at) == (date(2026, 12, 15), date(2026, 12, 18), ISSUED)
    assert entries("permit.issued") == 1


def test_a_revoked_permit_is_stopped_at_the_border():
    permit = issue()

    actions.revoke(permit.number, reason="The border has been closed.", by=HEAD, at=ISSUED + timedelta(days=1))

    keys, revoked = queries.lists(DEPARTURE)
    with pytest.raises(exeat_seal.RevokedPermit):
        exeat_seal.verify(queries.token(permit.number, seen_by=HEAD), keys=keys, revoked=revoked, at=DEPARTURE)
    assert entries("permit.revoked") == 1


def test_the_lists_name_nobody():
    permit = issue()
    actions.revoke(permit.number, reason="Plans changed.", by=HEAD, at=ISSUED)

    text = json.dumps([queries.key_list(DEPARTURE), queries.status_list(DEPARTURE)])

    assert len(queries.status_list(DEPARTURE)["revoked"]) == 1
    for secret in (permit.number, permit.number[2:6], "P-000123", "Eglė", "1957", "A-2026", '"d"'):
        assert secret not in text


def test_a_permit_that_is_over_leaves_the_list():
    permit = issue()
    actions.revoke(permit.number, reason="Plans changed.", by=HEAD, at=ISSUED)

    assert queries.status_list(DEPARTURE + timedelta(days=30))["revoked"] == []


def test_the_table_does_not_hold_what_the_travel_document_says():
    permit = issue()

    row = Permit.objects.values().get(number=permit.number)

    assert "Eglė" not in str(row)
    assert "1957" not in str({name: value for name, value in row.items() if name != "sealed"})
    assert b"EXT1" not in bytes(row["sealed"])


def test_what_a_permit_said_is_gone_with_its_holder():
    permit = issue()

    audit.forget(HOLDER.reference, by=HEAD, at=DEPARTURE)

    with pytest.raises(queries.Erased):
        queries.token(permit.number, seen_by=HEAD)


def test_numbers_cannot_be_guessed_from_one_another():
    numbers = {issue(application=f"A-{n}").number for n in range(20)}

    assert len({number[:6] for number in numbers}) > 15
    assert all(exeat_seal.permit.NUMBER.fullmatch(number) for number in numbers)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": " "}, "no-name"),
        ({"birth_year": None}, "no-birth-year"),
        ({"document_state": ""}, "no-document"),
        ({"document_last4": ""}, "no-document"),
        ({"last_day": date(2026, 12, 14)}, "days-reversed"),
        ({"last_day": date(2028, 1, 1)}, "too-long"),
        ({"countries": []}, "not-a-permit"),
        ({"crossing_points": ["x" * 99]}, "not-a-permit"),
    ],
)
def test_a_permit_that_lacks_something_is_not_issued(changes, code):
    with pytest.raises(policy.MoveRefused) as refused:
        issue(**changes)

    assert [refusal.code for refusal in refused.value.refusals] == [code]
    assert not Permit.objects.exists()
    assert entries("permit.issued") == 0


def test_only_one_permit_stands_for_one_application():
    permit = issue()

    with pytest.raises(IntegrityError), transaction.atomic():
        issue()

    actions.revoke(permit.number, reason="A new one follows.", by=HEAD, at=ISSUED)
    assert issue().number != permit.number


@pytest.mark.parametrize(
    ("by", "reason", "codes"),
    [
        (OTHER_HEAD, "Because.", ["other-institution"]),
        (BORDER, "Because.", ["no-right"]),
        (HEAD, "  ", ["no-reason"]),
    ],
)
def test_who_may_not_revoke_is_told_why(by, reason, codes):
    permit = issue()

    with pytest.raises(policy.MoveRefused) as refused:
        actions.revoke(permit.number, reason=reason, by=by, at=ISSUED)

    assert [refusal.code for refusal in refused.value.refusals] == codes
    assert Permit.objects.get().revoked_at is None


def test_a_permit_is_revoked_once_and_not_when_it_is_over():
    first, second = issue(), issue(application="A-2")
    actions.revoke(first.number, reason="Plans changed.", by=HOLDER, at=ISSUED)

    with pytest.raises(policy.MoveRefused, match="already"):
        actions.revoke(first.number, reason="Again.", by=HEAD, at=ISSUED)
    with pytest.raises(policy.MoveRefused, match="over"):
        actions.revoke(second.number, reason="Late.", by=HEAD, at=DEPARTURE + timedelta(days=9))


def test_ending_a_permit_that_no_longer_stands_is_no_obstacle():
    first, second = issue(), issue(application="A-2")

    assert actions.end(first.number, reason="Decided.", by=HEAD, at=ISSUED)
    assert not actions.end(first.number, reason="Decided.", by=HEAD, at=ISSUED)
    assert not actions.end(second.number, reason="Decided.", by=HEAD, at=DEPARTURE + timedelta(days=9))
    assert entries("permit.revoked") == 1


def test_travellers_see_their_own_permits_and_staff_those_of_their_institution():
    mine, theirs = issue(), issue(application="A-2", person="P-000777")

    assert [p.number for p in queries.visible_to(HOLDER)] == [mine.number]
    assert {p.number for p in queries.visible_to(HEAD)} == {mine.number, theirs.number}
    assert not queries.visible_to(OTHER_HEAD).exists()
    assert not queries.visible_to(BORDER).exists()


def test_a_permit_covers_every_day_of_a_stay_in_its_countries_or_not_at_all():
    permit = issue(countries=["BY", "UA-43"])
    covered = [facts.number for facts in queries.covering(HOLDER.reference, Destination("BY"), STAY)]

    assert covered == [permit.number]
    assert queries.covering(HOLDER.reference, Destination("UA", "UA-43"), STAY)
    assert not queries.covering(HOLDER.reference, Destination("RU"), STAY)
    assert not queries.covering(HOLDER.reference, Destination("UA"), STAY)
    assert not queries.covering(HOLDER.reference, Destination("BY"), Period.through(STAY.first, date(2026, 12, 19)))
    assert not queries.covering(HOLDER.reference, Destination("BY"), Period(STAY.first))


def test_a_permit_stands_from_its_first_day_to_its_last():
    permit = issue()
    facts = permit.facts()

    assert [facts.state(date(2026, 12, day)) for day in (14, 15, 18, 19)] == ["not_yet", "valid", "valid", "expired"]
    assert [p.number for p in queries.held_on(HOLDER.reference, date(2026, 12, 18))] == [permit.number]
    assert queries.held_on(HOLDER.reference, date(2026, 12, 19)) == []


def test_permits_are_counted_by_the_day_of_issue_and_provisional_ones_are_not():
    issue()
    issue(application="A-2", provisional=True)

    assert queries.count_issued(date(2026, 11, 25), date(2026, 11, 26)) == 1
    assert queries.count_issued(date(2026, 11, 26), date(2026, 12, 26)) == 0


def test_the_sheet_can_be_read_by_the_border_and_says_nothing_more_than_the_code():
    permit = issue()

    pdf = queries.sheet_pdf(permit.number, seen_by=HOLDER)

    assert pictures.token_in(pdf) == queries.token(permit.number, seen_by=HOLDER)
    text = words_of(pdf)
    for said in ("Kelionės lapas", "Journey sheet", permit.number, "Eglė Žiūraitė", "1987", "1957", "Baltarusija"):
        assert said in text
    for silent in ("A-2026-00017", "P-000123", "I-ARMY", "Šarkūnienė", "leidimas"):
        assert silent not in text


def words_of(pdf):
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(page.get_textpage().get_text_range() for page in document)


def test_the_holder_is_told_in_their_language_that_and_why_a_permit_was_revoked():
    from exeat.letters import queries as letters

    apps.get_model("register", "Person").objects.create(reference="P-000123", language="lt", entered_at=ISSUED)
    apps.get_model("register", "Institution").objects.create(
        reference="I-ARMY", name_en="Army", name_lt="Kariuomenė", kind="army", remedy_lt="Skundą paduokite teismui.",
        remedy_en="Appeal to the court.",
    )  # fmt: skip
    permit = issue()

    actions.revoke(permit.number, reason="Punktas uždarytas.", by=HEAD, at=ISSUED, tell=True)

    (letter,) = letters.inbox(HOLDER.reference)
    assert letter.title == "Leidimas vykti panaikintas"


def test_a_revocation_that_cannot_say_how_it_is_appealed_does_not_happen():
    apps.get_model("register", "Person").objects.create(reference="P-000123", language="lt", entered_at=ISSUED)
    permit = issue()

    with pytest.raises(policy.MoveRefused, match="lawyer"):
        actions.revoke(permit.number, reason="Punktas uždarytas.", by=HEAD, at=ISSUED, tell=True)

    assert Permit.objects.get().revoked_at is None
