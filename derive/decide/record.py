"""The record of a point: the components and their exact values as text, and back."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import combinations

from derive.decide.intervals import Interval
from derive.decide.samples import Assignment
from derive.decide.tape import Component
from derive.decide.values import UNDEFINED, LogSum, Undefined, Value, add, exp, log, multiply
from derive.letters import latex_of_variable


def case_of(letters: Assignment) -> str:
    """'i≠j' or 'i=j' for the pairs of letters of one set.

    >>> case_of({("i", "n"): 1, ("j", "n"): 2, ("s", "N"): 1})
    'i≠j'
    """
    pairs = combinations(letters.items(), 2)
    return ", ".join(
        f"{first[0]}{'=' if a == b else '≠'}{second[0]}" for (first, a), (second, b) in pairs if first[1] == second[1]
    )


def written_component(component: Component, value: Value, exponential: bool, first: int = 1) -> tuple[str, str]:
    """(LaTeX, exact value); for an `exponential` variable that of its exponential, where that is rational. `first`: how
    the first index of a set is written.

    >>> written_component(("o", (1,)), log(2), exponential=True)
    ('e^{o_1}', '2')
    >>> written_component(("o", (12, 3)), add((1, log(Fraction(4, 3)))), exponential=True)
    ('o_{12,3}', '1 + 2 log 2 - 1 log 3')
    """
    latex = _latex(component, first)
    if exponential or isinstance(value, LogSum):
        power = exp(value)
        if isinstance(power, int | Fraction):
            return f"e^{{{latex}}}", str(power)
    return latex, _written(value)


def read_component(component: Component, values: Mapping[str, str], first: int = 1) -> Value:
    """The inverse of `written_component`; undefined for a component that is not among the values."""
    latex = _latex(component, first)
    if latex in values:
        return _read(values[latex])
    power = values.get(f"e^{{{latex}}}")
    return UNDEFINED if power is None else log(Fraction(power))


def _latex(component: Component, first: int) -> str:
    name, indices = component
    return latex_of_variable(name, [str(index - 1 + first) for index in indices])


def _written(value: Value) -> str:
    assert not isinstance(value, Interval | Undefined)
    if not isinstance(value, LogSum):
        return str(value)
    terms = [f"{coefficient} log {prime}" for prime, coefficient in value.parts]
    if value.rational:
        terms.insert(0, str(value.rational))
    return " + ".join(terms).replace("+ -", "- ")


def _read(text: str) -> Value:
    """
    >>> _read("1 + 2 log 2 - 1 log 3") == add((1, log(Fraction(4, 3))))
    True
    """
    terms: list[Value] = []
    for term in text.replace(" - ", " + -").split(" + "):
        coefficient, _, prime = term.partition(" log ")
        terms.append(multiply((Fraction(coefficient), log(int(prime)) if prime else 1)))
    return add(terms)
