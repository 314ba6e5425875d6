from django.db import migrations, models
from django.db.models import Q


def letters_find_their_office(apps, schema_editor):
    """Letters that a person's own act or the clock wrote belong to the office of the post held longest that day."""
    letters, posts = apps.get_model("letters", "Letter"), apps.get_model("register", "Post")
    for letter in letters.objects.filter(house="", to__startswith="P-").iterator():
        day = letter.written_at.date()
        held = posts.objects.filter(Q(until=None) | Q(until__gt=day), person__reference=letter.to, since__lte=day)
        first = held.order_by("since", "id").values_list("institution__reference", flat=True).first()
        if first:
            letters.objects.filter(pk=letter.pk).update(house=first)


class Migration(migrations.Migration):
    """The language in which an institution is written to; the office of letters that nobody of it wrote."""

    dependencies = [
        ("register", "0003_absence"),
        ("letters", "0001_begin"),
    ]

    operations = [
        migrations.AddField(
            model_name="institution",
            name="language",
            field=models.CharField(default="lt", max_length=2),
        ),
        migrations.RunPython(letters_find_their_office, migrations.RunPython.noop),
    ]
