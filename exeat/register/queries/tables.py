"""The register as two tables for matching: people and their documents, in the columns that linkage reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from exeat.register.models import Citizenship, Edition, Institution, Name, Person, TravelDocument
from exeat.values.nationality import nationality

AT_ONCE = 1000
PEOPLE = ("person_id", "reference", "surname", "given_names", "former_surname", "date_of_birth", "sex", "nationality")


def people_and_documents(*, on: date) -> tuple[Any, Any]:
    """Two Arrow tables of everybody in the register: one line a person, one line a document that they ever had."""
    import pyarrow

    pa: Any = pyarrow

    chosen, former = _names()
    countries = dict(Citizenship.objects.order_by("-country", "-id").values_list("person_id", "country"))
    people: dict[str, list[Any]] = {name: [] for name in PEOPLE}
    rows = Person.objects.filter(forgotten_at=None).order_by("id").values_list("id", "reference", "born_on", "sex")
    for number, reference, born_on, sex in rows.iterator():
        surname, given = chosen.get(number, ("", ""))
        line = (number, reference, surname, given, former.get(number), born_on.isoformat() if born_on else None,
                sex or None, nationality(countries.get(number)))  # fmt: skip
        for name, value in zip(PEOPLE, line, strict=True):
            people[name].append(value)
    kinds = [pa.int64(), *[pa.string()] * (len(PEOPLE) - 1)]
    documents = list(
        TravelDocument.objects.filter(person__forgotten_at=None)
        .order_by("person_id", "id")
        .values_list("person_id", "number")
    )
    return (
        pa.table({n: pa.array(people[n], kind) for n, kind in zip(PEOPLE, kinds, strict=True)}),
        pa.table(
            {
                "person_id": pa.array([d[0] for d in documents], pa.int64()),
                "document_number": pa.array([d[1] for d in documents], pa.string()),
            }
        ),
    )


def edition() -> str:
    """A word that is another one after any change of what people are matched by; empty where nobody can tell.

    The database writes it with the change itself, whoever makes it.
    """
    return Edition.objects.order_by("id").values_list("word", flat=True).first() or ""


def references_by_id(ids: Iterable[int]) -> dict[int, str]:
    """The references of people by the numbers that the tables carry."""
    return dict(Person.objects.filter(pk__in=set(ids)).order_by("id").values_list("id", "reference"))


def still_held(ids: Iterable[int]) -> set[int]:
    """Of these people, by the numbers that the tables carry, those whom the register still has."""
    wanted, held = sorted(set(ids)), set[int]()
    for start in range(0, len(wanted), AT_ONCE):
        some = Person.objects.filter(pk__in=wanted[start : start + AT_ONCE], forgotten_at=None)
        held.update(some.values_list("id", flat=True))
    return held


def key_of(reference: str) -> int:
    """The number under which other tables name a person. Raises Person.DoesNotExist."""
    return Person.objects.values_list("id", flat=True).get(reference=reference)


def key_of_institution(reference: str) -> int:
    """The number under which other tables name an institution. Raises Institution.DoesNotExist."""
    return Institution.objects.values_list("id", flat=True).get(reference=reference)


def _names() -> tuple[dict[int, tuple[str, str]], dict[int, str]]:
    """The present name of each person and their latest former surname."""
    held: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    fields = ("person_id", "kind", "until", "since", "id", "surname", "given_names")
    for person, kind, until, since, number, surname, given in (
        Name.objects.order_by("id").values_list(*fields).iterator()
    ):
        held[person].append((kind == Name.Kind.NATIVE, until is None, since or date.min, number, surname, given, kind))
    chosen: dict[int, tuple[str, str]] = {}
    former: dict[int, str] = {}
    for person, names in held.items():
        best = max((n for n in names if n[6] != Name.Kind.FORMER), default=max(names))
        chosen[person] = (best[4], best[5])
        old = [n for n in names if n[4] != best[4] and (n[6] == Name.Kind.FORMER or not n[1])]
        if old:
            former[person] = max(old)[4]
    return chosen, former
