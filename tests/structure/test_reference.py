"""The table of rights is made from the code and is as the code is; the other documents are checked by `make test`."""

from exeat.access.policy import ROLES
from exeat.config import reference


def test_every_role_stands_in_the_table_of_rights():
    text = reference.rights()

    assert all(f"## {role}" in text for role in ROLES)


def test_the_table_of_rights_is_not_stale():
    written = (reference.FOLDER / "rights.md").read_text(encoding="utf-8")

    assert written == reference.rights(), "type: python -m exeat.config.reference"
