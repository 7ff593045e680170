"""Settings for the desk's tests and doctests: a state of its own for each process."""

import os
import tempfile
from pathlib import Path

import django

_STATE = tempfile.TemporaryDirectory(prefix="summitry-desk-")
os.environ["SUMMITRY_DESK"] = str(Path(_STATE.name) / "state")
os.environ["SUMMITRY_PLAIN_HTTP"] = "1"
os.environ["SUMMITRY_HOSTS"] = "testserver,localhost,127.0.0.1"
os.environ["DJANGO_SETTINGS_MODULE"] = "summitry.desk.settings"

# Before any module of the desk is imported, in whatever order tests are collected.
django.setup()
