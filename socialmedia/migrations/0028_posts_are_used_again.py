"""What a post that brings another one again is called."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("socialmedia", "0027_positions_forum_kinds_and_published_reports"),
    ]

    operations = [
        migrations.AlterField(
            model_name="post",
            name="kind",
            field=models.CharField(
                choices=[
                    ("original", "Our own post"),
                    ("share", "A share of somebody else’s post"),
                    ("repost", "A post of ours, used again"),
                ],
                default="original",
                max_length=8,
            ),
        ),
    ]
