from django.db import migrations, models


class Migration(migrations.Migration):
    """Publications: the tables of a year, frozen."""

    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Publication",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(max_length=16, unique=True)),
                ("year", models.PositiveSmallIntegerField(unique=True)),
                ("frozen_at", models.DateTimeField()),
                ("frozen_by", models.CharField(max_length=32)),
                ("report", models.JSONField()),
            ],
        ),
    ]
