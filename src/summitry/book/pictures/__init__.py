"""Which figure goes with which analysis: a result becomes lanes, bars and bands."""
