"""Behind TLS, Django's own check of a deployment and that of axes find nothing; and the answers say so."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ASKED = """
import django
from django.test import Client
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
away = Client().get("/sign-in", HTTP_HOST="desk.example")
assert away.status_code == 301 and away["Location"] == "https://desk.example/sign-in", away
page = Client().get("/sign-in", HTTP_HOST="desk.example", secure=True)
assert page.status_code == 200
assert "max-age=31536000" in page["Strict-Transport-Security"]
for cookie in page.cookies.values():
    assert cookie["secure"] and cookie["httponly"] and cookie["samesite"], cookie
policy = page["Content-Security-Policy"]
assert "default-src 'none'" in policy and "unsafe" not in policy, policy
assert page["X-Content-Type-Options"] == "nosniff" and page["X-Frame-Options"] == "DENY"
assert page["Referrer-Policy"] == "same-origin" and page["Cross-Origin-Opener-Policy"] == "same-origin"
assert Client().get("/sign-in", HTTP_HOST="elsewhere.example", secure=True).status_code == 400
"""


@pytest.mark.parametrize(
    "command", [["-m", "django", "check", "--deploy", "--fail-level", "WARNING"], ["-c", ASKED]],
    ids=["check", "answers"],
)  # fmt: skip
def test_nothing_is_wrong_behind_tls(tmp_path: Path, command: list[str]) -> None:
    environment = {k: v for k, v in os.environ.items() if k != "SUMMITRY_PLAIN_HTTP"}
    environment |= {
        "SUMMITRY_DESK": str(tmp_path), "SUMMITRY_HOSTS": "desk.example",
        "DJANGO_SETTINGS_MODULE": "summitry.desk.settings",
        "PYTHONPATH": os.pathsep.join(p for p in sys.path if p),
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, *command], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
