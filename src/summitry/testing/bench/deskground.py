"""What people at a measured desk read and write: a dossier of 25,000 records with one paper more."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

from summitry.book.sections import BY_NAME
from summitry.folder import emit
from summitry.folder.load import load
from summitry.foundation.values import dataclass
from summitry.secretariat.opening import default_day
from summitry.testing.bench.deskserver import Sitting
from summitry.testing.bench.dossier import write_dossier

PAPER = "paper-to-clear"
OFFICES = 20
"""How many offices clear it."""
REMARKED = 60
"""On how many records people remark: few enough that two meet."""

KINDS = ("statement", "event", "pledge", "person", "document", "relay", "question", "paper")

SHARES = (
    ("reader", 0.24), ("officer", 0.36), ("secretariat", 0.12), ("clearer", 0.1), ("negotiator", 0.1),
    ("decider", 0.08),
)  # fmt: skip
"""What the people at the desk are. An administrator sees no content, and is left out."""

WRITERS = ("officer", "secretariat")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What there is to read, and what is remarked on."""

    slug: str
    ids: dict[str, tuple[str, ...]]
    remarked: tuple[str, ...]
    offices: tuple[str, ...]

    def pages(self, dice: random.Random, role: str) -> tuple[str, str]:
        """Return the sort and address of a page that somebody of a role opens next."""

        def some(kind: str) -> str:
            return dice.choice(self.ids[kind])

        choices: list[tuple[int, str, Callable[[], str]]] = [
            (12, "home", lambda: ""),
            (
                12,
                "record",
                lambda: f"r/{some(dice.choice(('statement', 'event', 'pledge', 'person', 'document')))}",
            ),
            (5, "list", lambda: f"records/{dice.choice(('event', 'statement', 'person'))}/"),
            (5, "relay", lambda: f"show/relays/{some('relay')}"),
            (5, "pledge", lambda: f"show/pledges/{some('pledge')}"),
            (5, "lines", lambda: f"show/lines/{some('question')}"),
            (5, "positions", lambda: f"show/positions/{some('positions')}"),
            (3, "clock", lambda: "show/countdown/"),
            (3, "all relays", lambda: "show/relays/"),
            (
                5,
                "search",
                lambda: f"search/?q={dice.choice(('launch', 'message+pause', 'inspector', 'treaty+line'))}",
            ),
            (4, "clearance", lambda: f"papers/{some('paper')}/clearance"),
            (2, "papers", lambda: "papers/"),
            (3, "findings", lambda: "findings/"),
            (2, "compare", lambda: "compare?a=2018-05-20&b=2018-06-01"),
            (2, "all records", lambda: "records/"),
            (2, "another day", lambda: "records/statement/?on=2018-03-09"),
        ]
        if role in ("officer", "secretariat"):
            choices.append((6, "form", lambda: f"r/{some('statement')}/edit"))
        _, sort, address = dice.choices(choices, [weight for weight, _, _ in choices])[0]
        return sort, f"/{self.slug}/{address()}"


def lay_out(folder: Path, records: int, example: Path | None = None) -> Ground:
    """Write the dossier (or copy an example); return what there is in it to read."""
    if example is not None:
        shutil.copytree(example, folder)
    else:
        write_dossier(folder, records=records)
    clearing = load(folder).ids("agency")[:OFFICES]
    text = "\n\n".join(f"Paragraph {n} says what the side would do in case {n}." for n in range(1, 5))
    paper = {"id": PAPER, "title": "The paper that all offices clear", "by": clearing[0], "on": "2018-03-01",
             "status": "draft", "clear": list(clearing), "text": text}  # fmt: skip
    (folder / "to-clear.yaml").write_text(f"papers:\n{emit.item(paper)}", encoding="utf-8")
    dossier = load(folder)
    ids = {kind: tuple(i for i in dossier.ids(kind) if i != PAPER) for kind in KINDS}
    ids["positions"] = BY_NAME["positions"].ids(dossier.as_of(default_day(dossier)))
    every = max(1, len(ids["statement"]) // REMARKED)
    return Ground(slug=folder.name, ids=ids, remarked=ids["statement"][::every], offices=clearing)


def seated(people: int, ground: Ground) -> tuple[Sitting, ...]:
    """Return who sits at the desk, by their shares; readers see what is open, the secretariat all."""
    found: list[Sitting] = []
    for at, (role, share) in enumerate(SHARES):
        count = people - len(found) if at == len(SHARES) - 1 else round(people * share)
        found += [
            Sitting(
                name=f"{role}-{n}", role=role, marking="open" if role == "reader" else "restricted",
                groups=("consular", "nuclear") if role in ("secretariat", "decider") else (),
                office=ground.offices[n % len(ground.offices)] if role in ("officer", "clearer") else "",
            )
            for n in range(count)
        ]  # fmt: skip
    return tuple(found)


def offices(ground: Ground) -> tuple[Sitting, ...]:
    """Return those who clear one paper at once, one for each office."""
    return tuple(
        Sitting(name=f"office-{n}", role="clearer", office=office) for n, office in enumerate(ground.offices)
    )
