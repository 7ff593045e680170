"""A conflict at hand with the words for its options, states and moves, and where they lead back to."""

from __future__ import annotations

from functools import cached_property

from summitry.analysis.stability import Conflict, Graph, graph_of
from summitry.analysis.stability.model import StateId
from summitry.analysis.stability.paths import Move, Way
from summitry.book.blocks import Trace
from summitry.book.tracing import traced
from summitry.dossier.kinds import Conflict as ConflictRecord
from summitry.dossier.value import Dossier
from summitry.foundation.labels import say
from summitry.foundation.wording import listed, quoted

LONG_NAME = 3
"""Characters of a state's name that still fit into a node of a picture."""


class Told:
    """A conflict of a dossier, or of a file (then ``record`` is blank and nothing has a trace)."""

    def __init__(self, dossier: Dossier, conflict: Conflict, record: str = "") -> None:
        self.dossier, self.conflict, self.record = dossier, conflict, record

    @cached_property
    def graph(self) -> Graph:
        """The states and moves; raises ``feasible.TooMany`` for a large conflict."""
        return graph_of(self.conflict)

    @cached_property
    def position(self) -> dict[StateId, int]:
        """Where each state stands in the order of the model."""
        return {s.id: n for n, s in enumerate(self.graph.states)}

    @cached_property
    def numbered(self) -> bool:
        """Whether states go by numbers in pictures, their own names being too long."""
        return any(len(str(s.id)) > LONG_NAME for s in self.graph.states)

    @property
    def title(self) -> str:
        """What the conflict is called."""
        return self.conflict.title or say("A conflict")

    def mark(self, state: StateId) -> str:
        """Return the few letters that stand for a state in a picture."""
        return str(self.position[state] + 1) if self.numbered else str(state)

    def called(self, state: StateId) -> str:
        """Return how a sentence names a state."""
        return say("state {state}", state=state)

    def states(self, ids: tuple[StateId, ...]) -> str:
        """Return how a sentence names several states."""
        return listed(str(s) for s in ids)

    def options(self, keys: tuple[str, ...]) -> str:
        """Return how a sentence names options."""
        names = {o.key: o.name for o in self.conflict.options}
        return listed(quoted(names.get(k, k)) for k in keys)

    def holds(self, state: StateId) -> str:
        """Return what is done in a state: its options that are taken."""
        found = self.graph.states[self.position[state]]
        if not found.pattern or found.label:
            return found.label
        taken = tuple(
            o.key for o, letter in zip(self.conflict.options, found.pattern, strict=True) if letter == "Y"
        )
        open_ = tuple(
            o.key for o, letter in zip(self.conflict.options, found.pattern, strict=True) if letter == "-"
        )
        words = self.options(taken) or say("nothing is done")
        if open_:
            words = say("{words}; {options} or not", words=words, options=self.options(open_))
        return words

    def move(self, move: Move) -> str:
        """Return one move as a clause: who does what."""
        takes, drops = self.options(move.takes), self.options(move.drops)
        if takes and drops:
            return say("{by} takes up {takes} and gives up {drops}", by=move.by, takes=takes, drops=drops)
        if takes:
            return say("{by} takes up {takes}", by=move.by, takes=takes)
        if drops:
            return say("{by} gives up {drops}", by=move.by, drops=drops)
        return say("{by} moves to {state}", by=move.by, state=self.called(move.end))

    def way(self, way: Way) -> str:
        """Return a sequence of moves as a clause, with the states in between."""
        told = []
        for n, move in enumerate(way):
            bare = not (move.takes or move.drops)
            told.append(
                self.move(move)
                if n == len(way) - 1 or bare
                else say("{move} ({state})", move=self.move(move), state=self.called(move.end))
            )
        return say("; then ").join(told)

    def traces(self, *path: str | int) -> tuple[Trace, ...]:
        """Return the trace to a field of the record; none for a file."""
        return traced(self.dossier, self.record, *path) if self.record else ()

    def option_traces(self, keys: tuple[str, ...]) -> tuple[Trace, ...]:
        """Return the traces to options, and to the alternatives, steps and duties they stand for."""
        found: list[Trace] = []
        record = self.dossier.of(ConflictRecord, self.record) if self.record else None
        if record is None:
            return ()
        for n, option in enumerate(record.options):
            if (option.id or option.says) in keys:
                found += self.traces("options", n)
                for target in option.is_:
                    found += traced(self.dossier, target)
        return tuple(dict.fromkeys(found))

    def way_traces(self, *ways: Way) -> tuple[Trace, ...]:
        """Return the traces to every option that some moves change."""
        keys = tuple(dict.fromkeys(k for way in ways for move in way for k in (*move.takes, *move.drops)))
        return self.option_traces(keys)
