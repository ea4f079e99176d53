"""A list of operations on real numbers in which every operation refers to earlier ones only.

Equal operations are written down once, so that what a sum, a definition or two index assignments share is
computed once per point. Forward-mode differentiation writes the tangents of a node on the same tape; since a
tangent is a node like any other, derivatives nest without confusing their perturbations.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from fractions import Fraction
from typing import TypeAlias

from derive.decide.budget import Budget
from derive.decide.values import UNDEFINED, Undefined, Value, add, exp, log, multiply, power, real_power

Node: TypeAlias = int
"""The place of an operation on its tape."""

Component: TypeAlias = tuple[str, tuple[int, ...]]
"""A variable and the values of its indices."""


class Op(IntEnum):
    CONSTANT = 0
    INPUT = 1
    """A component of a free variable."""
    LINK = 2
    """A component of a defined variable that a derivative is taken by; its definition gives its value."""
    PLUS = 3
    TIMES = 4
    POWER = 5
    """To an exponent that is a number as written."""
    REAL_POWER = 6
    EXP = 7
    LOG = 8
    GUARD = 9
    """The first operand, undefined where the second one is."""
    UNDEFINED = 10


Detail: TypeAlias = int | Fraction | Component | None
"""The value of a CONSTANT, the exponent of a POWER, the component of an INPUT or a LINK."""

Operation: TypeAlias = tuple[Op, tuple[Node, ...], Detail]


class Tape:
    """Operations by their place. `budget` pays one unit for each that is written or computed."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.operations: list[Operation] = []
        self.inputs: dict[Component, Node] = {}
        self._places: dict[tuple[object, ...], Node] = {}
        self._rests_on: list[int] = []
        """For each node a bit for every INPUT and LINK that it is computed from, by `_bits`."""
        self._bits: dict[Node, int] = {}
        self._tangents: dict[Node, dict[Node, Node | None]] = {}
        self._needed: dict[tuple[Node, ...], list[Node]] = {}
        self.undefined = self.write(Op.UNDEFINED)
        self.zero = self.integer(0)
        self.one = self.integer(1)

    def write(self, op: Op, operands: tuple[Node, ...] = ()) -> Node:
        """The place of an operation that is told by its operands; it is written if it is new."""
        return self._place((op, operands), op, operands, None)

    def constant(self, value: Fraction) -> Node:
        if value.denominator == 1:
            return self.integer(value.numerator)
        return self._place((Op.CONSTANT, value.numerator, value.denominator), Op.CONSTANT, (), value)

    def integer(self, value: int) -> Node:
        return self._place((Op.CONSTANT, value, 1), Op.CONSTANT, (), value)

    def input(self, component: Component) -> Node:
        node = self.inputs.get(component)
        if node is None:
            node = self.inputs[component] = self._place((Op.INPUT, component), Op.INPUT, (), component)
        return node

    def component(self, node: Node) -> Component:
        """The component that an INPUT or a LINK stands for."""
        component = self.operations[node][2]
        assert isinstance(component, tuple)
        return component

    def link(self, component: Component, meaning: Node) -> Node:
        return self._place((Op.LINK, component, meaning), Op.LINK, (meaning,), component)

    def power(self, base: Node, exponent: Fraction) -> Node:
        key = (Op.POWER, base, exponent.numerator, exponent.denominator)
        return self._place(key, Op.POWER, (base,), exponent)

    def real_power(self, base: Node, exponent: Node) -> Node:
        return self.write(Op.REAL_POWER, (base, exponent))

    def exp(self, argument: Node) -> Node:
        return self.write(Op.EXP, (argument,))

    def log(self, argument: Node) -> Node:
        return self.write(Op.LOG, (argument,))

    def guard(self, node: Node, needed: Node) -> Node:
        """The node, undefined where the other one is."""
        return self.write(Op.GUARD, (node, needed))

    def _place(self, key: tuple[object, ...], op: Op, operands: tuple[Node, ...], detail: Detail) -> Node:
        node = self._places.get(key)
        if node is None:
            self.budget.spend()
            node = self._places[key] = len(self.operations)
            self.operations.append((op, operands, detail))
            rests_on = self.rests_on(operands)
            if op is Op.INPUT or op is Op.LINK:
                self._bits[node] = bit = 1 << len(self._bits)
                rests_on |= bit
            self._rests_on.append(rests_on)
        return node

    def plus(self, terms: tuple[Node, ...]) -> Node:
        if len(terms) == 1:
            return terms[0]
        return self.write(Op.PLUS, terms) if terms else self.zero

    def times(self, factors: tuple[Node, ...]) -> Node:
        if len(factors) == 1:
            return factors[0]
        return self.write(Op.TIMES, factors) if factors else self.one

    def rests_on(self, nodes: Iterable[Node]) -> int:
        """A bit for every INPUT and LINK that the nodes are computed from."""
        found = 0
        for node in nodes:
            found |= self._rests_on[node]
        return found

    def needed(self, nodes: tuple[Node, ...]) -> list[Node]:
        """The nodes and all that they are computed from, in the order of the tape."""
        found = self._needed.get(nodes)
        if found is None:
            reached = set(nodes)
            waiting = list(nodes)
            while waiting:
                for operand in self.operations[waiting.pop()][1]:
                    if operand not in reached:
                        reached.add(operand)
                        waiting.append(operand)
            found = self._needed[nodes] = sorted(reached)
        return found

    def inputs_of(self, nodes: Iterable[Node]) -> list[Component]:
        """The components that the nodes are computed from, in the order of the tape."""
        rests_on = self.rests_on(nodes)
        return [component for component, node in self.inputs.items() if rests_on & self._bits[node]]

    def tangent(self, node: Node, by: Node) -> Node | None:
        """∂node/∂by, where `by` is an INPUT or a LINK; None if `node` does not depend on it.

        A LINK depends on another variable through its definition, and on its own variable's components
        directly.
        """
        tangents = self._tangents.setdefault(by, {by: self.one})
        bit = self._bits[by]
        waiting = [node] if self._rests_on[node] & bit and node not in tangents else []
        found = set(waiting)
        while waiting:
            for operand in self.operations[waiting.pop()][1]:
                if operand not in found and self._rests_on[operand] & bit and operand not in tangents:
                    found.add(operand)
                    waiting.append(operand)
        self.budget.spend(len(found))
        for place in sorted(found):
            tangents[place] = self._tangent(place, by, tangents)
        return tangents.get(node)

    def _tangent(self, node: Node, by: Node, known: Mapping[Node, Node | None]) -> Node | None:
        op, operands, detail = self.operations[node]
        slopes = [known.get(operand) for operand in operands]
        if all(slope is None for slope in slopes):
            return None
        if op is Op.LINK and self.component(node)[0] == self.component(by)[0]:
            return None
        slope = slopes[0]
        match op:
            case Op.PLUS:
                return self.plus(tuple(s for s in slopes if s is not None))
            case Op.TIMES:
                return self._product_tangent(operands, slopes)
            case Op.LINK | Op.GUARD:
                return slope
            case Op.POWER:
                assert isinstance(detail, Fraction)
                assert slope is not None
                return self._power_tangent(operands[0], detail, slope)
            case Op.REAL_POWER:
                return self._real_power_tangent(node, slope, slopes[1])
            case Op.EXP:
                assert slope is not None
                return self.times((node, slope))
            case Op.LOG:
                assert slope is not None
                return self.times((self.power(operands[0], Fraction(-1)), slope))
            case _:
                return None

    def _product_tangent(self, factors: tuple[Node, ...], slopes: list[Node | None]) -> Node:
        """(fg)' = f'g + fg'"""
        terms = [
            self.times((*factors[:place], slope, *factors[place + 1 :]))
            for place, slope in enumerate(slopes)
            if slope is not None
        ]
        return self.plus(tuple(terms))

    def _power_tangent(self, base: Node, exponent: Fraction, slope: Node) -> Node | None:
        """(f^c)' = c f^(c-1) f'; for a fraction c it exists only where f > 0."""
        if exponent == 0:
            return None
        tangent = self.times((self.constant(exponent), self.power(base, exponent - 1), slope))
        if exponent.denominator == 1:
            return tangent
        return self.guard(tangent, self.power(base, Fraction(-1)))

    def _real_power_tangent(self, node: Node, base_slope: Node | None, exponent_slope: Node | None) -> Node:
        """(f^g)' = f^g (g' log f + g f'/f)"""
        base, exponent = self.operations[node][1]
        terms = []
        if exponent_slope is not None:
            terms.append(self.times((exponent_slope, self.log(base))))
        if base_slope is not None:
            terms.append(self.times((exponent, base_slope, self.power(base, Fraction(-1)))))
        return self.times((node, self.plus(tuple(terms))))


class Valuation:
    """The values of a tape's nodes at a point that gives a value to every input that they are computed from.

    Each is computed when it is first asked for; the budget of the tape pays for it.
    """

    def __init__(self, tape: Tape, point: Mapping[Component, Value]) -> None:
        self.point = point
        self._tape = tape
        self._values: list[Value | None] = []

    def __call__(self, nodes: Sequence[Node]) -> list[Value]:
        values = self._values
        values += [None] * (len(self._tape.operations) - len(values))
        missing = [node for node in self._tape.needed(tuple(nodes)) if values[node] is None]
        if missing:
            self._tape.budget.spend(len(missing))
            self._compute(missing)
        return [values[node] for node in nodes]  # type: ignore[misc]

    def _compute(self, places: Iterable[Node]) -> None:
        operations, point = self._tape.operations, self.point
        values: list[Value] = self._values  # type: ignore[assignment]
        for place in places:
            op, operands, detail = operations[place]
            if op is Op.TIMES:
                values[place] = multiply([values[k] for k in operands])
            elif op is Op.PLUS:
                values[place] = add([values[k] for k in operands])
            elif op is Op.POWER:
                values[place] = power(values[operands[0]], detail)  # type: ignore[arg-type]
            elif op is Op.INPUT:
                values[place] = point[detail]  # type: ignore[index]
            else:
                values[place] = _computed(op, [values[k] for k in operands], detail)


def _computed(op: Op, operands: list[Value], detail: Detail) -> Value:
    match op:
        case Op.CONSTANT:
            assert isinstance(detail, int | Fraction)
            return detail
        case Op.EXP:
            return exp(operands[0])
        case Op.LOG:
            return log(operands[0])
        case Op.LINK:
            return operands[0]
        case Op.GUARD:
            return UNDEFINED if isinstance(operands[1], Undefined) else operands[0]
        case Op.REAL_POWER:
            return real_power(operands[0], operands[1])
        case _:
            return UNDEFINED
