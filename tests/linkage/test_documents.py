"""Numbers of documents beside each other: many at once as one by one."""

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from exeat.linkage import documents

numbers = st.text(alphabet="0O1I2Z7XAB", max_size=5)


@given(st.lists(st.tuples(numbers, numbers), max_size=30))
@settings(max_examples=100, deadline=None)
def test_columns_of_numbers_stand_to_each_other_as_each_pair_does(pairs):
    a, b = ([pair[at] for pair in pairs] for at in (0, 1))

    levels = documents.levels_of(pa.array(a, pa.large_string()), pa.array(b, pa.large_string()))

    assert levels.tolist() == documents.levels(a, b).tolist()


@given(st.lists(st.text(alphabet="O0s5- ąZ", max_size=8), max_size=20))
@settings(max_examples=50, deadline=None)
def test_numbers_that_look_alike_have_one_hash_whatever_stands_between(texts):
    folded = documents.folded(documents.tidy(texts))

    hashed = documents.hashed(pa.array(texts, pa.large_string())).tolist()

    assert len(set(zip(folded, hashed, strict=True))) == len(set(folded)) == len(set(hashed))
