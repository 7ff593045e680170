"""Fetching: polite, conditional, bounded; nothing a server does harms anything, and it is said."""

import http.server
import socket
import socketserver
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import ClassVar

import pytest
from click.testing import CliRunner
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from tests.watch.test_intake import FEED, letter

from summitry.cli.app import app
from summitry.folder.load import load
from summitry.foundation.refusals import Refused
from summitry.secretariat.watching import asking, fetching, mailboxes
from summitry.secretariat.watching.fetching import Fetched, fetch
from summitry.secretariat.watching.sources import PLACE, sources_of
from summitry.watch import inbox

AGENT = "Press office; press@ministry.example"
Answers = dict[str, Callable[[http.server.BaseHTTPRequestHandler], None]]


class Server:
    """A small server: what it was asked, and how it answers each path."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.answers: Answers = {}
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append((self.path, dict(self.headers.items())))
                outer.answers[self.path](self)

            def log_message(self, *_: object) -> None:
                return

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def says(self, path: str, status: int = 200, body: bytes = b"", **heads: str) -> None:
        def answer(handler: http.server.BaseHTTPRequestHandler) -> None:
            known = handler.headers.get("If-None-Match")
            fresh = "ETag" in heads and known == heads["ETag"]
            handler.send_response(304 if fresh else status)
            for name, value in heads.items():
                handler.send_header(name.replace("_", "-"), value)
            handler.end_headers()
            if not fresh:
                handler.wfile.write(body)

        self.answers[path] = answer


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "talks"
    made.mkdir()
    (made / "dossier.yaml").write_text(
        "format: 1\ndossier: Talks\nmarkings: [open, restricted]\ngroups: [inner]\n"
    )
    return made


def name(folder: Path, *tables: str) -> None:
    path = folder / PLACE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join((f'agent = "{AGENT}"', *tables)))


def feed(address: str, more: str = "") -> str:
    return f'[[feed]]\naddress = "{address}"\n{more}'


class Clock:
    def __init__(self) -> None:
        self.at = datetime(2018, 3, 9, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def pass_(self, **by: int) -> None:
        self.at += timedelta(**by)


def fetched(folder: Path, clock: Clock) -> list[Fetched]:
    return list(fetch(folder, clock, pause=0.0, learned=date(2018, 3, 9)))


def titles(folder: Path) -> list[str]:
    with inbox.opened(folder) as box:
        return sorted(e.item.title for e in box.entries(load(folder).header))


def test_a_feed_is_taken_in_and_asked_again_only_when_due_and_conditionally(
    folder: Path, server: Server
) -> None:
    server.says("/f", body=FEED.encode(), ETag='"one"', Last_Modified="Fri, 09 Mar 2018 00:10:00 GMT")
    name(folder, feed(f"{server.address}/f", 'every = 30\nmarking = "restricted"\ngrade = "official"'))
    clock = Clock()
    [first] = fetched(folder, clock)
    assert (first.items, first.new, first.failed) == (2, 2, False)
    assert server.asked[0][1]["User-Agent"] == AGENT and "If-None-Match" not in server.asked[0][1]
    clock.pass_(minutes=29)
    [early] = fetched(folder, clock)
    assert not early.asked and "not due before 9 March 2018, 12:30 UTC" in early.says
    assert len(server.asked) == 1
    clock.pass_(minutes=2)
    [again] = fetched(folder, clock)
    assert again.says == "nothing new." and len(server.asked) == 2
    heads = server.asked[1][1]
    assert heads["If-None-Match"] == '"one"' and heads["If-Modified-Since"].startswith("Fri, 09 Mar")
    with inbox.opened(folder) as box:
        assert {(e.marking, e.item.grade) for e in box.entries(load(folder).header)} == {
            ("restricted", "official")
        }


def test_who_fails_is_asked_less_and_less_and_as_late_as_it_says(folder: Path, server: Server) -> None:
    server.says("/busy", status=503, Retry_After="7200")
    server.says("/down", status=500)
    server.says("/gone", status=410)
    name(folder, *(feed(f"{server.address}/{path}", "every = 15") for path in ("busy", "down", "gone")))
    clock = Clock()
    busy, down, gone = fetched(folder, clock)
    assert "out of order" in busy.says and busy.failed and down.failed and "gone for good" in gone.says
    clock.pass_(minutes=31)
    busy, down, gone = fetched(folder, clock)
    assert (busy.asked, down.asked, gone.asked) == (False, True, False), "30 minutes after the first failure"
    clock.pass_(minutes=45)
    assert not fetched(folder, clock)[1].asked, "then an hour"
    clock.pass_(days=30)
    busy, down, gone = fetched(folder, clock)
    assert busy.asked and down.asked and not gone.asked


def test_what_points_elsewhere_is_followed_a_few_steps_and_to_no_other_scheme(
    folder: Path, server: Server
) -> None:
    server.says("/old", status=301, Location="/new")
    server.says("/new", body=FEED.encode())
    server.says("/other", status=302, Location="file:///etc/passwd")
    server.says("/tls", status=301, Location="https://127.0.0.1:1/feed")
    server.says("/round", status=302, Location="/round?x")
    server.says("/round?x", status=302, Location="/round")
    server.says("/self", status=302, Location="/self")
    paths = ("old", "other", "tls", "round", "self")
    name(folder, *(feed(f"{server.address}/{path}") for path in paths))
    old, other, tls, turning, itself = fetched(folder, Clock())
    assert old.new == 2 and f"has moved to {server.address}/new" in old.says
    assert "another scheme" in other.says and "another scheme" in tls.says
    assert "more than 5 times" in turning.says and "itself" in itself.says
    assert len([p for p, _ in server.asked if p.startswith("/round")]) <= asking.STEPS + 1


def test_a_server_that_lies_harms_nothing(
    folder: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "LARGEST", 300_000)
    monkeypatch.setattr(asking, "SECONDS", 0.4)
    monkeypatch.setattr(asking, "PATIENCE", 1.0)
    server.says("/endless", body=b"<rss>" + b"x" * 2_000_000)
    server.says("/packed", body=b"\x1f\x8b", Content_Encoding="gzip")
    server.says("/no-feed", body=b"\0\1\2 no feed")
    bomb = '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    server.says(
        "/bomb", body=f"{bomb}]><rss><channel><item><title>&j;</title></item></channel></rss>".encode()
    )

    def drips(handler: http.server.BaseHTTPRequestHandler) -> None:
        try:
            for _ in range(400):
                handler.wfile.write(b"H")
                threading.Event().wait(0.05)
        except OSError:
            return

    server.answers["/drips"] = drips
    server.answers["/silent"] = lambda handler: threading.Event().wait(1.2) and None
    server.says("/good", body=FEED.encode())
    paths = ("endless", "packed", "no-feed", "bomb", "drips", "silent", "good")
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{closed.getsockname()[1]}/"
    name(folder, *(feed(f"{server.address}/{path}") for path in paths), feed(nobody))
    endless, packed, none, bomb_, drip, silent, good, absent = fetched(folder, Clock())
    assert "larger than" in endless.says and "packed" in packed.says
    assert none.unread or none.failed
    assert drip.failed and silent.failed and absent.failed and "could not be reached" in absent.says
    assert good.new == 2 and bomb_.failed and "defines signs of its own" in bomb_.unread[0][1]
    assert titles(folder) == ["Ohne Datum", "Trump agrees to meet Kim"]


def test_a_run_that_is_cut_short_is_gone_on_with(folder: Path, server: Server) -> None:
    for path in "ab":
        server.says(f"/{path}", body=FEED.encode())
    name(folder, *(feed(f"{server.address}/{path}") for path in "ab"))
    clock = Clock()
    going = fetch(folder, clock, pause=0.0, learned=date(2018, 3, 9))
    next(going)
    going.close()
    assert [f.asked for f in fetched(folder, clock)] == [False, True]


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("", "needs|who asks"), ('agent = "x"', "who asks"), ("agent = [", "cannot be read"),
        (f'agent = "{AGENT}"\n[[feed]]\naddress = "file:///etc/passwd"', "no address"),
        (f'agent = "{AGENT}"\n[[feed]]\naddress = "https://a:b@x.example/"', "no address"),
        (f'agent = "{AGENT}"\n[[feed]]\naddress = "https://x.example"\nevery = 1', "15 at least"),
        (f'agent = "{AGENT}"\n[[feed]]\naddress = "https://x.example"\nevrey = 60', 'no "evrey"'),
        (f'agent = "{AGENT}"\n[[mailbox]]\nhost = "x"', "needs"),
    ],
)  # fmt: skip
def test_sources_that_cannot_be_understood_are_refused(folder: Path, written: str, why: str) -> None:
    (folder / PLACE).parent.mkdir(parents=True)
    (folder / PLACE).write_text(written)
    with pytest.raises(Refused, match=why):
        sources_of(folder)
    done = CliRunner().invoke(app, ["watch", "fetch", str(folder)])
    assert done.exit_code == 2


def test_the_command_reports(folder: Path, server: Server) -> None:
    server.says("/f", body=FEED.encode())
    server.says("/down", status=500)
    name(folder, feed(f"{server.address}/f"))
    done = CliRunner().invoke(app, ["watch", "fetch", str(folder), "--learned", "2018-03-09"])
    assert (
        done.exit_code == 0
        and "2 reports, 2 of them new." in done.output
        and "New reports: 2." in done.output
    )
    name(folder, feed(f"{server.address}/down"))
    assert CliRunner().invoke(app, ["watch", "fetch", str(folder)]).exit_code == 1


def test_the_desk_never_fetches() -> None:
    code = (
        "import sys, os, tempfile; os.environ['SUMMITRY_DESK'] = tempfile.mkdtemp();"
        "os.environ['DJANGO_SETTINGS_MODULE'] = 'summitry.desk.settings';"
        "import django; django.setup(); import summitry.desk.urls;"
        "print([m for m in sys.modules if m.endswith(('.fetching', '.asking', '.mailboxes'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# -- IMAP ------------------------------------------------------------------------------------------


class Mail(socketserver.StreamRequestHandler):
    """A small stand-in for an IMAP server: one folder, letters by number."""

    letters: ClassVar[dict[int, bytes]] = {}
    validity = 7
    said: ClassVar[list[str]] = []
    lie = ""

    def handle(self) -> None:
        self.wfile.write(b"* OK ready\r\n")
        while line := self.rfile.readline():
            tag, _, command = line.decode().strip().partition(" ")
            type(self).said.append(command)
            self._answer(tag, command)
            if command.upper().startswith("LOGOUT"):
                return

    def _answer(self, tag: str, command: str) -> None:
        upper, cls = command.upper(), type(self)
        done = "OK done"
        if upper.startswith("CAPABILITY"):
            self._say("* CAPABILITY IMAP4rev1")
        elif upper.startswith("LOGIN"):
            done = "OK in" if '"secret"' in command else "NO wrong"
        elif upper.startswith("EXAMINE"):
            self._say(f"* {len(cls.letters)} EXISTS\r\n* OK [UIDVALIDITY {cls.validity}] fixed")
            done = "OK [READ-ONLY] examined"
        elif upper.startswith("UID SEARCH"):
            first = int(command.split()[-1].partition(":")[0])
            # as the standard has it, the last letter is always in the range
            found = [n for n in cls.letters if n >= first] or sorted(cls.letters)[-1:]
            self._say(f"* SEARCH {' '.join(map(str, found))}")
        elif "RFC822.SIZE" in upper:
            for n in map(int, command.split()[2].split(",")):
                self._say(f"* {n} FETCH (UID {n} RFC822.SIZE {len(cls.letters[n])})")
        elif "BODY.PEEK[]" in upper:
            n = int(command.split()[2])
            size = 10**10 if cls.lie else len(cls.letters[n])
            self.wfile.write(
                f"* {n} FETCH (UID {n} BODY[] {{{size}}}\r\n".encode() + cls.letters[n] + b")\r\n"
            )
        self._say(f"{tag} {done}")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


class Secured(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True

    def __init__(self, context: ssl.SSLContext) -> None:
        super().__init__(("127.0.0.1", 0), Mail)
        self.context = context

    def finish_request(self, request: object, client: object) -> None:
        try:
            with self.context.wrap_socket(request, server_side=True) as secured:  # type: ignore[arg-type]
                super().finish_request(secured, client)  # type: ignore[arg-type]
        except OSError:
            return


@pytest.fixture
def mail(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """A server with a certificate of its own; its port, and the certificate."""
    key = ec.generate_private_key(ec.SECP256R1())
    named = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    made = (
        x509.CertificateBuilder().subject_name(named).issuer_name(named).public_key(key.public_key())
        .serial_number(1).not_valid_before(datetime(2018, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2099, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    certificate, secret = tmp_path / "server.pem", tmp_path / "server.key"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, secret)
    Mail.letters, Mail.validity, Mail.said, Mail.lie = {}, 7, [], ""
    server = Secured(context)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1], certificate
    server.shutdown()
    server.server_close()


def mailbox(folder: Path, port: int, trusts: Path | str, password: str = "secret") -> None:
    secret = folder / PLACE
    secret.parent.mkdir(parents=True, exist_ok=True)
    (secret.parent / "password").write_text(f"{password}\n")
    (secret.parent / "password").chmod(0o600)
    name(
        folder,
        f'[[mailbox]]\nhost = "localhost"\nport = {port}\nuser = "press"\ntrusts = "{trusts}"\n'
        'password_file = ".summitry/watch/password"\n',
    )


def test_letters_are_read_once_and_nothing_in_the_mailbox_changes(
    folder: Path, mail: tuple[int, Path]
) -> None:
    port, certificate = mail
    mailbox(folder, port, certificate)
    Mail.letters = {3: bytes(letter(Subject="Three")), 5: bytes(letter(Subject="Five"))}
    [first] = fetched(folder, Clock())
    assert (first.items, first.new, first.failed) == (2, 2, False), first
    Mail.letters[9] = bytes(letter(Subject="Nine"))
    [again] = fetched(folder, Clock())
    assert (again.items, again.new) == (1, 1)
    [none] = fetched(folder, Clock())
    assert (none.items, none.failed) == (0, False)
    assert titles(folder) == ["Five", "Nine", "Three"]
    Mail.validity = 8  # the server numbers its letters anew: all are looked at, and none is new
    [anew] = fetched(folder, Clock())
    assert (anew.items, anew.new) == (3, 0)
    verbs = {said.split()[0].upper() for said in Mail.said}
    assert verbs <= {"CAPABILITY", "LOGIN", "EXAMINE", "UID", "LOGOUT"}, "read only"
    assert not [s for s in Mail.said if "BODY[" in s.upper().replace("BODY.PEEK[", "")]


def test_a_mailbox_that_lies_or_refuses_harms_nothing(
    folder: Path, mail: tuple[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    port, certificate = mail
    monkeypatch.setattr(mailboxes, "LARGEST", 100_000)
    Mail.letters = {1: bytes(letter()), 2: b"x" * 200_000}
    mailbox(folder, port, "")
    assert "certificate was not accepted" in fetched(folder, Clock())[0].says
    mailbox(folder, port, certificate, password="wrong")
    assert "the server refused" in fetched(folder, Clock())[0].says
    mailbox(folder, port, certificate)
    (folder / ".summitry" / "watch" / "password").chmod(0o644)
    assert "can be read by others" in fetched(folder, Clock())[0].says
    mailbox(folder, port, certificate)
    Mail.lie = "ten gigabytes"
    assert "too large" in fetched(folder, Clock())[0].says
    Mail.lie = ""
    [found] = fetched(folder, Clock())
    assert found.new == 1 and found.unread == (("letter 2", "it is larger than 0 MB"),)
    assert fetching._remembered(folder)[f"imaps://press@localhost:{port}/INBOX"].letter == 2
