"""A reader chooses notices; what he may not see is never sent, and the operator's file is the limit."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from tests.desk.conftest import SignIn
from tests.postgres import fresh
from tests.postgres import server as postgres
from tests.watch.relays import Server, relay

from summitry.desk.accounts import deskjournal, notices
from summitry.desk.accounts.choosers import Choosers
from summitry.desk.accounts.models import Account, Choice, Demand, Grant, Sending
from summitry.folder.load import load
from summitry.foundation.refusals import Refused
from summitry.secretariat.journal.latest import latest
from summitry.secretariat.watching import outbox
from summitry.secretariat.watching.operator import settings_in
from summitry.secretariat.watching.rounds import Rounds

PASSWORD = "a-long-pass-word-1"
NOON = datetime(2018, 3, 12, 16, tzinfo=UTC)
LINES = """lines:
- {id: closed-line, title: The sealed line, words: we wait, by: us, until: 2018-03-14, marking: restricted}
- {id: open-line, title: The open line, words: we talk, by: us, until: 2018-03-14}
"""


@pytest.fixture(autouse=True)
def _no_traces(folder: Path) -> Iterator[None]:
    (folder / "more-lines.yaml").write_text(LINES, encoding="utf-8")
    yield
    Sending.objects.all().delete()
    Demand.objects.all().delete()


@pytest.fixture
def reader(signed_in: SignIn) -> Client:
    return known(signed_in("reader"))


@pytest.fixture
def server() -> Iterator[Server]:
    with relay() as running:
        yield running


def known(client: Client) -> Client:
    """The client of the last account made, with a password."""
    account = Account.objects.latest("pk")
    account.set_password(PASSWORD)
    account.save()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def operators(folder: Path, port: int, limits: str = "") -> Path:
    file = folder.parent / "watch.toml"
    file.write_text(
        f'[relay]\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\nfrom = "desk@talks.example"\n'
        f'[choices]\nstate = "{settings.STATE.folder.resolve()}"\n'
        + (limits or 'addresses = ["ministry.example"]\n'), encoding="utf-8",
    )  # fmt: skip
    file.chmod(0o600)
    return file


def rounds(folder: Path, file: Path, said: list[str] | None = None) -> Rounds:
    found = settings_in(file)
    assert found.choices is not None
    return Rounds((folder,), found, [].append if said is None else said.append, Choosers(found.choices))


def choose(client: Client, *kinds: str, to: str = "ann@ministry.example", **more: str) -> tuple[int, str]:
    sent = {"dossier": "talks", "kind": kinds, "to": to, "password": PASSWORD, **more}
    answer = client.post("/account/notices", sent)
    return answer.status_code, answer.content.decode()


def told(server: Server) -> list[tuple[str, str]]:
    """To whom a letter went, and its text."""
    return [(t.to[0], next(t.letter.iter_parts()).get_content()) for t in server.taken]


def test_where_nobody_sends_nothing_can_be_chosen(reader: Client) -> None:
    page = reader.get("/account/notices").content.decode()
    assert "Nobody sends notices of this dossier at present." in page and 'name="kind"' not in page
    status, page = choose(reader, "line")
    assert status == 422 and not Choice.objects.exists()
    Sending.objects.create(
        dossier="talks", addresses=["ministry.example"], at=timezone.now() - timedelta(days=2)
    )
    assert choose(reader, "line")[0] == 422, "it has not run for two days"


def test_a_choice_is_kept_told_journalled_and_ended(reader: Client, folder: Path, server: Server) -> None:
    rounds(folder, operators(folder, server.port)).go(NOON)
    page = reader.get("/account/notices").content.decode()
    assert "United States and DPRK" in page
    assert "They go to ministry.example" in page and page.count('name="kind"') == 10
    assert "/account/notices" in reader.get("/account/").content.decode()
    assert choose(reader, "line", "duty", "no-such-kind")[0] == 302
    choice = Choice.objects.get()
    assert (choice.kinds, choice.address) == (["line", "duty"], "ann@ministry.example")
    page = reader.get("/account/notices").content.decode()
    assert page.count("checked") == 2 and "ann@ministry.example" in page
    acts = [next(iter(latest(place))).act for place in (folder, deskjournal.folder())]
    assert acts == ["choose notices to ann@ministry.example: line, duty"] * 2
    assert reader.post("/account/notices", {"dossier": "talks"}).status_code == 302
    assert not Choice.objects.exists()
    assert next(iter(latest(folder))).act == "choose notices: none"


@pytest.mark.parametrize(
    ("to", "password", "says"),
    [
        ("ann@elsewhere.example", PASSWORD, "go to ministry.example, not to ann@elsewhere.example"),
        ("ann@sub.ministry.example", PASSWORD, "go to ministry.example"),
        ("ann@ministry.example.evil.example", PASSWORD, "go to ministry.example"),
        ("ann@ministry.example\nBcc: x@y.example", PASSWORD, "no mail address"),
        ("ann@ministry.example, b@ministry.example", PASSWORD, "no mail address"),
        ("", PASSWORD, "no mail address"),
        ("ann@ministry.example", "wrong", "not your password"),
        ("ann@ministry.example", "", "not your password"),
    ],
)
def test_what_cannot_be_is_said_and_stays_typed(
    reader: Client, folder: Path, server: Server, to: str, password: str, says: str
) -> None:
    rounds(folder, operators(folder, server.port)).go(NOON)
    status, page = choose(reader, "line", to=to, password=password)
    assert status == 422 and says in page and not Choice.objects.exists()
    assert page.count("checked") == 1


def test_a_dossier_that_is_not_open_answers_as_one_that_is_not_there(
    signed_in: SignIn, folder: Path, server: Server
) -> None:
    rounds(folder, operators(folder, server.port)).go(NOON)
    stranger = known(signed_in("reader"))
    Grant.objects.all().delete()
    status, page = choose(stranger, "line")
    other = choose(stranger, "line", dossier="nothing")
    assert status == other[0] == 422 and "There is no such dossier." in page
    assert "There is no such dossier." in other[1]
    administrator = known(signed_in("administrator"))
    assert choose(administrator, "line")[0] == 422, "who reads nothing has nothing sent"


def test_each_gets_what_he_may_see_and_the_choice_of_the_moment(
    signed_in: SignIn, folder: Path, server: Server
) -> None:
    going = rounds(folder, operators(folder, server.port))
    going.go(NOON)
    assert choose(known(signed_in("reader", marking="open")), "line")[0] == 302
    assert choose(known(signed_in("officer")), "line", to="bob@ministry.example")[0] == 302
    assert choose(known(signed_in("officer")), "window", to="cy@ministry.example")[0] == 302
    for _ in range(2):
        going.go(NOON)
    found = told(server)
    assert {to for to, _ in found} == {"ann@ministry.example", "bob@ministry.example"}
    by = {to: " ".join(text for t, text in found if t == to) for to, _ in found}
    assert "open line" in by["ann@ministry.example"] and "sealed" not in by["ann@ministry.example"]
    assert "sealed line" in by["bob@ministry.example"]
    assert len(found) == len(set(found)), "each alarm once"
    assert "reader-0" in by["ann@ministry.example"]


def test_what_was_withdrawn_meanwhile_is_not_sent(signed_in: SignIn, folder: Path, server: Server) -> None:
    going = rounds(folder, operators(folder, server.port))
    going.go(NOON)
    assert choose(known(signed_in("officer")), "line")[0] == 302
    server.trouble = ["451 later"] * 9
    going.go(NOON)
    with outbox.opened(folder) as box, box._database as database:
        assert box.waiting() == 3
        database.execute("UPDATE letters SET next = 0")
    server.trouble = []
    Grant.objects.update(marking="open")
    going.go(NOON)
    assert not any("sealed" in text for _, text in told(server))
    assert len(server.taken) == 2, "the same alarms, as he sees them now"
    with outbox.opened(folder) as box:
        assert sum("withdrawn" in letter.why for letter in box.record()) == 3


def test_a_closed_account_a_lost_grant_and_a_second_step_end_it(
    signed_in: SignIn, folder: Path, server: Server
) -> None:
    file = operators(folder, server.port)
    rounds(folder, file).go(NOON)
    assert choose(known(signed_in("officer")), "line")[0] == 302
    account = Account.objects.get()
    assert len(notices.standing("talks")) == 1
    Account.objects.update(is_active=False)
    assert notices.standing("talks") == ()
    Account.objects.update(is_active=True)
    Demand.objects.create(dossier="talks", role="officer")
    assert notices.standing("talks") == (), "it was chosen without a second step"
    assert notices.offers(account, stepped=False) == ()
    Choice.objects.update(stepped=True)
    assert len(notices.standing("talks")) == 1
    Grant.objects.update(role="administrator")
    assert notices.standing("talks") == ()
    Grant.objects.all().delete()
    assert notices.standing("talks") == ()
    rounds(folder, file).go(NOON)
    assert server.taken == []


def test_the_operators_file_is_the_outer_limit(signed_in: SignIn, folder: Path, server: Server) -> None:
    file = operators(folder, server.port)
    rounds(folder, file).go(NOON)
    assert choose(known(signed_in("officer")), "line")[0] == 302
    narrower = operators(folder, server.port, 'addresses = ["ann@home.example", "other.example"]\n')
    rounds(folder, narrower).go(NOON)
    assert server.taken == []
    low = operators(folder, server.port, 'addresses = ["ministry.example"]\nmarking = "open"\n')
    rounds(folder, low).go(NOON)
    assert len(server.taken) == 2 and not any("sealed" in text for _, text in told(server))
    said: list[str] = []
    none = operators(folder, server.port, 'addresses = ["ministry.example"]\nmarking = "cosmic"\n')
    rounds(folder, none, said).go(NOON)
    assert len(server.taken) == 2 and "there is no such marking" in said[0]
    for wrong in ("addresses = []\n", 'addresses = "ministry.example"\n', 'addresses = ["a b"]\n'):
        with pytest.raises(Refused, match="say where notices may go"):
            settings_in(operators(folder, server.port, wrong))
    file.write_text(file.read_text().replace("[choices]\n", "[choices]\nstat = 1\n"))
    with pytest.raises(Refused):
        settings_in(file)


def test_one_address_is_told_an_alarm_once_though_the_operator_names_it_too(
    signed_in: SignIn, folder: Path, server: Server
) -> None:
    file = operators(folder, server.port)
    rounds(folder, file).go(NOON)
    assert choose(known(signed_in("officer")), "line")[0] == 302
    more = '[[reader]]\nas = "desk"\nto = "ann@ministry.example"\nnotify = ["line"]\n'
    file.write_text(file.read_text() + more)
    rounds(folder, file).go(NOON)
    assert len(told(server)) == 3


def test_the_service_itself_reads_both(signed_in: SignIn, folder: Path, server: Server) -> None:
    file = operators(folder, server.port)
    more = '[[reader]]\nas = "visitor"\nto = "vi@example.org"\nnotify = ["line"]\n'
    file.write_text(file.read_text() + more)

    def serve() -> str:
        command = [sys.executable, "-m", "summitry", "watch", "serve", "--once", str(folder)]
        done = subprocess.run(
            [*command, "--settings", str(file)],
            capture_output=True, text=True, check=True,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )  # fmt: skip
        return done.stdout

    serve()
    assert {to for to, _ in told(server)} == {"vi@example.org"}
    assert choose(known(signed_in("officer")), "line")[0] == 302
    assert serve().count("ann@ministry.example: sent.") == 3
    assert load(folder).header.readers, "the other is a reader that the header names"


@pytest.mark.parametrize("queue", ["sqlite", "postgresql"])
def test_a_service_that_runs_sees_a_choice_and_its_end(
    signed_in: SignIn, folder: Path, server: Server, queue: str
) -> None:
    with ExitStack() as stack:
        more = "every = 1\n"
        if queue == "postgresql":
            more += f'database = "{fresh(stack.enter_context(postgres()), "notices")}"\n'
        file = operators(folder, server.port)
        file.write_text(more + file.read_text())
        command = [sys.executable, "-m", "summitry", "watch", "serve", str(folder), "--settings", str(file)]
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )  # fmt: skip
        try:
            until(lambda: Sending.objects.exists(), process)
            client = known(signed_in("officer"))
            assert choose(client, "line")[0] == 302
            until(lambda: len(server.taken) == 3, process)
            assert choose(client)[0] == 302
            (folder / "later.yaml").write_text(LINES.replace("-line", "-later"), encoding="utf-8")
            time.sleep(3)
            assert len(server.taken) == 3
        finally:
            process.terminate()
            said, _ = process.communicate(timeout=40)
        assert "Traceback" not in said and "could not" not in said, said


def until(done: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    end = time.monotonic() + 40
    while not done():
        assert process.poll() is None and time.monotonic() < end
        time.sleep(0.1)
