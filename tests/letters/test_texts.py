"""A letter says everything that its template needs, in its language, or it is not written."""

from datetime import UTC, date, datetime

import pytest

from exeat.letters import texts
from exeat.values.period import Period

LEGS = [{"place": "Made-Up Land", "period": Period.through(date(2026, 12, 1), date(2026, 12, 4))}]
FACTS = {"number": "L-2026-00001", "received_at": datetime(2026, 11, 25, 7, 5, tzinfo=UTC), "legs": LEGS}


def test_days_and_moments_are_written_out_in_the_language_and_in_local_time():
    english = texts.written("receipt", "en", FACTS)
    lithuanian = texts.written("receipt", "lt", FACTS)

    assert english == (
        "We have your application",
        "Number: L-2026-00001. Received: 25\N{NO-BREAK SPACE}November 2026, 09:05.\n\n"
        "- Made-Up Land, from 1\N{NO-BREAK SPACE}December 2026 to 4\N{NO-BREAK SPACE}December 2026",
    )
    assert lithuanian[1] == (
        "Numeris: L-2026-00001. Gauta: 2026\N{NO-BREAK SPACE}m. lapkričio\N{NO-BREAK SPACE}25\N{NO-BREAK SPACE}d. "
        "9.05\N{NO-BREAK SPACE}val.\n\n"
        "- Made-Up Land, nuo 2026\N{NO-BREAK SPACE}m. gruodžio\N{NO-BREAK SPACE}1\N{NO-BREAK SPACE}d. "
        "iki 2026\N{NO-BREAK SPACE}m. gruodžio\N{NO-BREAK SPACE}4\N{NO-BREAK SPACE}d."
    )


def test_a_period_without_an_end_says_only_since_when():
    facts = FACTS | {"legs": [{"place": "X", "period": Period(date(2026, 12, 1))}], "received_at": date(2026, 1, 2)}

    assert "Received: 2\N{NO-BREAK SPACE}January 2026." in texts.written("receipt", "en", facts)[1]
    assert texts.written("receipt", "en", facts)[1].endswith("- X, from 1\N{NO-BREAK SPACE}December 2026")


@pytest.mark.parametrize("missing", ["number", "received_at", "legs"])
def test_a_missing_fact_is_refused(missing):
    with pytest.raises(texts.MissingFact, match=missing):
        texts.written("receipt", "en", {name: value for name, value in FACTS.items() if name != missing})


def test_a_missing_part_of_a_fact_and_none_are_refused():
    with pytest.raises(texts.MissingFact, match=r"leg\.place"):
        texts.written("receipt", "en", FACTS | {"legs": [{"period": "always"}]})
    with pytest.raises(texts.MissingFact, match="number"):
        texts.written("receipt", "en", FACTS | {"number": None})


def test_what_a_letter_only_may_say_can_be_left_out():
    assert "Take care." in texts.written("receipt", "en", FACTS | {"hint": "Take care."})[1]
    assert texts.written("receipt", "en", FACTS)[1].count("\n\n") == 1


def test_signs_of_markup_are_kept_as_they_are():
    assert "<b> & co" in texts.written("decision", "en", {"reasons": "<b> & co", "remedy": "r"})[1]


def test_a_letter_that_says_how_to_appeal_tells_of_a_decision():
    assert texts.decides("decision", "en")
    assert texts.decides("decision", "lt")
    assert not texts.decides("receipt", "lt")
    assert texts.kinds() == ["decision", "receipt"]


@pytest.mark.parametrize(("kind", "language"), [("nothing", "en"), ("receipt", "fr"), ("../receipt", "en")])
def test_an_unknown_kind_or_language_is_refused(kind, language):
    with pytest.raises(texts.NoSuchLetter):
        texts.written(kind, language, {})
