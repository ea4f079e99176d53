"""Products of derivatives by the chain rule: ∂L/∂Y ∂Y/∂Z ∂Z/∂w, where Y and Z are matrices, is a sum over all their
entries, Σ_ij Σ_kl ∂L/∂Y_ij ∂Y_ij/∂Z_kl ∂Z_kl/∂w, and has the shape of w."""

from collections.abc import Callable, Sequence

from derive.formula import Formula, Multiplied
from derive.meaning.calls import Evaluate
from derive.meaning.context import Context, Matrix, Scalar, Value, Vector
from derive.meaning.directional import chain_of
from derive.meaning.matrices import contracted
from derive.meaning.vectors import cell, entry, made, unfit, vector
from derive.term import Derivative, Index, Term, Times, Variable


def through_arrays(formula: Multiplied, context: Context, evaluate: Evaluate) -> Value | None:
    """The value of a product by the chain rule, where what it goes through, or by what, is a matrix."""
    chain = chain_of(formula)
    if not chain or chain[0].operand is None:
        return None
    *stages, last = [evaluate(one.variables[0], context) for one in chain]
    wide = any(isinstance(one, Matrix) for one in stages)
    tall = isinstance(last, Matrix) and any(isinstance(one, Vector) for one in stages)
    whole = evaluate(chain[0].operand, context) if wide or tall else None
    if not isinstance(whole, Scalar):
        return None
    known = (whole, *stages, last)

    def total(above: Term, rest: Sequence[Value], by: Term, used: tuple[Value, ...]) -> Term:
        if not rest:
            return Derivative(above, _variable(by, formula))

        def through(one: Term) -> Term:
            after = total(one, rest[1:], by, (*used, Scalar(one)))
            return Times((Derivative(above, _variable(one, formula)), after))

        return _over_entries(rest[0], through, used)

    def at(by: Term) -> Term:
        return total(whole.term, stages, by, (*known, Scalar(by)))

    match last:
        case Scalar():
            return Scalar(at(last.term))
        case Vector():
            return vector(last.letter.set, known, lambda k: at(entry(last, k)), turned=None)
        case Matrix():
            return made(last.row.set, last.column.set, known, lambda i, j: at(cell(last, i, j)))


def _variable(term: Term, formula: Formula) -> Variable:
    if not isinstance(term, Variable):
        raise unfit("a derivative by what is not a variable", formula)
    return term


def _over_entries(value: Value, make: Callable[[Term], Term], used: tuple[Value, ...]) -> Term:
    """The sum of what is made of each entry of a value; its letters are none of those used."""
    match value:
        case Scalar():
            return make(value.term)
        case Vector():
            return contracted(value.letter.set, used, lambda k: make(entry(value, k)))
        case Matrix():
            rows, columns = value.row.set, value.column.set

            def row(i: Index) -> Term:
                inner = (*used, Scalar(Variable("", (i,))))
                return contracted(columns, inner, lambda j: make(cell(value, i, j)))

            return contracted(rows, used, row)
