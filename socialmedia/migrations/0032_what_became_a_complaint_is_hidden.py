"""Comments and messages that became complaints are read by nobody but whoever sees the complaint."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def hide_those_passed_on(apps: StateApps, schema: BaseDatabaseSchemaEditor) -> None:
    complaints = apps.get_model("socialmedia", "Complaint").objects.exclude(came_from="")
    for came_from, created_at in complaints.values_list("came_from", "created_at"):
        kind, _, pk = came_from.partition(":")
        model = apps.get_model("socialmedia", kind)
        model.objects.filter(pk=pk, passed_on_at=None).update(passed_on_at=created_at)


class Migration(migrations.Migration):
    dependencies = [
        ("socialmedia", "0031_complaints_and_cases_share_columns"),
    ]

    operations = [
        migrations.AddField(
            model_name="incident",
            name="passed_on_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="became a complaint"
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="passed_on_at",
            field=models.DateTimeField(
                blank=True, editable=False, null=True, verbose_name="became a complaint"
            ),
        ),
        migrations.RunPython(hide_those_passed_on, migrations.RunPython.noop),
    ]
