"""Numbers for texts: equal for equal texts wherever they stand, different for different ones."""

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from exeat.linkage.hashes import NONE, Bits, Numbered, among, counted_through, distinct, of_texts, unordered
from exeat.linkage.traffic import first_of_each
from exeat.linkage.weights import quantiles


@given(st.lists(st.text(max_size=30), max_size=20))
@settings(max_examples=50, deadline=None)
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


@given(st.lists(st.lists(st.integers(1, 40), max_size=20), max_size=5))
@settings(max_examples=50, deadline=None)
def test_a_hash_keeps_the_number_that_it_was_given_and_others_have_none(lots):
    numbered, given_numbers = Numbered(), {}

    for lot in lots:
        new = [each for each in dict.fromkeys(lot) if each not in given_numbers]
        given_numbers |= {each: len(given_numbers) + at for at, each in enumerate(new)}
        numbered.add(np.array(new, np.uint64), np.array([given_numbers[each] for each in new], np.int64))

    asked = np.arange(50, dtype=np.uint64)
    assert numbered.of(asked, -2).tolist() == [given_numbers.get(each, -2) for each in range(50)]


some_numbers = st.lists(st.integers(0, 12), max_size=30).map(lambda numbers: np.array(numbers, np.int64))


@given(some_numbers, some_numbers)
@settings(max_examples=50, deadline=None)
def test_sets_of_numbers_are_what_sets_are(numbers, others):
    once = distinct(others)

    assert once.tolist() == sorted(set(others.tolist()))
    assert among(numbers, once).tolist() == [number in others for number in numbers]
    assert counted_through(np.sort(numbers)).tolist() == [
        sorted(set(numbers.tolist())).index(number) for number in np.sort(numbers)
    ]


@given(some_numbers)
@settings(max_examples=50, deadline=None)
def test_each_document_of_a_block_is_counted_by_its_first_row(numbers):
    documents = numbers.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)

    rows = first_of_each(documents)

    first = {number: at for at, number in reversed(list(enumerate(numbers.tolist()))) if number}
    assert sorted(rows.tolist()) == sorted(first.values())


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=30))
@settings(max_examples=50, deadline=None)
def test_quantiles_are_the_usual_ones(values):
    shares = np.array([0.0, 0.25, 0.9, 1.0])

    assert np.allclose(quantiles(np.array(values), shares), np.quantile(values, shares))
