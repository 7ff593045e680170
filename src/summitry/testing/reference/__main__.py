"""``python -m summitry.testing.reference FOLDER``."""

import sys
from pathlib import Path

from summitry.testing.reference.writing import write

if len(sys.argv) != 2:
    raise SystemExit("Say where to: python -m summitry.testing.reference docs/reference")
write(Path(sys.argv[1]))
