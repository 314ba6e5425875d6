from django.db import migrations, models


class Migration(migrations.Migration):
    """Expand: a file may change an earlier one, be replaced by it or be cancelled; a part may be decided before."""

    dependencies = [
        ("applications", "0001_begin"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="application",
            name="application_decided_state_has_decision",
        ),
        migrations.AddField(
            model_name="application",
            name="amends",
            field=models.CharField(blank=True, db_index=True, default="", max_length=24),
        ),
        migrations.AddField(
            model_name="application",
            name="cancelled_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="application",
            name="replaced_by",
            field=models.CharField(blank=True, default="", max_length=24),
        ),
        migrations.AddField(
            model_name="leg",
            name="decided_in",
            field=models.CharField(blank=True, default="", max_length=24),
        ),
        migrations.AlterField(
            model_name="application",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "draft"),
                    ("submitted", "submitted"),
                    ("returned", "returned"),
                    ("in_check", "in_check"),
                    ("awaiting_opinion", "awaiting_opinion"),
                    ("awaiting_decision", "awaiting_decision"),
                    ("granted", "granted"),
                    ("refused", "refused"),
                    ("withdrawn", "withdrawn"),
                    ("cancelled", "cancelled"),
                ],
                default="draft",
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["granted", "refused", "cancelled"]), _negated=True),
                    models.Q(("decided_by", ""), _negated=True),
                    _connector="OR",
                ),
                name="application_decided_state_has_decision",
            ),
        ),
    ]
