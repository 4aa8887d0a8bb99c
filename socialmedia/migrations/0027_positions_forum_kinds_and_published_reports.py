"""Positions that posts rest on, kinds of post in organising forums, and versions of reports for everybody."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import lla.time.clock


class Migration(migrations.Migration):
    dependencies = [
        ("socialmedia", "0026_posts_are_searched"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Position",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(default=lla.time.clock.now, editable=False)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("priority", "A priority"), ("position", "A position")],
                        default="position",
                        max_length=8,
                    ),
                ),
                ("sentence", models.CharField(max_length=300, verbose_name="the position")),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("", "It states no official position"),
                            ("conference", "A decision of conference"),
                            ("statement", "A statement of the leadership"),
                            ("constitution", "The constitution"),
                            ("consulted", "The team was consulted"),
                        ],
                        max_length=12,
                        verbose_name="what it rests on",
                    ),
                ),
                (
                    "basis_words",
                    models.CharField(blank=True, max_length=200, verbose_name="which decision or statement"),
                ),
                (
                    "basis_link",
                    models.URLField(blank=True, max_length=300, verbose_name="address of the decision"),
                ),
                ("basis_on", models.DateField(blank=True, null=True, verbose_name="date of the statement")),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ("-kind", "-since", "pk"),
            },
        ),
        migrations.AddField(
            model_name="post",
            name="forum_kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("activity", "Activity at events"),
                    ("polls", "Polls of signatories"),
                    ("feedback", "Requests for feedback"),
                    ("dates", "Key democratic dates"),
                ],
                max_length=8,
                verbose_name="kind of post in an organising forum",
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="public_words",
            field=models.TextField(
                blank=True, editable=False, max_length=10000, verbose_name="what everybody reads of the month"
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="published_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="report",
            name="published_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(("published_at__isnull", True), ("status", "sent"), _connector="OR"),
                name="report_published_once_sent",
            ),
        ),
        migrations.AddField(
            model_name="position",
            name="written_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="post",
            name="position",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="posts",
                to="socialmedia.position",
                verbose_name="which position of ours",
            ),
        ),
        migrations.AddConstraint(
            model_name="position",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="position_ends_after_it_begins",
                violation_error_message="The last day is before the first day.",
            ),
        ),
    ]
