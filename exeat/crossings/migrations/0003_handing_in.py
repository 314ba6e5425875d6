"""Files handed in for the background, and systems that send events by themselves."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Expand: files that wait, systems that send, and what they were answered."""

    dependencies = [
        ("crossings", "0002_evidence"),
    ]

    operations = [
        migrations.CreateModel(
            name="Sender",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(max_length=16, unique=True)),
                ("source", models.CharField(max_length=120)),
                ("token", models.CharField(max_length=64, unique=True)),
                ("points", models.JSONField(default=list)),
                ("a_minute", models.PositiveSmallIntegerField(default=60)),
                ("admitted_at", models.DateTimeField()),
                ("admitted_by", models.CharField(max_length=40)),
                ("dismissed_at", models.DateTimeField(blank=True, null=True)),
                ("minute_at", models.DateTimeField(blank=True, null=True)),
                ("in_minute", models.PositiveSmallIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="HandedIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(max_length=16, unique=True)),
                ("sha256", models.CharField(max_length=64)),
                ("ending", models.CharField(blank=True, default="", max_length=12)),
                ("source", models.CharField(blank=True, default="", max_length=120)),
                ("state", models.CharField(default="waiting", max_length=8)),
                ("stage", models.CharField(blank=True, default="", max_length=12)),
                ("done", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("handed_at", models.DateTimeField()),
                ("handed_by", models.CharField(max_length=40)),
                ("handed_role", models.CharField(max_length=32)),
                ("handed_house", models.CharField(blank=True, default="", max_length=32)),
                ("begun_at", models.DateTimeField(blank=True, null=True)),
                ("told_at", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("faults", models.JSONField(default=list)),
                (
                    "received",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to="crossings.import"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("waiting", "working"))),
                        fields=("sha256",),
                        name="handed_in_waits_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "done"), _negated=True), ("total__gt", 0), _connector="OR"
                        ),
                        name="handed_in_done_has_a_file",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=80)),
                ("sha256", models.CharField(max_length=64)),
                ("answer", models.JSONField()),
                ("sent_at", models.DateTimeField(db_index=True)),
                (
                    "sender",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sent", to="crossings.sender"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("sender", "key"), name="sent_once_a_key")],
            },
        ),
    ]
