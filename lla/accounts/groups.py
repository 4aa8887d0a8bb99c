"""The permission groups, and how a migration of any app gives them what they may do."""

from typing import Any

STEERING_COMMITTEE = "Steering committee"
DATA_PROTECTION_LEAD = "Data protection lead"


def grant(apps: Any, group: str, permissions: list[str]) -> None:
    """Give a group permissions such as "motions.view_motion" inside a migration.

    Django makes permissions only after all migrations have run, so those that are missing are made here
    with the name Django would give them; it then finds them and leaves them alone.
    """
    content_type = apps.get_model("contenttypes", "ContentType")
    permission = apps.get_model("auth", "Permission")
    found, _ = apps.get_model("auth", "Group").objects.get_or_create(name=group)
    for dotted in permissions:
        app_label, codename = dotted.split(".")
        verb, _, model = codename.partition("_")
        kind, _ = content_type.objects.get_or_create(app_label=app_label, model=model)
        name = f"Can {verb} {apps.get_model(app_label, model)._meta.verbose_name_raw}"
        made, _ = permission.objects.get_or_create(
            content_type=kind, codename=codename, defaults={"name": name}
        )
        found.permissions.add(made)


MAY_SEE_PERSONAL_DATA = "lla.add_subjectevent"
