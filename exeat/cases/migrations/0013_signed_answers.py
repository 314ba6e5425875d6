"""Expand: a receiver may sign its answers under a key of its own, and an order keeps the answer that was signed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0012_receivers")]

    operations = [
        migrations.AddField("receiver", "key", models.TextField(blank=True, default="")),
        migrations.AddField("order", "proof", models.TextField(blank=True, default="")),
    ]
