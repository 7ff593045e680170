"""Letters: each reader gets one, of his own copy; a relay in trouble loses none and doubles none."""

import math
import os
import shutil
import socket
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.watch.relays import Server, certificate, relay

from summitry.cli.app import app
from summitry.folder.load import load
from summitry.foundation.refusals import Refused
from summitry.secretariat.watching import outbox, posting, running, sending, writing
from summitry.secretariat.watching.operator import Addressee, Settings, address, settings_in

KOREA = Path(__file__).parents[2] / "examples" / "korea-2018"
NOON = datetime(2018, 3, 13, 12, 0, tzinfo=UTC)


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    folder = tmp_path / "talks"
    shutil.copytree(KOREA, folder, ignore=shutil.ignore_patterns(".summitry"))
    return folder


@pytest.fixture
def server() -> Iterator[Server]:
    with relay() as running:
        yield running


def operators(folder: Path, port: int, more: str = "", readers: str = "", host: str = "127.0.0.1") -> Path:
    file = folder.parent / "watch.toml"
    file.write_text(
        f'[relay]\nhost = "{host}"\nport = {port}\nfrom = "desk@talks.example"\n'
        + (more or 'security = "none"\n')
        + (readers or '[[reader]]\nas = "visitor"\nto = "ann@example.org"\n'
                      '[[reader]]\nas = "consular"\nto = "bob@example.org"\n'),
        encoding="utf-8",
    )  # fmt: skip
    file.chmod(0o600)
    return file


def send(folder: Path, file: Path, *more: str) -> Result:
    return CliRunner().invoke(app, ["watch", "send", str(folder), "--settings", str(file), *more])


def due_again(folder: Path) -> None:
    """Let the time pass after which a letter is tried again."""
    with outbox.opened(folder) as box, box._database as database:
        database.execute("UPDATE letters SET next = 0")


def test_each_reader_gets_one_letter_of_his_own_copy_and_nobody_else_any(talks: Path, server: Server) -> None:
    file = operators(talks, server.port)
    result = send(talks, file)
    assert result.exit_code == 0, result.output
    assert sorted((each.sender, *each.to) for each in server.taken) == [
        ("desk@talks.example", "ann@example.org"), ("desk@talks.example", "bob@example.org"),
    ]  # fmt: skip
    by = {each.to[0]: each.letter for each in server.taken}
    for who, letter in by.items():
        assert letter["To"] == who and letter["Cc"] is None and letter["Bcc"] is None
        assert letter["Subject"] == "United States and DPRK, spring 2018: Digest of Monday 12 March 2018"
        assert letter["Auto-Submitted"] == "auto-generated"
        assert letter.get_content_type() == "multipart/alternative"
        text, html = (part.get_content() for part in letter.iter_parts())
        assert "THE DAY IN TEN LINES" in text and max(map(len, text.splitlines())) <= 72
        assert html.startswith("<!doctype html>")
    flat = {who: " ".join(letter.as_string().split()) for who, letter in by.items()}
    texts = {who: " ".join(next(letter.iter_parts()).get_content().split()) for who, letter in by.items()}
    assert "files on the three Americans" in texts["bob@example.org"]
    assert "three Americans" not in texts["ann@example.org"] and "bob@" not in flat["ann@example.org"]


def test_a_letter_that_was_sent_is_not_sent_again_and_is_on_record(talks: Path, server: Server) -> None:
    file = operators(talks, server.port)
    assert send(talks, file).exit_code == 0
    again = send(talks, file)
    assert again.exit_code == 0 and again.output.count("was put before") == 2
    assert len(server.taken) == 2
    told = CliRunner().invoke(app, ["watch", "sent", str(talks)]).output
    assert "2018-03-12  digest to ann@example.org as visitor: sent " in told
    with outbox.opened(talks) as box:
        assert all(not letter.message for letter in box.record())
    assert stat.S_IMODE((talks / outbox.PLACE).stat().st_mode) == 0o600
    assert send(talks, file, "--reader", "visitor", "--on", "2018-03-11").exit_code == 0
    assert len(server.taken) == 3


def test_one_address_can_be_written_to_by_hand_as_a_reader(talks: Path, server: Server) -> None:
    file = operators(talks, server.port)
    assert send(talks, file, "--to", "eve@example.org").exit_code == 2, "as whom?"
    assert send(talks, file, "--to", "eve@example.org", "--reader", "nobody").exit_code == 2
    assert send(talks, file, "--to", "eve@example.org", "--reader", "visitor").exit_code == 0
    assert [each.to for each in server.taken] == [["eve@example.org"]]


def test_what_the_relay_refuses_for_good_is_not_tried_again_until_somebody_says_so(
    talks: Path, server: Server
) -> None:
    file = operators(talks, server.port, readers='[[reader]]\nas = "visitor"\nto = "ann@example.org"\n')
    server.trouble = ["rcpt 550 no such box"]
    result = send(talks, file)
    assert result.exit_code == 1 and "ann@example.org: refused: 550 no such box" in result.output
    due_again(talks)
    assert send(talks, file).exit_code == 0 and not server.taken
    assert "refused" in CliRunner().invoke(app, ["watch", "sent", str(talks)]).output
    assert send(talks, file, "--again").exit_code == 0
    assert len(server.taken) == 1


@pytest.mark.parametrize("trouble", ["451 later, please", "rcpt 450 greylisted", "drop"])
def test_what_was_not_taken_waits_and_is_tried_again(talks: Path, server: Server, trouble: str) -> None:
    file = operators(talks, server.port)
    server.trouble = [trouble]
    result = send(talks, file)
    assert result.exit_code == 1 and "not taken, waits" in result.output
    before = len(server.taken)
    assert send(talks, file).exit_code == 0 and len(server.taken) == before, "it is not time yet"
    due_again(talks)
    assert send(talks, file).exit_code == 0
    assert sorted(each.to[0] for each in server.taken) == ["ann@example.org", "bob@example.org"]


def test_a_line_that_breaks_after_the_letter_was_taken_gives_the_same_letter(
    talks: Path, server: Server
) -> None:
    file = operators(talks, server.port, readers='[[reader]]\nas = "visitor"\nto = "ann@example.org"\n')
    server.trouble = ["take and drop"]
    assert send(talks, file).exit_code == 1
    due_again(talks)
    assert send(talks, file).exit_code == 0
    first, second = server.taken
    assert first.id == second.id and first.letter.as_bytes() == second.letter.as_bytes()


def test_a_relay_that_is_not_there_or_says_nothing_loses_nothing(talks: Path) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        file = operators(talks, silent.getsockname()[1], 'security = "none"\ntimeout = 0.5\n')
        assert "timed out" in send(talks, file).output
    due_again(talks)
    assert "refused" in send(talks, file).output.lower()
    due_again(talks)
    with relay() as server:
        operators(talks, server.port)
        assert send(talks, file).exit_code == 0
        assert len(set(server.ids())) == 2 == len(server.taken)


# -- encryption -------------------------------------------------------------------------------------


@pytest.mark.parametrize("implicit", [False, True])
def test_encrypted_and_with_a_password(talks: Path, tmp_path: Path, implicit: bool) -> None:
    authority = certificate(tmp_path / "tls")
    (tmp_path / "word").write_text("open sesame\n", encoding="utf-8")
    how = "tls" if implicit else "starttls"
    with relay(tmp_path / "tls", implicit=implicit, password="open sesame") as server:
        more = f'security = "{how}"\nuser = "desk"\npassword_file = "word"\nauthority = "{authority}"\n'
        file = operators(talks, server.port, more, host="localhost")
        result = send(talks, file)
        assert result.exit_code == 0, result.output
        assert len(server.taken) == 2 and set(server.logins) == {"desk"}


def test_a_wrong_password_sends_nothing_and_says_so(talks: Path, tmp_path: Path) -> None:
    authority = certificate(tmp_path / "tls")
    with relay(tmp_path / "tls", password="open sesame") as server:
        more = f'user = "desk"\npassword = "guess"\nauthority = "{authority}"\n'
        result = send(talks, operators(talks, server.port, more, host="localhost"))
        assert result.exit_code == 1 and "535" in result.output and not server.taken
        assert "guess" not in result.output


def test_nothing_is_sent_over_less_than_the_operator_asks_for(talks: Path, tmp_path: Path) -> None:
    with relay() as server:
        result = send(talks, operators(talks, server.port, 'security = "starttls"\n'))
        assert result.exit_code == 1 and "STARTTLS" in result.output and not server.taken
    certificate(tmp_path / "tls")
    with relay(tmp_path / "tls") as server:
        due_again(talks)
        result = send(talks, operators(talks, server.port, 'security = "starttls"\n', host="localhost"))
        assert result.exit_code == 1 and "certificate" in result.output.lower() and not server.taken
    other = certificate(tmp_path / "other", name="elsewhere.example")
    with relay(tmp_path / "other") as server:
        due_again(talks)
        file = operators(talks, server.port, f'authority = "{other}"\n', host="localhost")
        assert send(talks, file).exit_code == 1 and not server.taken


# -- what an author or operator wrote ---------------------------------------------------------------


def test_words_of_a_dossier_add_no_header_and_no_reader(tmp_path: Path, server: Server) -> None:
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "dossier.yaml").write_text(
        'format: 1\ndossier: "Talks\\r\\nBcc: eve@example.org\\r\\n\\r\\n<b>body</b>"\nzone: UTC\n'
        "markings: [open]\nreaders: {visitor: {marking: open}}\ncutoff: 2018-03-12\n", encoding="utf-8",
    )  # fmt: skip
    (folder / "a.yaml").write_text(
        'parties: [{id: us, name: "Us\\r\\n.\\r\\nRCPT TO:<eve@example.org>"}]\n'
        'events: [{id: e, title: "it\\r\\n.\\r\\nmoved", by: us, on: 2018-03-12}]\n', encoding="utf-8",
    )  # fmt: skip
    readers = '[[reader]]\nas = "visitor"\nto = "ann@example.org"\n'
    assert send(folder, operators(folder, server.port, readers=readers)).exit_code == 0
    (taken,) = server.taken
    assert taken.to == ["ann@example.org"]
    assert set(taken.letter.keys()) == {
        "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress",
        "MIME-Version", "Content-Type",
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["ann", "ann@", "a@b\r\nRCPT TO:<eve@example.org>", "a@b.example, eve@example.org", "<a@b.example>",
     "a b@c.example", "a@b..example", "a@b.example\x00", "", "ann@exam_ple.org>"],
)  # fmt: skip
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        address(text)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[relay]\nhost = 1 2\n", "not understood"),
        ('[relay]\nhost = "x"\nfrom = "a@b.example"\nsecurity = "some"\n', "starttls"),
        ('[relay]\nhost = "x"\nfrom = "a@b.example"\nsecurity = "none"\nuser = "u"\n', "encrypted"),
        ('[relay]\nhost = "x"\n', "sender"),
        ('[relay]\nhost = "x"\nfrom = "a"\n', "no mail address"),
        ('[[reader]]\nto = "a@b.example"\n', "as which reader"),
        ('[[reader]]\nas = "v"\nto = "a@b.example"\nat = "7"\n', "no hour"),
        ('[[reader]]\nas = "v"\nto = "a@b.example"\nzone = "Mars"\n', "time zone"),
        ("colour = 1\n", "nothing is called"),
    ],
)
def test_an_operators_file_that_is_wrong_is_refused_in_words(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "watch.toml"
    file.write_text(text, encoding="utf-8")
    file.chmod(0o600)
    with pytest.raises(Refused, match=says):
        settings_in(file)


def test_a_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "watch.toml"
    file.write_text("", encoding="utf-8")
    file.chmod(0o640)
    with pytest.raises(Refused, match="chmod 600"):
        settings_in(file)
    os.chmod(file, 0o600)
    assert settings_in(file) == Settings()


# -- when, and what at once -------------------------------------------------------------------------


def test_a_digest_is_due_at_the_readers_hour_for_each_day_that_has_ended() -> None:
    whole = load(KOREA)
    whole = type(whole)(whole.whole)
    ann = Addressee(reader="visitor", to="ann@example.org", at=time(7), zone="Europe/Vienna")

    def due(last: str, *when: int) -> tuple[date, ...]:
        return writing.days_due(whole, ann, last, datetime(*when, tzinfo=UTC))  # type: ignore[arg-type]

    # In Vienna 07:00 is 06:00 UTC in winter; in Washington it is then two o'clock of the same morning.
    assert due("", 2018, 3, 10, 5, 59) == ()
    assert due("", 2018, 3, 10, 6, 0) == (date(2018, 3, 9),)
    assert due("2018-03-09", 2018, 3, 10, 23, 0) == ()
    assert due("2018-03-09", 2018, 3, 11, 5, 0) == ()
    assert due("2018-03-07", 2018, 3, 10, 7, 0) == (date(2018, 3, 8), date(2018, 3, 9))
    assert len(due("2018-01-01", 2018, 3, 10, 7, 0)) == writing.LATE_DAYS
    assert due("", 2020, 1, 1, 12, 0) == (date(2018, 3, 12),), "no day after the cutoff"
    assert due("2018-03-12", 2020, 1, 1, 12, 0) == ()


def test_notice_is_given_at_once_of_what_a_reader_chose_and_of_nothing_else(
    talks: Path, server: Server
) -> None:
    readers = (
        '[[reader]]\nas = "visitor"\nto = "ann@example.org"\nnotify = ["line"]\n'
        '[[reader]]\nas = "visitor"\nto = "cy@example.org"\nnotify = ["options-paper"]\n'
        '[[reader]]\nas = "visitor"\nto = "dee@example.org"\nnotify = ["pledge"]\n'
    )
    settings = settings_in(operators(talks, server.port, readers=readers))
    whole = load(talks)
    assert sending.put_what_is_due(talks, whole, settings, NOON) == 2
    assert sending.put_what_is_due(talks, whole, settings, NOON) == 0
    assert all(each.how == "sent" for each in sending.post(talks, settings))
    said = {each.to[0]: next(each.letter.iter_parts()).get_content() for each in server.taken}
    assert set(said) == {"ann@example.org", "cy@example.org"}
    assert "This line has grown old" in said["ann@example.org"]
    assert "Finish the options paper: It had to begin" in said["cy@example.org"]
    assert "Alarm of Monday 12 March 2018" in said["ann@example.org"]


def withhold(folder: Path, id: str) -> None:
    """Have a record that the visitor could see be for another group alone from now on."""
    file = next(f for f in folder.rglob("*.yaml") if f"- id: {id}\n" in f.read_text(encoding="utf-8"))
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(f"- id: {id}\n", f"- id: {id}\n  access: [nuclear]\n", 1), encoding="utf-8")


def closed_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


def waiting(folder: Path) -> list[outbox.Letter]:
    with outbox.opened(folder) as box:
        return list(box.due(math.inf))


def test_a_digest_that_waits_is_written_again_from_what_its_reader_may_see_then(talks: Path) -> None:
    file = operators(talks, closed_port(), readers='[[reader]]\nas = "visitor"\nto = "ann@example.org"\n')
    send(talks, file)
    title = "pause"
    (first,) = waiting(talks)
    assert title in first.message.decode().lower()
    withhold(talks, "test-pause-2018")
    send(talks, file)
    (second,) = waiting(talks)
    assert second.key == first.key
    assert second.message != first.message
    settings, whole = settings_in(file), load(talks)
    with outbox.opened(talks) as box:
        box.make_again(replace(second, message=first.message), posting.says_the_same)
    sending.put_what_is_due(talks, whole, settings, NOON)
    (third,) = (each for each in waiting(talks) if each.sort == "digest")
    assert body(third) == body(second)


def test_a_notice_that_waits_is_taken_back_when_its_record_is_withheld_since(talks: Path) -> None:
    readers = '[[reader]]\nas = "visitor"\nto = "ann@example.org"\nnotify = ["line"]\n'
    settings = settings_in(operators(talks, closed_port(), readers=readers))
    sending.put_what_is_due(talks, load(talks), settings, NOON)
    before = [each for each in waiting(talks) if each.sort == "notice"]
    (line,) = {
        alarm.about
        for alarm, _ in running.raised(talks, load(talks).as_of(date(2018, 3, 12)))
        if alarm.monitor == "line"
    }
    assert before, "no line has grown old on this day"
    withhold(talks, line)
    sending.put_what_is_due(talks, load(talks), settings, NOON)
    assert [each for each in waiting(talks) if each.sort == "notice"] == []
    with outbox.opened(talks) as box:
        record = [each for each in box.record() if each.sort == "notice"]
    assert {(each.state, each.why) for each in record} == {("refused", sending.GONE)}


def body(letter: outbox.Letter) -> list[str]:
    message = message_from_bytes(letter.message, policy=default)
    assert isinstance(message, EmailMessage)
    return [part.get_content() for part in message.iter_parts()]
