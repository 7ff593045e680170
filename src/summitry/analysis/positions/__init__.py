"""Who has spoken on what, what changed, and who has not spoken."""

from summitry.analysis.positions.frame import DECIDED_ON, item_to_decide, items_to_decide, position_grid
from summitry.analysis.positions.result import Cell, Grid, Word

__all__ = ["DECIDED_ON", "Cell", "Grid", "Word", "item_to_decide", "items_to_decide", "position_grid"]
