"""What is kept of files and of answers: faults by row, the document as a keyed hash, answers without their pair."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Expand: every new field has a value for the rows that are there."""

    dependencies = [("crossings", "0001_begin")]

    operations = [
        migrations.AddField("import", "kind", models.CharField(default="csv", max_length=8)),
        migrations.AddField("import", "refused", models.PositiveIntegerField(default=0)),
        migrations.AddField("import", "faults", models.JSONField(default=list)),
        migrations.AddField("import", "seconds", models.FloatField(blank=True, null=True)),
        migrations.AddField(
            "candidate", "paper", models.CharField(blank=True, db_index=True, default="", max_length=64)
        ),
        migrations.CreateModel(
            name="Reviewed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "candidate",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reviews",
                        to="crossings.candidate",
                    ),
                ),
                ("source", models.CharField(max_length=120)),
                ("trouble", models.CharField(max_length=24)),
                ("score", models.FloatField()),
                ("verdict", models.CharField(max_length=16)),
                ("reviewed_on", models.DateField(db_index=True)),
            ],
        ),
    ]
