"""What every step has in common: hold the file, ask policy, change its state, leave a trace, write a letter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from exeat import regimes
from exeat.applications import policy, queries, terms
from exeat.applications.consulting import Stage
from exeat.applications.models import Application, Opinion
from exeat.applications.situation import facts
from exeat.audit import actions as audit
from exeat.letters import actions as letters
from exeat.register import queries as register
from exeat.values.moves import MoveRefused, Refusal
from exeat.values.rights import Actor, Right


@dataclass(frozen=True)
class Step:
    """One act by someone at a moment on one file, inside a transaction."""

    row: Application
    by: Actor
    at: datetime

    @classmethod
    def take(cls, reference: str, *, by: Actor, at: datetime, version: int | None = None) -> Step:
        """Hold the file until the transaction ends; refused when somebody else changed it since it was read."""
        row = Application.objects.select_for_update().get(reference=reference)
        if version is not None and row.version != version:
            raise MoveRefused(
                [
                    Refusal(
                        "changed-meanwhile",
                        "Somebody else has changed this application meanwhile. See what changed, then decide again.",
                    )
                ]
            )
        return cls(row, by, at)

    @property
    def on(self) -> date:
        """The day in Lithuania."""
        return terms.day_of(self.at)

    @cached_property
    def language(self) -> str:
        """The language in which the person reads letters."""
        return register.plain(self.row.person).language

    @property
    def purpose(self) -> str:
        """For what this role looks at a file."""
        if self.by.may(Right.DECIDE_APPLICATION) or self.by.may(Right.DECIDE_URGENT):
            return "decision"
        return "opinion" if self.by.may(Right.GIVE_OPINION) else "check"

    def facts(self, **given: Any) -> policy.Facts:
        """The file as policy's facts, with what the step brings along."""
        return facts(self.row, deciders=queries.deciders(self.row, on=self.on), on=self.on, at=self.at, **given)

    def checked(self, verb: str, **given: Any) -> str:
        """The state that the step leads to. Raises MoveRefused with every reason when it is not open."""
        return policy.check(verb, self.by, self.row.state, self.facts(**given)).target

    def only_its_person(self) -> None:
        """Raises MoveRefused for anyone but the person whose trip it is."""
        self.refuse(policy.own(self.by, self.facts()))

    def refuse(self, *said: Refusal | None) -> None:
        """Raise every refusal at once."""
        found = [refusal for refusal in said if refusal is not None]
        if found:
            raise MoveRefused(found)

    def save(self, *fields: str) -> None:
        """Write the changed fields and count the version up."""
        self.row.version += 1
        self.row.save(update_fields=[*fields, "version"])

    def ask_next(self) -> list[str]:
        """Ask whoever's turn has come: when nobody before them is awaited who still has time. The bodies asked now.

        The file's own clock shows what runs out first.
        """
        row, at = self.row, self.at
        found = list(row.opinions.order_by("turn", "id"))
        asked: list[str] = []
        while not any(one.stage(at) == Stage.ASKED for one in found):
            turn = min((one.turn for one in found if one.asked_at is None), default=None)
            if turn is None:
                break
            for one in found:
                if one.turn == turn and one.asked_at is None:
                    one.asked_at = at
                    one.due_at = terms.moment_after(at, one.within, regimes.calendar("LT")) if one.within else None
                    one.save(update_fields=["asked_at", "due_at"])
                    asked.append(one.body)
                    self._tell_adviser(one)
        awaited = [one.due_at for one in found if one.stage(at) in {Stage.ASKED, Stage.LATE} and one.due_at is not None]
        row.opinion_by = min(awaited, default=None)
        return asked

    def _tell_adviser(self, one: Opinion) -> None:
        """Write to the institution that speaks for a body, where one is named, that its opinion is asked."""
        house = queries.voices().get(one.body)
        if house:
            due = terms.shown(one.due_at, one.within) if one.due_at is not None else ""
            self.tell_body("application-opinion-asked", house, due=due)

    def trace(self, verb: str, *, purpose: str = "", **details: Any) -> None:
        """Leave an entry on this file that its person can read."""
        audit.record(
            f"application.{verb}", subject=self.row.reference, by=self.by, at=self.at, about=[self.row.person],
            purpose=purpose, **details,
        )  # fmt: skip

    def tell(self, kind: str, **said: Any) -> None:
        """Write a letter to the person, in their language, into their inbox."""
        person = register.plain(self.row.person)
        letters.write(
            kind, to=self.row.person, language=person.language, subject=self.row.reference, by=self.by, at=self.at,
            email=person.email, house=self.row.institution, **{"file": self.row.reference, **said},
        )  # fmt: skip

    def tell_body(self, kind: str, body: str, **said: Any) -> None:
        """Write a letter to an institution."""
        letters.write(
            kind, to=body, language=register.language_of(body), subject=self.row.reference, by=self.by, at=self.at,
            house=self.row.institution,
            **{"file": self.row.reference, **said},
        )  # fmt: skip
