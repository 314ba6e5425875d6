"""One question, one outcome: all the regimes are asked, the heaviest requirement decides, everything is cited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from time import time
from typing import Any

from exeat.regimes import duties, readings, releases, standing, vocabulary
from exeat.regimes.alike import alike
from exeat.regimes.answering import Situation, Told
from exeat.regimes.facts import Question, WrongFacts
from exeat.regimes.outcome import Due, Outcome, Standing, Step, Way
from exeat.regimes.reading import rulebook
from exeat.regimes.shapes import Rulebook

NO_DAY = date.max.replace(month=1, day=1)  # where neither filing, nor today, nor the journey has a day


def ask(
    regimes: Sequence[str | Rulebook],
    facts: Mapping[str, Any],
    *,
    language: str = "en",
    readings: Mapping[str, str] | None = None,
    on: date | None = None,
    known_at: datetime | None = None,
    today: date | None = None,
) -> Outcome:
    """What the regimes ask of a person for a trip, with every step cited.

    `readings` names other readings than the default, as `regime/point`: reading. `on` asks the law of one day
    instead of the days of the stay; `known_at` asks what was known then; `today` is the day of the standing.
    Raises WrongFacts, NoSuchRegime, WrongReading or NothingKnown.
    """
    if not regimes:
        raise WrongFacts("name at least one regime to ask")
    books = [_book(each, known_at) for each in regimes]
    same = alike(books, _chosen(books, readings or {}), language)
    asked = same.reader.question(facts)
    day = _filing_day(asked, today)
    situation = same.situation(asked, on, day)
    parts = {
        **situation.parts,
        "requires": situation.requires,
        "on": on or asked.begins or day,
        "known_at": known_at or datetime.fromtimestamp(int(time()), UTC),
        "regimes": same.names,
        "language": language,
    }
    return Outcome.made(parts, _Answer(situation, asked, today))


def requirement(
    regimes: Sequence[str | Rulebook],
    facts: Mapping[str, Any],
    *,
    readings: Mapping[str, str] | None = None,
    on: date | None = None,
) -> str:
    """What is asked and nothing else, for whoever asks of many trips: the same word that `ask` gives."""
    books = [_book(each, None) for each in regimes]
    same = alike(books, _chosen(books, readings or {}), "en")
    asked = same.reader.question(facts)
    return same.situation(asked, on, _filing_day(asked, None)).requires


def _book(each: str | Rulebook, known_at: datetime | None) -> Rulebook:
    if isinstance(each, Rulebook):
        return each
    return rulebook(each) if known_at is None else releases.known(each, known_at)


def _chosen(books: Sequence[Rulebook], given: Mapping[str, str]) -> dict[str, dict[str, str]]:
    chosen: dict[str, dict[str, str]] = {book.regime: {} for book in books}
    if len(chosen) < len(books):
        raise WrongFacts("each regime is asked once")
    for key, reading in given.items():
        name, slash, point = key.partition("/")
        if not slash or name not in chosen:
            points = [f"{book.regime}/{point}" for book in books for point in book.open_points]
            raise readings.WrongReading(vocabulary.unknown("open point", key, points))
        chosen[name][point] = reading
    return chosen


def _filing_day(question: Question, today: date | None) -> date:
    """The day by which procedures go: that of filing, else today, else the first day of the journey."""
    filed: date | None = question.facts.get("application.filed_on")
    return filed or today or question.begins or NO_DAY


class _Answer:
    """One answer in the making: what its situation says, and what depends on its own days."""

    __slots__ = ("_dues", "_way", "language", "question", "situation", "today")

    def __init__(self, situation: Situation, question: Question, today: date | None) -> None:
        self.situation = situation
        self.question = question
        self.language = situation.language
        self.today = today
        self._way: Way | bool | None = False  # not laid yet
        self._dues: list[Due] | None = None

    def part(self, name: str) -> Any:
        """One part of the answer."""
        return self.situation.part(name) if name in Situation.SHARED else getattr(self, name)()

    def standing(self) -> Standing:
        """Where the person stands on the day."""
        return standing.standing(self.situation.requires, self.question, self.way(), self.duties(), self.today)

    def way(self) -> Way | None:
        """How what is asked is done, and by when."""
        if isinstance(self._way, bool):
            laid = self.situation.laid
            self._way = laid.way(self.question, self.language) if laid else None
        return self._way

    def duties(self) -> list[Due]:
        """What is to be done, and by when."""
        if self._dues is None:
            same = self.situation
            self._dues = duties.dues(same.requires, self.way(), same.besides, same.called, self.question, self.language)
        return self._dues

    def steps(self) -> list[Step]:
        """Every step that was taken, for every provision and stay; words that tell of days wait until they are read."""
        return [
            Step.made({**told.fixed}, _Telling(self, told)) if told.days else told.step for told in self.situation.told
        ]


class _Telling:
    """The words of one step, when somebody reads them."""

    __slots__ = ("answer", "told")

    def __init__(self, answer: _Answer, told: Told) -> None:
        self.answer = answer
        self.told = told

    def part(self, name: str) -> Any:
        """The sentence, or the facts that the step looked at as they were given."""
        return getattr(self.answer.situation.retold(self.told, self.answer.question), name)
