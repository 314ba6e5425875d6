"""Trials that take long are asked for and made in the background."""

from __future__ import annotations

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """Expand: a table of its own for what waits, is being worked on or could not be made."""

    dependencies = [("drafts", "0002_versions")]

    operations = [
        migrations.CreateModel(
            name="Asked",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(max_length=16, unique=True)),
                ("drafts", models.JSONField()),
                ("source", models.CharField(max_length=12)),
                ("file_sha256", models.CharField(max_length=64, blank=True, default="")),
                ("every_reading", models.BooleanField()),
                ("as_if_from", models.DateField(null=True, blank=True)),
                ("hours", models.JSONField(default=dict)),
                ("state", models.CharField(max_length=8, default="waiting")),
                ("done", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("why", models.CharField(max_length=200, blank=True, default="")),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.CharField(max_length=32)),
                ("asked_role", models.CharField(max_length=32)),
                ("begun_at", models.DateTimeField(null=True, blank=True)),
                ("told_at", models.DateTimeField(null=True, blank=True)),
                ("finished_at", models.DateTimeField(null=True, blank=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        name="asked_trial_that_is_refused_says_why",
                        condition=~Q(state="refused") | ~Q(why=""),
                    ),
                ],
            },
        ),
    ]
