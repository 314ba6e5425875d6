"""Sets with other names and other noise than the benchmark's own: variants.py GENERATOR VARIANT --out FOLDER ...

GENERATOR is the folder of the linkage benchmark (generate.py, names.json); the other arguments are its own. What was
tuned on one set may hold on no other: these change how common each name is, what goes wrong and how people travel.
`compare.py` then runs Exeat and Splink on them as on any set.

    names   other names are the common ones, commoner than before, and half of the people bear Slavic names
    noisy   about twice of every kind of trouble
    clean   about a third of it
    short   few trips, half of them by another border, one in seven without an end; hardly a companion
    all     names, noisy and short at once
    baltic  two thirds of the register bear Latvian and Ukrainian names, of which there are few
    west    the register bears German and Polish names, as the traffic does
    alike   a hundred surnames and two hundred given names for everybody, as in Korea or Vietnam
    undated half of the records lack the birth date
    swapped names in each other's field, days and months in each other's place, many times as often
    papers  every record bears a document, each the one that the register knows or a newer one
    unseen  half of the people travel with a document that the register does not know, half of the records bear none
    oneway  travellers who leave once and are not seen to return, with nobody beside them
    rough   baltic, alike, swapped and oneway at once, and a quarter of the dates missing
"""

import json
import random
import sys
import tempfile
from pathlib import Path

import numpy as np

SEED = 7


def main():
    """Change the generator's shares and let it run with what is left of the arguments."""
    folder, variant = Path(sys.argv[1]), sys.argv[2]
    sys.path.insert(0, str(folder))
    import generate

    with tempfile.TemporaryDirectory() as work:
        sys.argv = [str(folder / "generate.py"), *sys.argv[3:]]
        for change in VARIANTS[variant]:
            change(generate, Path(work))
        generate.main()


def names(generate, work):
    """Shuffle which names are common, make the common ones commoner, and mix the peoples otherwise."""
    steep, drawn = generate.zipf, random.Random(SEED)
    generate.zipf = lambda number, exponent, shift: steep(number, exponent * 1.25, shift)
    lists = json.loads(Path(generate.__file__).with_name("names.json").read_text(encoding="utf-8"))
    for of_people in lists.values():
        for those in of_people.values():
            drawn.shuffle(those)
    for key, those in generate.POPULAR.items():
        drawn.shuffle(those)
        generate.POPULAR[key] = those[: len(those) // 2]
    (work / "names.json").write_text(json.dumps(lists), encoding="utf-8")
    sys.argv += ["--names", str(work / "names.json")]
    generate.CULTURE_REGISTER = {"lt": 0.5, "ru": 0.2, "pl": 0.18, "uk": 0.05, "lv": 0.04, "de": 0.03}
    generate.CULTURE_STRANGER = {"lt": 0.3, "ru": 0.35, "pl": 0.12, "uk": 0.12, "lv": 0.05, "de": 0.06}


def noisy(generate, work):
    """About twice of every kind of trouble."""
    generate.SOURCE = {"mrz": 0.5, "cyrillic": 0.3, "manual": 0.2}
    generate.DOC = {"ok": 0.72, "typo": 0.08, "missing": 0.20}
    generate.DOB = {"ok": 0.80, "swap": 0.05, "typo": 0.07, "year_only": 0.04, "missing": 0.04}
    generate.TYPO = {"mrz": 0.06, "cyrillic": 0.1, "manual": 0.22}
    generate.P_DIGRAPH = {"mrz": 0.03, "cyrillic": 0.0, "manual": 0.4}
    generate.P_RENEWED, generate.P_SURNAME_CHANGE = 0.35, 0.14
    generate.P_SECOND_DROPPED, generate.P_NAMES_EXCHANGED = 0.5, 0.04


def clean(generate, work):
    """About a third of every kind of trouble."""
    generate.DOC = {"ok": 0.95, "typo": 0.01, "missing": 0.04}
    generate.DOB = {"ok": 0.97, "swap": 0.008, "typo": 0.01, "year_only": 0.006, "missing": 0.006}
    generate.TYPO = {"mrz": 0.01, "cyrillic": 0.03, "manual": 0.06}
    generate.P_RENEWED = 0.1


def short(generate, work):
    """Few trips, half of them by another border, one in seven without an end, hardly a companion."""
    generate.TRIPS = 0.25 ** np.arange(1, 13) + 0.001
    generate.P_SAME_POINT, generate.P_NO_RETURN, generate.P_NO_EXIT, generate.P_COMPANION = 0.5, 0.15, 0.15, 0.08


def baltic(generate, work):
    """Two thirds of the register bear Latvian and Ukrainian names, and as many strangers do."""
    generate.CULTURE_REGISTER = {"lt": 0.15, "ru": 0.1, "pl": 0.05, "uk": 0.33, "lv": 0.35, "de": 0.02}
    generate.CULTURE_STRANGER = {"lt": 0.15, "ru": 0.25, "pl": 0.05, "uk": 0.25, "lv": 0.28, "de": 0.02}


def west(generate, work):
    """German and Polish names in the register and among strangers."""
    generate.CULTURE_REGISTER = {"lt": 0.05, "ru": 0.02, "pl": 0.4, "uk": 0.02, "lv": 0.01, "de": 0.5}
    generate.CULTURE_STRANGER = {"lt": 0.05, "ru": 0.1, "pl": 0.4, "uk": 0.05, "lv": 0.02, "de": 0.38}


def alike(generate, work):
    """A hundred surnames and two hundred given names for everybody; the first ones very common."""
    steep = generate.zipf

    def few(number, exponent, shift):
        shares = steep(number, exponent, 3)
        shares[100 if exponent < 1 else 200 :] = 0
        return shares / shares.sum()

    kept = generate.Names.__init__

    def read(self, path, rng):
        generate.zipf = few
        kept(self, path, rng)
        generate.zipf = steep

    generate.Names.__init__ = read


def undated(generate, work):
    """Half of the records lack the birth date."""
    generate.DOB = {"ok": 0.44, "swap": 0.015, "typo": 0.02, "year_only": 0.025, "missing": 0.5}


def swapped(generate, work):
    """One record in seven has its names exchanged, one in seven its day and month."""
    generate.P_NAMES_EXCHANGED = 0.15
    generate.DOB = {"ok": 0.77, "swap": 0.15, "typo": 0.04, "year_only": 0.02, "missing": 0.02}


def papers(generate, work):
    """Every record bears its document without a slip."""
    generate.DOC = {"ok": 1.0, "typo": 0.0, "missing": 0.0}


def unseen(generate, work):
    """Half of the records bear no document, half of the people travel with one that the register does not know."""
    generate.DOC = {"ok": 0.47, "typo": 0.03, "missing": 0.5}
    generate.P_RENEWED = 0.5


def oneway(generate, work):
    """One trip, mostly without its return, and nobody beside the traveller."""
    generate.TRIPS = 0.1 ** np.arange(1, 13)
    generate.P_NO_RETURN, generate.P_NO_EXIT, generate.P_COMPANION = 0.6, 0.2, 0.02


def undated_in_part(generate, work):
    """A quarter of the records lack the birth date."""
    generate.DOB = {**generate.DOB, "missing": generate.DOB["missing"] + 0.3}


VARIANTS = {
    "names": (names,),
    "noisy": (noisy,),
    "clean": (clean,),
    "short": (short,),
    "all": (names, noisy, short),
    "baltic": (baltic,),
    "west": (west,),
    "alike": (alike,),
    "undated": (undated,),
    "swapped": (swapped,),
    "papers": (papers,),
    "unseen": (unseen,),
    "oneway": (oneway,),
    "rough": (baltic, alike, swapped, undated_in_part, oneway),
}

if __name__ == "__main__":
    main()
