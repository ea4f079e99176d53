"""The formulas of a layout, read, and told apart: index conditions, statements, displays, and mere
formulas."""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import TypeAlias

from derive.data import Data, replace
from derive.document.bracketed import with_indices_below
from derive.document.cases import Case, Indices, comparisons, indices_in, written_comparisons
from derive.document.chains import read_chains
from derive.document.layout import Layout, Place, blanked
from derive.document.model import Chain
from derive.document.prose import CONDITION, DISPLAY, FORMULA, STATEMENT
from derive.document.shapes import has_numeral
from derive.document.told_spaces import space_told
from derive.notation.commands import RELATIONS
from derive.notation.macros import read_macros
from derive.source import Span

_Reader: TypeAlias = Callable[[str, int], tuple[Chain, ...]]


_ARROWS = frozenset("→←↦⇔:")


class Entry(Data):
    """A formula of the document."""

    place: Place
    passage: int
    """The number of its passage."""
    chains: tuple[Chain, ...]
    """Those with a relation."""
    cases: tuple[Case, ...]
    """For each chain, what it compares if it only compares indices; else ()."""
    mark: str
    """What stands for it in the running prose."""
    written: bool = False
    """Whether it stands in the prose without delimiters."""

    @property
    def case(self) -> Case:
        """All that an index condition says."""
        return tuple(comparison for case in self.cases for comparison in case)


@cache
def _relation() -> re.Pattern[str]:
    """Any sign of a relation but an arrow or a colon; that of V^\\perp is none."""
    signs = [one for one, sign in RELATIONS.items() if sign not in _ARROWS]
    characters = "".join(one for one in signs if len(one) == 1 and not one.isascii())
    commands = "|".join(one for one in signs if one.isalpha() and one.isascii())
    return re.compile(rf"[=<>{characters}]|(?<![\^{{])\\(?:{commands})(?![A-Za-z])")


def read_entries(layout: Layout) -> tuple[Entry, ...]:
    """Every formula of the layout in order, with its chains if it has any."""
    starts = [passage.span.start for passage in layout.passages]
    read_formula = _reader(layout)
    read = with_indices_below([
        _chains(place, read_formula, continued=after is not None and _continues(layout, place, after))
        for place, after in zip(layout.places, (*layout.places[1:], None), strict=False)
    ])  # fmt: skip
    indices = indices_in(chain for chains in read for chain in chains)
    bare = _bare(layout)
    entries = []
    for k, (place, chains) in enumerate(zip(layout.places, read, strict=True)):
        number = bisect_right(starts, place.outer.start) - 1
        told = chains or space_told(layout, k, read_formula)
        entries.append(_entry(indices, place, number, told, alone=number in bare))
    if any(entry.chains for entry in entries):
        entries.extend(_written(layout, indices, entries))
    return tuple(sorted(entries, key=lambda entry: entry.place.outer.start))


def _reader(layout: Layout) -> _Reader:
    """What reads the formulas of this layout: as LaTeX with its macros, or as plain text."""
    if layout.abbreviations is not None:
        from derive.document.plain_chains import read_plain_chains

        return partial(read_plain_chains, abbreviations=layout.abbreviations)
    return partial(read_chains, macros=read_macros(layout.source.text))


def _continues(layout: Layout, place: Place, after: Place) -> bool:
    """Whether the second of two formulas begins with a relation whose left side is the first."""
    if _relation().match(after.latex.lstrip(" \t\r\n&{}")) is None:
        return False
    between = layout.prose[place.outer.end : after.outer.start]
    return (place.display and after.display) or not _has_words(between)


def _chains(place: Place, read_formula: _Reader, *, continued: bool) -> tuple[Chain, ...]:
    """The chains of a formula that have a relation, and a last one without if it is continued."""
    if not place.display and not continued and _relation().search(place.latex) is None:
        return ()
    chains = read_formula(place.latex, place.inner.start)
    return tuple(chain for chain in chains if chain.relations or (continued and chain is chains[-1]))


def _entry(indices: Indices, place: Place, number: int, chains: tuple[Chain, ...], *, alone: bool) -> Entry:
    """The entry of a formula; an inline formula that stands alone in its paragraph is a display."""
    cases = tuple(comparisons(chain, indices) for chain in chains)
    if place.display:
        cases = _without_values(cases)
    if place.directive is not None:
        return Entry(place, number, chains, cases, FORMULA)
    if chains and not all(cases) and alone:
        place = replace(place, display=True)
    if chains and all(cases):
        mark = CONDITION
    elif place.display:
        mark = DISPLAY
    else:
        mark = STATEMENT if chains else FORMULA
    return Entry(place, number, chains, cases, mark)


def _without_values(cases: tuple[Case, ...]) -> tuple[Case, ...]:
    """The cases of a display's chains; n = 3 is a condition only right after a statement, else a value."""
    return tuple(
        () if any(map(has_numeral, case)) and (number == 0 or cases[number - 1]) else case
        for number, case in enumerate(cases)
    )


def _bare(layout: Layout) -> frozenset[int]:
    """The numbers of the paragraphs that hold formulas and no words."""
    rest = blanked(layout.prose, [place.outer for place in layout.places])
    return frozenset(
        number
        for number, passage in enumerate(layout.passages)
        if not passage.heading and not _has_words(rest[passage.span.start : passage.span.end])
    )


def _has_words(prose: str) -> bool:
    return re.search(r"\w", re.sub(r"<[^<>]*>", "", prose)) is not None


def _written(layout: Layout, indices: Indices, entries: Sequence[Entry]) -> list[Entry]:
    """Index conditions that stand in the prose without delimiters."""
    found: list[Entry] = []
    starts = [entry.place.outer.start for entry in entries]
    for number, passage in enumerate(layout.passages):
        for match in written_comparisons(layout.prose[passage.span.start : passage.span.end]):
            span = Span(passage.span.start + match.start(), passage.span.start + match.end())
            before = bisect_right(starts, span.start) - 1
            if before >= 0 and span.start < entries[before].place.outer.end:
                continue
            place = Place(span, span, False, match[0].replace("!=", "≠ ").replace("==", "= "))
            chains = read_chains(place.latex, span.start)
            cases = tuple(comparisons(chain, indices) for chain in chains)
            if cases and all(cases):
                found.append(Entry(place, number, chains, cases, CONDITION, written=True))
    return found
