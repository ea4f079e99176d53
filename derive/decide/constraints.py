"""Points that satisfy the hypotheses: moved onto them by Newton's method, in exact arithmetic, then checked.

One step of Newton's method solves a system that is linear in the components it is solved for; a few more
solve what is triangular, such as a = b·c with b and c given by other hypotheses. The search may fail; the
check is exact.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

from derive.decide.intervals import Interval
from derive.decide.samples import Point
from derive.decide.tape import Component, Node, Op, Tape, Valuation
from derive.decide.values import Undefined, Value, add, exp, log, multiply, power

_Row: TypeAlias = tuple[dict[Component, int | Fraction], Value]
"""Σ coefficient·component = right side"""
_Preference: TypeAlias = Callable[[Component], tuple[bool, Component]]

_MOST_STEPS = 4


class Constraints:
    """The hypotheses at fixed sizes, as residuals on a tape that must all be 0.

    Components of `exponential` variables are solved for in terms of e^x unless the residual is linear in x.
    """

    def __init__(self, tape: Tape, residuals: tuple[Node, ...], exponential: frozenset[str]) -> None:
        self._tape = tape
        self.residuals = residuals
        self._exponential = exponential
        self._curved: set[Component] = set()
        self._bent: set[Component] = set()
        """The components in which some residual is not linear."""
        self._slopes: list[list[tuple[Component, Node]]] = []
        for residual in residuals:
            slopes = []
            for component in tape.inputs_of((residual,)):
                slope = tape.tangent(residual, tape.inputs[component])
                if slope is not None:
                    slopes.append((component, slope))
                    inputs = tape.inputs_of((slope,))
                    if component in inputs:
                        self._bent.add(component)
                    if component[0] in exponential and inputs:
                        self._curved.add(component)
            self._slopes.append(slopes)

    def components(self) -> set[Component]:
        """All components that occur in the hypotheses."""
        return {component for slopes in self._slopes for component, _ in slopes}

    def linked(self, components: set[Component]) -> set[Component]:
        """The given components and all that the hypotheses tie to them, directly or through others."""
        groups = [{component for component, _ in slopes} for slopes in self._slopes]
        found = set(components)
        while True:
            new = set().union(*(group for group in groups if group & found)) - found
            if not new:
                return found
            found |= new

    def impossible(self) -> bool:
        """Whether a residual is a number other than 0."""
        operations = [self._tape.operations[residual] for residual in self.residuals]
        return any(op is Op.CONSTANT and detail != 0 for op, _, detail in operations)

    def satisfied(self, values: Sequence[Value], known: set[Component] | None = None) -> bool:
        """Whether all residuals, of which these are the values, are exactly 0.

        If only some components are `known`, the residuals that are made of others alone are left out.
        """
        for value, slopes in zip(values, self._slopes, strict=True):
            left_out = known is not None and slopes and all(component not in known for component, _ in slopes)
            if not left_out and not _is_zero(value):
                return False
        return True

    def solve(self, point: Point) -> Valuation | None:
        """The values at a point that satisfies the hypotheses, near the given one; None if none was found.

        The last components are solved for, those that are not exponents before others; then, if that fails, those in
        which the hypotheses are linear.
        """
        found = self._solved(point, lambda component: (component[0] not in self._exponential, component))
        if found is None and self._bent:
            found = self._solved(point, lambda component: (component not in self._bent, component))
        return found

    def along(self, found: Valuation, direction: Point) -> Valuation | None:
        """The values at another point that satisfies the hypotheses, where a line through one meets them again.

        f(p + t·d) = f(p) + t·f′(p)·d + t²·q for a residual f of degree 2, so t = −f′(p)·d / q; each residual needs
        components of its own. None if all are linear, or if no other point is found.
        """
        if not self._bent or len(self.components()) < sum(len(slopes) for slopes in self._slopes):
            return None
        moved = dict(found.point) | {c: add((found.point[c], direction[c])) for c in self.components()}
        ahead = Valuation(self._tape, moved)(self.residuals)
        for value, slopes in zip(ahead, self._slopes, strict=True):
            rates = zip(slopes, found([node for _, node in slopes]), strict=True)
            slope = add([multiply((direction[c], rate)) for (c, _), rate in rates])
            steps = multiply((-1, slope, power(add((value, multiply((-1, slope)))), Fraction(-1))))
            if isinstance(steps, Undefined | Interval) or _is_zero(steps):
                return None
            moved |= {c: add((found.point[c], multiply((steps, direction[c])))) for c, _ in slopes}
        reached = Valuation(self._tape, moved)
        return reached if self.satisfied(reached(self.residuals)) else None

    def _solved(self, point: Point, preference: _Preference) -> Valuation | None:
        found = Valuation(self._tape, point)
        if not self.residuals:
            return found
        for _ in range(_MOST_STEPS):
            values = found(self.residuals)
            if self.satisfied(values):
                return found
            moved = self._step(found, values, preference)
            if moved is None:
                return None
            found = Valuation(self._tape, moved)
        return found if self.satisfied(found(self.residuals)) else None

    def _step(self, found: Valuation, values: Sequence[Value], preference: _Preference) -> Point | None:
        """x − J⁻¹ r for as many components as there are independent residuals, the preferred ones first."""
        if any(isinstance(value, Undefined | Interval) for value in values):
            return None
        rows = [self._row(found, value, slopes) for value, slopes in zip(values, self._slopes, strict=True)]
        self._tape.budget.spend(len(rows) ** 2)
        steps = _solved(rows, preference)
        return None if steps is None else self._moved(found.point, steps)

    def _row(self, found: Valuation, value: Value, slopes: list[tuple[Component, Node]]) -> _Row:
        """Components in which the slope is not rational stay where they are."""
        coefficients: dict[Component, int | Fraction] = {}
        for (component, _), slope in zip(slopes, found([node for _, node in slopes]), strict=True):
            if component in self._curved:
                slope = multiply((slope, power(exp(found.point[component]), Fraction(-1))))
            if isinstance(slope, int | Fraction) and slope != 0:
                coefficients[component] = slope
        return coefficients, multiply((-1, value))

    def _moved(self, point: Mapping[Component, Value], steps: Mapping[Component, Value]) -> Point | None:
        moved = dict(point)
        for component, step in steps.items():
            if component in self._curved:
                value = log(add((exp(point[component]), step)))
            else:
                value = add((point[component], step))
            if isinstance(value, Undefined | Interval):
                return None
            moved[component] = value
        return moved


def _is_zero(value: Value) -> bool:
    return isinstance(value, int) and value == 0


def _solved(rows: list[_Row], preference: _Preference) -> dict[Component, Value] | None:
    """One solution of the linear system, with 0 for components that need not move; None if there is none.

    Gauss and Jordan's elimination; of the components of a row the one with the greatest preference is solved
    for.
    """
    solved: dict[Component, _Row] = {}
    for coefficients, right in rows:
        for component, row in solved.items():
            if component in coefficients:
                coefficients, right = _minus((coefficients, right), coefficients[component], row)
        if not coefficients:
            if not _is_zero(right):
                return None
            continue
        pivot = max(coefficients, key=preference)
        scale = Fraction(1) / coefficients[pivot]
        new: _Row = {c: scale * k for c, k in coefficients.items()}, multiply((scale, right))
        for component, row in solved.items():
            if pivot in row[0]:
                solved[component] = _minus(row, row[0][pivot], new)
        solved[pivot] = new
    return {component: right for component, (_, right) in solved.items()}


def _minus(row: _Row, scale: int | Fraction, other: _Row) -> _Row:
    """row − scale·other"""
    coefficients = dict(row[0])
    for component, coefficient in other[0].items():
        rest = coefficients.get(component, 0) - scale * coefficient
        if rest:
            coefficients[component] = rest
        else:
            coefficients.pop(component, None)
    return coefficients, add((row[1], multiply((-scale, other[1]))))
