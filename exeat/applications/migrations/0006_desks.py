from django.db import migrations, models


class Migration(migrations.Migration):
    """On whose desk a file lies, and filters of the work list that somebody keeps."""

    dependencies = [
        ("applications", "0005_scans"),
    ]

    operations = [
        migrations.AddField(
            model_name="application",
            name="assigned_name",
            field=models.CharField(blank=True, default="", max_length=120),
        ),
        migrations.AddField(
            model_name="application",
            name="assigned_to",
            field=models.CharField(blank=True, db_index=True, default="", max_length=16),
        ),
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("owner", models.CharField(db_index=True, max_length=16)),
                ("name", models.CharField(max_length=40)),
                ("show", models.CharField(blank=True, default="", max_length=12)),
                ("words", models.CharField(blank=True, default="", max_length=80)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("owner", "name"), name="saved_filter_one_of_a_name")],
            },
        ),
    ]
