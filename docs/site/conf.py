"""How Sphinx makes the site of the pages that docs/site/site_pages assembled."""

import re

import hoctap

project = "hoctap"
author = "the hoctap developers"
release = version = hoctap.__version__
language = "en"

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
myst_heading_anchors = 3
# A failing cell fails the site; the notebooks are kept without outputs.
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 300

autodoc_member_order = "bysource"
autodoc_typehints = "none"
napoleon_google_docstring = True
napoleon_use_rtype = False

html_theme = "furo"
html_title = "hoctap"
html_static_path = ["static"]
html_css_files = ["tables.css"]
html_show_copyright = False
html_show_sphinx = False
html_copy_source = False


def _shorten(_app, _what, _name, _thing, _options, signature, returned):
    """Write the signatures of bound functions as those of Python's own are written."""

    def short(text):
        return text and re.sub(
            r"hoctap\._core\.|collections\.abc\.|datetime\.(?=date\b)", "", re.sub(r"self: [\w.]+(, )?", "", text)
        )

    return short(signature), short(returned)


def setup(app):
    """Let Sphinx call what is above."""
    app.connect("autodoc-process-signature", _shorten)
