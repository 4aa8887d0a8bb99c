from typing import Any

from django.db import migrations
from django.utils.text import slugify

REGIONS = (
    "East",
    "East Midlands",
    "London",
    "North",
    "North West",
    "South East",
    "South West",
    "West Midlands",
    "Yorkshire and the Humber",
    "Scotland",
    "Wales",
    "Northern Ireland",
    "National and international",
)


def make_regions(apps: Any, schema_editor: Any) -> None:
    region = apps.get_model("organisers", "Region")
    for order, name in enumerate(REGIONS, start=1):
        region.objects.get_or_create(slug=slugify(name), defaults={"name": name, "order": order})


class Migration(migrations.Migration):
    dependencies = [("organisers", "0001_tables")]

    operations = [migrations.RunPython(make_regions, migrations.RunPython.noop)]
