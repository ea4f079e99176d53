"""f^2(x) where words or formulas of the document take a function of itself: f(f(x)), rather than f(x)²."""

import re
from collections.abc import Callable, Iterable

from derive.document.model import Member
from derive.source import Source

_TAKEN_TWICE = (
    r"(?i:\biterat\w*|\b(?:applied|applying|twice|itself|compos\w+)\b)|\\circ\b|∘|\b([A-Za-z])\s*\(\s*\1\s*\("
)
_POWER = r"(?<![\\A-Za-z])([A-Za-z])\s*\^\s*\{?\s*\d\s*\}?\s*\("


ITERATE = "a power of a function may be that function taken several times"


def may_be_iterate(members: Iterable[Member], is_function: Callable[[str], bool], source: Source) -> bool:
    """Whether a power of a function of the document may be that function taken several times."""
    powers = (found for one in members for found in re.findall(_POWER, one.latex))
    return any(map(is_function, powers)) and re.search(_TAKEN_TWICE, source.text) is not None
