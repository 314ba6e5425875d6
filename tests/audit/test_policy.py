"""The tree of RFC 6962: heads, paths and what they show."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from exeat.audit import policy

# The test vectors of Certificate Transparency's reference implementation: leaves and the heads over the first n.
LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
HEADS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


@pytest.mark.parametrize("size", range(1, 9))
def test_the_head_is_that_of_the_published_vectors(size):
    leaves = [policy.leaf(bytes.fromhex(data)) for data in LEAVES[:size]]

    assert policy.root(leaves).hex() == HEADS[size - 1]


def test_the_head_of_nothing_is_the_hash_of_nothing():
    assert policy.root([]) == hashlib.sha256(b"").digest()


@given(st.lists(st.binary(max_size=8), min_size=1, max_size=33))
def test_an_independent_tree_has_the_same_head(data):
    other = InmemoryTree(algorithm="sha256")
    for one in data:
        other.append_entry(one)

    assert policy.root([policy.leaf(one) for one in data]) == other.get_root()


@given(st.integers(1, 70).flatmap(lambda size: st.tuples(st.just(size), st.integers(0, size - 1))))
def test_every_leaf_has_a_path_that_leads_to_the_head(case):
    size, index = case
    leaves = [policy.leaf(str(n).encode()) for n in range(size)]
    head = policy.root(leaves)

    steps = policy.path(index, leaves)

    assert policy.leads_to(head, leaves[index], index, size, steps)
    assert not policy.leads_to(head, policy.leaf(b"another"), index, size, steps)
    assert not policy.leads_to(head, leaves[index], index, size, [*steps, head])
    assert not policy.leads_to(head, leaves[index], size, size, steps)


@given(st.integers(0, 40), st.sets(st.integers(0, 50)))
def test_earlier_heads_are_those_of_the_first_leaves(size, sizes):
    leaves = [policy.leaf(str(n).encode()) for n in range(size)]

    heads = policy.roots_at(sizes, leaves)

    assert heads == {n: policy.root(leaves[:n]) for n in sizes if 0 < n <= size}


def test_there_is_no_path_to_a_leaf_that_is_not_there():
    with pytest.raises(IndexError, match="no leaf 3"):
        policy.path(3, [b"a", b"b"])


def test_counter_intelligence_is_shown_by_its_role_only():
    assert policy.shown_as("counter_intelligence", "Rasa Made-Up") == ""
    assert policy.shown_as("security_officer", "Rasa Made-Up") == "Rasa Made-Up"
