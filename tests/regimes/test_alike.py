"""Questions that look alike are answered from what was worked out for the first: never otherwise than by themselves."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from exeat.regimes import Outcome, WrongFacts, alike, ask, rulebook, rulebooks
from exeat.regimes.places import territories
from exeat.regimes.vocabulary import FACTS, REASONS, levels, post_kinds

TOGETHER = ("lt-service-travel", "lt-secrets-travel", "lt-advice", "demo-order")
ABROAD = [name for name in rulebooks(status=None) if name not in TOGETHER]


@contextmanager
def each_by_itself() -> Iterator[None]:
    """While it lasts, no question is answered from another."""
    kept, alike.ONCE = alike.ONCE, 10**9
    try:
        yield
    finally:
        alike.ONCE = kept


def told(outcome: Outcome) -> dict[str, Any]:
    return {key: value for key, value in outcome.model_dump().items() if key != "known_at"}


class Drawn:
    """Questions drawn from few values, so that many of them look alike, near the days on which something changes."""

    def __init__(self, names: tuple[str, ...], seed: int) -> None:
        self.draw = Random(seed)
        books = [rulebook(name) for name in names]
        place = books[0].jurisdiction
        listed = [c for b in books for d in b.destinations.values() for w in d.wordings for c in w.countries]
        self.countries = [*dict.fromkeys(listed)][:4] + ["FR", "UA", "XX" if place == "FR" else "LV"][:2]
        self.kinds = [kind for kind, _ in post_kinds(place)][:6]
        self.levels = [level for level, _ in levels(place)][:3]
        own = [w.in_force for b in books for kind in ("provisions", "destinations") for p in getattr(b, kind).values()
               for w in p.wordings]  # fmt: skip
        self.days = [*[*dict.fromkeys(own)][:3], date(2026, 3, 2)]
        self.grounds = [g for b in books for g in b.grounds] if len(books) == 1 else []

    def day(self) -> date:
        return self.draw.choice(self.days) + timedelta(days=self.draw.choice([-400, -2, -1, 0, 1, 2, 30, 31]))

    def holding(self, kind: str) -> dict[str, Any]:
        draw = self.draw
        found: dict[str, Any] = {"kind": draw.choice(self.kinds), "body_handles_secrets": draw.random() < 0.5}
        if kind == "clearances":
            found = {"level": draw.choice(self.levels)}
        first = self.day() - timedelta(days=draw.choice([0, 3000, 3000]))
        found |= {"from": first} if draw.random() < 0.8 else {}
        if draw.random() < 0.3:
            found["until"] = first + timedelta(days=draw.choice([20, 2990, 3010, 6000]))
            found |= (
                {"bound_until": found["until"] + timedelta(days=draw.choice([-15, 40]))} if draw.random() < 0.4 else {}
            )
        return found

    def stay(self) -> dict[str, Any]:
        draw, first = self.draw, self.day()
        found: dict[str, Any] = {"country": draw.choice(self.countries)}
        if draw.random() < 0.1:
            found["territory"] = draw.choice([*territories()])
            found["country"] = found["territory"].partition("-")[0]
        found |= {"from": first} if draw.random() < 0.95 else {}
        until = first + timedelta(days=draw.choice([1, 2, 3, 14]))
        return found | ({"until": until} if draw.random() < 0.9 else {})

    def question(self) -> dict[str, Any]:
        draw = self.draw
        found: dict[str, Any] = {
            "posts": [self.holding("posts") for _ in range(draw.choice([0, 1, 1, 2]))],
            "clearances": [self.holding("clearances") for _ in range(draw.choice([0, 1]))],
            "stays": [self.stay() for _ in range(draw.choice([1, 1, 2]))],
            "trip.purpose": draw.choice(["private", "private", "duty", None]),
        }
        if self.grounds and draw.random() < 0.3:
            found["application.ground"] = draw.choice([*self.grounds, "none", "other"])
        else:
            found["application.reason"] = draw.choice(["none", "tourism", *REASONS][:6])
        for name in draw.sample([*FACTS], 2):
            kind = FACTS[name].kind
            if name.startswith(
                ("application.f", "application.c", "permit.", "notice.", "report.", "trip.", "briefing.")
            ):
                if kind == "flag":
                    found[name] = draw.random() < 0.5
                elif kind == "day":
                    found[name] = self.day()
                elif kind == "number":
                    found[name] = draw.choice([0, 1, 5])
        return found

    def like(self, facts: dict[str, Any]) -> dict[str, Any]:
        """The question with one thing changed a little: often still alike, often only just not."""
        draw, found = self.draw, copy.deepcopy(facts)
        days = draw.choice([-31, -1, 1, 2, 40, 365])
        holdings = [*found["posts"], *found["clearances"]]
        match draw.randrange(8):
            case 0 | 1:
                for stay in found["stays"]:
                    stay |= {key: stay[key] + timedelta(days=days) for key in ("from", "until") if key in stay}
            case 2:
                stay = draw.choice(found["stays"])
                if "until" in stay:
                    stay["until"] += timedelta(days=abs(days))
            case 3:
                draw.choice(found["stays"])["mode"] = draw.choice(["stay", "port_call", "transit", "transit_airside"])
            case 4 | 5 if holdings:
                holding = draw.choice(holdings)
                for key in draw.choice([("from",), ("until",), ("bound_until",), ("from", "until")]):
                    if key in holding:
                        holding[key] += timedelta(days=draw.choice([days, 2000]))
                if draw.random() < 0.3:
                    holding.pop("from", None)
            case 6:
                for name, value in found.items():
                    if isinstance(value, date):
                        found[name] = value + timedelta(days=days)
            case _:
                found["application.filed_on"] = self.day()
        return found


def answers(names: Sequence[str], drawn: Drawn, n: int, language: str = "en") -> Iterator[tuple[Any, Any]]:
    """Each drawn question and others like it: what is answered in their midst, and what each is answered by itself."""
    for _ in range(n):
        today = drawn.draw.choice([None, drawn.day()])
        facts = drawn.question()
        questions = [facts, *(drawn.like(facts) for _ in range(6))]
        todays = [today if drawn.draw.random() < 0.7 else drawn.day() for _ in questions]
        for each, day in zip(questions, todays, strict=True):
            try:
                found = told(ask(names, each, today=day, language=language))
            except WrongFacts:
                continue
            with each_by_itself():
                yield found, told(ask(names, each, today=day, language=language))


@pytest.mark.parametrize("language", ["en", "lt"])
def test_an_answer_from_a_known_situation_is_the_answer_of_the_question_by_itself(language: str) -> None:
    drawn = Drawn(TOGETHER, 1)

    for found, expected in answers(TOGETHER, drawn, 60, language):
        assert found == expected


@pytest.mark.parametrize("name", ABROAD)
def test_the_same_holds_for_every_regime(name: str) -> None:
    drawn = Drawn((name,), 2)

    for found, expected in answers([name], drawn, 10):
        assert found == expected


def test_many_questions_share_few_situations() -> None:
    names = ("lt-service-travel", "lt-secrets-travel")
    facts = {
        "post.kind": "professional_soldier", "post.from": "2015-03-02", "destination.country": "BY",
        "trip.purpose": "private", "application.reason": "tourism",
    }  # fmt: skip
    day = date(2026, 1, 5)
    with_days = [{**facts, "stay.from": day + timedelta(n), "stay.until": day + timedelta(n + 3)} for n in range(200)]

    outcomes = [ask(names, each) for each in with_days]

    same = alike.alike([rulebook(name) for name in names], {}, "en")
    assert len({id(same.situation(same.reader.question(each), None, day)) for each in with_days}) == 1
    assert "7 January 2026" in outcomes[0].steps[0].words.replace("\xa0", " ")
    assert "7 January 2026" not in outcomes[9].steps[0].words.replace("\xa0", " ")


def test_an_outcome_is_a_value_however_much_of_it_was_read_before() -> None:
    facts = {"post.kind": "professional_soldier", "destination.country": "BY", "stay.from": "2026-01-05"}
    at = ask(["lt-service-travel"], facts).known_at

    fresh, read = (ask(["lt-service-travel"], facts).model_copy(update={"known_at": at}) for _ in range(2))

    assert read.steps[0].words
    assert read == fresh
    assert pickle.loads(pickle.dumps(fresh)) == copy.deepcopy(read) == read
    assert json.loads(fresh.model_dump_json()) == read.model_dump(mode="json")
    assert dict(fresh) == dict(read)
    assert repr(fresh) == repr(read)
    assert Outcome.model_validate(fresh.model_dump()) == fresh
    with pytest.raises(AttributeError):
        _ = fresh.nothing_of_the_kind


SOLDIER = {
    "post.kind": "professional_soldier", "post.from": "2015-03-02", "clearance.level": "secret",
    "destination.country": "UA", "stay.from": "2026-01-05", "stay.until": "2026-01-08", "trip.purpose": "private",
}  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"post.until": "2026-01-10"}, {"post.until": "2026-01-07"}),
        ({"post.until": "2026-01-07"}, {"post.until": "2026-01-07", "stay.from": "2026-01-06"}),
        ({"post.until": "2026-02-01"}, {"post.until": "2026-02-01", "post.bound_until": "2026-01-06"}),
        ({"post.from": None}, {}),
        ({"application.ground": None}, {}),
        ({"destination.territory": "UA-43"}, {"destination.territory": "UA-14"}),
        ({"destination.territory": "UA-43"}, {"destination.territory": "UA-43", "stay.from": "2026-01-06"}),
        ({"application.filed_on": "2023-12-01"}, {}),
        ({"stay.until": None}, {}),
    ],
)  # fmt: skip
def test_what_may_make_a_difference_keeps_two_questions_apart(one: dict[str, Any], other: dict[str, Any]) -> None:
    book = rulebook("lt-service-travel")
    same = alike.alike([book], {book.regime: {}}, "en")

    keys = [same.key(same.reader.question({**SOLDIER, **facts}), None, date(2026, 1, 5)) for facts in (one, other)]

    assert keys[0] != keys[1]


def test_a_post_that_ends_between_two_journeys_binds_on_the_first_alone() -> None:
    facts = {**SOLDIER, "destination.country": "BY", "post.until": "2026-01-10", "application.reason": "tourism"}
    later = {**facts, "stay.from": "2026-01-12", "stay.until": "2026-01-14"}

    asked = [ask(["lt-service-travel"], each).requires for each in (facts, later, facts, later, facts, later)]

    assert asked == ["ban", "free"] * 3
