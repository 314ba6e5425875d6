from django.db import migrations, models


class Migration(migrations.Migration):
    """When the stage began that is being worked on: how fast it goes is told from there."""

    dependencies = [("crossings", "0004_counts_are_counts")]
    operations = [
        migrations.AddField("handedin", "stage_at", models.DateTimeField(null=True, blank=True)),
    ]
