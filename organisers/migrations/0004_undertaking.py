from datetime import UTC, datetime
from typing import Any

from django.db import migrations

from lla.accounts.groups import DATA_PROTECTION_LEAD, STEERING_COMMITTEE, grant

# Written to be read aloud; a later version is a new row, made on the desk.
CLAUSES = (
    "I organise this region for its groups. The details I see here are not mine. I use them only for what their "
    "owners agreed to: keeping the groups in touch, checking details, and arranging our symposia.",
    "I understand that being in such a group tells of a person’s political opinion, and that a leaked list can "
    "cost somebody their membership, their work or their peace.",
    "I look up only what I need for the task in hand.",
    "I pass nobody’s details on: not to other groups, not to candidates, not to friends, not to other lists.",
    "I download a list only when the pages here are not enough. I keep it on a device that locks, I never put it "
    "into a shared folder or a chat, and I delete it when the task is done.",
    "I use my own sign-in and my own second factor, and I lend them to nobody.",
    "When somebody asks to be left out, I act on it the same day.",
    "When a list may have been lost or seen by somebody else, I tell the data protection lead within a day, even "
    "when it is my own mistake.",
    "When my appointment ends, I delete everything I still have.",
)
WORDS = "\n\n".join(CLAUSES)
MAY = [
    f"organisers.{verb}_{model}"
    for model in ("appointment", "group", "alliedorganisation", "alliedcontact", "constituency")
    for verb in ("view", "add", "change")
]
OFFICES = (
    ("oversee", "Can oversee the regions: counts, appointments, affiliations", STEERING_COMMITTEE),
    ("protect", "Can see who had whose details: the data protection lead", DATA_PROTECTION_LEAD),
)


def write_undertaking(apps: Any, schema_editor: Any) -> None:
    apps.get_model("organisers", "Undertaking").objects.get_or_create(
        version=1, defaults={"words": WORDS, "in_force_at": datetime(2026, 1, 1, tzinfo=UTC)}
    )


def grant_offices(apps: Any, schema_editor: Any) -> None:
    more = ["organisers.view_region", "organisers.view_undertaking", "organisers.add_undertaking"]
    grant(apps, STEERING_COMMITTEE, [*MAY, *more])
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="organisers", model="region"
    )
    for codename, name, office in OFFICES:
        made, _ = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=kind, codename=codename, defaults={"name": name}
        )
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=office)
        group.permissions.add(made)


class Migration(migrations.Migration):
    dependencies = [("organisers", "0003_contacts_editions_symposia"), ("lla", "0002_groups")]

    operations = [
        migrations.RunPython(write_undertaking, migrations.RunPython.noop),
        migrations.RunPython(grant_offices, migrations.RunPython.noop),
    ]
