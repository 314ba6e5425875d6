"""What speaks for and against one pair, feature by feature, as a sum that can be read aloud."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa

from exeat.linkage import columns, company, records, travellers
from exeat.linkage.people import People
from exeat.linkage.people import read as read_people
from exeat.linkage.scoring import Scored
from exeat.linkage.texts import Numbers, Texts
from exeat.linkage.weights import LEVELS, Weights

PRIOR = -17.0  # bits: one traveller in a hundred and thirty thousand is this very person, before anything is compared


@dataclass(frozen=True)
class Person:
    """A registered person as far as matching needs: names as the register writes them, date, codes, documents."""

    surname: str = ""
    given_names: str = ""
    date_of_birth: str = ""
    sex: str = ""
    nationality: str = ""
    former_surname: str = ""
    documents: Sequence[str] = ()


@dataclass(frozen=True)
class Record:
    """A crossing as the border wrote it down."""

    surname: str = ""
    given_names: str = ""
    date_of_birth: str = ""
    sex: str = ""
    nationality: str = ""
    document_number: str = ""


@dataclass(frozen=True)
class Evidence:
    """One feature of a pair: its weight in bits, and why; `params` holds the two values for whoever reads it."""

    feature: str
    weight: float
    why_code: str
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def why(self) -> str:
        """The reason as a sentence in English; pages translate it by `why_code`."""
        return WHY[self.why_code]


WHY = {
    "namesake": "a relative or a namesake could agree in the same way",
    "others": "another registered person fits the same crossing",
    "prior": "before anything is compared: how rarely a traveller is this very person",
    "surname-same": "same surname",
    "surname-heard": "same surname in another spelling or alphabet",
    "surname-part": "one surname is part of the other",
    "surname-near": "surname with a slip of the hand",
    "surname-close": "similar surname",
    "surname-other": "different surname",
    "surname-missing": "a surname is missing",
    "given-same": "same given name",
    "given-heard": "same given name in another spelling or alphabet",
    "given-part": "one of several given names is missing",
    "given-near": "given name with a slip of the hand",
    "given-close": "similar given name",
    "given-other": "different given name",
    "given-missing": "a given name is missing",
    "born-same": "same birth date",
    "born-swapped": "day and month swapped",
    "born-digit": "birth date with one digit wrong",
    "born-year": "same birth year, the day is not known",
    "born-day_and_month": "same day and month of another year",
    "born-other": "different birth dates",
    "born-missing": "a birth date is missing",
    "sex-same": "same sex",
    "sex-other": "different sex",
    "sex-missing": "sex is not recorded",
    "nation-same": "same nationality",
    "nation-other": "different nationality",
    "nation-missing": "nationality is not recorded",
    "document-same": "same document number",
    "document-near": "document number with one character misread",
    "document-other": "a document that the register does not know",
    "document-missing": "no document number to compare",
    "company-same": "somebody of the person's family crossed in the same minutes",
    "company-other": "nobody of the person's family crossed in the same minutes",
    "journey-same": "a recognised journey of the person lacks just this half, at the same point",
    "journey-elsewhere": "a recognised journey of the person lacks just this half, at another point",
    "journey-apart": "no recognised journey of the person lacks this half",
    "journey-alone": "nothing else of the person was recognised",
}


def explain(
    person: Person | Mapping[str, Any], record: Record | Mapping[str, Any], *, weights: Weights | None = None
) -> list[Evidence]:
    """The evidence of one pair, in the order in which it is read aloud; prior and weights add up to the log-odds.

    Without `weights` those hold that are true before any data were seen; a run of `match` gives its own.
    """
    person = person if isinstance(person, Person) else Person(**_known(Person, person))
    record = record if isinstance(record, Record) else Record(**_known(Record, record))
    weights = weights or Weights()
    people = read_people(
        pa.table(
            {
                "person_id": [1],
                "surname": [person.surname],
                "given_names": [person.given_names],
                "former_surname": [person.former_surname],
                "date_of_birth": [person.date_of_birth],
                "sex": [person.sex],
                "nationality": [person.nationality],
            }
        ),
        pa.table(
            {
                "person_id": pa.array([1] * len(person.documents), pa.int64()),
                "document_number": pa.array(list(person.documents), pa.string()),
            }
        ),
    )
    texts = Texts(people.texts)
    passages = records.read(
        pa.table({
            "crossing_id": [1], "surname": [record.surname], "given_names": [record.given_names],
            "date_of_birth": [record.date_of_birth], "sex": [record.sex], "nationality": [record.nationality],
            "document_number": [record.document_number],
        }),
        people, texts,
    )  # fmt: skip
    zero = np.zeros(1, np.int64)
    pair, _ = travellers.beside(people, passages, texts, zero, zero)
    values = {
        "surname": (person.surname, record.surname), "given": (person.given_names, record.given_names),
        "born": (person.date_of_birth, record.date_of_birth), "sex": (person.sex, record.sex),
        "nation": (person.nationality, record.nationality),
        "document": (", ".join(person.documents), record.document_number),
    }  # fmt: skip
    said = [Evidence("prior", PRIOR, "prior")]
    for feature, (theirs, seen) in values.items():
        level = int(getattr(pair, feature)[0])
        weight = float(weights.bits(feature)[level])
        why = f"{feature}-{LEVELS[feature][level]}"
        said.append(Evidence(feature, round(weight, 1), why, {"register": theirs, "crossing": seen}))
    return said


def _known(kind: type[Person] | type[Record], given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of `kind` that `given` has; empty for null; a date as text."""
    out = {}
    for name in kind.__dataclass_fields__:
        value = given.get(name)
        if value is not None:
            out[name] = tuple(value) if name == "documents" else str(value)
    return out


@dataclass(frozen=True)
class Found:
    """All that a run of matching knows of its pairs, so that each can be explained afterwards."""

    people: People
    records: records.Records
    written: Mapping[int, str]  # the names of those pairs, and of nobody else
    pairs: travellers.Pairs
    rows: travellers.Rows
    scored: Scored
    kept: Numbers  # places in `rows` of the pairs that were told

    @cached_property
    def places(self) -> dict[tuple[Any, Any], int]:
        """The place in `rows` of each crossing and person that were told, by their numbers."""
        crossings = self.records.ids.take(columns.places(self.rows.record[self.kept])).to_pylist()
        people = self.people.ids.take(columns.places(self.pairs.person[self.rows.pair[self.kept]])).to_pylist()
        return dict(zip(zip(crossings, people, strict=True), self.kept.tolist(), strict=True))

    def evidence(self, crossing: Any, person: Any) -> list[Evidence]:
        """The evidence by which this run judged a pair; the weights add up to the log-odds of its probability."""
        row = self.places[crossing, person]
        pair, record = int(self.rows.pair[row]), int(self.rows.record[row])
        who, scored = int(self.pairs.person[pair]), self.scored
        said = [Evidence("prior", scored.prior, "prior")]
        values = self._values(who, record)
        for feature, (theirs, seen) in values.items():
            level = LEVELS[feature][int(getattr(self.pairs, feature)[pair])]
            params = {"register": theirs, "crossing": seen, "records": str(int(self.pairs.records[pair]))}
            if feature in scored.common:
                params["one_in"] = str(round(scored.known / max(float(scored.common[feature][pair]), 1.0)))
            said.append(Evidence(feature, float(scored.bits[feature][pair]), f"{feature}-{level}", params))
        if self.pairs.company[pair] != company.UNKNOWN:
            why = f"company-{company.LEVELS[int(self.pairs.company[pair])]}"
            said.append(Evidence("company", float(scored.bits["company"][pair]), why))
        if scored.journey[pair] < len(LEVELS["journey"]) - 1:
            why = f"journey-{LEVELS['journey'][int(scored.journey[pair])]}"
            said.append(Evidence("journey", float(scored.bits["journey"][pair]), why))
        said.append(Evidence("namesake", -float(scored.against[pair]), "namesake"))
        chance = float(np.clip(scored.probability[pair], 1e-12, 1 - 1e-12))
        rest = float(np.log2(chance / (1 - chance))) - float(np.clip(scored.total[pair], -39.8, 39.8))
        if rest < -0.05:
            said.append(Evidence("others", rest, "others"))
        return said

    def _values(self, who: int, record: int) -> dict[str, tuple[str, str]]:
        people, seen, written = self.people, self.records, self.written
        papers = people.document[people.documents_from[who] : people.documents_from[who + 1]].to_pylist()

        def name(number: int) -> str:
            return written[number] if number >= 0 else ""

        def day(parts: Sequence[int]) -> str:
            return "{:04}-{:02}-{:02}".format(*parts) if parts[0] else ""

        def code(stands_for: list[str], number: int) -> str:
            return stands_for[number] if number >= 0 else ""

        former = name(int(people.former[who]))
        surname = name(int(people.surname[who]))
        paper = int(seen.document[record])
        return {
            "surname": (f"{surname}, {former}" if former else surname, name(int(seen.surname[record]))),
            "given": (name(int(people.given[who])), name(int(seen.given[record]))),
            "born": (day(people.born[who].tolist()), day(seen.born[record].tolist())),
            "sex": (code(seen.sexes, people.sex[who]), code(seen.sexes, seen.sex[record])),
            "nation": (code(seen.nations, people.nation[who]), code(seen.nations, seen.nation[record])),
            "document": (", ".join(papers), seen.documents[paper] if paper >= 0 else ""),
        }
