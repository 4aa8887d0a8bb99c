"""A platform may limit the bytes of a post too, as Bluesky does."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def limit_bluesky(apps: StateApps, schema: BaseDatabaseSchemaEditor) -> None:
    platforms = apps.get_model("socialmedia", "Platform").objects
    platforms.filter(slug="bluesky", counting="bluesky").update(byte_limit=3_000)


class Migration(migrations.Migration):
    dependencies = [
        ("socialmedia", "0029_results_of_posts"),
    ]

    operations = [
        migrations.AddField(
            model_name="platform",
            name="byte_limit",
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name="most bytes of a post"),
        ),
        migrations.RunPython(limit_bluesky, migrations.RunPython.noop),
    ]
