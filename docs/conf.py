"""How the site of the documentation is built: `make docs`; it loads nothing from elsewhere."""

import sys
import tomllib
from pathlib import Path

_ROOT = Path(__file__).parent.parent
_PROJECT = tomllib.loads((_ROOT / "pyproject.toml").read_text("utf-8"))["project"]

sys.path.insert(0, str(_ROOT))

project = "Yike 一刻"
author = "Yike contributors"
version = release = _PROJECT["version"]
language = "en"

# The folder of the repository is the source, so that its links are the site's links.
root_doc = "docs/index"
include_patterns = ["*.md", "data/**.md", "docs/**.md"]
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_default_options = {"members": True, "show-inheritance": True}

html_theme = "furo"
html_title = f"Yike 一刻 {version}"
html_extra_path = ["site"]
html_show_sourcelink = False
html_copy_source = False
