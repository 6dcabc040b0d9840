"""The simulated forms of the district of Lạng Giang.

Every form of every commune from 2023Q3 to 2025Q4, at the district's real size. Made from a fixed seed, so that the same
files come out everywhere; needs nothing but the standard library. Nobody in it exists.
"""

from .writer import KINDS, PROVINCIAL_RULEBOOK, write

__all__ = ["KINDS", "PROVINCIAL_RULEBOOK", "write"]
