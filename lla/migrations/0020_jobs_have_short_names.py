from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# Functions that are called otherwise since, by the module that they stood in.
RENAMED = {
    "lla.emails.mailbox.forget": "lla.delete_silent_mailboxes",
    "lla.retention.emails": "lla.delete_old_emails",
    "lla.retention.limits": "lla.delete_ended_limits",
    "lla.retention.links": "lla.delete_ended_links",
    "lla.retention.papers": "lla.delete_old_papers",
    "lla.retention.sessions": "lla.delete_ended_sessions",
    "lla.retention.tasks": "lla.delete_old_tasks",
    "organisers.workflow.editions.expire": "organisers.expire_copies",
    "organisers.workflow.groups.forget_unconfirmed": "organisers.delete_unconfirmed_groups",
    "organisers.workflow.proposals.forget": "organisers.empty_expired_proposals",
    "organisers.workflow.returns.remind": "organisers.remind_holders",
    "socialmedia.workflow.leave.forget": "socialmedia.forget_leave",
    "socialmedia.workflow.roster.forget": "socialmedia.forget_duties",
    "socialmedia.workflow.swaps.let_lapse": "socialmedia.let_swaps_lapse",
}


def shorten(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Name each job by its app and its function, without the module; of two rows of a job the later stays."""
    rows = apps.get_model("lla", "Run").objects
    named = set()
    for row in rows.filter(name__contains=".").order_by("-began_at"):
        app, *_, function = row.name.split(".")
        name = RENAMED.get(row.name, f"{app}.{function}")
        if name in named:
            row.delete()
            continue
        named.add(name)
        rows.filter(name=name).exclude(pk=row.pk).delete()
        rows.filter(pk=row.pk).update(name=name)


def find_tasks_again(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Tasks that waited to draw motions are done by the toolkit, which knows them by their app and kind."""
    for row in apps.get_model("django_tasks_database", "DBTaskResult").objects.filter(
        task_path="motions.tasks.draw"
    ):
        kind, *others = row.args_kwargs["args"]
        row.args_kwargs["args"] = [f"motions/{kind}", *others]
        row.task_path = "lla.tasks.draw_document"
        row.save()


class Migration(migrations.Migration):
    dependencies = [
        ("lla", "0019_plain_words"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ]
    operations = [
        migrations.RunPython(shorten, migrations.RunPython.noop),
        migrations.RunPython(find_tasks_again, migrations.RunPython.noop),
    ]
