"""What posts are held against stands in the row of each platform, and a platform can be added and ended."""

import django.contrib.postgres.fields
from django.db import migrations, models

import lla.time.clock
import socialmedia.channels.models


class Migration(migrations.Migration):
    dependencies = [
        ("socialmedia", "0024_harmful_comments_and_complaints_from_them"),
    ]

    operations = [
        migrations.AddField(
            model_name="platform",
            name="changed_at",
            field=models.DateTimeField(auto_now=True),
        ),
        migrations.AddField(
            model_name="platform",
            name="created_at",
            field=models.DateTimeField(default=lla.time.clock.now, editable=False),
        ),
        migrations.AddField(
            model_name="platform",
            name="ended_on",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="last day of use"),
        ),
        migrations.AddField(
            model_name="platform",
            name="functions",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("pinned_rules", "Pinned rules"),
                        ("files", "Files"),
                        ("polls", "Polls"),
                        ("events", "Events"),
                        ("filters", "Keyword filters"),
                        ("moderation", "Moderation assistance"),
                        ("alternative_text", "Alternative text for pictures"),
                    ],
                    max_length=16,
                ),
                blank=True,
                default=socialmedia.channels.models.every_function,
                size=None,
                verbose_name="what its channels can use",
            ),
        ),
        migrations.AddField(
            model_name="platform",
            name="hashtag_limit",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="most hashtags of a post"
            ),
        ),
        migrations.AddField(
            model_name="platform",
            name="links_open",
            field=models.BooleanField(default=True, verbose_name="links in a post can be followed"),
        ),
        migrations.AddField(
            model_name="platform",
            name="takes_alternative_text",
            field=models.BooleanField(default=True, verbose_name="pictures can be described"),
        ),
        migrations.AlterField(
            model_name="platform",
            name="counting",
            field=models.CharField(
                choices=[
                    ("plain", "As a text field counts: most emoji as 2 or more"),
                    ("bytes", "As YouTube counts: bytes, so accents as 2 and emoji as 4 or more"),
                    ("weighted", "As X counts: links as 23, emoji and most other scripts as 2"),
                    ("bluesky", "As Bluesky counts: what people see as one sign as 1, long links shortened"),
                    ("mastodon", "As Mastodon counts: links as 23, @name@server as @name, emoji as 1"),
                    ("threads", "As Threads counts: emoji as their bytes, so 4 or more"),
                ],
                default="plain",
                max_length=8,
                verbose_name="how it counts characters",
            ),
        ),
        migrations.AlterField(
            model_name="platform",
            name="name",
            field=models.CharField(
                error_messages={"unique": "There is already a platform of this name."},
                max_length=40,
                unique=True,
            ),
        ),
        migrations.AlterField(
            model_name="platform",
            name="order",
            field=models.PositiveSmallIntegerField(
                editable=False, unique=True, verbose_name="place in the order of preference"
            ),
        ),
        migrations.AlterField(
            model_name="platform",
            name="slug",
            field=models.SlugField(editable=False, max_length=40, unique=True),
        ),
    ]
