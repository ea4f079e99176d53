"""What stands in a formula, as in the arguments of a function: symbols, indices, letters."""

from collections.abc import Iterator, Sequence

from derive.data import replace
from derive.formula import Compared, Dots, Formula, Indexed, Listed, Name, Ranged
from derive.formula_parts import children, rebuilt, subformulas_of
from derive.letters import variable_name
from derive.meaning.names import is_slice, is_word, literal_index, plain_letter, symbol_of
from derive.notation.canonical import canonical_latex


def shape_of(formula: Formula) -> Formula:
    """The formula without indices and styles of letters."""
    if isinstance(formula, Indexed) and not any(map(is_word, formula.lower)):
        return shape_of(formula.base)
    if isinstance(formula, Name) and formula.style != "word":
        return replace(formula, style="")
    return rebuilt(formula, shape_of)


def symbols_of(argument: Formula) -> tuple[Formula, ...]:
    """The symbols of a condition such as t = 1 | x, without what they are said to be; else the argument itself."""
    if isinstance(argument, Compared):
        return (*symbols_of(argument.left), *(symbols_of(argument.right) if argument.sign in "|;‖" else ()))
    if isinstance(argument, Listed):
        return tuple(part for item in argument.items for part in symbols_of(item))
    return (argument,)


def text_of(formula: Formula) -> str:
    """An argument as it is part of a name."""
    match formula:
        case Compared(left=left, sign=sign, right=right):
            return f"{text_of(left)}{sign}{text_of(right)}"
        case Listed(items=items):
            return ", ".join(map(text_of, items))
        case Name():
            return variable_name(formula.letter, formula.accent)
        case _:
            return canonical_latex(formula)


def indices_of(formulas: Sequence[Formula]) -> tuple[Formula, ...]:
    uppers, lowers = slots_of(formulas)
    return (*uppers, *lowers)


def slots_of(formulas: Sequence[Formula]) -> tuple[tuple[Formula, ...], tuple[Formula, ...]]:
    """The indices in the formulas that no sum in them binds, the upper ones and the lower ones, each once; x_1, …, x_n
    is all of x."""
    uppers: dict[object, Formula] = {}
    lowers: dict[object, Formula] = {}

    def visit(formula: Formula, bound: frozenset[str]) -> None:
        if isinstance(formula, Ranged):
            letter = plain_letter(formula.letter)
            bound = bound | {letter} if letter is not None else bound
        if isinstance(formula, Indexed):
            for found, written in ((uppers, formula.upper), (lowers, formula.lower)):
                for index in written:
                    key = plain_letter(index) or literal_index(index)
                    if key is not None and key != ":" and key not in bound:
                        found.setdefault(key, index)
        for child in _without_lists(children(formula)):
            visit(child, bound)

    for formula in _without_lists(formulas):
        visit(formula, frozenset())
    return tuple(uppers.values()), tuple(lowers.values())


def _without_lists(formulas: Sequence[Formula]) -> Iterator[Formula]:
    """Those that are no ends of a list x_1, …, x_n of one symbol."""
    ends: set[int] = set()
    for k in range(1, len(formulas) - 1):
        if isinstance(formulas[k], Dots) and shape_of(formulas[k - 1]) == shape_of(formulas[k + 1]):
            ends |= {k - 1, k + 1}
    yield from (formula for k, formula in enumerate(formulas) if k not in ends)


def has_slice(formula: Formula) -> bool:
    """Whether the formula has a row Z_{i,:} or a column."""
    return is_slice(formula) or any(map(has_slice, children(formula)))


def letters_in(formulas: Sequence[Formula]) -> frozenset[str]:
    """All letters in the formulas that no sum in them binds."""
    return frozenset().union(*(free_letters(formula, frozenset()) for formula in formulas))


def without(indices: tuple[Formula, ...], own: tuple[Formula, ...]) -> tuple[Formula, ...]:
    """Those indices of an argument that the function does not have itself: y_i(z_i) is y_i."""
    return tuple(index for index in indices if index not in own)


def free_letters(formula: Formula, bound: frozenset[str]) -> frozenset[str]:
    """All letters in a formula that no sum in it binds."""
    if isinstance(formula, Ranged):
        letter = plain_letter(formula.letter)
        bound = bound | {letter} if letter is not None else bound
    letter = plain_letter(formula)
    own = frozenset((letter,)) if letter is not None and letter not in bound else frozenset()
    return own.union(*(free_letters(child, bound) for child in children(formula)))


def indices_with(formula: Formula, name: str) -> Iterator[tuple[Formula, ...]]:
    """The lower indices that a symbol stands with, for each place where it stands."""
    symbol = symbol_of(formula)
    if symbol is not None:
        if symbol.name == name:
            yield symbol.lowers
        return
    for child in children(formula):
        yield from indices_with(child, name)


def letters_written(formula: Formula) -> frozenset[str]:
    """All letters that are written in a formula."""
    return frozenset([one.letter for one in subformulas_of(formula, Name)])


def plain_names(formula: Formula) -> frozenset[str]:
    """The letters that are written in no special style, and stand without indices."""
    if isinstance(formula, Indexed) and isinstance(formula.base, Name):
        return frozenset[str]().union(*map(plain_names, (*formula.lower, *formula.upper)))
    own = frozenset((formula.letter,)) if isinstance(formula, Name) and not formula.style else frozenset()
    return own.union(*map(plain_names, children(formula)))
