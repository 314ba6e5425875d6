"""One question, one outcome: all the regimes are asked, the heaviest requirement decides, everything is cited."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping, Sequence
from datetime import UTC, date, datetime
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
    parts = situation.parts.copy()
    parts["on"] = on or asked.begins or day
    parts["known_at"] = known_at or datetime.now(UTC).replace(microsecond=0)
    return Outcome.made(parts, _Answer(situation, asked, today, parts))


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
    if not isinstance(each, str):
        return each
    return rulebook(each) if known_at is None else releases.known(each, known_at)


def _chosen(books: Sequence[Rulebook], given: Mapping[str, str]) -> dict[str, dict[str, str]]:
    chosen: dict[str, dict[str, str]] = {}
    for key, reading in given.items():
        name, slash, point = key.partition("/")
        if not slash or all(book.regime != name for book in books):
            points = [f"{book.regime}/{point}" for book in books for point in book.open_points]
            raise readings.WrongReading(vocabulary.unknown("open point", key, points))
        chosen.setdefault(name, {})[point] = reading
    return chosen


def _filing_day(question: Question, today: date | None) -> date:
    """The day by which procedures go: that of filing, else today, else the first day of the journey."""
    filed: date | None = question.facts.get("application.filed_on")
    return filed or today or question.begins or NO_DAY


class _Answer:
    """One answer in the making: what its situation says, and what depends on its own days."""

    __slots__ = ("language", "parts", "question", "situation", "today")

    def __init__(
        self, situation: Situation, question: Question, today: date | None, parts: MutableMapping[str, Any]
    ) -> None:
        self.situation = situation
        self.question = question
        self.language = situation.language
        self.today = today
        self.parts = parts  # those that were asked for so far

    def part(self, name: str, of: None = None) -> Any:
        """One part of the answer."""
        if name in Situation.SHARED:
            return self.situation.part(name)
        value = self.parts[name] = getattr(self, name)()
        if name in Situation.DATED and self.same_for_all(name):
            self.situation.parts[name] = value
        return value

    def same_for_all(self, name: str) -> bool:
        """Whether a part that may depend on days is the same for every question in this situation."""
        if name == "standing":
            return standing.settled(self.situation.requires, self["duties"])
        return not self.situation.counts_days

    def __getitem__(self, name: str) -> Any:
        return self.parts[name] if name in self.parts else self.part(name)

    def standing(self) -> Standing:
        """Where the person stands on the day."""
        return standing.standing(self.situation.requires, self.question, self["way"], self["duties"], self.today)

    def way(self) -> Way | None:
        """How what is asked is done, and by when."""
        laid = self.situation.laid
        return laid.way(self.question, self.language) if laid else None

    def duties(self) -> list[Due]:
        """What is to be done, and by when."""
        same = self.situation
        return duties.dues(same.requires, self["way"], same.besides, same.called, self.question, self.language)

    def steps(self) -> list[Step]:
        """Every step that was taken, for every provision and stay; words that tell of days wait until they are read."""
        steps, teller = self.situation.steps.copy(), _Teller(self.situation, self.question)
        for n, told, fixed in self.situation.telling_days:
            steps[n] = Step.made(fixed.copy(), teller, told)
        return steps


class _Teller:
    """Tells steps in the words of a question when somebody reads them; knows no answer, so that none is kept by it."""

    __slots__ = ("question", "situation")

    def __init__(self, situation: Situation, question: Question) -> None:
        self.situation = situation
        self.question = question

    def part(self, name: str, of: Told) -> Any:
        """The sentence of a step, or the facts that it looked at as they were given."""
        return getattr(self.situation.retold(of, self.question), name)
