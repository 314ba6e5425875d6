"""Splink on the same files, trained as its manual says: the peer that Exeat is measured beside.

    python splink_peer.py --register FOLDER --crossings FILE --out FILE

Names are brought to capital letters without marks, as a user of Splink would; the rest is left to Splink.
"""

import argparse
import unicodedata
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import splink.comparison_library as cl
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI


def capitals(column):
    """Capital letters without marks; null for nothing."""
    texts = column.combine_chunks().dictionary_encode()
    plain = [
        "".join(letter for letter in unicodedata.normalize("NFD", text.upper()) if not unicodedata.combining(letter))
        for text in texts.dictionary.to_pylist()
    ]
    return pa.array(plain, pa.string()).take(texts.indices)


def table(source, key, document):
    """The columns that Splink compares."""
    days = source.column("date_of_birth").to_pylist()
    return pa.table(
        {
            "unique_id": source.column(key),
            "family": capitals(source.column("surname")),
            "given": capitals(source.column("given_names")),
            "dob": pa.array([day if day and "-00" not in day else None for day in days], pa.string()),
            "sex": source.column("sex").cast(pa.string()),
            "nation": source.column("nationality").cast(pa.string()),
            "doc": document.cast(pa.string()),
        }
    )


def main():
    """Train, predict, write."""
    ask = argparse.ArgumentParser()
    for name in ("register", "crossings", "out"):
        ask.add_argument(f"--{name}", type=Path, required=True)
    given = ask.parse_args()
    register = pq.read_table(given.register / "register.parquet")
    papers = pq.read_table(given.register / "register_documents.parquet")
    passages = pq.read_table(given.crossings)
    latest = dict(zip(papers["person_id"].to_pylist(), papers["document_number"].to_pylist(), strict=True))
    known = pa.array([latest.get(person) for person in register["person_id"].to_pylist()], pa.string())
    db = DuckDBAPI(connection=duckdb.connect())
    linker = Linker(
        [
            db.register(table(register, "person_id", known), dataset_display_name="register"),
            db.register(table(passages, "crossing_id", passages["document_number"]), dataset_display_name="travellers"),
        ],
        SettingsCreator(
            link_type="link_only",
            blocking_rules_to_generate_predictions=[
                block_on("doc"),
                block_on("family", "dob"),
                block_on("given", "dob"),
                block_on("family", "given"),
            ],
            comparisons=[
                cl.NameComparison("family").configure(term_frequency_adjustments=True),
                cl.NameComparison("given").configure(term_frequency_adjustments=True),
                cl.DateOfBirthComparison("dob", input_is_string=True),
                cl.ExactMatch("sex"),
                cl.ExactMatch("nation"),
                cl.LevenshteinAtThresholds("doc", 1),
            ],
        ),
    )
    linker.training.estimate_probability_two_random_records_match([block_on("doc")], recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("dob"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("doc"))
    found = linker.inference.predict(threshold_match_weight=-10).as_pyarrow_table()
    first = found["source_dataset_l"].to_pylist()[:1] == ["register"]
    person, crossing = ("unique_id_l", "unique_id_r") if first else ("unique_id_r", "unique_id_l")
    score = found["match_weight"]
    pq.write_table(pa.table({"crossing_id": found[crossing], "person_id": found[person], "score": score}), given.out)


if __name__ == "__main__":
    main()
