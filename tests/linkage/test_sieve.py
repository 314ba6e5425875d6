"""The traffic's documents in numbers, whichever way they came."""

import pyarrow as pa

from exeat.linkage.hashes import NONE
from exeat.linkage.sieve import CROWDED, papers


def test_a_number_that_a_crowd_bears_is_no_number_packed_or_plain():
    numbers = pa.array(["0000"] * (CROWDED + 1) + ["24680135"] * (CROWDED - 1) + ["2468O135", None, ""])

    plain = papers(pa.table({"document_number": numbers}))
    packed = papers(pa.table({"document_number": numbers.dictionary_encode()}))

    assert plain.tolist() == packed.tolist()
    assert set(plain[: CROWDED + 1].tolist()) == {int(NONE)}
    assert len(set(plain[CROWDED + 1 : -2].tolist()) - {int(NONE)}) == 1
    assert plain[-2:].tolist() == [NONE, NONE]


def test_an_empty_table_has_no_documents():
    assert not len(papers(pa.table({"document_number": pa.array([], pa.string())})))
    assert papers(pa.table({"surname": ["A"]})).tolist() == [NONE]
