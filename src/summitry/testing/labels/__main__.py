"""``python -m summitry.testing.labels template``; ``check FILE``; ``compile FILE``."""

import sys
from pathlib import Path

from summitry.testing.labels.files import TEMPLATE, compiled, faults, template, translation

match sys.argv[1:]:
    case ["template"]:
        TEMPLATE.write_bytes(template())
        print(TEMPLATE)
    case ["check", name]:
        told = faults(translation(Path(name)))
        print("\n".join(told) or "Every gap and every form is there.")
        raise SystemExit(1 if told else 0)
    case ["compile", name]:
        made = Path(name).with_suffix(".mo")
        made.write_bytes(compiled(translation(Path(name))))
        print(made)
    case _:
        raise SystemExit(__doc__)
