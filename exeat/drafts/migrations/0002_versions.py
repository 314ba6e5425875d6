"""Drafts are handed in version by version; a trial tries several, and says on what basis named people were counted."""

from __future__ import annotations

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """Expand: a table of versions, and three columns that older trials leave empty."""

    dependencies = [("drafts", "0001_trials")]

    operations = [
        migrations.CreateModel(
            name="Version",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(max_length=16, unique=True)),
                ("series", models.CharField(max_length=80)),
                ("number", models.PositiveIntegerField()),
                ("text", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                ("added_at", models.DateTimeField()),
                ("added_by", models.CharField(max_length=32)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(name="draft_version_is_numbered_once", fields=["series", "number"]),
                ],
            },
        ),
        migrations.AddField("trial", "drafts", models.JSONField(default=list)),
        migrations.AddField("trial", "basis", models.CharField(max_length=200, blank=True, default="")),
        migrations.RemoveConstraint("trial", "trial_of_a_file_names_the_file"),
        migrations.AddConstraint(
            "trial",
            models.CheckConstraint(
                name="trial_of_a_file_names_the_file",
                condition=Q(source__in=("register", "count"), file_sha256="") | (Q(source="file") & ~Q(file_sha256="")),
            ),
        ),
        migrations.AddConstraint(
            "trial",
            models.CheckConstraint(
                name="trial_that_counted_named_people_has_a_basis",
                condition=~Q(source="count") | ~Q(basis=""),
            ),
        ),
    ]
