"""Every letter keeps the fingerprint of the template from which it was written."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Expand: letters name their template. Earlier letters stay without: their template is no longer known."""

    dependencies = [("letters", "0001_begin")]
    operations = [migrations.AddField("letter", "template", models.CharField(blank=True, default="", max_length=12))]
