"""The application of accounts and grants."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts and grants."""

    name = "summitry.desk.accounts"
    label = "accounts"
