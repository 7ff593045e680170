"""Who has spoken on what, what changed, and who has not spoken."""

from summitry.analysis.positions.frame import items_to_decide, position_grid
from summitry.analysis.positions.result import Cell, Grid, Word

__all__ = ["Cell", "Grid", "Word", "items_to_decide", "position_grid"]
