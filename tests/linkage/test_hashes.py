"""Numbers for texts: equal for equal texts wherever they stand, different for different ones."""

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from exeat.linkage.hashes import NONE, Bits, of_texts, unordered


@given(st.lists(st.text(max_size=30), max_size=20))
@settings(max_examples=50)
def test_equal_texts_have_equal_numbers_and_others_have_others(texts):
    numbers = of_texts(pa.array(texts, pa.large_string())).tolist()

    for one, a in zip(texts, numbers, strict=True):
        for other, b in zip(texts, numbers, strict=True):
            assert (a == b) == (one == other)


def test_no_text_and_an_empty_one_are_none():
    assert of_texts(pa.array([None, "", "A"])).tolist()[:2] == [NONE, NONE]


def test_a_slice_gives_what_the_whole_gives():
    whole = pa.array(["KAZLAUSKAS", "A", "ŽUKAUSKIENĖ-PETRAUSKAITĖ", None, "B"])

    assert of_texts(whole.slice(2, 3)).tolist() == of_texts(whole).tolist()[2:]


def test_two_words_have_one_number_in_either_order():
    names = of_texts(pa.array(["RASA", "ONA"]))

    assert unordered(names, names[::-1]).tolist() == unordered(names[::-1], names).tolist()


def test_the_map_knows_every_number_that_was_put_on_it():
    numbers = np.random.default_rng(1).integers(0, 2**63, 5000).astype(np.uint64)
    there = Bits(5000)

    there.add(numbers[:2500])

    assert there.has(numbers[:2500]).all()
    assert there.has(numbers[2500:]).mean() < 0.1
