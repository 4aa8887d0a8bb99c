"""What platforms tell of posts that are out."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import lla.time.clock


class Migration(migrations.Migration):
    dependencies = [
        ("socialmedia", "0028_posts_are_used_again"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Result",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(default=lla.time.clock.now, editable=False)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("on", models.DateField(verbose_name="day of the figures")),
                ("reach", models.PositiveIntegerField(blank=True, null=True, verbose_name="people reached")),
                (
                    "likes",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="likes and reactions"),
                ),
                ("shares", models.PositiveIntegerField(blank=True, null=True)),
                ("comments", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "clicks",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="clicks on links"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "variant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="results",
                        to="socialmedia.variant",
                    ),
                ),
            ],
            options={
                "ordering": ("-on", "-pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("variant", "on"),
                        name="result_once_a_day",
                        violation_error_message="The figures of this day have already been entered.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("clicks", None),
                            ("comments", None),
                            ("likes", None),
                            ("reach", None),
                            ("shares", None),
                            _negated=True,
                        ),
                        name="result_says_something",
                        violation_error_message="Enter at least one figure.",
                    ),
                ],
            },
        ),
    ]
