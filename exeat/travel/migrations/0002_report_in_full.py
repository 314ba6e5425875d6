from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """Expand: a wish to talk may be urgent and is answered, and a report keeps what protected it when it was given."""

    dependencies = [("travel", "0001_begin")]

    operations = [
        migrations.AddField("report", "talk_urgent", models.BooleanField(default=False)),
        migrations.AddField("report", "talked_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("report", "talked_by", models.CharField(blank=True, default="", max_length=16)),
        migrations.AddField("report", "protected_by", models.CharField(blank=True, default="", max_length=24)),
        migrations.AddConstraint(
            "report",
            models.CheckConstraint(
                condition=Q(talked_at=None, talked_by="") | (Q(talked_at__isnull=False) & ~Q(talked_by="")),
                name="report_talk_has_author_and_time",
            ),
        ),
        migrations.AddConstraint(
            "report",
            models.CheckConstraint(
                condition=Q(talk_urgent=False) | Q(wants_to_talk=True), name="report_urgent_talk_is_wanted"
            ),
        ),
        migrations.CreateModel(
            name="Protection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(max_length=24, unique=True)),
                ("institution", models.CharField(db_index=True, max_length=32)),
                ("basis", models.CharField(max_length=12)),
                ("cite", models.CharField(max_length=300)),
                ("silence", models.BooleanField(default=False)),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                ("signed_by", models.CharField(max_length=16)),
                ("signed_at", models.DateTimeField()),
                ("ended_by", models.CharField(blank=True, default="", max_length=16)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=~Q(cite="") & ~Q(signed_by=""), name="protection_says_by_what"),
                    models.CheckConstraint(
                        condition=Q(until=None, ended_by="") | ~Q(ended_by=""), name="protection_ended_by_someone"
                    ),
                ],
            },
        ),
    ]
