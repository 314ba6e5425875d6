"""On whose desk a file lies; filters that are kept."""

from datetime import date

import pytest

from exeat.applications import actions, queries
from exeat.applications.models import Application
from exeat.register.models import Absence, Institution
from exeat.values.moves import MoveRefused
from tests.applications.scene import checked, filed, parts
from tests.factories import NOON, AccountFactory, PersonFactory, RoleFactory


@pytest.fixture
def officers(scene):
    """Both officers of the army with their roles."""
    army = Institution.objects.get(reference="I-ARMY")
    for officer in (scene.officer, scene.other_officer):
        account = AccountFactory(reference=officer.reference, shown_name=officer.name)
        RoleFactory(account=account, kind="security_officer", institution=army)
    return scene


def shown(actor, show):
    return [line.row.reference for line in queries.worklist(seen_by=actor, at=NOON, show=show)]


def test_a_file_lies_on_one_desk_and_the_lightest_desk_comes_first(officers):
    row, other = filed(officers.traveller), filed(officers.traveller)

    actions.assign(row.reference, to=officers.officer.reference, by=officers.other_officer, at=NOON)

    assert shown(officers.officer, "desk") == [row.reference]
    assert shown(officers.officer, "nobody") == [other.reference]
    assert [(name, n) for _who, name, n in queries.desks("I-ARMY", on=NOON.date())] == [
        ("Lina Bružaitė", 0), ("Tomas Kęsgailis", 1),
    ]  # fmt: skip


def test_what_lies_on_a_desk_does_not_wait_for_somebody_who_is_away(officers):
    row = filed(officers.traveller)
    actions.assign(row.reference, to=officers.officer.reference, by=officers.officer, at=NOON)

    actions.begin_check(row.reference, by=officers.other_officer, at=NOON)

    row.refresh_from_db()
    assert row.checked_by == officers.other_officer.reference


def test_only_officers_of_the_house_are_given_files_and_only_by_officers(officers):
    row = checked(officers)

    for to, by in (("U-9999", officers.officer), (officers.officer.reference, officers.head)):
        with pytest.raises(MoveRefused):
            actions.assign(row.reference, to=to, by=by, at=NOON)


def test_a_filter_is_kept_under_a_name_and_is_nobody_else_s(officers):
    actions.save_filter("This week", show="soon", words="BY", by=officers.officer, at=NOON)
    actions.save_filter("This week", show="urgent", words="", by=officers.officer, at=NOON)

    assert queries.filters_of(officers.officer) == [("This week", "urgent", "")]
    assert queries.filters_of(officers.other_officer) == []
    with pytest.raises(MoveRefused):
        actions.save_filter(" ", show="", words="", by=officers.officer, at=NOON)
    actions.drop_filter("This week", by=officers.officer, at=NOON)
    assert queries.filters_of(officers.officer) == []


@pytest.fixture
def registered(officers):
    """A third officer, who stands in the register."""
    army = Institution.objects.get(reference="I-ARMY")
    person = PersonFactory(institution=army)
    account = AccountFactory(person=person, reference=person.reference, shown_name="Jonas Vaitkus")
    RoleFactory(account=account, kind="security_officer", institution=army)
    return person


def test_a_file_on_the_desk_of_somebody_away_is_shown_as_on_nobody_s_and_none_is_laid_there(officers, registered):
    row, new = filed(officers.traveller), filed(officers.traveller)
    actions.assign(row.reference, to=registered.reference, by=officers.officer, at=NOON)
    before = shown(officers.officer, "nobody")

    Absence.objects.create(person=registered, since=NOON.date(), until=date(2026, 12, 7))
    with pytest.raises(MoveRefused) as refused:
        actions.assign(new.reference, to=registered.reference, by=officers.officer, at=NOON)

    assert before == [new.reference]
    assert set(shown(officers.officer, "nobody")) == {row.reference, new.reference}
    assert {one.code for one in refused.value.refusals} == {"officer-away"}
    assert queries.away_from_desks("I-ARMY", on=NOON.date()) == {registered.reference: date(2026, 12, 7)}


def test_several_files_are_laid_on_a_desk_and_back_except_those_that_somebody_changed(officers):
    rows = [filed(officers.traveller) for _ in range(3)]
    actions.assign(rows[2].reference, to=officers.other_officer.reference, by=officers.officer, at=NOON)
    names = [row.reference for row in rows]

    done = actions.assign_many(names, to=officers.officer.reference, by=officers.officer, at=NOON)
    actions.begin_check(names[0], by=officers.other_officer, at=NOON)
    back = actions.assign_back(done.moved, by=officers.officer, at=NOON)

    desks = dict(Application.objects.values_list("reference", "assigned_to"))
    assert len(done.moved) == 3
    assert set(back.kept) == {names[0]}
    assert desks == {names[0]: "U-0001", names[1]: "", names[2]: "U-0002"}


def test_of_several_files_one_that_cannot_be_laid_there_is_named_and_the_others_are(officers):
    open_file, decided = filed(officers.traveller), filed(officers.traveller)
    actions.withdraw(decided.reference, by=officers.traveller, at=NOON)

    done = actions.assign_many(
        [open_file.reference, decided.reference], to=officers.officer.reference, by=officers.officer, at=NOON
    )

    assert [moved[0] for moved in done.moved] == [open_file.reference]
    assert [one.code for one in done.kept[decided.reference]] == ["decided-already"]


def test_what_runs_out_first_stands_first_and_then_who_departs_first(officers):
    far = filed(officers.traveller, trip=parts(date(2026, 12, 28), date(2026, 12, 29)))
    near = filed(officers.traveller, trip=parts(date(2026, 12, 20), date(2026, 12, 21)))
    hours = filed(
        officers.traveller, trip=parts(date(2026, 12, 30), date(2026, 12, 31)), urgent=True, reason="death_of_relative"
    )  # fmt: skip
    Application.objects.filter(pk__in=[far.pk, near.pk]).update(decide_by=NOON.replace(month=12, day=10))

    assert shown(officers.officer, "") == [hours.reference, near.reference, far.reference]
