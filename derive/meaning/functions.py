"""What the applications of a document are: symbols with their arguments displayed, or functions proper.

- L(θ), σ(z_i), ℓ(y, ŷ): a name that stands with the same arguments wherever it is applied, but for their indices, is
  the symbol L with its arguments displayed. Its indices are those of the arguments: σ(z_i) is σ_i, and
  softmax(z)_k is softmax_k.
- σ(z) = 1/(1 + e^{−z}), applied to other arguments too: a function. What defines it holds for all arguments.
- p(y|x) and p(x), defined for no arguments in general: symbols that have nothing but their letter in common. So are
  p(θ) and p(x) whatever is said of one of them: densities are named by their argument.

S(x_i) is the symbol S_i only where nothing else is written S_i.
"""

from collections.abc import Iterator, Sequence
from typing import Literal

from derive.data import Data, replace
from derive.document.model import Statement
from derive.errors import ReadError
from derive.formula import Applied, Compared, Dots, Formula, Indexed, Name, Raised
from derive.formula_parts import children
from derive.meaning.applications import Uses, equations_of, formulas_of, left_side
from derive.meaning.arguments import (
    free_letters,
    has_slice,
    indices_of,
    indices_with,
    shape_of,
    slots_of,
    symbols_of,
    text_of,
    without,
)
from derive.meaning.declared import is_of_arrays, vectors_of
from derive.meaning.heads import DENSITIES, applications_in, applies_again, head_of, index_like
from derive.meaning.names import (
    KNOWN_FUNCTIONS,
    Symbol,
    is_expectation,
    names_function,
    plain_letter,
    symbol_of,
)
from derive.meaning.namings import Namings
from derive.meaning.superscripts import MARK, has_label, labelled, labels_above
from derive.source import NOWHERE


class Formal(Data):
    """An argument of a rule: a number, a vector, or the component of one, where f(z_i) is of all of z."""

    name: str
    formula: Formula
    kind: Literal["scalar", "vector", "component"]
    letter: str | None = None
    """i of f(z_i)"""
    occurs: bool = True
    """Whether it is in the body; θ of L(θ) = −Σ_i log p_i is not."""
    bare: bool = False
    """Whether it is there without an index."""


class Rule(Data):
    """f(x, y)_i = body for all arguments, as a statement of the document says."""

    name: str
    formals: tuple[Formal, ...]
    outputs: tuple[str, ...]
    """The letters of the indices of its values: i of softmax(z)_i, softmax_i(z) and softmax(z_i)."""
    body: Formula
    scope: int


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
        self._vectors = frozenset(name for one in statements for name in vectors_of(one))
        self._labels = labels_above(formulas, equations_of(statements))
        self.namings = Namings([list(formulas_of(statement)) for statement in statements])
        for formula in formulas:
            for application in applications_in(formula):
                self._note(application)
        self.uses = Uses.of(formulas, filter(None, map(left_side, statements)))
        self._indexed = index_like(statements)
        self._with_indices = frozenset(name for formula in formulas for name in _names_with_indices(formula))
        """Names that stand with indices and without brackets."""
        stated = zip(statements, scopes, strict=True)
        for statement, scope in sorted(stated, key=lambda one: one[0].chain.span is not NOWHERE):
            self._note_left(statement, scope)  # the usual meanings of words first, which are stated nowhere
        self._symbols: dict[int, tuple[Formula, Symbol | None]] = {}
        """By identity of the formula, which is kept here so that no other can take its place in memory."""
        self._symbols_in: dict[int, tuple[Formula, tuple[Symbol, ...]]] = {}

    def _note(self, application: Applied) -> None:
        head = head_of(application)
        if head is not None:
            shapes = self._shapes.setdefault(head.name, [])
            shape = tuple(map(shape_of, application.arguments))
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
        rule = _rule(left, right, scope, self._vectors)
        if rule is not None and all(formal.occurs for formal in rule.formals):
            self._rules.setdefault(rule.name, rule)
        head = head_of(left) if isinstance(left, Applied) else None
        if isinstance(left, Applied) and head is not None:
            letters = {plain_letter(index) for index in indices_of(left.arguments)} - {None}
            if letters and not applies_again(left, right) and not letters & free_letters(right, frozenset()):
                self._whole.add(head.name)

    def is_applied(self, name: str) -> bool:
        """Whether a variable of that name stands for an application, or for a symbol with its arguments displayed."""
        name = name.rstrip("^")
        return (
            "(" in name.partition(MARK)[0]
            or self._labels.are_steps(name)
            or (name in self._shapes and name not in self._indexed)
        )

    def rule(self, name: str, within: frozenset[str] = frozenset()) -> Rule | None:
        """The rule of a function that is applied to various arguments, or is one of numbers or of whole vectors.
        `within`: the functions in whose rules it is looked for."""
        rule = self._rules.get(name) if name not in self._indexed else None
        if rule is None or (self._has_one_shape(name) and not (_is_proper(rule) and self._is_used(rule, within))):
            return None
        return rule

    def with_body(self, name: str, body: Formula) -> "Functions":
        """The same, but for the body of the rule of one function."""
        from copy import copy

        changed = copy(self)
        changed._rules = {**self._rules, name: replace(self._rules[name], body=body)}
        return changed

    def _is_used(self, rule: Rule, within: frozenset[str]) -> bool:
        """Whether an argument stands in the body other than as a displayed one: not so in z(x) = log y(x)."""
        names = {formal.name for formal in rule.formals}
        within |= {rule.name}

        def visit(formula: Formula) -> bool:
            head = head_of(formula) if isinstance(formula, Applied) else None
            if head is not None and not head.primes and self.is_displayed(head.name, within):
                return False
            symbol = symbol_of(formula)
            return (symbol is not None and symbol.name in names) or any(map(visit, children(formula)))

        return visit(rule.body)

    def is_apart(self, symbol: Symbol) -> bool:
        """Whether a symbol with indices has only its letter in common with a function of numbers: σ_i beside σ(z)."""
        rule = self.rule(symbol.name)
        numbers = rule is not None and not rule.outputs and all(one.kind == "scalar" for one in rule.formals)
        return numbers and bool(symbol.lowers or symbol.uppers)

    def rule_of(self, formula: Formula) -> Rule | None:
        """The rule of the function that the formula is an application of."""
        head = head_of(formula) if isinstance(formula, Applied) else None
        return self.rule(head.name) if head is not None and self.symbol_of(formula) is None else None

    def is_symbol(self, formula: Formula) -> bool:
        """Whether a prime is part of a name, as in X'_i, where X is no function."""
        symbol = symbol_of(formula)
        return symbol is not None and bool(symbol.lowers) and symbol.name.rstrip("'") not in self._shapes

    def is_displayed(self, name: str, within: frozenset[str] = frozenset()) -> bool:
        """Whether the name is that of a symbol with its arguments displayed."""
        if name in self._indexed or name in within:
            return False
        return self._has_one_shape(name) and self.rule(name, within) is None

    def _has_one_shape(self, name: str) -> bool:
        return len(self._shapes.get(name, ())) == 1

    def is_doubtful(self, formula: Formula) -> bool:
        """Whether a side of an equation has a letter that may stand for two things: σ² = … beside σ(z) = …, the k of
        x_i^k beside y_k."""
        symbol = symbol_of(formula.base if isinstance(formula, Raised) else formula)
        if symbol is not None and symbol.name in self._shapes and symbol.name in self._bare:
            return True
        if has_label(formula, self._labels.indices):
            return True
        return any(name in self._bare and self.rule(name) is not None for name in _bare_names(formula))

    def restates(self, formula: Formula) -> bool:
        """Whether the formula is what a rule defines, with the arguments that the rule is written with."""
        application = formula.base if isinstance(formula, Indexed) else formula
        head = head_of(application) if isinstance(application, Applied) else None
        if head is None or head.primes or not isinstance(application, Applied):
            return False
        rule = self._rules.get(head.name)
        shapes = tuple(map(shape_of, application.arguments))
        return rule is not None and shapes == tuple(shape_of(formal.formula) for formal in rule.formals)

    def arguments(self, name: str) -> tuple[Formula, ...] | None:
        """The arguments of a displayed symbol, without their indices."""
        return self._shapes[name][0] if self.is_displayed(name) else None

    def head(self, formula: Formula) -> Symbol | None:
        """f of f(x)_i, where f has a rule: what a definition of it defines."""
        base = formula.base if isinstance(formula, Indexed) else formula
        found = head_of(base) if isinstance(base, Applied) else None
        rule = self.rule(found.name) if found is not None else None
        if found is None or rule is None or found.primes or not isinstance(base, Applied) or not self._fits(rule, base):
            return None
        return Symbol(found.name, (), (*found.indices, *(formula.lower if isinstance(formula, Indexed) else ())))

    def _fits(self, rule: Rule, application: Applied) -> bool:
        """Whether a rule may be about an application; one about p(x) is not about p(x|y), nor about p(θ)."""
        conditions = any(isinstance(argument, Compared) for argument in application.arguments)
        if len(rule.formals) != len(application.arguments) or conditions:
            return False
        own = tuple(shape_of(formal.formula) for formal in rule.formals)
        if rule.name.split("_")[0] not in DENSITIES or own == tuple(map(shape_of, application.arguments)):
            return True
        others = (shape for shape in self._shapes[rule.name] if shape != own)
        return not any(all(symbol_of(argument) is not None for argument in shape) for shape in others)

    def is_definable(self, formula: Formula) -> bool:
        """Whether an equation with that left side may define it: p(y|x), L(θ, σ²), f(x), not f(2x), sin x nor 𝔼[x]."""
        base = formula.base if isinstance(formula, Indexed) else formula
        if is_expectation(base):
            return False
        head = base.function.letter if isinstance(base, Applied) and isinstance(base.function, Name) else ""
        if head in KNOWN_FUNCTIONS or head == "O":
            return False
        if not isinstance(base, Applied) or self.head(formula) is not None:
            return True
        parts = [part for argument in base.arguments for part in symbols_of(argument)]
        bare = (part.base if isinstance(part, Raised) and len(parts) > 1 else part for part in parts)
        return all(symbol_of(part) is not None or isinstance(part, Applied | Dots) for part in bare)

    def symbol_of(self, formula: Formula) -> Symbol | None:
        """The symbol that the formula is, or None: also L(θ) and p(y|x), with the indices of their arguments."""
        found = self._symbols.get(id(formula))
        if found is None:
            found = self._symbols[id(formula)] = formula, self._symbol_of(formula)
        return found[1]

    def symbols_in(self, formula: Formula) -> tuple[Symbol, ...]:
        """All symbols in a formula; those of indices are not looked at, and Euler's number is none."""
        found = self._symbols_in.get(id(formula))
        if found is None:
            is_number = formula == Name("e") and not self.own_e
            symbol = None if is_number else self.symbol_of(formula)
            parts = children(formula) if symbol is None else ()
            inner = (symbol,) if symbol is not None else tuple(one for part in parts for one in self.symbols_in(part))
            found = self._symbols_in[id(formula)] = formula, inner
        return found[1]

    def _symbol_of(self, formula: Formula) -> Symbol | None:
        base = formula.base if isinstance(formula, Indexed) else formula
        if not isinstance(base, Applied):
            symbol = labelled(formula, self._labels) or symbol_of(formula)
            return self.namings.symbol(symbol, formula) if symbol is not None else None
        head = head_of(base)
        if head is None or head.primes or base.power is not None:
            return None
        rule = self.rule(head.name)
        if rule is not None and self._fits(rule, base):
            return None
        own_upper, own_lower = (formula.upper, formula.lower) if isinstance(formula, Indexed) else ((), ())
        if head.name in self._indexed:
            return Symbol(head.name, own_upper, (*head.indices, *base.arguments, *own_lower))
        uppers: tuple[Formula, ...] = ()
        lowers: tuple[Formula, ...] = ()
        if head.name not in self._whole:
            uppers, lowers = slots_of(base.arguments)
            own = (*head.indices, *own_upper, *own_lower)
            uppers, lowers = without(uppers, own), without(lowers, own)
        name = head.name
        if not self.is_displayed(name) or ((uppers or lowers) and name in self._with_indices):
            inside = ", ".join(text_of(shape_of(argument)) for argument in base.arguments)
            name = f"{name}({inside})"
        uppers = (*uppers, *own_upper)
        if not own_lower and not head.indices and any(map(has_slice, base.arguments)):
            own_lower = (Name(":"),)
        return Symbol(name + "^" * len(uppers), uppers, (*head.indices, *lowers, *own_lower))


def _rule(left: Formula, right: Formula, scope: int, vectors: frozenset[str]) -> Rule | None:
    """The rule that an equation states."""
    application = left.base if isinstance(left, Indexed) else left
    if not isinstance(application, Applied) or (isinstance(left, Indexed) and left.upper):
        return None
    head = head_of(application)
    if not is_of_arrays(right):
        vectors = frozenset()
    formals = [_formal(argument, right, vectors) for argument in application.arguments]
    if head is None or head.primes or application.power is not None or None in formals:
        return None
    known = [formal for formal in formals if formal is not None]
    indices = (*head.indices, *(left.lower if isinstance(left, Indexed) else ()))
    letters = [plain_letter(index) for index in indices]
    letters += [formal.letter for formal in known if formal.kind == "component"]
    outputs = tuple(dict.fromkeys(letter for letter in letters if letter is not None))
    again = any(_is_of(application, head.name) for application in applications_in(right))
    if again or len({formal.name for formal in known}) < len(known) or None in letters:
        return None
    return Rule(head.name, tuple(known), outputs, right, scope)


def _names_with_indices(formula: Formula) -> Iterator[str]:
    if isinstance(formula, Applied):
        parts = formula.arguments
    else:
        parts = tuple(children(formula))
        symbol = symbol_of(formula)
        if symbol is not None and symbol.lowers:
            yield symbol.name
    for part in parts:
        yield from _names_with_indices(part)


def _names_function(member: Formula | ReadError) -> bool:
    return not isinstance(member, ReadError) and names_function(member)


def _bare_names(formula: Formula) -> frozenset[str]:
    """The symbols in a formula, but for functions that are applied."""
    symbol = symbol_of(formula)
    if symbol is not None:
        return frozenset((symbol.name,))
    parts = formula.arguments if isinstance(formula, Applied) else children(formula)
    return frozenset().union(*map(_bare_names, parts))


def _is_proper(rule: Rule) -> bool:
    """Whether a function is of numbers, which then may be those of a vector, or of a vector without its components."""
    numbers = not rule.outputs and all(formal.kind == "scalar" for formal in rule.formals)
    return numbers or any(formal.kind == "vector" and formal.bare for formal in rule.formals)


def _is_of(application: Applied, name: str) -> bool:
    head = head_of(application)
    return head is not None and head.name == name


def _formal(argument: Formula, body: Formula, vectors: frozenset[str]) -> Formal | None:
    """x, or the component z_i of a vector."""
    symbol = symbol_of(argument)
    if symbol is None or symbol.uppers or len(symbol.lowers) > 1 or _is_matrix(argument):
        return None
    if any(len(lowers) > 1 for lowers in indices_with(body, symbol.name)):
        return None
    found = [lowers[0] if lowers else None for lowers in indices_with(body, symbol.name)]
    if not symbol.lowers:
        kind: Literal["scalar", "vector"] = (
            "vector" if symbol.name in vectors or any(index is not None for index in found) else "scalar"
        )
        return Formal(symbol.name, argument, kind, None, bool(found), None in found)
    letter = plain_letter(symbol.lowers[0])
    if letter is None or not isinstance(argument, Indexed):
        return None
    alone = all(plain_letter(index) == letter for index in found)
    return Formal(symbol.name, argument.base, "scalar" if alone else "component", letter, bool(found))


def _is_matrix(argument: Formula) -> bool:
    """Whether an argument is written as a matrix: Z(X) = X W has values that are no function of the entries alone."""
    return isinstance(argument, Name) and argument.style == "bold" and argument.letter[0].isupper()
