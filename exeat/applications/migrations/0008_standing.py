from django.db import migrations, models


class Migration(migrations.Migration):
    """One decision may serve several trips, each told beforehand under it."""

    dependencies = [
        ("applications", "0007_opinions"),
    ]

    operations = [
        migrations.AddField("application", "standing", models.BooleanField(default=False)),
        migrations.AddField(
            "application", "under", models.CharField(blank=True, db_index=True, default="", max_length=24)
        ),
        migrations.AddField("application", "ended_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("application", "ended_by", models.CharField(blank=True, default="", max_length=16)),
        migrations.AddField("application", "ended_because", models.TextField(blank=True, default="")),
        migrations.RemoveConstraint("application", "application_granted_has_permit"),
        migrations.AddConstraint(
            "application",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "granted"), _negated=True),
                    models.Q(("permit", ""), _negated=True),
                    ("standing", True),
                    _connector="OR",
                ),
                name="application_granted_has_permit",
            ),
        ),
        migrations.AddConstraint(
            "application",
            models.CheckConstraint(
                condition=models.Q(("under", ""), ("kind", "notice"), _connector="OR"),
                name="application_told_under_a_decision_is_a_notice",
            ),
        ),
        migrations.AddConstraint(
            "application",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("ended_by", "")),
                    models.Q(
                        ("ended_at__isnull", False), ("standing", True), models.Q(("ended_by", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="application_only_a_standing_decision_ends",
            ),
        ),
    ]
