"""A book lent to somebody outside, once: a link that opens one time, and a copy that says whose it is."""
