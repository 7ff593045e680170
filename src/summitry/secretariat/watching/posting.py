"""Letters to the relay: each to one reader, with the same Message-ID each time it is tried."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from pathlib import Path

from summitry.foundation.durable import taking_turns
from summitry.foundation.printable import one_line
from summitry.foundation.values import dataclass
from summitry.secretariat.watching import outbox
from summitry.secretariat.watching.operator import Relay
from summitry.secretariat.watching.outbox import Letter


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """What became of one letter: ``sent``, ``later`` or ``refused``, and why."""

    letter: Letter
    how: str
    why: str = ""

    @property
    def told(self) -> str:
        """What became of it in words, with why."""
        says = {"sent": "sent", "later": "not taken, waits", "refused": "refused"}[self.how]
        return f"{says}: {self.why}" if self.why else f"{says}."


def message(key: str, sender: str, to: str, subject: str, text: str, html: str, now: datetime) -> bytes:
    """Return a letter in its two forms as it goes to the relay.

    The subject is put on one line before it becomes a header, and the addresses were read as addresses, so
    that no words of a dossier can add a header or a reader.
    """
    letter = EmailMessage(policy=SMTP.clone(max_line_length=78))
    letter["From"], letter["To"] = sender, to
    letter["Subject"] = one_line(subject)[:200]
    letter["Date"] = format_datetime(now.astimezone(UTC))
    letter["Message-ID"] = f"<{key}@{parseaddr(sender)[1].rpartition('@')[2]}>"
    letter["Auto-Submitted"] = "auto-generated"
    letter["X-Auto-Response-Suppress"] = "All"
    letter.set_content(text, cte="quoted-printable")
    letter.add_alternative(html, subtype="html", cte="quoted-printable")
    return letter.as_bytes()


def says_the_same(one: bytes, other: bytes) -> bool:
    """Whether two letters say the same to the same reader, whenever they were written."""
    first, second = (message_from_bytes(each, policy=SMTP) for each in (one, other))
    heads = [(each["To"], each["Subject"]) for each in (first, second)]
    bodies = [
        [part.get_payload() for part in each.walk() if not part.is_multipart()] for each in (first, second)
    ]
    return heads[0] == heads[1] and bodies[0] == bodies[1]


Still = Callable[[Letter], bool]
"""Says of a letter whether it may be sent now; else it waits."""


def post(
    folder: Path, relay: Relay, clock: Callable[[], float], still: Still = lambda letter: True
) -> Iterator[Posted]:
    """Send what waits in a dossier's outbox over one connection; yield what became of each letter.

    One process at a time does it. What the relay refuses for good is not tried again; all else is, later.
    """
    with taking_turns(folder, "post"), outbox.opened(folder) as box:
        due = tuple(filter(still, box.due(clock())))
        if due:
            yield from _all(box, relay, due, clock)


def _all(
    box: outbox.Outbox, relay: Relay, due: Iterable[Letter], clock: Callable[[], float]
) -> Iterator[Posted]:
    waiting = list(due)
    try:
        with _connected(relay) as line:
            while waiting:
                yield _one(box, line, relay, waiting[0], clock)
                waiting.pop(0)
    except (OSError, smtplib.SMTPException) as error:
        why = _words(error)
        for letter in waiting:
            box.later(letter.key, clock(), letter.tries, why)
            yield Posted(letter=letter, how="later", why=why)


def _one(
    box: outbox.Outbox, line: smtplib.SMTP, relay: Relay, letter: Letter, clock: Callable[[], float]
) -> Posted:
    """Send one letter.

    Raises:
        OSError, SMTPException: when the line is gone, so that the rest waits too.
    """
    try:
        line.sendmail(relay.sender, [letter.address], letter.message)
    except smtplib.SMTPServerDisconnected:
        raise
    except smtplib.SMTPException as error:
        why, code = _words(error), _code(error)
        if 500 <= code < 600:
            box.refused(letter.key, clock(), why)
            return Posted(letter=letter, how="refused", why=why)
        box.later(letter.key, clock(), letter.tries, why)
        return Posted(letter=letter, how="later", why=why)
    box.sent(letter.key, clock())
    return Posted(letter=letter, how="sent")


@contextmanager
def _connected(relay: Relay) -> Iterator[smtplib.SMTP]:
    """A line to the relay, encrypted as the operator says or not at all."""
    context = ssl.create_default_context()
    if relay.authority:
        context.load_verify_locations(relay.authority)
    if relay.security == "tls":
        line: smtplib.SMTP = smtplib.SMTP_SSL(relay.host, relay.port, timeout=relay.timeout, context=context)
    else:
        line = smtplib.SMTP(relay.host, relay.port, timeout=relay.timeout)
    try:
        line.ehlo()
        if relay.security == "starttls":
            line.starttls(context=context)
            line.ehlo()
        if relay.user:
            line.login(relay.user, relay.password)
        yield line
    finally:
        try:
            line.quit()
        except (OSError, smtplib.SMTPException):
            line.close()


def _code(error: smtplib.SMTPException) -> int:
    if isinstance(error, smtplib.SMTPSenderRefused):
        return 0  # the sender is the operator's matter: the letter itself may still be taken
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return max((code for code, _ in error.recipients.values()), default=0)
    return error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else 0


def _words(error: Exception) -> str:
    """What the relay or the line said, in one line."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        told = [f"{code} {text.decode('utf-8', 'replace')}" for code, text in error.recipients.values()]
        return one_line("; ".join(told))[:300]
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
        return one_line(f"{error.smtp_code} {text}")[:300]
    return one_line(str(error) or type(error).__name__)[:300]
