from django.db import migrations, models


class Migration(migrations.Migration):
    """Expand: where an institution prints letters, the register holds where its people receive post."""

    dependencies = [("register", "0005_edition")]
    operations = [
        migrations.AddField("institution", "prints_letters", models.BooleanField(default=False)),
        migrations.AddField("person", "post_address", models.CharField(blank=True, default="", max_length=200)),
    ]
