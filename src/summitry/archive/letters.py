"""One e-mail: its heads, what its writer wrote, what is quoted of earlier letters, what is attached.

Nothing in it is run or fetched. A part that is damaged is passed over, and said.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime

from summitry.archive.composing import Attachment, Composer
from summitry.archive.flowing import run_together
from summitry.archive.limits import Limits
from summitry.archive.readers.decoding import decoded
from summitry.archive.readers.html import text_blocks
from summitry.dossier.holdings import HeldPart
from summitry.foundation.values import dataclass

_POLICY = email.policy.default.clone(max_line_length=None, raise_on_defect=False)
_QUOTE = re.compile(r"^\s*(?:>|\|(?=\s))")
_ATTRIBUTION = re.compile(
    r"(?is)^\s*(?:on\s.{5,200}\swrote:|am\s.{5,200}\sschrieb\s?.{0,100}:|le\s.{5,200}\sa écrit\s?:"
    r"|.{0,80}\d{4}년.{0,120}(?:작성|님이).{0,40}:)\s*\Z"
)
_FROM_HERE = re.compile(
    r"(?i)^\s*(?:-{2,}\s*(?:original message|forwarded message|ursprüngliche nachricht|message d'origine"
    r"|원본 메시지)\s*-*"
    r"|_{10,}|begin forwarded message:)\s*\Z"
)
_SIGNATURE = re.compile(r"^-- ?\Z")
_MOST_PARTS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A parsed e-mail."""

    subject: str
    sender: str
    to: tuple[str, ...]
    date: str
    blocks: tuple[tuple[str, str], ...]
    """Role (``body`` or ``quoted``) and text."""
    attachments: tuple[Attachment, ...]
    trouble: tuple[str, ...]


def letter_from(content: bytes, limits: Limits, room: int) -> Letter:
    """Return an e-mail; ``room`` is how many attachments may be taken."""
    trouble: list[str] = []
    try:
        message = email.message_from_bytes(content, policy=_POLICY)
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, IndexError):
        text = decoded(content)[0]
        return Letter(
            subject="", sender="", to=(), date="", blocks=tuple(_told_apart(text)), attachments=(),
            trouble=("Its headings are damaged; it was read as plain text.",),
        )  # fmt: skip
    assert isinstance(message, EmailMessage)
    plain, pages, attachments = _parts(message, limits, room, trouble)
    blocks = list(_told_apart("\n\n".join(plain))) if any(t.strip() for t in plain) else _of_pages(pages)
    return Letter(
        subject=_head(message, "subject"), sender=_head(message, "from"),
        to=_addressed(message), date=_date(message), blocks=tuple(blocks),
        attachments=tuple(attachments), trouble=tuple(dict.fromkeys(trouble)),
    )  # fmt: skip


def compose_letter(composer: Composer, letter: Letter, id: str = "") -> None:
    """Add a letter's passages; with an id as a part of a mailbox."""
    if id:
        composer.begin(
            HeldPart(
                id=id, title=letter.subject or "(no subject)", date=letter.date, author=letter.sender,
                participants=letter.to,
            )
        )  # fmt: skip
    composer.add("head", letter.subject, label="1")
    for role, text in letter.blocks:
        composer.add(role, text)
    composer.end()


def safe_name(name: str) -> str:
    """Return an attachment's name without any path, and without signs that could mean one.

    >>> safe_name("../../etc/passwd"), safe_name("C:\\\\temp\\\\a b.pdf"), safe_name("")
    ('passwd', 'a b.pdf', 'attachment')
    """
    last = re.split(r"[/\\]", name.replace("\0", ""))[-1]
    plain = run_together(re.sub(r"[\x00-\x1f:*?\"<>|\u202a-\u202e\u2066-\u2069]", "", last)).strip(". ")
    return plain[:120] or "attachment"


def _parts(
    message: EmailMessage, limits: Limits, room: int, trouble: list[str]
) -> tuple[list[str], list[str], list[Attachment]]:
    plain: list[str] = []
    pages: list[str] = []
    attachments: list[Attachment] = []
    taken = left = 0
    for at, part in enumerate(_walk(message, limits.letters)):
        if at > _MOST_PARTS:
            trouble.append(f"It has more than {_MOST_PARTS} parts; the rest was left.")
            break
        media = part.get_content_type()
        content = _content(part, trouble)
        named = _filename(part)
        if not named and media == "text/plain" and part.get_content_disposition() != "attachment":
            plain.append(decoded(content, _charset(part))[0])
        elif not named and media == "text/html" and part.get_content_disposition() != "attachment":
            pages.append(decoded(content, _charset(part))[0])
        elif content and (named or part.get_content_disposition() == "attachment"):
            if (
                len(attachments) >= room
                or len(content) > limits.attached_size
                or taken + len(content) > limits.attached_whole
            ):
                left += 1
                continue
            taken += len(content)
            attachments.append(Attachment(safe_name(named), media, content))
    if left:
        trouble.append(
            f"{left:,} of its attachments {'was' if left == 1 else 'were'} left: too many, or too large."
        )
    return plain, pages, attachments


def _walk(message: EmailMessage, depth: int) -> Iterator[EmailMessage]:
    """The parts that hold something; a letter inside a letter is one part, to be read by itself."""
    stack = [(message, 0)]
    while stack:
        part, level = stack.pop()
        inside = part.get_payload() if part.is_multipart() else None
        if part is not message and part.get_content_type() == "message/rfc822":
            yield part
        elif isinstance(inside, list) and level < depth * 4:
            stack.extend((p, level + 1) for p in reversed(inside) if isinstance(p, EmailMessage))
        elif not isinstance(inside, list):
            yield part


def _content(part: EmailMessage, trouble: list[str]) -> bytes:
    try:
        if part.get_content_type() == "message/rfc822":
            inside = part.get_payload()
            first = inside[0] if isinstance(inside, list) and inside else None
            return first.as_bytes() if isinstance(first, EmailMessage) else b""
        found = part.get_payload(decode=True)
        return found if isinstance(found, bytes) else b""
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, KeyError, IndexError):
        trouble.append("A part of it is damaged, and was passed over.")
        return b""


def _filename(part: EmailMessage) -> str:
    try:
        found = part.get_filename()
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, KeyError, IndexError):
        return "attachment"
    if not found and part.get_content_type() == "message/rfc822":
        return "letter.eml"
    return str(found or "")


def _charset(part: EmailMessage) -> str:
    try:
        return str(part.get_content_charset() or "")
    except (MessageError, ValueError, LookupError, TypeError, AttributeError):
        return ""


def _head(message: EmailMessage, name: str) -> str:
    try:
        return run_together(str(message.get(name) or ""))[:500]
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, IndexError):
        return ""


def _addressed(message: EmailMessage) -> tuple[str, ...]:
    found = getaddresses([_head(message, name) for name in ("to", "cc")])
    return tuple(dict.fromkeys(name or address for name, address in found if name or address))[:100]


def _date(message: EmailMessage) -> str:
    try:
        return parsedate_to_datetime(_head(message, "date")).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


# -- what is quoted ------------------------------------------------------------------------------


def _told_apart(text: str) -> Iterator[tuple[str, str]]:
    """The paragraphs of a letter, those it quotes told apart; from an old letter's head on all is quoted."""
    held: list[str] = []
    role, old = "body", False
    for line in [*text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), ""]:
        old = old or bool(_FROM_HERE.match(line))
        now = "quoted" if old or _QUOTE.match(line) else "body"
        bare = re.sub(r"^(?:\s*>)+\s?", "", line)
        if held and (not bare.strip() or now != role):
            yield _as_one(role, held)
            held = []
        if bare.strip() and not (_SIGNATURE.match(line) or _FROM_HERE.match(line)):
            role = now
            held.append(bare)


def _as_one(role: str, lines: list[str]) -> tuple[str, str]:
    text = run_together("\n".join(lines))
    return ("quoted" if _ATTRIBUTION.match(text) else role), text


def _of_pages(pages: list[str]) -> list[tuple[str, str]]:
    return [(role, text) for page in pages for role, text in text_blocks(page)]
