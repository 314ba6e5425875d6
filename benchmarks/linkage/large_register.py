"""What a register of many people costs: seconds to make it ready, memory, and new crossings beside it.

    python benchmarks/linkage/large_register.py FOLDER [--times 5] [--rows 200] [--batches 20] [--blocks 8]

FOLDER is a set of the linkage benchmark. Its register is taken so many times, each time with other birth dates, other
document numbers and the letters of the surnames moved on by one more, so that names and dates are spread as in one
large country. Beside it batches are matched, and the first blocks of the crossings stage by stage. Nothing is kept.
"""

import argparse
import resource
import string
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from stages import Clock, Part, told
from warm import pace

from exeat.engines import files
from exeat.linkage import USED, Register

CONSONANTS = "bdgklmnprstvz"


def moved(texts, by):
    """The same names with each consonant moved on by so many places."""
    for letters in (CONSONANTS, CONSONANTS.upper()):
        to = letters[by:] + letters[:by]
        marks = [chr(0xE000 + n) for n in range(len(letters))]  # signs that no name has stand in between
        for each, instead in (*zip(letters, marks, strict=True), *zip(marks, to, strict=True)):
            texts = pc.replace_substring(texts, each, instead)
    return texts


def copies(people, documents, times):
    """The register so many times, each time other people."""
    for n in range(times):
        shift = n * len(people)
        dates = people["date_of_birth"].cast(pa.string())
        year = pc.utf8_slice_codeunits(dates, 0, 4).cast(pa.int32())
        born = pc.binary_join_element_wise(pc.add(year, -n).cast(pa.string()), pc.utf8_slice_codeunits(dates, 4), "")
        more = people.set_column(people.column_names.index("date_of_birth"), "date_of_birth", born)
        for name in ("surname", "former_surname"):
            more = more.set_column(more.column_names.index(name), name, moved(people[name].cast(pa.string()), n))
        yield (
            more.set_column(more.column_names.index("person_id"), "person_id", pc.add(people["person_id"], shift)),
            documents.set_column(
                documents.column_names.index("person_id"), "person_id", pc.add(documents["person_id"], shift)
            ).set_column(
                documents.column_names.index("document_number"), "document_number",
                pc.binary_join_element_wise(
                    documents["document_number"].cast(pa.string()), string.ascii_uppercase[n] if n else "", ""
                ),
            ),
        )  # fmt: skip


def main():
    """Make the register ready and match batches with it."""
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("folder", type=Path)
    ask.add_argument("--times", type=int, default=5)
    ask.add_argument("--rows", type=int, default=200)
    ask.add_argument("--batches", type=int, default=20)
    ask.add_argument("--blocks", type=int, default=0)
    given = ask.parse_args()
    people = files.read(given.folder / "register.parquet", USED["register"])
    documents = files.read(given.folder / "register_documents.parquet", USED["documents"])
    both = list(copies(people, documents, given.times))
    people, documents = (pa.concat_tables(each) for each in zip(*both, strict=True))
    del both
    begun, wall = time.process_time(), time.perf_counter()
    register = Register(people, documents)
    _ = register.chance  # worked out once, for all batches
    took = time.process_time() - begun, time.perf_counter() - wall
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(f"{len(register):,} people ready: {took[0]:.1f} s of processor, {took[1]:.1f} s, {memory:.2f} GiB at most")
    pace(register, given)
    if given.blocks:
        clock = Clock()
        part = Part(given.folder / "crossings.parquet", USED["crossings"], given.blocks)
        found = register.match(part, progress=clock.say)
        clock.next("")
        told(found, clock, {})


if __name__ == "__main__":
    main()
