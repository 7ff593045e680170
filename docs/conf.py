"""How the documentation is built: `make docs`."""

import logging

from summitry import __version__

project = "Summitry"
author = "The Summitry contributors"
copyright = "The Summitry contributors"
release = version = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["build"]

myst_enable_extensions = ["colon_fence", "deflist", "fieldlist"]
myst_heading_anchors = 3

autodoc_typehints = "description"
autodoc_member_order = "bysource"

html_theme = "furo"
html_title = f"Summitry {release}"
html_show_copyright = False
html_copy_source = False


# The contents name pages by pattern, and some pages are written from the code or later. That a
# pattern finds none is no fault; Sphinx 9.0 gives that warning no type to suppress it by.
logging.getLogger("sphinx.sphinx.directives.other").addFilter(
    lambda record: getattr(record, "subtype", "") != "empty_glob"
)
