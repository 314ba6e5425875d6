"""Expand: it is kept when a body was told that its time for an opinion runs out."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("applications", "0008_standing")]
    operations = [migrations.AddField("opinion", "warned_at", models.DateTimeField(blank=True, null=True))]
