"""What the applications of a document are: symbols with their arguments displayed, or functions proper.

- L(θ), σ(z_i), ℓ(y, ŷ): a name that stands with the same arguments wherever it is applied, but for their indices, is
  the symbol L with its arguments displayed. Its indices are those of the arguments: σ(z_i) is σ_i, and
  softmax(z)_k is softmax_k.
- σ(z) = 1/(1 + e^{−z}), applied to other arguments too: a function. What defines it holds for all arguments.
- p(y|x) and p(x), defined for no arguments in general: symbols that have nothing but their letter in common.
"""

from collections.abc import Iterator, Sequence
from typing import Literal

from derive.data import Data, replace
from derive.document.model import Statement
from derive.errors import ReadError
from derive.formula import Applied, Compared, Formula, Indexed, Listed, Name, Primed, Raised, Ranged
from derive.formula_parts import children, rebuilt
from derive.letters import GREEK, variable_name
from derive.meaning.applications import Uses, formulas_of, left_side
from derive.meaning.names import (
    FUNCTIONS,
    Symbol,
    is_word,
    literal_index,
    names_function,
    plain_letter,
    symbol_of,
)
from derive.meaning.superscripts import labelled, labels_above
from derive.notation.canonical import canonical_latex

_GREEK = frozenset(GREEK.values())


class Head(Data):
    """The function of an application, f'_j(x): its name, its primes, and its indices."""

    name: str
    primes: int
    indices: tuple[Formula, ...]


class Formal(Data):
    """An argument of a rule: a number, a vector, or the component of one, where f(z_i) is of all of z."""

    name: str
    formula: Formula
    kind: Literal["scalar", "vector", "component"]
    letter: str | None = None
    """i of f(z_i)"""
    occurs: bool = True
    """Whether it is in the body; θ of L(θ) = −Σ_i log p_i is not."""


class Rule(Data):
    """f(x, y)_i = body for all arguments, as a statement of the document says."""

    name: str
    formals: tuple[Formal, ...]
    outputs: tuple[str, ...]
    """The letters of the indices of its values: i of softmax(z)_i, softmax_i(z) and softmax(z_i)."""
    body: Formula
    scope: int


def head_of(application: Applied) -> Head | None:
    """None for a function without a name, and for one that every term can hold."""
    function: Formula = application.function
    primes = 0
    if isinstance(function, Primed):
        primes = function.count
        function = function.base
    symbol = symbol_of(function)
    if symbol is None or symbol.uppers or symbol.name in FUNCTIONS:
        return None
    greek = [index.letter for index in symbol.lowers if isinstance(index, Name) and index.letter in _GREEK]
    indices = tuple(index for index in symbol.lowers if not (isinstance(index, Name) and index.letter in _GREEK))
    return Head("_".join((symbol.name, *greek)), primes, indices)


class Functions:
    """The applications of a document, by the names of their functions."""

    def __init__(self, statements: Sequence[Statement], scopes: Sequence[int]) -> None:
        self._shapes: dict[str, list[tuple[Formula, ...]]] = {}
        """The arguments that each name stands with, without their indices."""
        self._rules: dict[str, Rule] = {}
        self._bare: set[str] = set()
        """Names that stand alone on the left of an equation, or squared."""
        self.own_e = False
        """Whether the document says what e is, which then is not the number."""
        self._whole: set[str] = set()
        """Symbols whose values are not by the indices of their arguments: ℓ(y_i, p_i) = −Σ_i y_i log p_i."""
        formulas = [formula for statement in statements for formula in formulas_of(statement)]
        self._labels = labels_above(formulas)
        for formula in formulas:
            for application in _applications(formula):
                self._note(application)
        self.uses = Uses.of(formulas, filter(None, map(left_side, statements)))
        for statement, scope in zip(statements, scopes, strict=True):
            self._note_left(statement, scope)

    def _note(self, application: Applied) -> None:
        head = head_of(application)
        if head is not None:
            shapes = self._shapes.setdefault(head.name, [])
            shape = tuple(map(_shape, application.arguments))
            if shape not in shapes:
                shapes.append(shape)

    def _note_left(self, statement: Statement, scope: int) -> None:
        left = left_side(statement)
        if left is None:
            return
        symbol = symbol_of(left.base if isinstance(left, Raised) else left)
        if symbol is not None:
            self._bare.add(symbol.name)
        self.own_e |= left == Name("e")
        members = [member.formula for member in statement.chain.members]
        last = next((k for k, one in enumerate(members[1:-1], 1) if not _names_function(one)), len(members) - 1)
        right = members[last]
        if isinstance(right, ReadError):
            return
        for member in members[:last]:
            if not isinstance(member, ReadError):
                self._note_rule(member, right, scope)

    def _note_rule(self, left: Formula, right: Formula, scope: int) -> None:
        rule = _rule(left, right, scope)
        if rule is not None:
            self._rules.setdefault(rule.name, rule)
        head = head_of(left) if isinstance(left, Applied) else None
        if isinstance(left, Applied) and head is not None:
            letters = {plain_letter(index) for index in _indices(left.arguments)} - {None}
            if letters and not letters & _free_letters(right, frozenset()):
                self._whole.add(head.name)

    def is_applied(self, name: str) -> bool:
        """Whether a variable of that name stands for an application, or for a symbol with its arguments displayed."""
        return "(" in name or name.rstrip("^") in self._shapes

    def rule(self, name: str) -> Rule | None:
        """The rule of a function that is applied to various arguments, or that is one of numbers."""
        rule = self._rules.get(name)
        if rule is None or (self._has_one_shape(name) and not _is_of_numbers(rule)):
            return None
        return rule

    def is_displayed(self, name: str) -> bool:
        """Whether the name is that of a symbol with its arguments displayed."""
        return self._has_one_shape(name) and self.rule(name) is None

    def _has_one_shape(self, name: str) -> bool:
        return len(self._shapes.get(name, ())) == 1

    def is_doubtful(self, formula: Formula) -> bool:
        """Whether a side of an equation is a letter that may stand for two things: σ² = … beside σ(z) = …"""
        symbol = symbol_of(formula.base if isinstance(formula, Raised) else formula)
        return symbol is not None and symbol.name in self._shapes and symbol.name in self._bare

    def restates(self, formula: Formula) -> bool:
        """Whether the formula is what a rule defines, with the arguments that the rule is written with."""
        application = formula.base if isinstance(formula, Indexed) else formula
        head = head_of(application) if isinstance(application, Applied) else None
        if head is None or head.primes or not isinstance(application, Applied):
            return False
        rule = self._rules.get(head.name)
        shapes = tuple(map(_shape, application.arguments))
        return rule is not None and shapes == tuple(_shape(formal.formula) for formal in rule.formals)

    def arguments(self, name: str) -> tuple[Formula, ...] | None:
        """The arguments of a displayed symbol, without their indices."""
        return self._shapes[name][0] if self.is_displayed(name) else None

    def head(self, formula: Formula) -> Symbol | None:
        """f of f(x)_i, where f has a rule: what a definition of it defines."""
        base = formula.base if isinstance(formula, Indexed) else formula
        found = head_of(base) if isinstance(base, Applied) else None
        if found is None or self.rule(found.name) is None or found.primes:
            return None
        return Symbol(found.name, (), (*found.indices, *(formula.lower if isinstance(formula, Indexed) else ())))

    def is_definable(self, formula: Formula) -> bool:
        """Whether an equation with that left side may define it: p(y|x), L(θ), f(x), but not f(2x) nor f(0)."""
        base = formula.base if isinstance(formula, Indexed) else formula
        if not isinstance(base, Applied) or self.head(formula) is not None:
            return True
        parts = [part for argument in base.arguments for part in _parts(argument)]
        return all(symbol_of(part) is not None or isinstance(part, Applied) for part in parts)

    def symbol_of(self, formula: Formula) -> Symbol | None:
        """The symbol that the formula is, or None: also L(θ) and p(y|x), with the indices of their arguments."""
        base = formula.base if isinstance(formula, Indexed) else formula
        if not isinstance(base, Applied):
            return labelled(formula, self._labels) or symbol_of(formula)
        head = head_of(base)
        if head is None or head.primes or base.power is not None or self.rule(head.name) is not None:
            return None
        own_upper, own_lower = (formula.upper, formula.lower) if isinstance(formula, Indexed) else ((), ())
        uppers: tuple[Formula, ...] = ()
        lowers: tuple[Formula, ...] = ()
        if head.name not in self._whole:
            uppers, lowers = _slots(base.arguments)
            lowers = tuple(index for index in lowers if index not in (*head.indices, *own_lower))
        name = head.name
        if not self.is_displayed(name):
            inside = ", ".join(_text(_shape(argument)) for argument in base.arguments)
            name = f"{name}({inside})"
        uppers = (*uppers, *own_upper)
        return Symbol(name + "^" * len(uppers), uppers, (*head.indices, *lowers, *own_lower))


def _rule(left: Formula, right: Formula, scope: int) -> Rule | None:
    """The rule that an equation states."""
    application = left.base if isinstance(left, Indexed) else left
    if not isinstance(application, Applied) or (isinstance(left, Indexed) and left.upper):
        return None
    head = head_of(application)
    formals = [_formal(argument, right) for argument in application.arguments]
    if head is None or head.primes or application.power is not None or None in formals:
        return None
    known = [formal for formal in formals if formal is not None]
    indices = (*head.indices, *(left.lower if isinstance(left, Indexed) else ()))
    letters = [plain_letter(index) for index in indices]
    letters += [formal.letter for formal in known if formal.kind == "component"]
    outputs = tuple(dict.fromkeys(letter for letter in letters if letter is not None))
    if len({formal.name for formal in known}) < len(known) or None in letters:
        return None
    return Rule(head.name, tuple(known), outputs, right, scope)


def _names_function(member: Formula | ReadError) -> bool:
    return not isinstance(member, ReadError) and names_function(member)


def _is_of_numbers(rule: Rule) -> bool:
    return not rule.outputs and all(formal.kind == "scalar" and formal.occurs for formal in rule.formals)


def _formal(argument: Formula, body: Formula) -> Formal | None:
    """x, or the component z_i of a vector."""
    symbol = symbol_of(argument)
    if symbol is None or symbol.uppers or len(symbol.lowers) > 1:
        return None
    found = list(_components(body, symbol.name))
    if not symbol.lowers:
        kind: Literal["scalar", "vector"] = "vector" if any(index is not None for index in found) else "scalar"
        return Formal(symbol.name, argument, kind, None, bool(found))
    letter = plain_letter(symbol.lowers[0])
    if letter is None or not isinstance(argument, Indexed):
        return None
    alone = all(plain_letter(index) == letter for index in found)
    return Formal(symbol.name, argument.base, "scalar" if alone else "component", letter, bool(found))


def _components(formula: Formula, name: str) -> Iterator[Formula | None]:
    """The indices that a symbol stands with; None where it stands without."""
    symbol = symbol_of(formula)
    if symbol is not None:
        if symbol.name == name:
            yield from symbol.lowers or (None,)
        return
    for child in children(formula):
        yield from _components(child, name)


def _applications(formula: Formula) -> Iterator[Applied]:
    if isinstance(formula, Applied):
        yield formula
    for child in children(formula):
        yield from _applications(child)


def _shape(formula: Formula) -> Formula:
    """The formula without indices and styles of letters."""
    if isinstance(formula, Indexed) and not any(map(is_word, formula.lower)):
        return _shape(formula.base)
    if isinstance(formula, Name) and formula.style != "word":
        return replace(formula, style="")
    return rebuilt(formula, _shape)


def _parts(argument: Formula) -> tuple[Formula, ...]:
    """The symbols of a condition such as t = 1 | x, without what they are said to be; else the argument itself."""
    if isinstance(argument, Compared):
        return (*_parts(argument.left), *(_parts(argument.right) if argument.sign in "|;‖" else ()))
    if isinstance(argument, Listed):
        return tuple(part for item in argument.items for part in _parts(item))
    return (argument,)


def _text(formula: Formula) -> str:
    """An argument as it is part of a name."""
    match formula:
        case Compared(left=left, sign=sign, right=right):
            return f"{_text(left)}{sign}{_text(right)}"
        case Listed(items=items):
            return ", ".join(map(_text, items))
        case Name():
            return variable_name(formula.letter, formula.accent)
        case _:
            return canonical_latex(formula)


def _indices(formulas: Sequence[Formula]) -> tuple[Formula, ...]:
    uppers, lowers = _slots(formulas)
    return (*uppers, *lowers)


def _slots(formulas: Sequence[Formula]) -> tuple[tuple[Formula, ...], tuple[Formula, ...]]:
    """The indices in the formulas that no sum in them binds, the upper ones and the lower ones, each once."""
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
        for child in children(formula):
            visit(child, bound)

    for formula in formulas:
        visit(formula, frozenset())
    return tuple(uppers.values()), tuple(lowers.values())


def _free_letters(formula: Formula, bound: frozenset[str]) -> frozenset[str]:
    """All letters in a formula that no sum in it binds."""
    if isinstance(formula, Ranged):
        letter = plain_letter(formula.letter)
        bound = bound | {letter} if letter is not None else bound
    letter = plain_letter(formula)
    own = frozenset((letter,)) if letter is not None and letter not in bound else frozenset()
    return own.union(*(_free_letters(child, bound) for child in children(formula)))
