import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

ID = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))


class Migration(migrations.Migration):
    """Expand: who said they are back, who is looked for and whom one called, and which borders closed."""

    dependencies = [("travel", "0002_report_in_full")]

    operations = [
        migrations.CreateModel(
            "Return",
            fields=[
                ID,
                ("application", models.CharField(max_length=24, unique=True)),
                ("said_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            "Alarm",
            fields=[
                ID,
                ("reference", models.CharField(max_length=24, unique=True)),
                ("application", models.CharField(db_index=True, max_length=24)),
                ("person", models.CharField(db_index=True, max_length=16)),
                ("institution", models.CharField(db_index=True, max_length=32)),
                ("kind", models.CharField(max_length=16)),
                ("opened_at", models.DateTimeField()),
                ("opened_by", models.CharField(max_length=40)),
                ("escalated_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("closed_by", models.CharField(blank=True, default="", max_length=40)),
                ("ending", models.CharField(blank=True, default="", max_length=16)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(closed_at=None), fields=("application",), name="alarm_one_open_for_each_trip"
                    ),
                    models.CheckConstraint(
                        condition=Q(closed_at=None, closed_by="", ending="")
                        | (Q(closed_at__isnull=False) & ~Q(closed_by="") & ~Q(ending="")),
                        name="alarm_ended_says_how_and_by_whom",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            "AlarmEntry",
            fields=[
                ID,
                ("step", models.CharField(blank=True, default="", max_length=16)),
                ("reached", models.BooleanField(default=False)),
                ("sealed", models.BinaryField(default=bytes)),
                ("by", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
                (
                    "alarm",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="entries", to="travel.alarm"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            "Closure",
            fields=[
                ID,
                ("reference", models.CharField(max_length=24, unique=True)),
                ("institution", models.CharField(blank=True, db_index=True, default="", max_length=32)),
                ("country", models.CharField(max_length=2)),
                ("points", models.CharField(blank=True, default="", max_length=200)),
                ("since", models.DateField()),
                ("words_en", models.TextField()),
                ("words_lt", models.TextField()),
                ("told", models.PositiveIntegerField(default=0)),
                ("by", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
            ],
        ),
    ]
