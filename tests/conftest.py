"""What every test may rely on."""

import importlib

import pytest
from django.db import connection

DATABASE = {"db", "transactional_db", "django_db_setup", "live_server"}


def pytest_collection_modifyitems(items):
    """What asks for the database is marked so: the rest is the same on each, and runs once."""
    for item in items:
        if item.get_closest_marker("django_db") or DATABASE.intersection(item.fixturenames):
            item.add_marker("database")


@pytest.fixture(autouse=True, scope="session")
def emptied_between_live_tests():
    """Tests with a live server empty all tables afterwards; the audit's own refusal steps aside for that moment."""
    locks = importlib.import_module("exeat.audit.migrations.0002_append_only")
    operations = type(connection.ops)
    empty = operations.sql_flush

    def flush(self, style, tables, **options):
        said = empty(self, style, tables, **options)
        vendor = self.connection.vendor
        return [*locks.statements(vendor, False), *said, *locks.statements(vendor, True)] if said else said

    operations.sql_flush = flush
    yield
    operations.sql_flush = empty


@pytest.fixture
def a_world(db, settings, tmp_path):
    """A soldier who is bound, officers, an appeals body, a border; and a folder of its own for what is written."""
    from tests.cases import world  # its tables are there once Django has started

    settings.EXEAT_FOLDER = tmp_path
    world.found_world()
    world.enter()
