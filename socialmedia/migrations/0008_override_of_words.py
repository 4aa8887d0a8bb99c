from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("socialmedia", "0007_messages_pass_on_and_comments_close")]

    operations = [
        migrations.RemoveConstraint(model_name="override", name="override_once"),
        migrations.AddField(
            model_name="override",
            name="digest",
            field=models.CharField(default="", max_length=64, verbose_name="hash of the words it is for"),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="override",
            constraint=models.UniqueConstraint(
                fields=("post", "code", "channel", "digest"),
                name="override_once",
                nulls_distinct=False,
                violation_error_message="A reason for this has been given already.",
            ),
        ),
    ]
