"""A closed border has a source, an end and an undoing, and people are written to of each by the clock."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

ID = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))


class Migration(migrations.Migration):
    """Expand: what was told before has no news of its own, for it was written at once."""

    dependencies = [("travel", "0003_alarms_and_closures")]
    operations = [
        migrations.AddField("closure", "source", models.CharField(blank=True, default="", max_length=300)),
        migrations.AddField("closure", "until", models.DateField(blank=True, null=True)),
        migrations.AddField("closure", "withdrawn_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddConstraint(
            "closure",
            models.CheckConstraint(
                name="closure_ends_after_it_begins", condition=Q(until=None) | Q(until__gt=F("since"))
            ),
        ),
        migrations.CreateModel(
            "ClosureNews",
            [
                ID,
                ("what", models.CharField(max_length=12)),
                ("since", models.DateField()),
                ("source", models.CharField(blank=True, default="", max_length=300)),
                ("words_en", models.TextField()),
                ("words_lt", models.TextField()),
                ("by", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
                ("people", models.PositiveIntegerField(blank=True, null=True)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "closure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="news", to="travel.closure"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(name="closure_is_told_once_of_each_kind", fields=["closure", "what"])
                ]
            },
        ),
        migrations.CreateModel(
            "ClosureTold",
            [
                ID,
                ("application", models.CharField(max_length=24)),
                ("person", models.CharField(max_length=16)),
                (
                    "news",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="told", to="travel.closurenews"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(name="closure_told_once_for_each_trip", fields=["news", "application"])
                ]
            },
        ),
    ]
