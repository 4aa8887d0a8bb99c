"""A letter that is of use for a while only, such as a sign-in code, knows until when."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("lla", "0005_letters_turned_off")]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="expires_at",
            field=models.DateTimeField(
                blank=True,
                help_text="From then on it is of no use: it is not sent, and its words go.",
                null=True,
            ),
        ),
    ]
