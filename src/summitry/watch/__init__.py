"""The watch: what comes in from outside, what it touches, and what has come due."""
