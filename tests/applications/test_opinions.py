"""Several bodies are consulted: at once or in turn, each with its own clock, each closed to the other."""

from datetime import UTC, date, datetime

import pytest

from exeat import regimes
from exeat.applications import actions, consulting, queries, terms
from exeat.applications.consulting import Stage
from exeat.applications.models import Application
from exeat.audit import queries as audit
from exeat.letters import queries as letters
from exeat.regimes import prose
from exeat.register.models import Institution
from exeat.values.moves import MoveRefused
from exeat.values.rights import machine
from tests.applications import made_up
from tests.applications.scene import DAY, REASONS, WEIGHED, checked, open_scene
from tests.factories import NOON, InstitutionFactory, actor

FIRST, SECOND = "counter_intelligence", "military_counter_intelligence"
CLOCK = machine("clock")


@pytest.fixture
def stage(db, settings, tmp_path, monkeypatch):
    """Make an institution under a made-up order, with a second service: `stage("name", opinions=...)`."""
    settings.EXEAT_KEYS = tmp_path / "keys"
    settings.MEDIA_ROOT = tmp_path / "files"

    def make(name, **said):
        scene = open_scene(orders=(made_up.order(monkeypatch, tmp_path, name, **said),))
        InstitutionFactory(reference="I-SECOND", kind="service", orders=[])
        keeper = actor("administrator", "U-0080")
        actions.name_adviser(SECOND, institution="I-SECOND", by=keeper, at=NOON)
        return scene, actor("counter_intelligence", "U-0070", "I-SECOND", "Other Officer")

    return make


def asked(scene, at=NOON):
    return actions.ask_opinion(checked(scene).reference, note="", by=scene.officer, at=at)


def give(row, by, at=NOON, text="Nothing.", conclusion="no_objection"):
    return actions.give_opinion(row.reference, conclusion=conclusion, text=text, by=by, at=at)


def stages(row, at=NOON):
    return {one.body: one.stage(at) for one in Application.objects.get(pk=row.pk).opinions.all()}


def codes(refused):
    return {refusal.code for refusal in refused.value.refusals}


def test_where_the_rule_says_nothing_all_are_asked_at_once_each_with_its_own_clock(stage):
    scene, _other = stage("made-up-at-once", opinions=made_up.TWO)

    row = asked(scene)

    due = {one.body: one.due_at.date().isoformat() for one in row.opinions.all()}
    assert stages(row) == {FIRST: Stage.ASKED, SECOND: Stage.ASKED}
    assert due == {FIRST: "2026-12-02", SECOND: "2026-11-30"}
    assert row.opinion_by.date().isoformat() == "2026-11-30"


def test_the_institution_that_speaks_for_a_body_is_written_to_when_its_turn_has_come(stage):
    scene, _other = stage("made-up-told", opinions=made_up.TWO + "\n    opinions_asked: in_turn")

    row = asked(scene)
    before = letters.inbox("I-SECOND")
    give(row, scene.service)

    assert before == []
    assert [letter.kind for letter in letters.inbox("I-SECOND")] == ["application-opinion-asked"]
    assert row.reference in letters.inbox("I-SECOND")[0].text


def test_the_file_goes_on_when_the_last_of_them_has_answered(stage):
    scene, other = stage("made-up-last", opinions=made_up.TWO)
    row = asked(scene)

    first = give(row, scene.service).state
    second = give(row, other).state

    assert (first, second) == ("awaiting_opinion", "awaiting_decision")


def test_in_turn_the_next_is_asked_when_the_one_before_answers(stage):
    scene, other = stage("made-up-in-turn", opinions=made_up.TWO + "\n    opinions_asked: in_turn")
    row = asked(scene)
    before = stages(row)

    with pytest.raises(MoveRefused) as early:
        give(row, other)
    give(row, scene.service, at=NOON + DAY)

    assert before == {FIRST: Stage.ASKED, SECOND: Stage.TO_COME}
    assert codes(early) == {"not-asked"}
    assert stages(row) == {FIRST: Stage.GIVEN, SECOND: Stage.ASKED}
    assert row.opinions.get(body=SECOND).asked_at == NOON + DAY


def test_in_turn_the_next_is_asked_when_the_one_before_is_late_and_the_late_one_may_still_answer(stage):
    scene, other = stage("made-up-late", opinions=made_up.TWO + "\n    opinions_asked: in_turn")
    row = asked(scene)
    late = datetime(2026, 12, 3, 9, tzinfo=UTC)

    first = actions.escalate_overdue(at=late, by=CLOCK)
    again = actions.escalate_overdue(at=late, by=CLOCK)

    assert (first, again) == (1, 0)
    assert stages(row, late) == {FIRST: Stage.LATE, SECOND: Stage.ASKED}
    assert [silence.what for silence in queries.silences(scene.traveller.reference)] == ["opinion"]
    assert give(row, other, at=late).state == "awaiting_opinion"
    assert give(row, scene.service, at=late).state == "awaiting_decision"


def test_the_decider_goes_on_only_when_nobody_has_time_left_and_a_late_word_is_still_taken(stage):
    scene, other = stage("made-up-missing", opinions=made_up.TWO)
    row = asked(scene)
    give(row, other)

    with pytest.raises(MoveRefused):
        actions.decide_without_opinion(row.reference, by=scene.head, at=NOON + DAY)
    late = NOON + 14 * DAY
    actions.decide_without_opinion(row.reference, by=scene.head, at=late)
    give(row, scene.service, at=late)

    assert stages(row, late) == {FIRST: Stage.GIVEN, SECOND: Stage.GIVEN}
    with pytest.raises(MoveRefused):
        give(row, scene.service, at=late)


def test_each_service_sees_its_own_files_and_words_and_the_decider_all(stage):
    scene, other = stage("made-up-closed", opinions=made_up.TWO)
    row = asked(scene)
    give(row, scene.service, text="What the first knows.", conclusion="with_conditions")
    give(row, other, text="What the second knows.")

    readings = {
        (who.reference, body): actions.read_opinion(row.reference, by=who, at=NOON, body=body)
        for who, body in ((scene.head, FIRST), (scene.head, SECOND), (scene.service, FIRST), (other, SECOND))
    }
    for who, body in ((scene.service, SECOND), (other, FIRST), (scene.officer, FIRST), (scene.traveller, FIRST)):
        with pytest.raises(MoveRefused):
            actions.read_opinion(row.reference, by=who, at=NOON, body=body)

    row = Application.objects.get(pk=row.pk)
    conclusions = {one.body: one.conclusion for one in queries.opinions_on(row, seen_by=other, at=NOON)}
    looks = [look.verb for look in audit.looks_at(scene.traveller.reference, on=NOON.date())]
    assert set(readings.values()) == {"What the first knows.", "What the second knows."}
    assert conclusions == {FIRST: None, SECOND: "no_objection"}
    assert looks.count("application.opinion-read") == 4
    assert "What the first knows." not in str(list(row.opinions.values()))


def test_a_service_that_is_not_asked_does_not_see_the_file(stage):
    scene, other = stage("made-up-unasked")
    row = asked(scene)

    assert queries.visible_to(scene.service, on=NOON.date()).filter(pk=row.pk).exists()
    assert not queries.visible_to(other, on=NOON.date()).filter(pk=row.pk).exists()


def test_the_work_list_of_a_service_shows_its_own_turn_and_clock(stage):
    scene, other = stage("made-up-turns", opinions=made_up.TWO + "\n    opinions_asked: in_turn")
    asked(scene)

    first = queries.worklist(seen_by=scene.service, at=NOON)
    second = queries.worklist(seen_by=other, at=NOON)

    assert [(line.mine, line.deadline.date().isoformat()) for line in first] == [(True, "2026-12-02")]
    assert second == []


def test_nobody_speaks_for_two_bodies_on_one_file_and_no_adviser_decides(stage):
    scene, _other = stage("made-up-two-people", opinions=made_up.TWO)
    actions.name_adviser(SECOND, institution="", by=actor("administrator", "U-0080"), at=NOON)
    row = asked(scene)
    give(row, scene.service)

    with pytest.raises(MoveRefused) as twice:
        give(row, scene.service)

    assert codes(twice) == {"second-opinion"}
    give(row, actor("counter_intelligence", "U-0071"))
    both = actor("head", "U-0071", "I-ARMY")
    with pytest.raises(MoveRefused) as decides:
        actions.grant(row.reference, reasons=REASONS, by=both, at=NOON)
    assert "same-adviser" in codes(decides)


def test_a_body_that_must_agree_keeps_the_permit_back_and_a_refusal_open(stage):
    consents = made_up.PERMISSION.replace("advises", "consents")
    scene, _other = stage("made-up-consents", opinions=consents)
    row = asked(scene)
    give(row, scene.service, conclusion="objection")

    with pytest.raises(MoveRefused) as refused:
        actions.grant(row.reference, reasons=REASONS, by=scene.head, at=NOON)
    actions.refuse(row.reference, reasons=REASONS, weighed=WEIGHED, by=scene.head, at=NOON)

    row.refresh_from_db()
    assert codes(refused) == {"no-consent"}
    assert row.state == "refused"


def test_what_the_person_was_not_shown_is_listed_without_its_words(stage):
    scene, other = stage("made-up-list", opinions=made_up.TWO)
    row = asked(scene)
    give(row, scene.service, text="What the first knows.")
    give(row, other, text="What the second knows.")

    listed = queries.not_shown(scene.traveller.reference, reference=row.reference)

    assert [(one.kind, one.body) for one in listed] == [("opinion", FIRST), ("opinion", SECOND)]
    assert all("Order of a made-up ministry" in one.cite[0] for one in listed)
    assert "knows" not in str(listed)
    assert queries.not_shown(scene.officer.reference) == []


def test_who_speaks_for_a_body_is_said_by_the_national_administrator_alone_and_recorded(stage):
    scene, other = stage("made-up-voices", opinions=made_up.TWO)

    for by, body, house in (
        (scene.officer, SECOND, "I-SECOND"),
        (actor("administrator", "U-0081", "I-ARMY"), SECOND, "I-SECOND"),
        (actor("administrator", "U-0080"), "no_such_body", "I-SECOND"),
        (actor("administrator", "U-0080"), SECOND, "I-NONE"),
    ):
        with pytest.raises(MoveRefused):
            actions.name_adviser(body, institution=house, by=by, at=NOON)

    assert queries.voices() == {SECOND: "I-SECOND"}
    assert consulting.speaks_for(other, SECOND, queries.voices())
    assert not consulting.speaks_for(scene.service, SECOND, queries.voices())
    assert Institution.objects.filter(reference="I-SECOND").exists()


def test_a_grant_is_weighed_where_the_order_asks_for_it(stage):
    scene, _other = stage("made-up-weighed", opinions=made_up.PERMISSION + "\n    weighed: every_decision")
    row = asked(scene)
    give(row, scene.service)

    with pytest.raises(MoveRefused) as refused:
        actions.grant(row.reference, reasons=REASONS, by=scene.head, at=NOON)
    granted = actions.grant(row.reference, reasons=REASONS, weighed=WEIGHED, by=scene.head, at=NOON)

    assert codes(refused) == {"not-weighed"}
    assert granted.weighed == WEIGHED


def test_two_approvals_of_a_real_regime_are_the_decider_s_and_another_body_s_consent():
    found = terms.read([regimes.rulebook("us-eucom-2006")], kind="application", on=date(2006, 8, 15))

    assert [(one.body, one.effect) for one in found.opinions] == [("defence_attache_office", "consents")]


def test_a_file_kept_before_there_were_several_bodies_asks_the_one_service():
    kept = consulting.bodies({"opinion": True, "opinion_within": "5 working_days"})

    assert [(one.body, one.within) for one in kept] == [(FIRST, "5 working_days")]
    assert consulting.bodies({"opinion": False}) == ()


def test_the_consolidated_text_says_how_opinions_are_asked_and_which_slips_are_borne(monkeypatch, tmp_path):
    slips = "permit: {journeys: one, itinerary: fixed, tolerance: {days_before: 1, days_after: 2, crossing_point: any}}"
    more = made_up.TWO + "\n    opinions_asked: in_turn\n    weighed: every_decision"
    book = regimes.rulebook(made_up.order(monkeypatch, tmp_path, "made-up-prose", opinions=more, permit=slips))

    english, lithuanian = (prose.prose(book, NOON.date(), language) for language in ("en", "lt"))

    assert "opinions are asked: of each when the one before has answered or is late" in english
    assert "what was weighed is written under: every decision" in english
    assert (
        "leaving earlier by up to 1\u00a0day; coming back later by up to 2\u00a0days; crossing at another point"
        in english
    )
    assert "paeiliui" in lithuanian
    assert "grįžti vėliau (ne daugiau kaip 2\u00a0dienos)" in lithuanian


def test_a_body_and_whoever_waits_for_it_are_warned_once_before_its_time_ends(stage):
    scene, _other = stage("made-up-warned", opinions=made_up.TWO)
    row = asked(scene)
    one = Application.objects.get(pk=row.pk).opinions.get(body=SECOND)

    early = actions.warn_of_clocks(at=NOON, by=CLOCK)
    there = one.due_at - DAY
    told = actions.warn_of_clocks(at=there, by=CLOCK)
    actions.warn_of_clocks(at=there, by=CLOCK)

    assert early == 0
    assert told >= 1
    written = [(letter.kind, letter.to) for letter in letters.about(row.reference)]
    assert written.count(("opinion-running-out", "I-SECOND")) == 1
    assert ("opinion-running-out", scene.officer.institution) in written
    looks = audit.looks_at(scene.traveller.reference, on=there.date())
    assert "application.opinion-running-out" in {look.verb for look in looks}
