"""The day of the home page seen before the last: what changed is told from there."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_own_acts")]

    operations = [
        migrations.AddField(
            model_name="glance",
            name="since",
            field=models.DateField(default="2000-01-01"),
            preserve_default=False,
        ),
        migrations.RunSQL("UPDATE accounts_glance SET since = day", reverse_sql=migrations.RunSQL.noop),
    ]
