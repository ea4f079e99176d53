"""The statements of a document in one way of writing: what authors write in many ways is rewritten, before any of it
gets a meaning, in the order of the list below."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from derive.data import Data
from derive.document.annotations import with_annotations
from derive.document.beside import with_conditions_beside
from derive.document.continuation import continued, with_nearby
from derive.document.model import Document, Statement
from derive.document.torn_sums import with_sums_to_the_end
from derive.meaning.applications import with_applications
from derive.meaning.compounds import with_compounds
from derive.meaning.differentials import with_differentials
from derive.meaning.entry_derivatives import with_entries_named
from derive.meaning.kronecker import with_deltas_below
from derive.meaning.numbers import with_plain_cases
from derive.meaning.numbers_below import with_numbers_named
from derive.meaning.plain import plain
from derive.meaning.scripts import with_scripts_apart
from derive.meaning.shorthand import without_shorthand
from derive.meaning.superscripts import without_numbers_above
from derive.meaning.told.bounds import with_named_bounds
from derive.meaning.told.primes import with_primes_told
from derive.meaning.told_ranges import with_ranges
from derive.meaning.turned import with_definitions_turned
from derive.meaning.unfit import with_unfit_sizes
from derive.meaning.upper_components import with_components_below


class Setting(Data):
    """Where the statements stand."""

    document: Document
    scopes: tuple[int, ...]
    """The scope of each statement: the letters of one scope are the same."""

    @property
    def headings(self) -> list[int]:
        return [heading.start for heading in self.document.headings]


Statements: TypeAlias = Sequence[Statement]

CHANGES: dict[str, Callable[[Statements, Setting], tuple[Statement, ...]]] = {
    "script letters apart from plain ones": lambda all_, _: with_scripts_apart(all_),
    "one way for what is written in several": lambda all_, at: plain(all_, at.scopes, at.document.source),
    "primes that the prose tells": lambda all_, at: with_primes_told(all_, at.document.headings, at.document.source),
    "cases that give a number, in plain words only": lambda all_, at: with_plain_cases(all_, at.document.source),
    "components written above, below": lambda all_, at: with_components_below(all_, at.document.source),
    "δ_j^i of indices, below": lambda all_, _: with_deltas_below(all_),
    "matrices whose sizes do not fit": lambda all_, at: with_unfit_sizes(all_, at.headings, at.document.source),
    "dW for ∂L/∂W": lambda all_, _: without_shorthand(all_),
    "numbers below that are no indices, in the name": lambda all_, _: with_numbers_named(all_),
    "differentials without a quotient": lambda all_, _: with_differentials(all_),
    "numbers above that are labels, left out": lambda all_, at: without_numbers_above(all_, at.document.source),
    "indices of more than a letter": lambda all_, _: with_compounds(all_),
    "definitions with their symbol on the right": lambda all_, _: with_definitions_turned(all_),
    "∂_j for ∂/∂z_j": lambda all_, _: with_entries_named(all_),
    "functions before brackets": lambda all_, at: with_applications(all_, at.document.functions),
    "ranges that the prose tells": lambda all_, at: with_ranges(all_, at.headings, at.document.source),
    "what stands nearby": lambda all_, at: with_nearby(all_, at.scopes),
    "sums that end early": lambda all_, at: with_sums_to_the_end(all_, at.scopes, at.document.source),
    "bounds of what is named before them": lambda all_, at: with_named_bounds(all_, at.document.source),
    "conditions on values beside": lambda all_, at: with_conditions_beside(all_, at.document.source),
}
"""By what each of them is about."""


def prepared(document: Document) -> tuple[tuple[Statement, ...], tuple[int, ...]]:
    """The statements of a document as they are read, with those at its braces and signs; and the scope of each."""
    statements, scopes = with_annotations(*continued(document.statements), document.source)
    setting = Setting(document, tuple(scopes))
    for change in CHANGES.values():
        statements = change(statements, setting)
    return tuple(statements), setting.scopes
