import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Endings that a case made, legal bases, corrections asked for, and files handed in."""

    dependencies = [
        ("register", "0001_begin"),
    ]

    operations = [
        migrations.CreateModel(
            name="Basis",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.CharField(max_length=12)),
                ("basis", models.TextField()),
                ("controller", models.CharField(max_length=200)),
                ("purpose", models.TextField()),
                ("retention_days", models.PositiveIntegerField()),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.CharField(max_length=32)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("basis", ""), _negated=True),
                            models.Q(("controller", ""), _negated=True),
                            models.Q(("purpose", ""), _negated=True),
                            ("retention_days__gt", 0),
                        ),
                        name="basis_says_everything",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Import",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(max_length=24, unique=True)),
                ("sha256", models.CharField(max_length=64)),
                ("house", models.CharField(blank=True, default="", max_length=32)),
                ("state", models.CharField(default="waiting", max_length=12)),
                ("received_at", models.DateTimeField()),
                ("received_by", models.CharField(max_length=32)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                ("counts", models.JSONField(default=dict)),
                ("sealed", models.BinaryField(default=bytes)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state", "waiting"), ("sealed", b""), _connector="OR"),
                        name="import_settled_keeps_no_file",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(max_length=24, unique=True)),
                ("said_sealed", models.BinaryField()),
                ("said_at", models.DateTimeField()),
                ("state", models.CharField(default="open", max_length=12)),
                ("answer_sealed", models.BinaryField(default=bytes)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("answered_by", models.CharField(blank=True, default="", max_length=32)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="corrections", to="register.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at", None), ("answered_by", ""), ("state", "open")),
                            models.Q(
                                models.Q(("state", "open"), _negated=True),
                                models.Q(("answered_by", ""), _negated=True),
                                ("answered_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="correction_answered_has_author_and_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Ending",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("because", models.CharField(db_index=True, max_length=32)),
                ("from_day", models.DateField()),
                ("made_at", models.DateTimeField()),
                (
                    "clearance",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="endings",
                        to="register.clearance",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="endings",
                        to="register.post",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("clearance__isnull", False), ("post", None)),
                            models.Q(("clearance", None), ("post__isnull", False)),
                            _connector="OR",
                        ),
                        name="ending_is_of_one_post_or_one_clearance",
                    ),
                    models.UniqueConstraint(fields=("post", "because"), name="ending_of_a_post_once_a_case"),
                    models.UniqueConstraint(fields=("clearance", "because"), name="ending_of_a_clearance_once_a_case"),
                ],
            },
        ),
    ]
