from django.db import migrations, models


class Migration(migrations.Migration):
    """What a virus scanner said of a document."""

    dependencies = [
        ("applications", "0004_duty"),
    ]

    operations = [
        migrations.AddField(
            model_name="evidence",
            name="scan",
            field=models.CharField(default="not_scanned", max_length=12),
        ),
    ]
