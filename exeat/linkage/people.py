"""The register as columns of numbers, read once for many batches of crossings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from exeat.linkage import columns, dates, documents
from exeat.linkage.columns import Codes
from exeat.linkage.hands import together
from exeat.linkage.texts import Numbers, Texts


@dataclass(frozen=True)
class People:
    """Registered people: text numbers, parts of dates, codes; the documents of one person stand together."""

    ids: pa.Array
    surname: Numbers
    former: Numbers
    given: Numbers
    born: NDArray[np.int32]
    sex: Numbers
    woman: NDArray[np.bool_]
    nation: Numbers
    document: pa.Array
    documents_from: Numbers  # where in `document` those of each person begin; one more place at the end
    texts: Texts
    sexes: Codes
    nations: Codes

    def __len__(self) -> int:
        return len(self.surname)


def read(register: pa.Table, papers: pa.Table) -> People:
    """The register and its documents."""
    columns.check("register", register, "person_id")
    columns.check("documents", papers)
    texts, sexes, nations = Texts(), Codes(), Codes()
    (surname, former, given), (start, paper) = together(
        len(register),
        lambda: [
            texts.numbers(columns.pieces(register, name)) for name in ("surname", "former_surname", "given_names")
        ],
        lambda: _papers(register, papers),
    )
    sex = sexes.numbers(columns.pieces(register, "sex"))
    return People(
        columns.whole(register, "person_id"), surname, former, given,
        dates.parts(columns.pieces(register, "date_of_birth")), sex, (sex >= 0) & (sex == sexes.seen.get("F", -2)),
        nations.numbers(columns.pieces(register, "nationality")), paper, start, texts, sexes, nations,
    )  # fmt: skip


def _papers(register: pa.Table, papers: pa.Table) -> tuple[Numbers, pa.Array]:
    """Where the documents of each person begin, and the documents; those of nobody and empty ones left out."""
    kind = register.schema.field("person_id").type
    owner = pc.index_in(papers.column("person_id").cast(kind), value_set=columns.whole(register, "person_id"))
    if isinstance(owner, pa.ChunkedArray):
        owner = owner.combine_chunks()
    rows = owner.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
    number = columns.text(papers, "document_number")
    number = documents.tidied(number)
    bears = pc.fill_null(pc.not_equal(number, ""), False).to_numpy(zero_copy_only=False)
    known = np.flatnonzero((rows >= 0) & bears)
    known = known[np.argsort(rows[known], kind="stable")]
    start = np.searchsorted(rows[known], np.arange(len(register) + 1))
    return start, number.take(columns.places(known))
