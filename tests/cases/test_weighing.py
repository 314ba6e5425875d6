"""What is weighed before a decision comes from the rules or the institution, and each point is answered."""

import pytest

from exeat.cases import actions, clocks, factors, policy, queries
from exeat.cases.consequences import offered
from exeat.cases.models import Document, Finding
from exeat.cases.policy import Factor, Offered, Tie, Weighed, appeals
from exeat.cases.policy import weighing as w
from exeat.letters import queries as letters
from exeat.regimes import ask
from exeat.values.moves import MoveRefused
from exeat.values.rights import Actor
from tests.cases import loop, world
from tests.cases.world import MINDAUGAS, NOON, RASA, REASONS, later, traveller

TODAY = NOON.date()
ORDER = {"en": {"consequences": [], "remedies": [{"regime": "demo-order"}]}}
SEAD = {"en": {"consequences": [{"regime": "us-sead3"}], "remedies": []}}


def code(refusal):
    return refusal.code if refusal else None


def test_factors_of_the_law_come_with_their_source_and_the_institutions_own_say_so():
    told = factors.of_case(ORDER, TODAY, "finding")

    sources = {one.factor.key: one.source("en") for one in told}
    assert "s. 9" in sources["demo-order.told-first"]
    assert sources["house.knew"] == "set by the institution"
    assert all(one.words(language) for one in told for language in ("en", "lt"))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, "unweighed"),
        ({"a": Weighed("for", "yes")}, "unweighed"),
        ({"a": Weighed("against", "They told nobody anything.")}, "wrong-side"),
        ({"a": Weighed("for", "They told us before we asked.")}, None),
        ({"a": Weighed("not_relevant", "Nobody could have told.")}, None),
    ],
)
def test_each_factor_is_weighed_to_a_side_that_the_rules_give_it_with_a_concrete_word(said, expected):
    case = policy.Case("P-1", factors=(Factor("a", "for", frozenset({"finding"})),))

    facts = policy.Facts(case, TODAY, finding=policy.Finding("breach", REASONS, weighed=said))

    assert code(w.finding_is_weighed(RASA, facts)) == expected


def test_a_breach_without_its_weighing_is_refused_and_with_it_stands_in_letter_and_file(a_world):
    row = loop.proposed(loop.answered(), at=later(4))
    with pytest.raises(MoveRefused, match="each factor"):
        loop.found(row, weighed={})

    loop.found(row)

    kept = Finding.objects.get().weighed
    assert {one["key"] for one in kept} >= {"house.knew", "house.need"}
    letter = next(letter for letter in letters.about(row.reference) if letter.kind == "case-breach")
    assert "What was weighed for and against you" in letter.text
    assert "set by the institution" in letter.text


def test_each_argument_of_the_person_is_answered_by_itself(a_world):
    row = loop.noticed()
    actions.answer(
        row.reference, text="It was not so.", arguments=["I asked the duty officer.", "My father was ill."],
        by=traveller(), at=later(2),
    )  # fmt: skip
    row = loop.again(row)
    numbers = list(Document.objects.filter(title="Argument").values_list("number", flat=True))
    loop.proposed(row)
    with pytest.raises(MoveRefused, match="Answer each point"):
        loop.found(row, overrides={**loop.overrides(row), f"answer-{numbers[1]}": ""})

    loop.found(row)

    letter = next(letter for letter in letters.about(row.reference) if letter.kind == "case-breach")
    assert f"My father was ill.: {loop.NO}" in letter.text


LADDER = (
    Offered("warning", Tie.DISCRETIONARY, rank=1), Offered("reprimand", Tie.DISCRETIONARY, rank=2),
    Offered("dismissal_possible", Tie.DISCRETIONARY, rank=3),
)  # fmt: skip


def test_the_ladder_of_the_law_begins_with_its_lightest_measure():
    given = {
        "clearance.level": "secret", "clearance.from": "2015-01-01", "post.sensitive": False, "post.from": "2015-01-01",
        "destination.country": "FR", "stay.from": "2024-05-01", "stay.until": "2024-05-10", "trip.purpose": "private",
        "trip.planned": True, "trip.same_day": False, "application.reason": "none",
    }  # fmt: skip
    outcome = ask(["us-sead3"], given, today=TODAY).model_dump(mode="json")

    assert [(o.kind, o.rank) for o in offered(outcome)[1]] == [("administrative_action", 1), ("clearance_review", 2)]


def test_whoever_takes_a_heavier_measure_passes_over_every_lighter_one_and_none():
    case = policy.Case("P-1", offered=LADDER)

    assert policy.lighter(case, ["warning"]) == ("nothing",)
    assert policy.lighter(case, ["dismissal_possible"]) == ("nothing", "warning", "reprimand")
    bound = policy.Case("P-1", offered=(Offered("clearance_withdrawn", Tie.BOUND), *LADDER))
    assert policy.lighter(bound, ["clearance_withdrawn", "warning"]) == ()


@pytest.mark.parametrize(
    ("said", "expected"),
    [({}, "lighter"), ({"nothing": REASONS}, "lighter"), ({"nothing": REASONS, "warning": REASONS}, None)],
)
def test_a_heavier_measure_says_of_each_lighter_one_why_it_is_not_enough(said, expected):
    case = policy.Case("P-1", offered=LADDER)

    facts = policy.Facts(case, TODAY, measure=policy.Measure(("reprimand",), lighter=said))

    assert code(w.lighter_do_not_do(RASA, facts)) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "no-enquiry"),
        ({"posts_looked_at": True}, None),
        ({"posts_looked_at": True, "post_found": True}, "post-found"),
        ({"offered": (Offered("dismissal_possible", Tie.BOUND),)}, None),
    ],
)
def test_where_the_law_leaves_a_choice_no_post_ends_before_other_posts_were_looked_at(changes, expected):
    case = policy.Case("P-1", **{"offered": LADDER, **changes})

    facts = policy.Facts(case, TODAY, measure=policy.Measure(("dismissal_possible",)))

    assert code(w.other_posts_were_looked_at(RASA, facts)) == expected


def test_an_enquiry_says_which_posts_and_what_the_person_said(a_world):
    row = loop.found()
    with pytest.raises(MoveRefused):
        actions.enquire(row.reference, posts="none", said="", found=False, by=MINDAUGAS, at=later(6))

    actions.enquire(
        row.reference, posts="Three posts of the logistics unit were looked at; none was free.", said="He agreed.",
        found=False, by=MINDAUGAS, at=later(6),
    )  # fmt: skip

    assert queries.as_policy(loop.again(row), RASA).posts_looked_at
    assert queries.file_of(row, seen_by=traveller())[-1].text.endswith("He agreed.")


def test_nobody_decides_what_they_proposed_and_nobody_decides_a_breach_alone(a_world):
    row = loop.answered()
    with pytest.raises(MoveRefused, match="Somebody else proposes"):
        actions.find(row.reference, loop.finding(row), by=RASA, at=later(5), appeal_until=later(40).date(),
                     appeal_because=loop.WHERE)  # fmt: skip
    loop.proposed(row, by=RASA)

    with pytest.raises(MoveRefused, match="Who proposed the finding"):
        loop.found(row)

    assert loop.found(row, by=world.LINA).state == "found"


def test_a_decision_that_departs_from_the_proposal_says_why(a_world):
    row = loop.proposed(loop.answered(), kind="not_proven")
    with pytest.raises(MoveRefused, match="otherwise than was proposed"):
        loop.found(row)

    loop.found(row, unlike=REASONS)

    letter = next(letter for letter in letters.about(row.reference) if letter.kind == "case-breach")
    assert "Why it differs from the proposal" in letter.text


def test_who_proposed_anything_does_not_decide_the_appeal():
    case = policy.Case("P-1", finding_proposed_by=frozenset({"U-5"}))

    assert code(appeals.not_involved(Actor("U-5"), policy.Facts(case, TODAY))) == "involved"


def test_a_clock_of_the_rules_goes_before_the_institutions_and_is_told_with_its_counting():
    of_order, of_house = (clocks.term(outcome, "decide", TODAY) for outcome in (ORDER, SEAD))

    assert (of_order.within, of_house.within) == ("12 months", "365 days")
    assert "s. 10" in of_order.explained(TODAY, "en")
    assert "nustatė institucija" in of_house.explained(TODAY, "lt")


def test_a_case_keeps_the_day_by_which_it_is_decided(a_world):
    row = loop.opened()

    assert row.decide_by == clocks.term(row.outcome, "decide", TODAY).ends(TODAY)
