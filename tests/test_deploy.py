"""What is handed to administrators works: units, the container, the server before the desk, the wheel."""

import configparser
import json
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from tests.visiting import environment

from summitry.cli.app import app
from summitry.cli.desk import command as desk

PROJECT = Path(__file__).resolve().parent.parent
DEPLOY = PROJECT / "deploy"
UNITS = (
    "summitry-desk.service", "summitry-watch.service", "summitry-backup.service", "summitry-backup.timer",
)  # fmt: skip
INSTRUCTIONS = {
    "ARG", "FROM", "COPY", "RUN", "ENV", "USER", "WORKDIR", "VOLUME", "EXPOSE", "STOPSIGNAL", "HEALTHCHECK",
    "ENTRYPOINT", "CMD",
}  # fmt: skip
PORT = str(next(each.default for each in desk.params if each.name == "port"))


class Doubled(dict[str, str]):
    """A section of a unit, in which a key may come again."""

    def __setitem__(self, key: str, value: str) -> None:
        if isinstance(value, list) and key in self:
            self[key].extend(value)  # type: ignore[attr-defined]
        else:
            super().__setitem__(key, value)


def unit(name: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(
        dict_type=Doubled, strict=False, interpolation=None, delimiters=("=",), comment_prefixes=("#",)
    )
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(DEPLOY / name, encoding="utf-8")
    return parser


def called(text: str) -> Iterator[list[str]]:
    """The words of each command of summitry in a text."""
    for line in text.replace("\\\n", " ").splitlines():
        found = re.search(r"(?:^|[ /])summitry +((?:desk|backup|restore|user|journal|check|watch)\b.*)", line)
        if found and not line.lstrip().startswith("#"):
            yield shlex.split(found[1].split("   ")[0], comments=True)


def is_understood(words: list[str]) -> None:
    """The command is there, and so is every option in it."""
    context = app.make_context("summitry", ["version"], resilient_parsing=True)
    command = app.get_command(context, words[0])
    assert command is not None, words
    options = {name for param in command.params for name in param.opts}
    rest = words[1:]
    if isinstance(command, click.Group):
        for at, word in enumerate(rest):
            if (inner := command.get_command(context, word)) is not None:
                options |= {name for param in inner.params for name in param.opts}
                rest = rest[:at] + rest[at + 1 :]
                break
    for word in rest:
        if word.startswith("-"):
            assert word.split("=")[0] in options, f"{' '.join(words)}: there is no {word}"


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_calls_what_there_is(name: str, tmp_path: Path) -> None:
    parsed = unit(name)
    assert parsed.sections()
    words = list(called((DEPLOY / name).read_text(encoding="utf-8").replace("${TAKEN}", "taken.tar")))
    assert bool(words) == name.endswith(".service")
    for each in words:
        is_understood(each)


def test_the_service_is_bounded() -> None:
    held = unit("summitry-desk.service")["Service"]
    assert held["User"] not in ("", "root")
    assert (held["ProtectSystem"], held["NoNewPrivileges"], held["ReadWritePaths"]) == (
        "strict", "yes", "/var/lib/summitry"
    )  # fmt: skip
    assert held["IPAddressDeny"] == "any"
    assert held["MemoryMax"] and held["WatchdogSec"] and held["Type"] == "notify"


def test_systemd_finds_no_fault(tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        return  # the tests above read the same files
    for name in UNITS:
        text = (DEPLOY / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(
            text.replace("/opt/summitry/bin/summitry", "/bin/true"), encoding="utf-8"
        )
    found = subprocess.run(
        ["systemd-analyze", "verify", *(tmp_path / name for name in UNITS)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    ours = [line for line in found.stderr.splitlines() if "summitry" in line]
    assert (found.returncode, ours) == (0, [])


def container() -> list[tuple[str, str]]:
    """The instructions of the container file with what follows them."""
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    text = re.sub(r"(?m)^#.*\n", "", text).replace("\\\n", " ")
    lines = [line.split(maxsplit=1) for line in text.splitlines() if line.strip()]
    return [(name, rest.strip()) for name, rest in lines]


def test_the_container_is_built_from_what_there_is_and_runs_as_nobody() -> None:
    steps = container()
    assert {name for name, _ in steps} <= INSTRUCTIONS
    for name, rest in steps:
        if name == "COPY" and "--from" not in rest:
            source = rest.split()[0]
            assert source == "dist/" or (PROJECT / source).is_file(), f"{source} is not there"
    last = max(at for at, (name, _) in enumerate(steps) if name == "FROM")
    users = [rest for name, rest in steps[last:] if name == "USER"]
    assert users and users[-1] not in ("0", "root")
    after = [name for name, _ in steps[last:]]
    assert "RUN" not in after[after.index("USER") :]
    said = dict(steps)
    assert json.loads(said["ENTRYPOINT"]) == ["summitry"]
    is_understood(json.loads(said["CMD"]))
    assert said["EXPOSE"] == PORT and f":{PORT}/health" in said["HEALTHCHECK"]


def test_pip_knows_what_the_container_asks_of_it() -> None:
    helped = subprocess.run(
        [sys.executable, "-m", "pip", "install", "--help"], capture_output=True, text=True, check=True
    ).stdout
    asked = {w for _, rest in container() if "pip install" in rest for w in re.findall(r"--[a-z-]+", rest)}
    assert {"--require-hashes", "--no-deps", "--no-index"} <= asked
    assert [option for option in asked if option not in helped] == []


def test_the_server_before_the_desk_says_what_the_desk_trusts() -> None:
    text = re.sub(r"(?m)#.*$", "", (DEPLOY / "nginx.conf").read_text(encoding="utf-8"))
    depth = 0
    for statement in re.findall(r"[^;{}]*[;{}]", text):
        depth += {"{": 1, "}": -1}.get(statement[-1], 0)
        assert depth >= 0
        assert statement[-1] != "}" or not statement[:-1].strip(), f"no semicolon: {statement}"
    assert depth == 0
    told = dict(re.findall(r"proxy_set_header\s+(\S+)\s+(\S+);", text))
    assert told["X-Forwarded-For"] == "$remote_addr", "never added to: whoever asks may have written it"
    assert told["X-Forwarded-Proto"] == "https"
    assert f"server 127.0.0.1:{PORT};" in text


def test_the_settings_in_the_example_are_read() -> None:
    settings = (PROJECT / "src" / "summitry" / "desk" / "settings.py").read_text(encoding="utf-8")
    named = set(
        re.findall(r"(?m)^#?(SUMMITRY_\w+)=", (DEPLOY / "desk.env.example").read_text(encoding="utf-8"))
    )
    assert named == {"SUMMITRY_HOSTS", "SUMMITRY_DATABASE"}
    assert all(f'"{name}"' in settings for name in named)


def test_the_page_for_administrators_names_what_there_is() -> None:
    text = (PROJECT / "docs" / "how-to" / "run-the-desk-for-a-team.md").read_text(encoding="utf-8")
    words = list(called(text))
    assert len(words) >= 6
    for each in words:
        is_understood(each)
    for name in re.findall(r"`deploy/([\w.-]+)`", text):
        assert (DEPLOY / name).is_file(), name
    assert {each.name for each in DEPLOY.iterdir()} <= set(re.findall(r"deploy/([\w.-]+)", text))


OPENED = """
import sys
from summitry.desk.serving import prepare
prepare(sys.argv[1], behind_tls=False)
from django.conf import settings
settings.ALLOWED_HOSTS.append("testserver")
from django.test import Client
import summitry
page = Client().get("/sign-in")
assert page.status_code == 200
style = page.content.decode().split('rel="stylesheet" href="')[1].split('"')[0]
assert Client().get(style).status_code == 200, style
print(summitry.__file__)
"""


def test_the_wheel_is_built_without_a_network_and_holds_the_desk(tmp_path: Path) -> None:
    source = tmp_path / "source"
    asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    asked += ["src", "pyproject.toml", "README.md", "LICENSE"]
    listed = subprocess.run(asked, cwd=PROJECT, capture_output=True, check=True, text=True)
    kept = listed.stdout.split("\0")
    for name in filter(None, kept):
        if (PROJECT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(PROJECT / name, source / name)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    build = [
        "wheel",
        "-q",
        "--no-index",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        str(tmp_path / "dist"),
    ]
    subprocess.run([*pip, *build, str(source)], check=True, capture_output=True)
    (wheel,) = (tmp_path / "dist").glob("summitry-*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        name.removeprefix("src/") for name in kept if name.startswith("src/") and (PROJECT / name).is_file()
    }
    assert wanted <= held
    target = tmp_path / "target"
    install = [
        "install",
        "-q",
        "--no-index",
        "--no-deps",
        "--no-compile",
        "--target",
        str(target),
        str(wheel),
    ]
    subprocess.run([*pip, *install], check=True, capture_output=True)
    run = subprocess.run(
        [sys.executable, "-c", OPENED, str(tmp_path / "state")], cwd=tmp_path,
        env={**environment(), "PYTHONPATH": str(target)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert Path(run.stdout.strip()).is_relative_to(target)
