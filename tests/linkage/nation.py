"""A small made-up nation that crosses its borders: drawn from a seed, with the troubles that records have."""

import random
from datetime import UTC, date, datetime, timedelta

import pyarrow as pa

SURNAMES = [
    "Kazlauskas", "Petrauskas", "Jankauskas", "Žukauskas", "Stankevičius", "Vasiliauskas", "Butkus", "Paulauskas",
    "Urbonas", "Navickas", "Šimkus", "Kavaliauskas", "Mikalauskas", "Rimkus", "Sakalauskas", "Žvinklys", "Kregždė",
    "Ivanov", "Kowalski", "Novik", "Ozols", "Berzins", "Smirnov", "Dudek", "Kuzmin",
]  # fmt: skip
GIVEN = [
    "Jonas", "Rasa", "Saulius", "Austėja", "Tomas", "Ona", "Mindaugas", "Eglė", "Andrius", "Lina", "Kazimieras", "Jan",
    "Olga", "Taras", "Ilze",
]  # fmt: skip
YEAR = datetime(2025, 1, 1, tzinfo=UTC)
SYLLABLES = ["ba", "du", "gi", "ka", "lo", "mi", "nu", "po", "ra", "si", "ta", "vė", "žu", "šo"]


class Nation:
    """Registered people with their documents, and the crossings of some of them among those of strangers."""

    def __init__(self, seed, *, people=600, travellers=120, strangers=9000):
        self.draw = random.Random(seed)
        self.people = [self._person() for _ in range(people)]
        rows = [row for who in self.draw.sample(self.people, travellers) for row in self._journey(who, known=True)]
        while len(rows) < strangers:
            rows += self._journey(self._person(), known=False)
        self.draw.shuffle(rows)
        self.rows = rows

    def tables(self):
        """The register, its documents and the crossings."""
        people = [{"person_id": n, **{k: v for k, v in who.items() if k != "paper"}}
                  for n, who in enumerate(self.people, 1)]  # fmt: skip
        papers = [{"person_id": n, "document_number": who["paper"]} for n, who in enumerate(self.people, 1)]
        rows = [{"crossing_id": n, **row} for n, row in enumerate(self.rows, 1)]
        return tuple(pa.Table.from_pylist(each) for each in (people, papers, rows))

    def _person(self):
        made = "".join(self.draw.choices(SYLLABLES, k=3)).capitalize() + "s"
        return {
            "surname": self.draw.choice([*SURNAMES, made, made]), "given_names": self.draw.choice(GIVEN),
            "former_surname": self.draw.choice([None, None, self.draw.choice(SURNAMES)]),
            "date_of_birth": str(date(1955, 1, 1) + timedelta(days=self.draw.randrange(16_000))),
            "sex": self.draw.choice(["M", "F", None]), "nationality": self.draw.choice(["LTU", "LTU", "POL", "LVA"]),
            "paper": f"{self.draw.randrange(10**8):08}",
        }  # fmt: skip

    def _journey(self, who, *, known):
        out = YEAR + timedelta(minutes=self.draw.randrange(500_000))
        paper = who["paper"] if not known or self.draw.random() < 0.6 else f"N{self.draw.randrange(10**7):07}"
        point = self.draw.choice(["Medininkai", "Kybartai", "Raigardas"])
        back = out + timedelta(days=self.draw.randrange(1, 20))
        return [self._row(who, paper, point, way, at) for way, at in (("exit", out), ("entry", back))]

    def _row(self, who, paper, point, way, at):
        surname, given, born = who["surname"].upper(), who["given_names"].upper(), who["date_of_birth"]
        trouble = self.draw.random()
        if trouble < 0.1:
            at_letter = self.draw.randrange(len(surname))
            surname = surname[:at_letter] + self.draw.choice("AEIKN") + surname[at_letter + 1 :]
        elif trouble < 0.15:
            year, month, day = born.split("-")
            born = f"{year}-{day}-{month}" if int(day) <= 12 else f"{year}-00-00"
        elif trouble < 0.2:
            surname, given = given, surname
        return {
            "surname": surname, "given_names": given, "date_of_birth": born, "sex": who["sex"],
            "nationality": self.draw.choice([who["nationality"], who["nationality"], "X", "UTO"]),
            "document_number": self.draw.choice([paper, paper, paper, None]), "crossing_point": point,
            "direction": way, "crossed_at": f"{at:%Y-%m-%d %H:%M:%S}",
        }  # fmt: skip
