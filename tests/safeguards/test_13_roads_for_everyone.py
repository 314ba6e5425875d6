"""Promise 13: whatever the letter, the regime and the group, it says where to complain, or whom to ask."""

import itertools

import pytest

from exeat.letters import roads, texts
from exeat.regimes import rulebook, rulebooks, vocabulary

DECIDING = [kind for kind in texts.kinds() if texts.decides(kind, "en")]
ACT = {
    "case-breach": "finding", "case-measure": "measure", "case-upheld": "appeal", "case-reversed": "appeal",
    "case-partly-reversed": "appeal",
}  # fmt: skip
AGAINST = {
    "application-refused", "application-granted-with-conditions", "permit-revoked", "urgent-declined",
    "entry-declined", "case-breach", "case-measure", "case-upheld", "case-partly-reversed",
}  # fmt: skip


def test_every_letter_that_decides_against_someone_has_a_place_for_the_road():
    assert set(DECIDING) >= AGAINST


@pytest.mark.parametrize("kind", DECIDING)
def test_each_group_under_each_regime_is_told_where_to_complain_or_whom_to_ask(kind):
    act = ACT.get(kind, "decision")
    for name, group in itertools.product(rulebooks(status=None), roads.groups()):
        jurisdiction = rulebook(name).jurisdiction
        road = roads.road([name], jurisdiction=jurisdiction, group=group, act=act)
        for language in ("en", "lt"):
            told = roads.in_words(road, language, act=act)
            asks = {"en": "ask the institution", "lt": "teiraukitės sprendimą priėmusios įstaigos"}[language]

            assert told
            assert road.checked or asks in told.lower(), (kind, name, group, language)
            if road.body:
                assert vocabulary.said(road.body, language) in told
