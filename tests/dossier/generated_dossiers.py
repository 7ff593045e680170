"""Generated dossiers for property tests, and everything a reader can be shown of one."""

import json
import random
from typing import Any

from hypothesis import strategies as st

from summitry.book.brief import brief
from summitry.book.sections import VIEWS
from summitry.check.run import check
from summitry.dossier.kinds import KINDS
from summitry.dossier.value import Dossier
from summitry.folder.load import load_texts
from summitry.foundation.diagnostics import Diagnostic
from summitry.foundation.plain import plain
from summitry.testing.generated import Making, as_text, generated

HEADER = """format: 1
dossier: generated
own_side: party-0
counterparts: [party-1]
zone: America/New_York
markings: [open, restricted]
groups: [consular, nuclear]
"""

Records = dict[str, list[Any]]
dice = st.integers(0, 2**32).map(random.Random)


def small_counts(dice: random.Random, most: int = 3) -> dict[str, int]:
    """A few records of most kinds; two parties at least, since the header names them."""
    kinds = [kind.kind for kind in KINDS if kind.kind not in ("series", "accepted")]
    return {kind: dice.randint(0, most) for kind in kinds} | {"party": 2 + dice.randint(0, 1)}


def some_records(dice: random.Random) -> tuple[Records, Making]:
    """Records of most kinds, sparse or dense, some of them restricted."""
    return generated(
        dice, small_counts(dice), filled=dice.choice((0.3, 0.6)), restricted=dice.choice((0.0, 0.2))
    )


def dossier_of(*files: Records) -> Dossier:
    """Load records as files of one dossier, in this order."""
    texts = {f"{at}.yaml": as_text(records) for at, records in enumerate(files)}
    return load_texts({"dossier.yaml": HEADER, **{name: text for name, text in texts.items() if text}})


def finding(diagnostic: Diagnostic) -> list[Any]:
    """A finding as it is shown, without the file and line, which move when a file grows."""
    related = [[r.says, r.place.record, r.place.path] for r in diagnostic.related]
    return [diagnostic.code, diagnostic.severity.word, diagnostic.message, diagnostic.hint, diagnostic.about,
            diagnostic.place.record, diagnostic.place.path, related]  # fmt: skip


def shown(dossier: Dossier) -> str:
    """All findings, views and briefs of a dossier, as text that can be compared byte for byte."""
    report = check(dossier)
    found = [finding(d) for d in (*report.findings, *report.accepted)]
    views = {
        view.name: [
            [id, plain(view.result(dossier, id)), plain(view.section(dossier, id))]
            for id in ("", *view.ids(dossier))
        ]
        for view in VIEWS
    }
    briefs = [plain(brief(dossier, id)) for id in dossier.ids("meeting")]
    return json.dumps([found, views, briefs, len(dossier)], ensure_ascii=False, indent=0, default=str)
