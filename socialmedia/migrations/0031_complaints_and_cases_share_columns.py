"""What the leadership says of a complaint and of a case is kept in the same columns, with who noted it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def fill(apps: StateApps, schema: BaseDatabaseSchemaEditor) -> None:
    """Of a case, when and by whom it was noted is told by the record; a time there is in any case."""
    models_of = {name: apps.get_model("socialmedia", name) for name in ("BreachCase", "Complaint")}
    models_of["Complaint"].objects.filter(leadership_at__isnull=False).update(leadership_consulted=True)
    events = apps.get_model("socialmedia", "SocialEvent").objects.filter(act="leadership_noted")
    users = set(apps.get_model("lla", "User").objects.values_list("pk", flat=True))
    for case in models_of["BreachCase"].objects.filter(leadership_consulted__isnull=False):
        noted = events.filter(about=f"breachcase:{case.pk}").order_by("pk").last()
        key = noted.actor_key.removeprefix("user:") if noted else ""
        by = int(key) if key.isdecimal() and int(key) in users else None
        at = noted.at if noted else case.decided_at or case.opened_at
        models_of["BreachCase"].objects.filter(pk=case.pk).update(leadership_at=at, leadership_by=by)


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("socialmedia", "0030_platforms_limit_bytes"),
    ]

    operations = [
        migrations.RenameField("complaint", "leadership_outcome", "leadership_words"),
        *(
            migrations.AlterField(
                model_name=name,
                name="leadership_words",
                field=models.TextField(
                    "what the leadership said, or why it was not consulted", max_length=5000, blank=True
                ),
            )
            for name in ("complaint", "breachcase")
        ),
        *(
            migrations.AlterField(
                model_name=name,
                name="consultation",
                field=models.OneToOneField(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="%(class)s",
                    to="socialmedia.consultation",
                ),
            )
            for name in ("complaint", "breachcase")
        ),
        migrations.AddField(
            model_name="complaint",
            name="leadership_consulted",
            field=models.BooleanField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="breachcase",
            name="leadership_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="breachcase",
            name="leadership_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="complaint",
            name="those_kept_out",
            field=models.ManyToManyField(
                related_name="+", through="socialmedia.KeptOut", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
