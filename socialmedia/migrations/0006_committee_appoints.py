from typing import Any

from django.db import migrations

from lla.accounts.groups import STEERING_COMMITTEE, grant


def grant_committee(apps: Any, schema_editor: Any) -> None:
    roles = [f"socialmedia.{verb}_appointment" for verb in ("view", "add", "change")]
    grant(apps, STEERING_COMMITTEE, roles)


class Migration(migrations.Migration):
    dependencies = [("socialmedia", "0005_complaints_and_cases")]

    operations = [migrations.RunPython(grant_committee, migrations.RunPython.noop)]
