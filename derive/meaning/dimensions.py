"""The dimensions of a formula by how it is written: the slots of bold and transposed letters, the rows and columns of
an array, the symbols that have the rows and the columns of a product."""

from collections.abc import Iterator

from derive.formula import (
    Added,
    Applied,
    Arrayed,
    Braced,
    Dots,
    Formula,
    Grouped,
    Indexed,
    Multiplied,
    Name,
    Negated,
    Transposed,
)


def is_capital(name: str) -> bool:
    return name[:1].isupper()


def own_slots(formula: Formula, lowers: int, *, transposed: bool = False) -> int:
    """How many more slots than its `lowers` written indices a symbol has by the way it is written."""
    if isinstance(formula, Indexed):
        formula = formula.base
    if not isinstance(formula, Name) or formula.style == "word" or formula.letter.isnumeric():
        return 0
    if formula.style != "bold" and not transposed:
        return 0
    if is_capital(formula.letter):
        return 2 if lowers == 0 else 0
    return 1 if lowers <= 1 else 0


def arrays_in_norm(body: Formula) -> Iterator[Formula]:
    """The symbols that are vectors and matrices in ‖X w − y‖, where a capital in a product tells that it has some: the
    capitals, and what the terms end with."""
    products = [one for one in map(_unsigned, _terms(body)) if isinstance(one, Multiplied)]
    capitals = [one for product in products for one in product.factors if _is_capital_letter(one)]
    if capitals:
        yield from capitals
        yield from (one for one in _ends(body) if one not in capitals)


def _ends(formula: Formula) -> Iterator[Formula]:
    for term in map(_unsigned, _terms(formula)):
        last = term.factors[-1] if isinstance(term, Multiplied) else term
        if isinstance(last, Grouped):
            yield from _ends(last.body)
        elif isinstance(last, Name) or (isinstance(last, Indexed) and isinstance(last.base, Name)):
            yield last


def _terms(formula: Formula) -> tuple[Formula, ...]:
    return formula.terms if isinstance(formula, Added) else (formula,)


def _unsigned(formula: Formula) -> Formula:
    return formula.operand if isinstance(formula, Negated) else formula


def _is_capital_letter(formula: Formula) -> bool:
    return isinstance(formula, Name) and len(formula.letter) == 1 and is_capital(formula.letter)


def dimensions_written(array: Arrayed) -> tuple[str | None, str | None]:
    """The numbers of rows and of columns, where no dots stand for some of them."""
    rows = array.rows
    below = any(all(isinstance(item, Dots) for item in row) for row in rows)
    below |= any(isinstance(row[0], Dots) for row in rows)
    across = any(all(isinstance(row[k], Dots) for row in rows if len(row) > k) for k in range(len(rows[0])))
    across |= any(isinstance(item, Dots) for item in rows[0])
    return None if below else str(len(rows)), None if across else str(len(rows[0]))


def dimensions_of(formula: Formula, count: int) -> tuple[tuple[Formula, int], ...]:
    """The symbols, each with the number of its slot, that have the rows and the columns of an expression: of A B the
    first slot of A and the second one of B; () where that is not told by how it is written."""
    match formula:
        case Grouped(body=body) | Negated(operand=body) | Braced(body=body) | Applied(arguments=(body,)):
            return dimensions_of(body, count)
        case Added(terms=terms):
            return next(filter(None, (dimensions_of(term, count) for term in terms)), ())
        case Transposed(base=base):
            return dimensions_of(base, count)[::-1]
        case Multiplied(factors=(first, *_, last)):
            ends = dimensions_of(first, 2), dimensions_of(last, 2)
            if count == 2 and all(len(end) == 2 for end in ends):
                return ends[0][0], ends[1][1]
            return ends[0][:1] if count == 1 and len(ends[0]) == 2 else ()
        case Name() | Indexed(base=Name()):
            slots = 2 if is_capital(_core(formula).letter) and isinstance(formula, Name) else 1
            return tuple((formula, slot) for slot in range(slots)) if slots >= count else ()
        case _:
            return ()


def _core(formula: Formula) -> Name:
    while isinstance(formula, Indexed):
        formula = formula.base
    assert isinstance(formula, Name)
    return formula
