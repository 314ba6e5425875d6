"""A sent letter keeps the version of its template, and a changed template changes no sent letter."""

from datetime import UTC, datetime

import pytest

from exeat.letters import actions, queries, texts
from exeat.letters.models import Letter
from exeat.values.rights import Actor

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
HEAD = Actor("P-000002", "I-ARMY", frozenset(), "Head Made-Up", "head")
pytestmark = pytest.mark.django_db


def sent(at=NOON):
    return actions.write(
        "decision",
        to="P-000001",
        language="en",
        subject="A-1",
        by=HEAD,
        at=at,
        reasons="Because.",
        remedy="To the court.",
    )


def changed(folder):
    (folder / "decision.en.txt").write_text("Anew\n\n{{ reasons }} {{ remedy }}\n", encoding="utf-8")
    for cache in (texts._engine, texts._source, texts._template):
        cache.cache_clear()


def test_a_changed_template_never_changes_a_sent_letter(templates):
    first = sent()

    changed(templates)
    second = sent(NOON.replace(hour=13))

    before, after = queries.about("A-1")
    assert (before.title, after.title) == ("The permit is refused", "Anew")
    assert "Why: Because." in before.text
    assert first.template != second.template == texts.fingerprint("decision", "en")
    assert Letter.objects.get(reference=first.reference).template == first.template


def test_each_version_says_since_when_it_is_used_and_how_many_stood_before_it(templates):
    sent()
    changed(templates)
    later = NOON.replace(day=26)
    sent(later)
    sent(later.replace(hour=13))

    found = {(one.kind, one.language): one for one in queries.versions()}

    english = found["decision", "en"]
    assert (english.since, english.letters, english.earlier, english.decides) == (later, 2, 1, True)
    assert (found["decision", "lt"].since, found["decision", "lt"].letters) == (None, 0)
    assert [*found] == [("decision", "en"), ("decision", "lt"), ("receipt", "en"), ("receipt", "lt")]


def test_the_versions_are_read_in_one_query(django_assert_num_queries):
    sent()

    with django_assert_num_queries(1):
        queries.versions()
