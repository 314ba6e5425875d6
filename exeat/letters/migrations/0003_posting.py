"""A letter that went by post says when and who posted it."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """Expand: letters may be posted. No letter was until now, so nothing is to be filled."""

    dependencies = [("letters", "0002_template")]
    operations = [
        migrations.AddField("letter", "posted_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddField("letter", "posted_by", models.CharField(blank=True, default="", max_length=40)),
        migrations.AddConstraint(
            "letter",
            models.CheckConstraint(
                name="letter_that_is_posted_says_by_whom",
                condition=Q(posted_at=None, posted_by="") | (Q(posted_at__isnull=False) & ~Q(posted_by="")),
            ),
        ),
    ]
