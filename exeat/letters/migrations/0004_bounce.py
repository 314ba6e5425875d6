"""An e-mail carries a mark of its own, and says when a mail server reported that it was not delivered."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """Expand: nudges may come back. E-mails that were sent before carry no mark, so none of them can be found."""

    dependencies = [("letters", "0003_posting")]
    operations = [
        migrations.AddField("nudge", "mark", models.CharField(blank=True, db_index=True, default="", max_length=32)),
        migrations.AddField("nudge", "came_back_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddConstraint(
            "nudge",
            models.CheckConstraint(
                name="nudge_comes_back_after_it_was_sent",
                condition=Q(came_back_at=None) | Q(sent_at__isnull=False),
            ),
        ),
    ]
