"""What the applications of a document are: symbols with their arguments displayed, or functions proper.

- L(θ), σ(z_i), ℓ(y, ŷ): a name that stands with the same arguments wherever it is applied, but for their indices, is the
  symbol L with its arguments displayed. Its indices are those of the arguments: σ(z_i) is σ_i, softmax(z)_k is softmax_k.
- σ(z) = 1/(1 + e^{−z}), applied to other arguments too: a function. What defines it holds for all arguments.
- p(y|x) and p(x), defined for no arguments in general: symbols that have nothing but their letter in common.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from derive.document.model import Statement
from derive.errors import ReadError
from derive.formula import Applied, Formula, Indexed, Name, Primed, Raised, Ranged
from derive.formula_parts import children, rebuilt
from derive.letters import GREEK
from derive.meaning.applications import formulas_of, left_side
from derive.meaning.names import FUNCTIONS, Symbol, is_word, literal_index, plain_letter, symbol_of
from derive.notation.canonical import canonical_latex

_GREEK = frozenset(GREEK.values())


@dataclass(frozen=True, slots=True)
class Head:
    """The function of an application, f'_j(x): its name, its primes, and its indices."""

    name: str
    primes: int
    indices: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Formal:
    """An argument of a rule."""

    name: str
    letter: str | None = None
    """i of f(z_i)"""
    component: bool = False
    """Whether f(z_i) is of all of z: softmax(z_i) = e^{z_i} / Σ_k e^{z_k}."""


@dataclass(frozen=True, slots=True)
class Rule:
    """f(x, y)_i = body for all arguments, as a statement of the document says."""

    name: str
    formals: tuple[Formal, ...]
    outputs: tuple[str, ...]
    """The letters of the indices of its values: i of softmax(z)_i, softmax_i(z) and softmax(z_i)."""
    body: Formula
    scope: int


def head_of(application: Applied) -> Head | None:
    """None for a function without a name, and for one that every term can hold."""
    function, primes = application.function, 0
    if isinstance(function, Primed):
        function, primes = function.base, function.count
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
        self._whole: set[str] = set()
        """Symbols whose values are not by the indices of their arguments: ℓ(y_i, p_i) = −Σ_i y_i log p_i."""
        for statement in statements:
            for formula in formulas_of(statement):
                for application in _applications(formula):
                    self._note(application)
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
        right = statement.chain.members[1].formula
        if isinstance(right, ReadError):
            return
        rule = _rule(left, right, scope)
        if rule is not None:
            self._rules.setdefault(rule.name, rule)
        head = head_of(left) if isinstance(left, Applied) else None
        if isinstance(left, Applied) and head is not None:
            letters = {plain_letter(index) for index in _indices(left.arguments)} - {None}
            if letters and not letters & _free_letters(right, frozenset()):
                self._whole.add(head.name)

    def __contains__(self, name: str) -> bool:
        """Whether the name is applied somewhere."""
        return name in self._shapes

    def rule(self, name: str) -> Rule | None:
        """The rule of a function that is applied to various arguments."""
        return self._rules.get(name) if len(self._shapes.get(name, ())) > 1 else None

    def is_displayed(self, name: str) -> bool:
        return len(self._shapes.get(name, ())) == 1

    def is_doubtful(self, formula: Formula) -> bool:
        """Whether a side of an equation is a letter that may stand for two things: σ² = … beside σ(z) = …"""
        symbol = symbol_of(formula.base if isinstance(formula, Raised) else formula)
        return symbol is not None and symbol.name in self._shapes and symbol.name in self._bare

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

    def symbol_of(self, formula: Formula) -> Symbol | None:
        """The symbol that the formula is, or None: also L(θ) and p(y|x), with the indices of their arguments."""
        base = formula.base if isinstance(formula, Indexed) else formula
        if not isinstance(base, Applied):
            return symbol_of(formula)
        head = head_of(base)
        if head is None or head.primes or base.power is not None or self.rule(head.name) is not None:
            return None
        own_upper, own_lower = (formula.upper, formula.lower) if isinstance(formula, Indexed) else ((), ())
        uppers: tuple[Formula, ...] = ()
        lowers: tuple[Formula, ...] = ()
        if head.name not in self._whole:
            uppers, lowers = _slots(base.arguments)
        name = head.name
        if not self.is_displayed(name):
            inside = ", ".join(canonical_latex(_shape(argument)) for argument in base.arguments)
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
    letters += [formal.letter for formal in known if formal.component]
    outputs = tuple(dict.fromkeys(letter for letter in letters if letter is not None))
    if len({formal.name for formal in known}) < len(known) or None in letters:
        return None
    return Rule(head.name, tuple(known), outputs, right, scope)


def _formal(argument: Formula, body: Formula) -> Formal | None:
    """x, or the component z_i of a vector."""
    symbol = symbol_of(argument)
    if symbol is None or symbol.uppers or len(symbol.lowers) > 1:
        return None
    if not symbol.lowers:
        return Formal(symbol.name)
    letter = plain_letter(symbol.lowers[0])
    if letter is None:
        return None
    others = any(plain_letter(index) != letter for index in _components(body, symbol.name))
    return Formal(symbol.name, letter, others)


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
