"""Comments that do harm, and complaints that were a comment or a message."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("socialmedia", "0023_pictures_and_films"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="complaint",
            name="came_from",
            field=models.CharField(
                blank=True, editable=False, max_length=40, verbose_name="comment or message it was"
            ),
        ),
        migrations.AddField(
            model_name="incident",
            name="harmful",
            field=models.BooleanField(
                default=False, verbose_name="threatens, gives private details or breaks the law"
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.UniqueConstraint(
                condition=models.Q(("came_from", ""), _negated=True),
                fields=("came_from",),
                name="complaint_once_of_a_conversation",
            ),
        ),
    ]
