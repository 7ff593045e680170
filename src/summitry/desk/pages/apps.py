"""The application of pages."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """The pages."""

    name = "summitry.desk.pages"
    label = "pages"
