from django.db import migrations

# As 0005 has them. SQLite writes a table anew to add a column, and its triggers do not come along.
WATCHED = {
    "register_person": ("reference", "born_on", "sex", "forgotten_at"),
    "register_name": ("person_id", "kind", "surname", "given_names", "since", "until"),
    "register_citizenship": ("person_id", "country"),
    "register_traveldocument": ("person_id", "number"),
}
ANOTHER = "INSERT OR REPLACE INTO register_edition (id, word) VALUES (1, lower(hex(randomblob(16))))"


def watch(apps, editor):
    if editor.connection.vendor != "sqlite":
        return
    for table, columns in WATCHED.items():
        for act in ("INSERT", "DELETE", f"UPDATE OF {', '.join(columns)}"):
            name = f"{table}_edition_{act.split()[0].lower()}"
            editor.execute(f"CREATE TRIGGER IF NOT EXISTS {name} AFTER {act} ON {table} BEGIN {ANOTHER}; END")
    editor.execute(ANOTHER)  # whatever changed while nobody watched


class Migration(migrations.Migration):
    """The database watches again what people are matched by, where adding a column had ended it."""

    dependencies = [("register", "0006_post_address")]
    operations = [migrations.RunPython(watch, migrations.RunPython.noop)]
