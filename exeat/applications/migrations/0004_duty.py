from django.db import migrations, models


class Migration(migrations.Migration):
    """The rota of duty, and when somebody was warned of a clock that runs out."""

    dependencies = [
        ("applications", "0003_people"),
    ]

    operations = [
        migrations.AddField(
            model_name="application",
            name="warned_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name="Shift",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("institution", models.CharField(db_index=True, max_length=32)),
                ("duty", models.CharField(max_length=8)),
                ("who", models.CharField(max_length=16)),
                ("name", models.CharField(max_length=120)),
                ("phone", models.CharField(max_length=32)),
                ("since_at", models.DateTimeField()),
                ("until_at", models.DateTimeField()),
                ("planned_by", models.CharField(max_length=16)),
                ("taken_at", models.DateTimeField(blank=True, null=True)),
                ("note", models.TextField(blank=True, default="")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until_at__gt", models.F("since_at"))), name="shift_ends_after_it_begins"
                    ),
                    models.UniqueConstraint(fields=("institution", "duty", "since_at"), name="shift_one_at_a_time"),
                ],
            },
        ),
    ]
