"""The reference pages, written from the code, so that they cannot say anything else.

``python -m summitry.testing.reference docs/reference`` writes them; `make docs` does so first.
"""

from summitry.testing.reference.writing import pages, write

__all__ = ["pages", "write"]
