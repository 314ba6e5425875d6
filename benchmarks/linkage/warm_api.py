"""How long the border waits for an answer to a batch of events, beside a register of the size of a set.

    python benchmarks/linkage/warm_api.py FOLDER [--rows 200] [--batches 20]

FOLDER is a set of the linkage benchmark. Its register is entered into a database of its own in a temporary folder, a
system is admitted, and batches from the first crossings are sent to `POST /api/crossings/`. Printed are the first
batch, for which the register is made ready, and medians of the others: whole, and what matching alone takes of it.
Then somebody is entered while the border goes on sending: how long the batches take meanwhile, and how soon that
person's crossing is found. With DATABASE_URL it uses the database of that address, which must be empty: begin it with
tools/on_postgresql.py.
"""

import argparse
import json
import os
import statistics
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

COUNTRIES = {"LTU": "LT", "LVA": "LV", "EST": "EE", "POL": "PL", "RUS": "RU", "BLR": "BY", "UKR": "UA"}
LOT = 50_000
PATIENCE = 300  # seconds


def main():
    """Enter the register, then send one batch after the other."""
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("folder", type=Path)
    ask.add_argument("--rows", type=int, default=200)
    ask.add_argument("--batches", type=int, default=20)
    given = ask.parse_args()
    with tempfile.TemporaryDirectory(prefix="exeat-warm-") as folder:
        os.environ |= {"EXEAT_MODE": "test", "EXEAT_FOLDER": folder, "DJANGO_SETTINGS_MODULE": "exeat.config.settings"}
        import django

        django.setup()
        measure(given)


def measure(given):
    """Send the batches and print how long each took."""
    from django.core.management import call_command
    from django.test import Client

    from exeat import linkage
    from exeat.engines import files

    call_command("migrate", verbosity=0)
    print(f"{enter(given.folder):,} people entered")
    block = next(iter(files.Blocks(given.folder / "crossings.parquet", linkage.USED["crossings"], rows=100_000)))
    client, headers = Client(SERVER_NAME="localhost"), {"Authorization": f"Bearer {token(given.batches)}"}
    matching, own = [], linkage.Register.match

    def match(*told, **more):
        begun = time.perf_counter()
        found = own(*told, **more)
        matching.append(time.perf_counter() - begun)
        return found

    linkage.Register.match = match
    whole, busy, counted = [], [], []
    for nth in range(given.batches + 1):
        events = [event(row) for row in block.slice(nth * given.rows, given.rows).to_pylist()]
        body, begun, worked = json.dumps({"events": events}), time.perf_counter(), time.process_time()
        said = client.post(
            "/api/crossings/", body, content_type="application/json",
            headers={**headers, "Idempotency-Key": f"b-{nth}"},
        )  # fmt: skip
        whole.append(time.perf_counter() - begun)
        busy.append(time.process_time() - worked)
        assert said.status_code == 201, said.content
        counted.append(said.json()["counted"])
    print(f"the first batch, the register being read and made ready: {whole[0]:.1f} s")
    print(
        f"a batch of {statistics.median(counted[1:]):.0f} after it: {statistics.median(whole[1:]) * 1000:.0f} ms, "
        f"{statistics.median(busy[1:]) * 1000:.0f} ms of processor, "
        f"of it matching {statistics.median(matching[1:]) * 1000:.0f} ms by the clock (load {os.getloadavg()[0]:.1f})"
    )
    changed(client, headers, block, given.rows)


def changed(client, headers, block, rows):
    """Enter somebody while batches go on, and print how long those take and how soon the new person is found."""
    from exeat.crossings import watching
    from exeat.crossings.models import Candidate
    from exeat.register.models import Citizenship, Name, Person, TravelDocument

    watching.watch()
    one = Person.objects.create(reference="P-NEW", born_on=date(1984, 6, 3), sex="M", entered_at=datetime.now(UTC))
    Name.objects.create(person=one, kind="native", surname="Žvinklys", given_names="Saulius")
    Citizenship.objects.create(person=one, country="LT")
    TravelDocument.objects.create(person=one, number="QQ7766554")
    own = {
        "surname": "ŽVINKLYS", "given_names": "SAULIUS", "date_of_birth": "1984-06-03", "sex": "M",
        "nationality": "LTU", "document_number": "QQ7766554", "crossing_point": "Medininkai", "direction": "exit",
    }  # fmt: skip
    began, took = time.perf_counter(), []
    while not Candidate.objects.filter(person=one).exists() and time.perf_counter() - began < PATIENCE:
        nth = len(took)
        events = [event(row) for row in block.slice((nth * rows) % 50_000, rows - 1).to_pylist()]
        events.append({**own, "crossed_at": f"2026-10-{nth // 1440 % 28 + 1:02} {nth // 60 % 24:02}:{nth % 60:02}"})
        body, sent = json.dumps({"events": events}), time.perf_counter()
        said = client.post(
            "/api/crossings/", body, content_type="application/json",
            headers={**headers, "Idempotency-Key": f"c-{nth}"},
        )  # fmt: skip
        assert said.status_code == 201, said.content
        took.append((time.perf_counter() - sent) * 1000)
        time.sleep(0.2)
    print(
        f"somebody entered is found after {time.perf_counter() - began:.1f} s; "
        f"of {len(took)} batches meanwhile half took "
        f"{statistics.median(took):.0f} ms or less, the slowest {max(took):.0f} ms (load {os.getloadavg()[0]:.1f})"
    )


def event(row):
    """A crossing as a system of the border sends it."""
    told = {name: value for name, value in row.items() if value is not None and name != "crossing_id"}
    told["direction"] = {"out": "exit", "in": "entry"}.get(told["direction"], told["direction"])
    return {**told, "crossed_at": str(told["crossed_at"]), "date_of_birth": told.get("date_of_birth", "")}


def token(batches):
    """A system that may send as much as it likes, and the ground in law for matching."""
    from exeat.access.policy import ROLES
    from exeat.crossings import actions
    from exeat.register import actions as register
    from exeat.values.rights import Actor

    by, at = Actor("U-0001", "", ROLES["administrator"], "Administrator", "administrator"), datetime.now(UTC)
    register.record_basis(
        "matching", basis="Law", controller="Border", purpose="to find journeys", retention_days=365, by=by, at=at
    )
    return actions.admit("gate", a_minute=batches + 6000, by=by, at=at)[1]


def enter(folder):
    """Put the people of a set into the register; how many."""
    from exeat.engines import files
    from exeat.register.models import Citizenship, Name, Person, TravelDocument

    people = files.read(folder / "register.parquet").to_pylist()
    documents = files.read(folder / "register_documents.parquet").to_pylist()
    now, numbers = datetime.now(UTC), {}
    for at in range(0, len(people), LOT):
        lot = people[at : at + LOT]
        made = Person.objects.bulk_create(
            Person(
                reference=f"P-{at + n:07}", born_on=day(row["date_of_birth"]), sex=row["sex"] or "", entered_at=now
            )
            for n, row in enumerate(lot)
        )  # fmt: skip
        numbers |= {row["person_id"]: person.pk for row, person in zip(lot, made, strict=True)}
        names = [
            Name(person_id=person.pk, kind=kind, surname=surname, given_names=row["given_names"])
            for row, person in zip(lot, made, strict=True)
            for kind, surname in (("native", row["surname"]), ("former", row["former_surname"]))
            if surname
        ]
        Name.objects.bulk_create(names, LOT)
        Citizenship.objects.bulk_create(
            Citizenship(person_id=person.pk, country=COUNTRIES.get(row["nationality"], "LT"))
            for row, person in zip(lot, made, strict=True)
        )
    for at in range(0, len(documents), LOT):
        TravelDocument.objects.bulk_create(
            TravelDocument(person_id=numbers[row["person_id"]], number=row["document_number"])
            for row in documents[at : at + LOT]
        )
    return len(people)


def day(text):
    """A date of birth, where it is a whole one."""
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None


if __name__ == "__main__":
    main()
