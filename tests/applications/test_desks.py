"""On whose desk a file lies; filters that are kept."""

import pytest

from exeat.applications import actions, queries
from exeat.register.models import Institution
from exeat.values.moves import MoveRefused
from tests.applications.scene import checked, filed
from tests.factories import NOON, AccountFactory, RoleFactory


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
