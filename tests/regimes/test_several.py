"""People who hold two posts or two clearances at once: what the check says where two are not like either alone."""

from __future__ import annotations

import pytest

from exeat.regimes import findings, rulebook, rulebooks
from exeat.regimes.facts import question
from exeat.regimes.judging import judge
from exeat.regimes.ladders import regime
from exeat.regimes.several import together
from tests.regimes.test_shapes_of_rules import small

LIGHTER = {
    "teachers": {"label": {"en": "Who teaches"}, "when": {"post.kind": "civil_servant"}, "requires": "free",
                 "cite": ["act"]},
}  # fmt: skip


def eased():
    return small(
        ("categories/cleared/when", {"post.kind": ["professional_soldier", "civil_servant"]}),
        ("provisions/rule/exceptions", LIGHTER),
    )


def test_a_second_post_that_opens_an_exception_is_found():
    [found, *_] = together(eased())

    assert found.lighter
    assert {found.first["post.kind"], found.second["post.kind"]} == {"professional_soldier", "civil_servant"}
    assert found.together == "free"


def test_the_witness_is_answered_so_when_it_is_asked():
    book = eased()
    [found, *_] = together(book)
    rest = {name: value for name, value in found.witness.items() if not name.startswith("post.")}
    posts = [{name.partition(".")[2]: value for name, value in each.items()} for each in (found.first, found.second)]

    asked = [
        judge(question({**rest, "posts": each}, (book,)), (regime(book),)).requires
        for each in (posts[:1], posts[1:], posts)
    ]

    assert (tuple(asked[:2]), asked[2]) == (found.alone, found.together)


def test_the_check_tells_it_in_both_languages():
    [found] = [each for each in findings(eased(), falsified=False) if each.code == "two_holdings"]

    assert found.weight == "warning"
    assert "somebody who holds two" in found.words()
    assert "turint dvejas pareigas" in found.words("lt")


@pytest.mark.parametrize("name", rulebooks(status=None))
def test_in_no_regime_of_ours_does_a_second_post_or_clearance_ease_or_add(name):
    assert [*together(rulebook(name))] == []
