"""Functions applied to arguments: each application is a variable of its own, with a definition made from the rule.

σ(z_i) and σ(z_k) are the variable σ(z_⋆1) with the indices i and k; σ(z) = 1/(1 + e^{−z}) defines it by
1/(1 + e^{−z_⋆1}). So an application is proved, refuted and differentiated as any other defined symbol is, and it can be
what a derivative is taken by. σ'(u) is ∂σ(u)/∂u; where u is no variable, it becomes one that is defined as u.
"""

from collections.abc import Callable
from typing import TypeAlias

from derive.calculus.definitions import Definitions, names_in
from derive.calculus.substitution import free_letters, indices_of, substitute
from derive.data import Data, replace
from derive.errors import UnsupportedError
from derive.formula import Formula
from derive.meaning.context import Call, Calls, Context, Matrix, Scalar, Value, Vector
from derive.meaning.functions import Formal, Rule
from derive.meaning.index_sets import IndexSets
from derive.meaning.vectors import combine, entry, unsupported
from derive.term import Definition, Delta, Derivative, Index, Letter, Sum, Term, Variable, subterms
from derive.term_text import text

Evaluate: TypeAlias = Callable[[Formula, Context], Value]
MOST_INDICES = 20
LONGEST_NAME = 2000
"""The size of the arguments of an application, as they are written."""


def apply(
    rule: Rule, arguments: list[Value], outputs: list[Index], formula: Formula, context: Context, evaluate: Evaluate
) -> Value:
    """The value of f(arguments) at the given indices of its values.

    Raises UnsupportedError for arguments that the rule is not about.
    """
    if len(arguments) != len(rule.formals):
        raise unsupported(f"{rule.name} with {len(arguments)} arguments", formula)
    pairs = list(zip(rule.formals, arguments, strict=True))
    if any(not formal.occurs and not _is_formal(formal, value) for formal, value in pairs):
        raise unsupported(f"{rule.name} of another argument than that of its definition", formula)
    if any(formal.kind == "scalar" and formal.occurs and not isinstance(value, Scalar) for formal, value in pairs):
        if outputs or not all(formal.kind == "scalar" for formal in rule.formals):
            raise unsupported(f"{rule.name} of a vector", formula)
        return combine(lambda parts: _variable(rule, [*map(Scalar, parts)], [], formula, context), arguments, formula)
    if len(arguments) == 1 and isinstance(arguments[0], Matrix) and not outputs:
        return _by_vectors(rule, arguments[0], formula, context)
    values: list[Value] = []
    for formal, value in pairs:
        if formal.kind == "scalar":
            values.append(value)
            continue
        if isinstance(value, Scalar):
            value, index = _whole(value.term, formula)
            outputs = [*outputs, index]
        if not isinstance(value, Vector) or value.special or value.letter.set != context.sets.of_slot(formal.name, 0):
            raise unsupported(f"{rule.name} of this argument", formula)
        values.append(value)
    missing = len(rule.outputs) + _is_vector(rule, context, evaluate) - len(outputs)
    if missing == 0:
        return Scalar(_variable(rule, values, outputs, formula, context))
    vectors = [value for value in values if isinstance(value, Vector)]
    if missing != 1 or not vectors:
        raise unsupported(f"{rule.name} with {len(outputs)} indices", formula)
    letter = vectors[0].letter
    return Vector(letter, _variable(rule, values, [*outputs, letter], formula, context), turned=vectors[0].turned)


def _by_vectors(rule: Rule, value: Matrix, formula: Formula, context: Context) -> Matrix:
    """The matrix whose rows are f of the rows of a matrix, or whose columns are f of its columns: which of them, their
    number of entries tells, or the prose."""
    set_ = context.sets.of_slot(rule.formals[0].name, 0)
    by_rows = value.column.set == set_
    by_columns = value.row.set == set_ and rule.name.lower() not in context.sets.by_rows
    if value.cells or by_rows == by_columns or len(rule.outputs) > 1:
        raise unsupported(f"{rule.name} of this matrix", formula)
    letter = value.column if by_rows else value.row
    entry_ = _variable(rule, [Vector(letter, value.entry)], [letter], formula, context)
    return Matrix(value.row, value.column, entry_)


class Function(Data):
    """What is given of a function."""

    name: str
    given: int
    names: frozenset[str]
    """The symbols in the body of its rule that are no arguments."""
    functions: frozenset[str]
    """The functions that the body applies, and those that these apply."""
    wording: str


class Applications:
    """The applications of functions in some statements, and what defines them."""

    def __init__(self, sets: IndexSets, evaluate: Evaluate) -> None:
        self.sets = sets
        self.evaluate = evaluate
        self.calls = Calls()
        self._made: dict[tuple[str, int], Definition | None] = {}

    def define(
        self, left: Formula, right: Formula, scope: int, given: int, known: tuple[Function, ...]
    ) -> tuple[Function, ...]:
        """The known functions with the one that left = right defines.

        Raises UnsupportedError for a right side without meaning, and for one with a free letter that the left side
        lacks.
        """
        head = self.sets.functions.head(left)
        rule = self.sets.functions.rule(head.name) if head is not None else None
        if rule is None or rule.scope != scope or rule.body != right:
            raise unsupported("a second rule of a function", left)
        body = _general(rule, Context(self.sets, scope, self.calls), self.evaluate)
        term = body.term if isinstance(body, Scalar) else body.entry
        parameters = {Letter(name, self.sets.of_letter(scope, name)) for name in rule.outputs}
        if isinstance(body, Vector):
            parameters.add(body.letter)
        free = sorted(letter.name for letter in free_letters(term) - parameters)
        if free:
            message = f"{', '.join(free)} is free on the right side of this definition, and not on the left"
            raise UnsupportedError(message, code="free-letter", span=right.span, found=" ".join(free))
        applied = {self.calls.found[name].function for name in names_in(term) if name in self.calls.found}
        reached = applied.union(*(function.functions for function in known if function.name in applied))
        if rule.name in reached or any(rule.name in one.functions for one in known if one.name in reached):
            raise UnsupportedError("this definition refers to itself", code="circular-definition", span=right.span)
        names = names_in(term) - {formal.name for formal in rule.formals}
        head_text = f"{rule.name}({', '.join(_formal_text(formal) for formal in rule.formals)})"
        if rule.outputs and all(formal.kind != "component" for formal in rule.formals):
            head_text += f"_{''.join(rule.outputs)}"
        wording = f"{head_text} = {text(term)}"
        return (*known, Function(rule.name, given, names, frozenset(reached), wording))

    def within(self, sets: IndexSets) -> "Applications":
        """The same, as the rules of other sets define them."""
        from copy import copy

        other = copy(self)
        other.sets, other._made = sets, {}
        return other

    def is_call(self, name: str) -> bool:
        """Whether the name is that of an application of a function with a rule."""
        return name in self.calls.found

    def definitions(
        self, known: tuple[Function, ...], others: Definitions, wanted: frozenset[str]
    ) -> tuple[Definition, ...]:
        """The definitions of the wanted applications of the known functions, and of those in what defines them."""
        functions = {function.name: function for function in known}
        made: list[Definition] = []
        done: set[str] = set()
        while waiting := sorted(name for name in wanted - done if name in self.calls.found):
            done.update(waiting)
            for call in map(self.calls.found.__getitem__, waiting):
                function = functions.get(call.function)
                definition = self._definition(call, function, others) if function is not None else None
                if definition is not None:
                    made.append(definition)
                    wanted |= names_in(definition.body)
        return tuple(made)

    def _definition(self, call: Call, function: Function, others: Definitions) -> Definition | None:
        """None where the rule says nothing of this application."""
        rule = self.sets.functions.rule(call.function)
        assert rule is not None
        for formal, value in zip(rule.formals, call.arguments, strict=True):
            hidden = any(others.depends(Variable(name), formal.name) for name in function.names)
            if hidden and not call.inner and not _is_formal(formal, value):
                return None
        key = call.name, function.given
        if key not in self._made:
            try:
                context = Context(self.sets, rule.scope, self.calls)
                self._made[key] = definition_of(call, rule, function.given, context, self.evaluate)
            except UnsupportedError:
                self._made[key] = None
        return self._made[key]


def _formal_text(formal: Formal) -> str:
    return formal.name if formal.letter is None else f"{formal.name}_{formal.letter}"


def _is_formal(formal: Formal, value: Value) -> bool:
    """Whether an argument is the symbol that the rule itself is written with."""
    term = value.term if isinstance(value, Scalar) else value.entry
    return isinstance(term, Variable) and term.name == formal.name


def derivative(
    rule: Rule, argument: Value, primes: int, formula: Formula, context: Context, evaluate: Evaluate
) -> Value:
    """f'(u), f''(u) for a function of one number."""
    if [formal.kind for formal in rule.formals] != ["scalar"]:
        raise unsupported("a prime of this function", formula)

    def differentiated(parts: list[Term]) -> Term:
        variable = parts[0] if isinstance(parts[0], Variable) else _let(rule, parts[0], context, formula)
        value = apply(rule, [Scalar(variable)], [], formula, context, evaluate)
        if not isinstance(value, Scalar):
            raise unsupported("a prime of this function", formula)
        result = value.term
        for _ in range(primes):
            result = Derivative(result, variable)
        return result

    return combine(differentiated, [argument], formula)


def definition_of(call: Call, rule: Rule, given: int, context: Context, evaluate: Evaluate) -> Definition:
    """What a rule says of one application.

    Raises UnsupportedError where the rule's body has no meaning for these arguments.
    """
    if call.inner:
        (value,) = call.arguments
        assert isinstance(value, Scalar)
        return Definition(call.name, call.parameters, value.term, given)
    body = evaluate(rule.body, _inside(rule, call.arguments, context))
    if not isinstance(body, Scalar) and not call.parameters:
        raise unsupported("an array as the value of a function without components", rule.body)
    term = body.term if isinstance(body, Scalar) else entry(body, call.parameters[-1])
    outputs = call.parameters[len(call.parameters) - call.outputs :]
    letters = (Letter(name, context.sets.of_letter(rule.scope, name)) for name in rule.outputs)
    places: dict[Index, Index] = dict(zip(letters, outputs, strict=False))
    if any(letter.set != place.set for letter, place in places.items()):
        raise unsupported(f"{rule.name} over another index set", rule.body)
    return Definition(call.name, call.parameters, substitute(term, places), given)


def _inside(rule: Rule, arguments: tuple[Value, ...], context: Context) -> Context:
    """The context of a function's body."""
    if rule.name in context.within:
        raise UnsupportedError("this definition refers to itself", code="circular-definition", span=rule.body.span)
    values: dict[str, Value] = {}
    for formal, value in zip(rule.formals, arguments, strict=True):
        if isinstance(value, Scalar) and formal.letter is not None:
            values[formal.name] = Vector(_component(formal, context), value.term)
        else:
            values[formal.name] = value
    within = (*context.within, rule.name)
    return replace(context, scope=rule.scope, bound={}, arguments=values, within=within)


def _component(formal: Formal, context: Context) -> Letter:
    return Letter("⋆", context.sets.of_slot(formal.name, 0))


def _general(rule: Rule, context: Context, evaluate: Evaluate) -> Value:
    """The body of a rule, of the symbols that it is written with."""
    arguments: list[Value] = []
    for formal in rule.formals:
        if formal.kind == "scalar":
            arguments.append(Scalar(Variable(formal.name)))
        else:
            letter = _component(formal, context)
            arguments.append(Vector(letter, Variable(formal.name, (letter,))))
    return evaluate(rule.body, _inside(rule, tuple(arguments), context))


def _is_vector(rule: Rule, context: Context, evaluate: Evaluate) -> bool:
    """Whether the values of a function are vectors, beside the indices that its rule writes."""
    known = context.calls.vectors.get(rule.name)
    if known is None:
        known = context.calls.vectors[rule.name] = isinstance(_general(rule, context, evaluate), Vector)
    return known


def _whole(term: Term, formula: Formula) -> tuple[Vector, Index]:
    """The vector of which x_k is a component, and k."""
    if not isinstance(term, Variable) or not term.indices:
        raise unsupported("this component", formula)
    *others, index = term.indices
    letter = Letter("⋆", index.set)
    return Vector(letter, Variable(term.name, (*others, letter))), index


def _variable(rule: Rule, values: list[Value], outputs: list[Index], formula: Formula, context: Context) -> Variable:
    """The variable that stands for f(values) at the indices of its values."""
    return _named(rule, values, outputs, False, context, formula)


def _let(rule: Rule, term: Term, context: Context, formula: Formula) -> Variable:
    """A variable that is defined as the term."""
    return _named(rule, [Scalar(term)], [], True, context, formula)


def _named(
    rule: Rule, values: list[Value], outputs: list[Index], inner: bool, context: Context, formula: Formula
) -> Variable:
    free = tuple(dict.fromkeys(index for value in values for index in _free_indices(value)))
    places: dict[Index, Index] = {index: Letter(f"⋆{k}", index.set) for k, index in enumerate(free, 1)}
    patterns = tuple(_with_places(value, places) for value in values)
    made = (Letter(f"⋆{k}", index.set) for k, index in enumerate(outputs, len(free) + 1))
    parameters = (*(place for place in places.values() if isinstance(place, Letter)), *made)
    inside = ", ".join(map(_written, patterns))
    name = f"({inside})" if inner else f"{rule.name}({inside})"
    calls = context.calls
    while True:
        call = Call(rule.name, patterns, parameters, len(outputs), inner, name)
        if calls.found.setdefault(name, call) == call:
            break
        name += "′"
    if len(free) > MOST_INDICES or len(name) > LONGEST_NAME:
        raise unsupported("so large an argument", formula)
    return Variable(name, (*free, *outputs))


def _written(value: Value) -> str:
    if isinstance(value, Scalar):
        return text(value.term)
    if isinstance(value, Vector) and isinstance(value.entry, Variable) and value.entry.indices[-1:] == (value.letter,):
        return text(Variable(value.entry.name, value.entry.indices[:-1]))
    return text(value.entry)


def _with_places(value: Value, places: dict[Index, Index]) -> Value:
    if isinstance(value, Scalar):
        return Scalar(substitute(value.term, places))
    return replace(value, entry=substitute(value.entry, places))


def _free_indices(value: Value) -> list[Index]:
    """The indices in a value that nothing in it binds, in the order of reading."""
    term = value.term if isinstance(value, Scalar) else value.entry
    free = indices_of(term) - ({value.letter} if isinstance(value, Vector) else set())
    found: list[Index] = []
    for one in subterms(term):
        match one:
            case Variable():
                found += one.indices
            case Delta():
                found += (one.left, one.right)
            case Sum():
                found += one.excluded
    return [index for index in found if index in free]
