from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """Trials: what a draft would have asked of past trips, counted once."""

    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Trial",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(max_length=16, unique=True)),
                ("draft", models.CharField(max_length=80)),
                ("law", models.JSONField()),
                ("readings", models.JSONField(default=dict)),
                ("source", models.CharField(max_length=12)),
                ("file_sha256", models.CharField(blank=True, default="", max_length=64)),
                ("found", models.JSONField()),
                ("fingerprints", models.JSONField(default=list)),
                ("made_at", models.DateTimeField()),
                ("made_by", models.CharField(max_length=32)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        name="trial_of_a_file_names_the_file",
                        condition=Q(source="register", file_sha256="") | (Q(source="file") & ~Q(file_sha256="")),
                    ),
                ],
            },
        ),
    ]
