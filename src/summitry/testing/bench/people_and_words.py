"""The generated dossier's people, documents, events and statements: most of what a dossier holds."""

from __future__ import annotations

from summitry.testing.bench.orderly import FIRST, LAST, OTHER, OWN, PARTIES, Making, after, spread

LEVELS = ("leaders", "ministers", "envoys", "working", "military", "intelligence")
COMMON = tuple(f"move-{n}" for n in range(18))
RARE = tuple(f"move-{n}" for n in range(18, 24))
"""Kinds that pledges forbid and indicators watch for: one event in ten."""
PLACES = ("the capital", "the border post", "the host city", "the airfield", "the conference hall")


def bodies(making: Making) -> None:
    """Add parties, kinds, agencies, people and posts."""
    for n, party in enumerate(PARTIES):
        role = ("principal", "principal", "go-between", "interested")[n]
        making.add("parties", {"id": party, "name": f"The {party.title()} State", "role": role})
    for n in range(80):
        party = PARTIES[n % len(PARTIES)]
        making.add("agencies", {
            "id": f"body-{n}", "name": f"{party.title()} Bureau of Affairs {n}", "side": party,
            "also": [f"B.A. {n}"],
            "part_of": f"body-{n % len(PARTIES)}" if n >= 12 else "", "learned": FIRST.isoformat(),
        })  # fmt: skip
    for n in range(1000):
        making.add("people", {
            "id": f"person-{n}", "name": f"Given-{n % 83} Family-{n}", "also": [f"G. Family-{n}"],
            "side": PARTIES[n % len(PARTIES)], "learned": FIRST.isoformat(), "note": making.sentence(),
        })  # fmt: skip
    for n in range(200):
        party = PARTIES[n % len(PARTIES)]
        holders = [{"who": f"person-{n}", "since": after(FIRST, 5 + n)}]
        if n % 3 == 0:
            holders.append({"ended": f"person-{n}", "on": after(FIRST, 299 + n)})
            holders.append({"who": f"person-{n + 400}", "since": after(FIRST, 300 + n)})
        making.add("posts", {
            "id": f"post-{n}", "title": f"Director of Section {n}", "of": f"body-{n % 80}", "binds": "none",
            "deals_with": OTHER if n < 40 and party == OWN else "", "holders": holders,
            "learned": FIRST.isoformat(),
        })  # fmt: skip


def kinds(making: Making) -> None:
    """Add two trees of kinds: of events (three branches) and of steps."""
    for plural, stem, many in (("kinds_of_event", "move", 27), ("kinds_of_step", "step", 15)):
        heads = range(many - 3, many)
        for n in range(many):
            below = [f"{stem}-{k}" for k in range(many - 3) if k % 3 == n - heads[0]] if n in heads else []
            making.add(plural, {"id": f"{stem}-{n}", "name": f"a {stem} of sort {n}", "includes": below})


def documents(making: Making, count: int, passages: int) -> None:
    """Add documents in the order of their publication, and passages of them."""
    for n, day in enumerate(spread(count)):
        making.add("documents", {
            "id": f"doc-{n}", "title": making.sentence(), "author": f"Office of Records {n % 40}",
            "date": day.isoformat(), "published": day.isoformat(), "language": "en",
            "address": f"https://records.example/{day:%Y/%m}/{n}",
            "grade": ("official", "news", "news", "database")[n % 4],
        })  # fmt: skip
    for n in range(passages):
        document = making.ids["documents"][n * count // passages]
        making.add("excerpts", {
            "id": f"passage-{n}", "document": document, "at": f"p. {n % 40 + 1}", "labels": ["record"],
            "words": making.sentence(), "says": making.sentence(), "source": f"{document} p. {n % 40 + 1}",
        })  # fmt: skip


def events(making: Making, count: int) -> None:
    """Add events and a channel's uses, a case's contacts, encounters."""
    for n, day in enumerate(spread(count)):
        by = PARTIES[(n * 7) % len(PARTIES)]
        answered = making.ids["events"][-making.dice.randint(1, 20)] if n > 20 and n % 3 == 0 else ""
        making.add("events", {
            "id": f"event-{n}", "title": making.sentence(),
            "kind": making.dice.choice(RARE if making.chance(0.1) else COMMON),
            "about": PARTIES[2] if by == OTHER and n % 12 else "",
            "by": by, "on": day.isoformat(), "place": making.dice.choice(PLACES),
            "says": making.sentence() if n % 2 else "", "answers": answered,
            "source": making.cited(day) if making.chance(0.92) else "",
        })  # fmt: skip


def statements(making: Making, count: int) -> None:
    """Add questions with their answers, and statements, some of which answer one."""
    for n in range(150):
        making.add("questions", {
            "id": f"question-{n}", "asks": f"What is to become of point {n} of the agenda?",
            "answers": ["yes", "no", "later"], "owed_by": [f"body-{4 * (n % 20)}"],
            "source": making.cited(FIRST), "learned": FIRST.isoformat(),
        })  # fmt: skip
    for n, day in enumerate(spread(count)):
        party = PARTIES[n % len(PARTIES)]
        asked = f"question-{n % 150}"
        answer = "yes" if making.chance(0.99) else "no"
        making.add("statements", {
            "id": f"statement-{n}", "by": making.person_of(party) if n % 4 else making.body_of(party),
            "said": day.isoformat(), "to": "public" if n % 3 else making.body_of(OWN),
            "words": making.sentence(), "says": making.sentence(), "original": "en",
            "answers": {asked: answer} if n % 5 == 0 else None,
            "about": making.ids["events"][n * len(making.ids["events"]) // count] if n % 4 == 1 else "",
            "source": making.cited(day) if making.chance(0.92) else "",
        })  # fmt: skip


def dealings(making: Making, encounters: int) -> None:
    """Add encounters, experts, channels that are used and tried, and cases with contacts."""
    for n, day in enumerate(spread(encounters)):
        making.add("encounters", {
            "id": f"encounter-{n}", "title": f"round {n} of the working group",
            "who": [making.person_of(OWN), making.person_of(PARTIES[2])], "with": making.person_of(OTHER),
            "on": day.isoformat(), "about": making.sentence(), "depth": ("contact", "meeting")[n % 2],
            "place": making.dice.choice(PLACES), "source": making.cited(day),
        })  # fmt: skip
    for n in range(60):
        making.add("experts", {
            "id": f"expert-{n}", "who": f"person-{4 * n + 1}", "knows": making.sentence(), "reachable": "yes",
            "asked": [{"on": after(FIRST, 30 + n), "by": "body-0", "about": making.sentence(),
                       "answer": making.sentence()}],
            "source": making.cited(FIRST),
        })  # fmt: skip
    for n in range(30):
        every = range(20 + n, 730, 45)
        making.add("channels", {
            "id": f"channel-{n}", "title": f"line {n} of the liaison office", "level": LEVELS[n % 6],
            "ends": [f"post-{4 * n}", f"post-{4 * n + 1}"], "fallback": making.sentence(),
            "uses": [{"on": after(FIRST, d), "about": making.sentence()} for d in every],
            "tests": [{"sent": after(FIRST, 9), "answered": after(FIRST, 10)}], "source": making.cited(FIRST),
        })  # fmt: skip
    for n in range(20):
        making.add("cases", {
            "id": f"case-{n}", "person": f"Held-{n} Family", "held_by": OTHER, "side": OWN,
            "since": after(FIRST, 3 * n), "asks": making.sentence(), "marking": "restricted",
            "access": ["consular"], "states": [{"since": after(FIRST, 3 * n), "is": "held"}],
            "contacts": [{"on": after(FIRST, d), "by": "body-0", "says": making.sentence()}
                         for d in range(40 + n, 730, 50)],
            "source": making.cited(FIRST),
        })  # fmt: skip


def terms(making: Making) -> None:
    """Add terms that both sides define, most of them alike."""
    for n in range(30):
        same = making.sentence()
        day = after(FIRST, 10 + n)
        making.add("terms", {
            "id": f"term-{n}", "name": f"measure-{n} verification", "also": [f"verified measure-{n}"],
            "meanings": [{"side": OWN, "words": same, "since": day}, {"side": OTHER, "words": same,
            "since": day}],
            "source": making.cited(FIRST),
        })  # fmt: skip


def series(making: Making, rows: int) -> str:
    """Add a series of moves, and return its rows as CSV."""
    making.add("series", {
        "id": "moves", "title": "Moves as counted by the observatory", "document": "doc-0",
        "file": "moves.csv",
        "covers": f"{FIRST}/{LAST}",
        "id_rule": "moves-{date}-{number}", "learned_as": "occurred", "constants": {"by": OTHER},
        "columns": {"date": "on", "what": "title", "sort": "kind"},
    })  # fmt: skip
    listed = [f"{day},{n},{making.sentence()},move-{n % 24}" for n, day in enumerate(spread(rows))]
    return "\n".join(["date,number,what,sort", *listed]) + "\n"
