from typing import Any

from django.db import migrations

from lla.accounts.groups import STEERING_COMMITTEE, grant

# In the order of preference of the published guidelines. The limits are the platforms' own, as they
# publish them: Facebook 63,206, X 280 weighted, Instagram 2,200, YouTube 5,000, Snapchat 250 characters.
PLATFORMS = (
    ("facebook", "Facebook", 63_206, "plain", False, "commas", ["facebook.com", "fb.com", "fb.watch"]),
    ("twitter", "Twitter (X)", 280, "weighted", False, "lines", ["x.com", "twitter.com"]),
    ("instagram", "Instagram", 2_200, "plain", True, "commas", ["instagram.com"]),
    ("youtube", "YouTube", 5_000, "plain", True, "commas", ["youtube.com", "youtu.be"]),
    ("snapchat", "Snapchat", 250, "plain", True, "lines", ["snapchat.com"]),
)


def make_platforms(apps: Any, schema_editor: Any) -> None:
    platform = apps.get_model("socialmedia", "Platform")
    for order, (slug, name, limit, counting, media, filters, hosts) in enumerate(PLATFORMS, start=1):
        platform.objects.get_or_create(
            slug=slug,
            defaults={
                "name": name,
                "order": order,
                "character_limit": limit,
                "counting": counting,
                "needs_media": media,
                "filter_format": filters,
                "hosts": hosts,
            },
        )


def grant_committee(apps: Any, schema_editor: Any) -> None:
    grant(apps, STEERING_COMMITTEE, ["socialmedia.oversee_report"])


class Migration(migrations.Migration):
    dependencies = [("socialmedia", "0001_tables"), ("lla", "0002_groups")]

    operations = [
        migrations.RunPython(make_platforms, migrations.RunPython.noop),
        migrations.RunPython(grant_committee, migrations.RunPython.noop),
    ]
