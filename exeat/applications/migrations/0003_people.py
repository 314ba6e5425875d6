import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Other people in a file, sealed; lodging, devices, and several who travel together."""

    dependencies = [
        ("applications", "0002_changes"),
    ]

    operations = [
        migrations.AddField(
            model_name="application",
            name="devices",
            field=models.CharField(blank=True, default="", max_length=8),
        ),
        migrations.AddField(
            model_name="application",
            name="group",
            field=models.CharField(blank=True, db_index=True, default="", max_length=12),
        ),
        migrations.AddField(
            model_name="leg",
            name="lodging",
            field=models.CharField(blank=True, default="", max_length=160),
        ),
        migrations.CreateModel(
            name="ThirdParty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(max_length=12)),
                ("position", models.PositiveSmallIntegerField(default=1)),
                ("sealed", models.BinaryField(default=bytes)),
                ("erased_at", models.DateTimeField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="third_parties",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "role", "position"), name="third_party_one_at_a_place"
                    )
                ],
            },
        ),
    ]
