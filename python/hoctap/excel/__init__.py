"""Forms and answers as workbooks: empty forms to be filled in, and the same forms back with what is wrong in them."""

from .answer import Answer, answer_forms
from .blank import blank_forms
from .export import write_tables

__all__ = ["Answer", "answer_forms", "blank_forms", "write_tables"]
