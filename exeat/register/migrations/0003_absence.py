import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Days on which someone is away."""

    dependencies = [
        ("register", "0002_keeping"),
    ]

    operations = [
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="absences", to="register.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until", None), ("until__gt", models.F("since")), _connector="OR"),
                        name="absence_ends_after_it_begins",
                    ),
                    models.UniqueConstraint(fields=("person", "since"), name="absence_begins_once_a_day"),
                ],
            },
        ),
    ]
