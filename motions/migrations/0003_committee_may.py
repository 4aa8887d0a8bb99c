from typing import Any

from django.db import migrations

from lla.accounts.groups import STEERING_COMMITTEE, grant

MAY = [
    "motions.view_motion",
    "motions.rule_motion",
    "motions.view_conference",
    "motions.add_conference",
    "motions.change_conference",
    "motions.view_agendaitem",
    "motions.add_agendaitem",
    "motions.change_agendaitem",
    "organisers.view_region",
    "organisers.view_group",
    "organisers.add_group",
    "organisers.change_group",
]


def grant_committee(apps: Any, schema_editor: Any) -> None:
    grant(apps, STEERING_COMMITTEE, MAY)


class Migration(migrations.Migration):
    dependencies = [
        ("motions", "0002_relations"),
        ("organisers", "0002_regions"),
        ("lla", "0002_groups"),
    ]

    operations = [migrations.RunPython(grant_committee, migrations.RunPython.noop)]
