from django.db import migrations

TABLES = ("audit_entry", "audit_detail", "audit_about")
SAYS = "the audit is append-only: nothing in it is changed or removed"
ON_SQLITE = [
    f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
    for table in TABLES
    for act in ("UPDATE", "DELETE")
]
OFF_SQLITE = [f"DROP TRIGGER {table}_no_{act}" for table in TABLES for act in ("update", "delete")]
FUNCTION = (
    f"CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{SAYS}'; END $$"
)
ON_POSTGRESQL = [
    f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only()"
    for table in TABLES
]
OFF_POSTGRESQL = [f"DROP TRIGGER {table}_append_only ON {table}" for table in TABLES]


def statements(vendor, forward):
    if vendor == "postgresql":
        return [FUNCTION, *ON_POSTGRESQL] if forward else [*OFF_POSTGRESQL, "DROP FUNCTION audit_append_only()"]
    return ON_SQLITE if forward else OFF_SQLITE


def lock(apps, editor):
    for statement in statements(editor.connection.vendor, True):
        editor.execute(statement)


def unlock(apps, editor):
    for statement in statements(editor.connection.vendor, False):
        editor.execute(statement)


class Migration(migrations.Migration):
    """From here on the database itself refuses to change or remove what the audit holds."""

    dependencies = [("audit", "0001_begin")]
    operations = [migrations.RunPython(lock, unlock)]
