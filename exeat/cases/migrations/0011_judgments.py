"""Expand: a judgment may set aside a part of the measures, and names which."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_hearings_and_translations")]
    operations = [migrations.AddField("judgment", "kinds", models.JSONField(default=list))]
