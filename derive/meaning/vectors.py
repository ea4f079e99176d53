"""Vectors: what is done to them entry by entry, lists with dots, and what their equality says."""

from collections.abc import Callable, Sequence

from derive.calculus.substitution import indices_of, substitute
from derive.errors import UnsupportedError
from derive.formula import Dots, Formula, Listed
from derive.meaning.context import Equation, Scalar, Value, Vector
from derive.source import Span
from derive.term import Distinction, Index, Last, Letter, Literal, Term


def combine(
    make: Callable[[list[Term]], Term], values: Sequence[Value], formula: Formula, alike: bool = False
) -> Value:
    """The value made of the values' terms, entry by entry if one of them is a vector.

    `alike`: either all of them are vectors or none is, as in a sum.
    """
    vectors = [value for value in values if isinstance(value, Vector)]
    if not vectors:
        return Scalar(make([value.term for value in values if isinstance(value, Scalar)]))
    sets = {vector.letter.set for vector in vectors}
    if len(sets) > 1 or (alike and len(vectors) < len(values)):
        message = "vectors over two index sets" if len(sets) > 1 else "a sum of a vector and a scalar"
        raise UnsupportedError(f"{message} is not supported", code="shapes-confused", span=formula.span)
    letter = vectors[0].letter
    special = {index for vector in vectors for index, _ in vector.special}
    return Vector(
        letter,
        make([entry(value, letter) for value in values]),
        tuple((index, make([entry(value, index) for value in values])) for index in sorted(special, key=repr)),
    )


def entry(value: Value, index: Index) -> Term:
    """The entry of a vector at an index; a scalar is itself at every index."""
    if isinstance(value, Scalar):
        return value.term
    special = dict(value.special)
    return special[index] if index in special else substitute(value.entry, {value.letter: index})


def listed(formula: Listed, values: Sequence[Value | None]) -> Vector:
    """(f_1, f_2, …, f_n): the entry that most of the written ones are instances of, and the others as they are."""
    written = [value.term if isinstance(value, Scalar) else None for value in values]
    dots = [k for k, item in enumerate(formula.items) if isinstance(item, Dots)]
    shape = len(dots) == 1 and dots[0] == len(values) - 2
    last = written[-1]
    sets = {index.set for index in indices_of(last) if isinstance(index, Last)} if last is not None else set()
    if not shape or len(sets) != 1 or any(written[k] is None for k in range(len(values)) if k not in dots):
        raise UnsupportedError(
            "this list is not supported: expected (f_1, f_2, …, f_n)",
            code="construct-not-supported",
            span=formula.span,
        )
    set_ = sets.pop()
    letter = Letter("⋆", set_)
    places: list[tuple[Index, Term]] = [
        (Literal(k + 1, set_), term) for k, term in enumerate(written[: dots[0]]) if term is not None
    ]
    assert last is not None
    places.append((Last(set_), last))
    patterns = [substitute(term, {index: letter}) for index, term in reversed(places)]
    best = max(patterns, key=patterns.count)
    special = tuple((index, term) for index, term in places if substitute(best, {letter: index}) != term)
    return Vector(letter, best, special)


def equations(left: Value, right: Value, span: Span, avoid: frozenset[str] = frozenset()) -> tuple[Equation, ...]:
    """The scalar equations that left = right says; the letter of a vector's entries is none of those to avoid."""
    if isinstance(left, Scalar) and isinstance(right, Scalar):
        return (Equation(left.term, right.term),)
    if isinstance(left, Scalar) or isinstance(right, Scalar) or left.letter.set != right.letter.set:
        raise UnsupportedError(
            "an equation between a vector and something else is not supported",
            code="shapes-confused",
            span=span,
        )
    special = sorted({index for vector in (left, right) for index, _ in vector.special}, key=repr)
    taken = {index.name for value in (left, right) for index in indices_of(value.entry) if isinstance(index, Letter)}
    letter = next(Letter(name, left.letter.set) for name in "ijkmpqrst⋆" if name not in taken | avoid)
    apart = tuple(Distinction(letter, index, False) for index in special)
    generic = Equation(entry(left, letter), entry(right, letter), apart)
    return (*(Equation(entry(left, index), entry(right, index)) for index in special), generic)
