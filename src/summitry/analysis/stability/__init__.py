"""Where a conflict would settle: the Graph Model for Conflict Resolution.

The contract, for whoever builds on it. Nothing here needs numpy but the engines ``dense`` and ``sparse``.

- ``model``: ``Conflict`` with its ``Side``, ``Option``, ``State``, ``Passing`` (barred and common moves),
  ``Preference`` over ``Statements | Weights | Ranking``, ``View`` (misperception); ``ModelFault``,
  ``Reading``.
- ``formula`` and ``wording``: Boolean statements as values; ``read_statement``, ``write_statement``.
- ``case`` and ``gmcr``: ``read_case(text)``, ``write_case(conflict)``; the same for ``.gmcr``.
- ``opening.read_model(content, title)`` reads a file of either format; ``record.record_value(conflict, id)``
  gives the fields of a ``conflict`` record.
- ``sound``: what is contradictory, incomplete or without effect. ``diagnosed`` gives faults their places.
- ``graph``: ``graph_of(conflict) -> Graph``: states, ``moves[side][state]`` and ``worth[side]`` as sets,
  which are whole numbers with a bit for each state (``bits`` lists them). ``merged_by(graph, structure)``
  joins sides into coalitions.
- ``search``: ``legal(steps, movers)`` (what legal sequences reach), ``improvements(graph)``, the rules
  ``plain_rule``, ``unknown_rule``, ``strong_rule``, and ``stable_states(graph, concept, side, rule)``.
- ``limited``: ``limited(graph, horizon)`` and ``non_myopic(graph)``; of moves equally good to the mover the
  one whose end the other likes least is counted on.
- ``frame``: ``conflict_model(dossier, id) -> Reading``, ``conflict_faults(dossier, id)`` (diagnostics at the
  fields of the record), ``conflict_stability(dossier, id) -> StabilityResult``; states are named by letters.
- ``dense`` (needs numpy and numba; import it through ``importlib`` where it may be missing):
  ``plan_of(conflict)``, ``payoffs``, ``sweep``, and ``sweep_many(us, plan)`` for many models of one shape
  (``us[m, side, cell]``; some 0.1 ms a model of 8 options, 1 ms of 12). ``plan.why_not_swept`` says when not.
- ``explain`` (why a state is stable for a side, or not, move by move), ``standing`` (of the wanted outcome
  and today's state), ``status_quo`` (what can be reached, and jumps between equilibria), ``inverse``
  (rankings), ``rearrange`` (least changes and sensitivity of ordered statements), ``robust`` (what is not
  known, filled in), ``seen`` (each side's view); ``many`` judges models that differ in preferences only.
- ``analyse(conflict, ...) -> StabilityResult`` chooses the engine; ``result.to_json()`` is the command's.
- For commands: ``secretariat.machine.memory_to_use()`` for ``memory``, ``cli.progress.sharing(what)`` for
  ``told``.

In simultaneous sanctioning a coalesced state has no vector of its own: nothing is put together with it.
CSEQ: the opponents answer by legal sequences of improvements, each for its own mover.
"""

from __future__ import annotations

from summitry.analysis.stability.analyse import analyse, analyse_graph, merged_by
from summitry.analysis.stability.case import read_case, write_case
from summitry.analysis.stability.concepts import CONCEPTS
from summitry.analysis.stability.explain import Explanation, WayOut, explain, explain_coalition
from summitry.analysis.stability.frame import conflict_faults, conflict_model, conflict_stability
from summitry.analysis.stability.graph import Graph, bits, graph_of
from summitry.analysis.stability.inverse import Rankings, rankings
from summitry.analysis.stability.model import Conflict, ModelFault, Reading
from summitry.analysis.stability.paths import Move
from summitry.analysis.stability.rearrange import (
    LeastChange,
    Sensitivity,
    Shift,
    least_changes,
    sensitivity,
)
from summitry.analysis.stability.result import StabilityResult
from summitry.analysis.stability.robust import Robustness, robustness
from summitry.analysis.stability.seen import Seen, views
from summitry.analysis.stability.standing import Standing, standings
from summitry.analysis.stability.status_quo import Jump, Reach, StatusQuo, jumps, status_quo
from summitry.analysis.stability.wording import read_statement, write_statement

__all__ = [
    "CONCEPTS",
    "Conflict",
    "Explanation",
    "Graph",
    "Jump",
    "LeastChange",
    "ModelFault",
    "Move",
    "Rankings",
    "Reach",
    "Reading",
    "Robustness",
    "Seen",
    "Sensitivity",
    "Shift",
    "StabilityResult",
    "Standing",
    "StatusQuo",
    "WayOut",
    "analyse",
    "analyse_graph",
    "bits",
    "conflict_faults",
    "conflict_model",
    "conflict_stability",
    "explain",
    "explain_coalition",
    "graph_of",
    "jumps",
    "least_changes",
    "merged_by",
    "rankings",
    "read_case",
    "read_statement",
    "robustness",
    "sensitivity",
    "standings",
    "status_quo",
    "views",
    "write_case",
    "write_statement",
]
