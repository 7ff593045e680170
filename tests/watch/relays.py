"""A mail relay for tests: a real server on this machine, with the troubles that real ones have."""

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass
class Taken:
    """A letter that the relay took: to whom the envelope says, and the letter."""

    sender: str
    to: list[str]
    letter: EmailMessage

    @property
    def id(self) -> str:
        return str(self.letter["Message-ID"])


@dataclass
class Server:
    """The relay: what it took, and what it is to do with the next letters (``trouble``, one each)."""

    port: int = 0
    taken: list[Taken] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)
    when: tuple[str, int, Callable[[], None]] | None = None
    """Do something ``before`` or ``after`` the letter so many from now is kept, and before it is answered."""

    def _comes(self, moment: str) -> None:
        if self.when is not None and self.when[0] == moment:
            _, left, act = self.when
            self.when = (moment, left - 1, act) if left > 1 else None
            if left == 1:
                act()

    def ids(self) -> list[str]:
        return [each.id for each in self.taken]

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.trouble and self.trouble[0].startswith("rcpt "):
            return self.trouble.pop(0).removeprefix("rcpt ")
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        what = self.trouble.pop(0) if self.trouble else ""
        if what == "drop":
            server.transport.abort()
            return "421 gone"
        if what and what != "take and drop":
            return what
        self._comes("before")
        content = envelope.content
        assert isinstance(content, bytes)
        read = message_from_bytes(content, policy=policy.default)
        assert isinstance(read, EmailMessage)
        self.taken.append(Taken(str(envelope.mail_from), list(envelope.rcpt_tos), read))
        self._comes("after")
        if what == "take and drop":
            server.transport.abort()
        return "250 taken"


@contextmanager
def relay(tls: Path | None = None, *, implicit: bool = False, password: str = "") -> Iterator[Server]:
    """Run a relay; with ``tls`` (a folder of `certificate`) it offers STARTTLS, or speaks TLS at once."""
    server = Server()
    context = None
    if tls is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(tls / "relay.pem", tls / "relay.key")

    def authenticate(smtp: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        server.logins.append(data.login.decode())
        return AuthResult(success=data.password.decode() == password, handled=False)

    wanted: dict[str, Any] = {"hostname": "127.0.0.1", "port": 0}
    if context is not None and implicit:
        wanted["ssl_context"] = context
    elif context is not None:
        wanted |= {"tls_context": context, "require_starttls": True}
    if password:
        # from the start encrypted, the server does not know that it is
        needs = tls is not None and not implicit
        wanted |= {"authenticator": authenticate, "auth_required": needs, "auth_require_tls": needs}
    controller = Listening(server, **wanted)
    controller.start()
    try:
        server.port = controller.server.sockets[0].getsockname()[1]
        yield server
    finally:
        controller.stop()


class Listening(Controller):
    """Listens on a port that the machine chooses."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        with socket.create_connection((self.hostname, self.port), timeout=5) as line:
            if self.ssl_context is None:
                line.recv(1024)


def certificate(folder: Path, name: str = "localhost") -> Path:
    """Write ``relay.pem`` and ``relay.key`` into a folder, for a host of that name; return the former."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(who).issuer_name(who).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    folder.mkdir(exist_ok=True)
    (folder / "relay.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "relay.key").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return folder / "relay.pem"
