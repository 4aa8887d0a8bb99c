import django.db.models.functions.text
from django.db import migrations, models

from lla.papers import models as papers_models
from lla.time import clock


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Paper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64, unique=True)),
                ("suffix", models.CharField(max_length=8)),
                (
                    "file",
                    models.FileField(
                        blank=True, max_length=200, storage=papers_models.paper_storage, upload_to=""
                    ),
                ),
                ("size", models.PositiveIntegerField(blank=True, null=True)),
                ("created_at", models.DateTimeField(default=clock.now)),
                ("wanted_at", models.DateTimeField(default=clock.now)),
                ("made_at", models.DateTimeField(blank=True, null=True)),
                ("error", models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="Run",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, unique=True)),
                ("began_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("error", models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("to", models.EmailField(max_length=254)),
                ("subject", models.CharField(max_length=200)),
                ("body", models.TextField(blank=True)),
                (
                    "kind",
                    models.CharField(help_text="Which letter it is, e.g. motions/received.", max_length=60),
                ),
                (
                    "about",
                    models.CharField(blank=True, help_text="What it is about, e.g. m42.", max_length=60),
                ),
                (
                    "secret",
                    models.BooleanField(
                        default=False, help_text="Its body is shown to nobody but its reader."
                    ),
                ),
                ("link_view", models.CharField(blank=True, max_length=100)),
                ("link_purpose", models.CharField(blank=True, max_length=60)),
                ("link_target", models.BigIntegerField(default=0)),
                ("link_days", models.PositiveSmallIntegerField(default=0)),
                ("created_at", models.DateTimeField(default=clock.now)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("next_attempt_at", models.DateTimeField(default=clock.now)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("failed_at", models.DateTimeField(blank=True, null=True)),
                ("last_error", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("failed_at", None), ("sent_at", None)),
                        fields=["next_attempt_at"],
                        name="lla_letter_due",
                    ),
                    models.Index(fields=["about"], name="lla_letter_about"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sent_at", None), ("failed_at", None), _connector="OR"),
                        name="lla_letter_sent_or_failed",
                        violation_error_message="A letter is sent or given up, not both.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Limit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("bucket", models.CharField(max_length=60)),
                ("who", models.CharField(max_length=64)),
                ("count", models.PositiveIntegerField()),
                ("ends_at", models.DateTimeField(db_index=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("bucket", "who"), name="lla_limit_one_per_bucket_and_who")
                ],
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("purpose", models.CharField(max_length=60)),
                ("target", models.BigIntegerField()),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("created_at", models.DateTimeField(default=clock.now)),
                ("expires_at", models.DateTimeField()),
                ("spent_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["purpose", "target"], name="lla_link_purpose_target")],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                ("name", models.CharField(blank=True, max_length=120)),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Opens /admin/, with a second factor.",
                        verbose_name="may open the desk",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="may sign in")),
                ("created_at", models.DateTimeField(default=clock.now, editable=False)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"),
                        name="lla_user_one_per_email",
                        violation_error_message="Somebody with this e-mail address is here already.",
                    )
                ],
            },
        ),
    ]
