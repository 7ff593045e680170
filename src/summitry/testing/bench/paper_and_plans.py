"""The generated dossier's undertakings, papers, meetings and what the other side may do."""

from __future__ import annotations

from datetime import date, timedelta

from summitry.dossier.paragraphs import paragraph_digest
from summitry.testing.bench.orderly import FIRST, LAST, OTHER, OWN, PARTIES, Making, after, spread
from summitry.testing.bench.people_and_words import COMMON, RARE

STANDS = ("support", "support", "no-objection", "no-objection", "support-with-changes")


def undertakings(making: Making, pledges: int, agreements: int) -> None:
    """Add conditions, pledges with their scope, agreements with duties and what became of them."""
    for n, day in enumerate(spread(40)):
        making.add("conditions", {
            "id": f"condition-{n}", "says": f"while round {n} goes on", "source": making.cited(day),
            "states": [{"since": day.isoformat(), "holds": "yes"},
                       {"since": after(day, 200), "holds": "no", "source": making.cited(day)}],
        })  # fmt: skip
    for n, day in enumerate(spread(pledges)):
        by = (OTHER, OWN, PARTIES[2])[n % 3]
        making.add("pledges", {
            "id": f"pledge-{n}", "title": f"undertaking {n}", "by": by, "to": OWN if by != OWN else OTHER,
            "does": making.sentence(), "words": making.sentence(), "kind": f"step-{n % 12}",
            "scope": {RARE[n % 6]: "in", RARE[(n + 1) % 6]: "out"} if n % 5 == 0 else None,
            "while": f"condition-{n % 40}" if n % 10 == 0 else "", "said": day.isoformat(),
            "verified": making.sentence(), "strength": "will",
            "due": after(day, 60 + n % 90) if n % 5 else "",
            "accepted": [{"who": by, "how": "agreed", "on": day.isoformat()}],
            "fate": [{"on": after(day, 50), "status": "3", "says": making.sentence()}] if n % 5 else None,
            "rests_on": f"relay-{n // 3}" if by == OTHER else "", "source": making.cited(day),
        })  # fmt: skip
    for n, day in enumerate(spread(agreements)):
        duties = [
            {"id": f"duty-{k}", "by": (OWN, OTHER)[k % 2], "does": making.sentence(), "strength": "will",
             "kind": f"step-{(n + k) % 12}", "verified": making.sentence(),
             "fate": [{"on": after(day, 100), "status": "3", "says": making.sentence()}]}
            for k in range(4)
        ]  # fmt: skip
        making.add("agreements", {
            "id": f"agreement-{n}", "title": f"Agreed Minute No. {n}", "on": day.isoformat(),
            "between": [OWN, OTHER], "form": "joint", "duties": duties,
            "states": [{"since": day.isoformat(), "is": "in force"}], "source": making.cited(day),
        })  # fmt: skip


def relays(making: Making, count: int) -> None:
    """Add messages, each told in the same words by a go-between and, most of them, by its sender."""
    for n, day in enumerate(spread(count)):
        sender, bearer = making.person_of(OTHER), making.person_of(PARTIES[2])
        elements = [{"id": f"e{k}", "says": making.sentence()} for k in range(3)]
        carried = {f"e{k}": {"words": elements[k]["says"]} for k in range(3)}
        hops = [
            {"id": "told", "by": bearer, "to": ["body-0"], "on": day.isoformat(), "tells": "all",
             "carries": carried},
            {"id": "back", "by": sender, "to": ["body-0"], "on": after(day, 2), "tells": "all",
             "carries": carried},
        ]  # fmt: skip
        making.add("relays", {
            "id": f"relay-{n}", "title": f"message {n}", "from": sender, "to": "body-0",
            "elements": elements, "hops": hops if n % 8 else hops[:1], "source": making.cited(day),
        })  # fmt: skip


def papers(making: Making, counts: dict[str, int]) -> None:
    """Add papers, options, positions with the statements that show them, decisions and drafts."""
    for n, day in enumerate(spread(counts["paper"])):
        roadmap = [{"id": f"s{k}", "by": (OWN, OTHER)[k % 2], "does": making.sentence(), "reversible": "yes",
                    "kind": f"step-{(n + k) % 12}",
                    "verified": making.sentence()} for k in range(2)]  # fmt: skip
        making.add("papers", {
            "id": f"paper-{n}", "title": f"Paper {n} on the agenda", "by": making.body_of(OWN),
            "on": day.isoformat(), "status": "adopted", "about": f"question-{n % 150}",
            "options": [{"id": f"o{k}", "says": making.sentence(), "needs": making.sentence(),
                         "lost_if_fails": making.sentence()} for k in range(2)],
            "roadmap": roadmap if n % 5 == 0 else None, "source": making.cited(day),
        })  # fmt: skip
    for n, day in enumerate(spread(counts["option"])):
        making.add("options", {
            "id": f"option-{n}", "says": making.sentence(), "needs": making.sentence(),
            "lost_if_fails": making.sentence(), "source": making.cited(day), "asks": [f"body-{4 * (n % 20)}"],
        })  # fmt: skip
    statements = making.ids["statements"]
    for n, day in enumerate(spread(counts["position"])):
        about = (f"paper-{n * counts['paper'] // counts['position']}",
        f"option-{n * counts['option'] // counts['position']}")  # fmt: skip
        making.add("positions", {
            "id": f"position-{n}", "by": f"body-{4 * (n % 20)}", "about": about[n % 2],
            "stand": making.dice.choice(STANDS) if making.chance(0.98) else "object", "on": day.isoformat(),
            "statement": statements[n * len(statements) // counts["position"]] if n % 3 == 0 else "",
            "words": making.sentence() if n % 3 else "", "says": making.sentence(),
            "source": making.cited(day),
        })  # fmt: skip
    for n, day in enumerate(spread(counts["decision"])):
        making.add("decisions", {
            "id": f"decision-{n}", "title": f"decision {n}", "says": making.sentence(),
            "by": f"post-{4 * (n % 50)}",
            "on": day.isoformat(),
            "basis": [f"paper-{max(0, n * counts['paper'] // counts['decision'] - 1)}"],
            "present": [{"who": making.person_of(OWN)} for _ in range(2)],
            "consulted": [{"who": f"body-{4 * (n % 20)}", "on": day.isoformat()}],
            "touches": [f"body-{4 * (n % 20)}"], "states": [{"since": day.isoformat(), "is": "made"}],
            "source": making.cited(day),
        })  # fmt: skip


def lines(making: Making, count: int, drafts: int) -> None:
    """Add lines, one after the other on each question, with the bodies' clearances; and drafts."""
    for n, day in enumerate(spread(count)):
        body = f"body-{4 * (n % 20)}"
        words = making.sentence()
        made = making.add("lines", {
            "id": f"line-{n}", "title": f"line {n}", "question": f"question-{n % 150}", "answer": ["yes"],
            "words": words, "by": body, "clear": [body], "since": day.isoformat(),
            "replaces": f"line-{n - 150}" if n >= 150 else "", "source": making.cited(day),
        })  # fmt: skip
        making.add("clearances", {
            "id": f"clearance-{n}", "by": body, "of": made, "stand": "clears", "on": day.isoformat(),
            "source": making.cited(day), "note": making.sentence(),
            "paragraphs": [paragraph_digest((), "", words)] if n % 29 else None,
        })  # fmt: skip
    for n, day in enumerate(spread(drafts)):
        making.add("drafts", {
            "id": f"draft-{n}", "title": f"Draft communiqué {n}", "between": [OWN, OTHER],
            "on": day.isoformat(),
            "replaces": f"draft-{n - 10}" if n >= 10 else "", "source": making.cited(day),
            "text": ". ".join(making.sentence() for _ in range(6)),
        })  # fmt: skip


def meetings(making: Making, count: int, objectives: int, tasks: int, risks: int) -> None:
    """Add meetings that were held, three that lie ahead, and their objectives, tasks and risks."""
    days = spread(count, FIRST + timedelta(days=30), LAST + timedelta(days=60))
    for n, day in enumerate(days):
        said = day - timedelta(days=30)
        making.add("meetings", {
            "id": f"meeting-{n}", "title": f"round {n} of the talks", "agreed": "yes",
            "level": ("working", "envoys", "ministers")[n % 3], "between": [OWN, OTHER],
            "dates": [{"on": day.isoformat(), "agreed": "yes", "since": said.isoformat()}],
            "delegation": [f"person-{4 * (n % 250)}"], "with": [f"person-{4 * (n % 250) + 1}"],
            "held": [{"on": day.isoformat()}] if day <= LAST else None, "minutes": "none",
            "learned": said.isoformat(), "source": making.cited(said),
        })  # fmt: skip
    for n in range(objectives):
        at = n * count // objectives
        objective(making, n, at, days[at])
    for n in range(tasks):
        at = n * count // tasks
        done = days[at] - timedelta(days=5 + n % 10)
        making.add("tasks", {
            "id": f"task-{n}", "title": making.sentence(), "serves": f"meeting-{at}",
            "takes": f"{n % 9 + 1} workdays",
            "owner": f"body-{4 * (n % 20)}" if making.chance(0.97) else "",
            "needs": f"task-{n - 1}" if n % 3 == 1 else "", "learned": after(days[at], -28),
            "done": [{"on": done.isoformat()}] if done <= LAST else None,
            "source": making.cited(min(done, LAST)),
        })  # fmt: skip
    for n in range(risks):
        at = n * count // risks
        making.add("risks", {
            "id": f"risk-{n}", "meeting": f"meeting-{at}", "says": making.sentence(),
            "cause": making.sentence(),
            "sign": f"indicator-{n % 120}", "owner": f"body-{4 * (n % 20)}", "trigger": making.sentence(),
            "lost": making.sentence(), "way_out": making.sentence(), "learned": after(days[at], -25),
            "source": making.cited(FIRST),
        })  # fmt: skip


def objective(making: Making, n: int, at: int, day: date) -> None:
    """Add one objective of a meeting, with what came of it."""
    early = min(day, LAST)
    making.add("objectives", {
        "id": f"objective-{n}", "meeting": f"meeting-{at}", "by": OWN, "verb": "establish",
        "says": making.sentence(), "expected_reply": making.sentence(), "our_response": making.sentence(),
        "if_refused": making.sentence(), "met_when": making.sentence(), "owner": f"body-{4 * (n % 20)}",
        "arguments": [making.sentence()], "learned": after(early, -27), "source": making.cited(early),
        "outcomes": [{"on": day.isoformat(), "result": "met",
        "words": making.sentence()}] if day <= LAST else None,
    })  # fmt: skip


def other_side(making: Making) -> None:
    """Add what the other side may do, what shows it, the tests of it, quarrels, and what was accepted."""
    for n in range(120):
        making.add("indicators", {
            "id": f"indicator-{n}", "says": making.sentence(), "threshold": making.sentence(),
            "source_rule": "two sources", "watcher": f"body-{4 * (n % 20)}", "foresees": RARE[n % 6],
            "seen": [{"on": after(FIRST, d + n % 60), "result": "not seen"} for d in range(60, 640, 60)],
            "source": making.cited(FIRST),
        })  # fmt: skip
    for n in range(60):
        making.add("alternatives", {
            "id": f"alternative-{n}", "by": OTHER, "says": making.sentence(), "assumes": [making.sentence()],
            "foresees": [RARE[n % 6], COMMON[n % 18]],
            "indicators": [f"indicator-{2 * n}", f"indicator-{2 * n + 1}"],
            "response": {"says": making.sentence(), "owner": f"body-{4 * (n % 20)}", "ready": "yes"},
            "source": making.cited(FIRST),
        })  # fmt: skip
    for n, day in enumerate(spread(40)):
        making.add("tests", {
            "id": f"test-{n}", "of": f"pledge-{3 * n}", "says": making.sentence(), "asks": making.sentence(),
            "cost_to_them": making.sentence(), "threshold": making.sentence(), "source_rule": "two sources",
            "deadline": after(day, 30), "owner": f"body-{4 * (n % 20)}", "source": making.cited(day),
            "results": [{"on": after(day, 20), "result": "passed"}],
        })  # fmt: skip
    for n in range(10):
        making.add("conflicts", {
            "id": f"conflict-{n}", "title": f"the quarrel over point {n}",
            "sides": [{"id": "ours", "who": OWN, "prefers": ["-theirs", "ours"]},
                      {"id": "theirs", "who": OTHER, "prefers": ["-ours"]}],
            "options": [{"id": "ours", "says": making.sentence(), "by": "ours"},
                        {"id": "theirs", "says": making.sentence(), "by": "theirs"}],
            "today": "NN", "source": making.cited(FIRST),
        })  # fmt: skip
    for n in range(13):
        making.add("accepts", {
            "id": f"accepted-{n}", "finding": "REL003", "about": [f"relay-{8 * n}"],
            "because": "The sender cannot be reached before the round.", "by": "body-0",
            "on": LAST.isoformat(),
        })  # fmt: skip
