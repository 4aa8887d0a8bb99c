"""The leadership's decision that the organising forum leaves its platform is on record."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("socialmedia", "0020_drafts_without_a_day"),
    ]

    operations = [
        migrations.AddField(
            model_name="channel",
            name="decided_by",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "It states no official position"),
                    ("conference", "A decision of conference"),
                    ("statement", "A statement of the leadership"),
                    ("constitution", "The constitution"),
                    ("consulted", "The team was consulted"),
                ],
                default="",
                max_length=12,
                verbose_name="who decided",
            ),
        ),
        migrations.AddField(
            model_name="channel",
            name="decided_on",
            field=models.DateField(blank=True, null=True, verbose_name="day of the decision"),
        ),
    ]
