"""People may be nudged by text message too: one nudge in each way, and the numbers that people gave for it."""

from django.db import migrations, models
from django.db.models import Q
from django.db.models.deletion import CASCADE


class Migration(migrations.Migration):
    """Expand: what was sent until now went by e-mail, which is what the new column says of it."""

    dependencies = [("letters", "0004_bounce")]
    operations = [
        migrations.AlterField(
            "nudge", "letter", models.ForeignKey(on_delete=CASCADE, related_name="nudges", to="letters.letter")
        ),
        migrations.AddField("nudge", "way", models.CharField(default="email", max_length=8)),
        migrations.AddConstraint(
            "nudge", models.UniqueConstraint(name="nudge_once_in_each_way", fields=["letter", "way"])
        ),
        migrations.CreateModel(
            "Phone",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("to", models.CharField(max_length=40, unique=True)),
                ("sealed", models.BinaryField(default=bytes)),
                ("consented_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("code_until", models.DateTimeField(blank=True, null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("codes", models.PositiveSmallIntegerField(default=0)),
                ("codes_on", models.DateField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        name="phone_is_confirmed_or_has_a_code",
                        condition=Q(confirmed_at=None, code_until__isnull=False)
                        | Q(confirmed_at__isnull=False, code_until=None),
                    ),
                ]
            },
        ),
    ]
