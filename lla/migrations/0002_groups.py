from typing import Any

from django.db import migrations

from lla.accounts.groups import DATA_PROTECTION_LEAD, STEERING_COMMITTEE, grant


def make_groups(apps: Any, schema_editor: Any) -> None:
    grant(apps, STEERING_COMMITTEE, ["lla.view_letter"])
    grant(apps, DATA_PROTECTION_LEAD, ["lla.view_letter", "lla.view_run"])


class Migration(migrations.Migration):
    dependencies = [("lla", "0001_tables"), ("contenttypes", "0002_remove_content_type_name")]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
