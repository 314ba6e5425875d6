from django.db import migrations, models

# What people are matched by; a change of anything else makes no register old.
WATCHED = {
    "register_person": ("reference", "born_on", "sex", "forgotten_at"),
    "register_name": ("person_id", "kind", "surname", "given_names", "since", "until"),
    "register_citizenship": ("person_id", "country"),
    "register_traveldocument": ("person_id", "number"),
}
ANOTHER = "INSERT OR REPLACE INTO register_edition (id, word) VALUES (1, lower(hex(randomblob(16))))"
ON_SQLITE = [
    f"CREATE TRIGGER {table}_edition_{act.split()[0].lower()} AFTER {act} ON {table} BEGIN {ANOTHER}; END"
    for table, columns in WATCHED.items()
    for act in ("INSERT", "DELETE", f"UPDATE OF {', '.join(columns)}")
]
OFF_SQLITE = [f"DROP TRIGGER {table}_edition_{act}" for table in WATCHED for act in ("insert", "delete", "update")]
FUNCTION = (
    "CREATE FUNCTION register_new_edition() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "INSERT INTO register_edition (id, word) VALUES (1, replace(gen_random_uuid()::text, '-', '')) "
    "ON CONFLICT (id) DO UPDATE SET word = EXCLUDED.word; RETURN NULL; END $$"
)
ON_POSTGRESQL = [
    f"CREATE TRIGGER {table}_edition AFTER INSERT OR DELETE OR UPDATE OF {', '.join(columns)} ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION register_new_edition()"
    for table, columns in WATCHED.items()
]
OFF_POSTGRESQL = [f"DROP TRIGGER {table}_edition ON {table}" for table in WATCHED]


def watch(apps, editor):
    postgresql = editor.connection.vendor == "postgresql"
    for statement in [FUNCTION, *ON_POSTGRESQL] if postgresql else ON_SQLITE:
        editor.execute(statement)


def look_away(apps, editor):
    postgresql = editor.connection.vendor == "postgresql"
    for statement in [*OFF_POSTGRESQL, "DROP FUNCTION register_new_edition()"] if postgresql else OFF_SQLITE:
        editor.execute(statement)


class Migration(migrations.Migration):
    """Each change of what travellers are found by gives the register another word, written by the database."""

    dependencies = [("register", "0004_language_of_institutions")]
    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.CharField(max_length=32)),
            ],
        ),
        migrations.RunPython(watch, look_away),
    ]
