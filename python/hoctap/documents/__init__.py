"""Official documents, ready to be signed: the yearly review and the estimate in the layout of Decree 30/2020/NĐ-CP, as DOCX and XLSX.

Their language is Vietnamese, by that layout. What the library does not know is a blank, and listed; it invents no name and no opinion.
"""

from .document import Document, write_estimate, write_review
from .numerals import in_words, money_in_words
from .office import Office
from .parts import Blank
from .profile import Choice, Component, Gap, Profile, profile

__all__ = [
    "Blank",
    "Choice",
    "Component",
    "Document",
    "Gap",
    "Office",
    "Profile",
    "in_words",
    "money_in_words",
    "profile",
    "write_estimate",
    "write_review",
]
