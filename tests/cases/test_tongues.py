"""A translation helps only in the language that was asked for, however it was written."""

import pytest

from exeat.cases import actions, queries, tongues
from tests.cases import loop, world
from tests.cases.world import MINDAUGAS, later, traveller


@pytest.mark.parametrize(
    ("wanted", "given"),
    [("Polish", "lenkų"), ("lenkų kalba", "polski"), ("по-русски or русский", "Russian"), ("Romani", "romani")],
)
def test_one_language_has_many_names(wanted, given):
    assert tongues.same(wanted, given)


@pytest.mark.parametrize(("wanted", "given"), [("Polish", "rusų"), ("Polish", "something"), ("Romani", "English")])
def test_another_language_is_another(wanted, given):
    assert not tongues.same(wanted, given)


@pytest.mark.django_db
def test_a_translation_into_another_language_than_the_one_asked_for_does_not_count():
    world.found_world()
    world.enter()
    row = loop.noticed()
    who = traveller()
    actions.ask(row.reference, text="I read no Lithuanian.", translation="Polish", by=who, at=later(1))
    for language in ("rusų", "lenkų"):
        actions.translate(
            row.reference, 1, language=language, translated_by="Ona", sworn=True, text="x", by=MINDAUGAS, at=later(2)
        )
        facts = queries.as_policy(loop.again(row), MINDAUGAS)
        assert next(d for d in facts.documents if d.number == 1).translated is (language == "lenkų")
