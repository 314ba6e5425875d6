from django.db import migrations, models


class Migration(migrations.Migration):
    """An event that a system numbers counts once, in whichever batch it comes."""

    dependencies = [("crossings", "0005_stage_at")]
    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64)),
                ("told_at", models.DateTimeField(db_index=True)),
                (
                    "sender",
                    models.ForeignKey(on_delete=models.deletion.CASCADE, related_name="events", to="crossings.sender"),
                ),
            ],
        ),
        migrations.AddConstraint("event", models.UniqueConstraint(fields=["digest"], name="event_told_once")),
    ]
