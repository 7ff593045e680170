"""A token may stand in the address of a feed or calendar, and then opens nothing else."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_tokens"),
    ]

    operations = [
        migrations.AddField(
            model_name="token",
            name="feeds",
            field=models.BooleanField(default=False),
        ),
    ]
