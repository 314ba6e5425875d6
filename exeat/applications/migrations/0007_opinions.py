from collections import Counter

from django.db import migrations, models
from django.db.migrations.exceptions import IrreversibleError

FIRST = "counter_intelligence"  # the one service that was asked before there could be several


def fill(apps, schema_editor):
    """Every opinion names its body, its clock and its key; one that was asked and not given has a row as well."""
    application = apps.get_model("applications", "Application")
    opinion = apps.get_model("applications", "Opinion")
    for row in application.objects.exclude(opinion_asked_at=None).order_by("pk"):
        within = str((row.outcome or {}).get("asked", {}).get("opinion_within", ""))
        one = opinion.objects.filter(application=row).first() or opinion(application=row)
        one.body, one.within = FIRST, within
        one.asked_at, one.due_at = row.opinion_asked_at, row.opinion_by
        one.key = f"opinion:{row.reference}" if one.given_at else ""
        one.save()
        if one.given_at and row.opinion_by:
            application.objects.filter(pk=row.pk).update(opinion_by=None)
    apps.get_model("applications", "Silence").objects.filter(what="opinion").update(body=FIRST)
    settle(schema_editor)


def empty(apps, schema_editor):
    """Only opinions that were given had a row before, and each file had room for one of them.

    Raises IrreversibleError rather than losing what somebody wrote.
    """
    opinion = apps.get_model("applications", "Opinion")
    silence = apps.get_model("applications", "Silence")
    given = list(opinion.objects.exclude(given_at=None).values_list("application__reference", "key"))
    many = [name for name, count in Counter(name for name, _key in given).items() if count > 1]
    locked = [name for name, key in given if key != f"opinion:{name}"]
    clocks = Counter(silence.objects.values_list("application__reference", "what", "since_at"))
    doubled = [one[0] for one, count in clocks.items() if count > 1]
    kept = sorted({*many, *locked, *doubled})
    if kept:
        raise IrreversibleError(
            f"{len(kept)} files hold opinions or silences of several bodies, the first of them {kept[0]}. "
            "Before this step there was room for one; undoing it would lose the others. Restore a backup instead."
        )
    opinion.objects.filter(given_at=None).delete()
    settle(schema_editor)


def settle(schema_editor):
    """PostgreSQL changes no table while checks of its new rows are put off to the end of the transaction."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    """Several bodies may be consulted on a file, each with its own clock; a shift is confirmed beforehand."""

    dependencies = [
        ("applications", "0006_desks"),
    ]

    operations = [
        migrations.AlterField(
            model_name="opinion",
            name="application",
            field=models.ForeignKey(
                on_delete=models.deletion.CASCADE, related_name="opinions", to="applications.application"
            ),
        ),
        migrations.AddField(
            model_name="opinion",
            name="body",
            field=models.CharField(default=FIRST, max_length=60),
            preserve_default=False,
        ),
        migrations.AddField("opinion", "effect", models.CharField(default="advises", max_length=12)),
        migrations.AddField("opinion", "turn", models.PositiveSmallIntegerField(default=1)),
        migrations.AddField("opinion", "within", models.CharField(blank=True, default="", max_length=24)),
        migrations.AddField("opinion", "cite", models.JSONField(default=list)),
        migrations.AddField("opinion", "asked_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("opinion", "due_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("opinion", "key", models.CharField(blank=True, default="", max_length=120)),
        migrations.AlterField("opinion", "by", models.CharField(blank=True, default="", max_length=16)),
        migrations.AlterField(
            "opinion",
            "conclusion",
            models.CharField(
                blank=True,
                choices=[
                    ("no_objection", "no_objection"),
                    ("with_conditions", "with_conditions"),
                    ("objection", "objection"),
                ],
                default="",
                max_length=20,
            ),
        ),
        migrations.AlterField("opinion", "sealed", models.BinaryField(default=bytes)),
        migrations.AlterField("opinion", "given_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("silence", "body", models.CharField(blank=True, default="", max_length=60)),
        migrations.RemoveConstraint("silence", "silence_once_for_each_clock"),
        migrations.AddConstraint(
            "silence",
            models.UniqueConstraint(
                fields=("application", "what", "body", "since_at"), name="silence_once_for_each_clock"
            ),
        ),
        migrations.AddField("shift", "confirmed_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("shift", "warned_at", models.DateTimeField(blank=True, null=True)),
        migrations.CreateModel(
            name="Adviser",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("body", models.CharField(max_length=60, unique=True)),
                ("institution", models.CharField(max_length=32)),
            ],
        ),
        migrations.RunPython(fill, empty),
        migrations.AddConstraint(
            "opinion",
            models.UniqueConstraint(fields=("application", "body"), name="opinion_one_of_each_body"),
        ),
        migrations.AddConstraint(
            "opinion",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("by", ""), ("conclusion", ""), ("given_at", None)),
                    models.Q(
                        ("asked_at__isnull", False),
                        ("given_at__isnull", False),
                        models.Q(("by", ""), _negated=True),
                        models.Q(("conclusion", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="opinion_given_has_author_and_conclusion",
            ),
        ),
    ]
