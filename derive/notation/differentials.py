"""Derivatives in a row: how far ∂/∂x, ∂_x, ∇ and ∂f/∂x reach."""

from abc import ABC, abstractmethod
from typing import Any

from derive.errors import ReadError
from derive.formula import Differentiated, Formula, Multiplied, Name
from derive.notation.conditions import indices_of
from derive.notation.derivatives import derivative, fraction, half_derivative, is_d, joined, repeats, with_operand
from derive.notation.messages import malformed
from derive.notation.operands import (
    is_bracket,
    is_plain,
    is_prefix,
    is_slash,
    letter_of,
    settled,
    written,
)
from derive.notation.pieces import Differentials, HalfDerivative, Head, Mark, Partial
from derive.source import Span


class DerivativeRow(ABC):
    """The items of one row; what reads of them returns what it read and where it stopped."""

    def __init__(self, items: list[Any], slips: list[ReadError]) -> None:
        self.items = items
        self.slips = slips

    def at(self, position: int) -> Any:
        return self.items[position] if position < len(self.items) else None

    def missing(self, position: int) -> ReadError:
        item = self.at(position)
        if item is None:
            end = self.items[-1].span.end
            return malformed("missing-operand", Span(end, end), found="nothing")
        return malformed("missing-operand", item.span, found=written(item))

    @abstractmethod
    def product(self, position: int, before_derivative: bool = False) -> tuple[Formula, int]:
        """A product up to the end of the row, or up to the next derivative."""

    @abstractmethod
    def letter_with_call(self, position: int) -> tuple[list[Formula], int]:
        """One factor, and the bracket after it if that seems to be its argument."""

    @abstractmethod
    def part(self, begin: int, end: int) -> Formula:
        """items[begin:end] as a row of its own."""

    def nabla(self, head: Head, position: int) -> tuple[Formula, int]:
        variables = indices_of(head.lower) if head.lower is not None else ()
        operator = Differentiated(None, variables, "nabla", span=head.span)
        if head.upper is not None:
            raise malformed("unsupported", head.span, found="a power of ∇")
        return self.tight(operator, position)

    def tight(self, operator: Differentiated, position: int) -> tuple[Formula, int]:
        """∇ and ∂_x reach over one factor: a bracket, a function with its argument, a letter."""
        after = self.at(position)
        if after is None or isinstance(after, Mark):
            return operator, position
        run, position = self.letter_with_call(position)
        after = self.at(position)
        core = letter_of(run[0])
        if len(run) == 1 and core is not None and is_bracket(after):
            run, position = [run[0], after], position + 1
        return with_operand(operator, joined(run)), position

    def operator(self, operator: Differentiated, position: int) -> tuple[Formula, int]:
        after = self.at(position)
        if after is None or (isinstance(after, Mark) and after.sign not in "+-"):
            return operator, position
        if operator.style in ("nabla", "subscript"):
            return self.tight(operator, position)
        if is_bracket(after):
            return with_operand(operator, after), position + 1
        operand, position = self.product(position, before_derivative=True)
        return with_operand(operator, operand), position

    def partial(self, item: Partial, position: int) -> tuple[Formula, int]:
        r"""∂_x f, ∂f/∂x, ∂/∂x f, and ∂\frac{A}{∂x}."""
        if item.variables:
            variables = item.variables * item.order if len(item.variables) == 1 else item.variables
            return self.tight(Differentiated(None, variables, "subscript", item.total, item.span), position + 1)
        after = self.at(position + 1)
        if isinstance(after, HalfDerivative):
            return half_derivative(after, self.slips, item.span), position + 2
        slash = self.slash_before(position + 1, Partial)
        if slash is None:
            raise malformed("misplaced-partial", item.span, found="∂")
        operand = self.between(position + 1, slash)
        below: list[tuple[int, Formula | None]] = []
        position = slash + 1
        count = 0
        while count < item.order and isinstance(sign := self.at(position), Partial) and not sign.variables:
            variable = self.at(position + 1)
            if variable is None or isinstance(variable, (Mark, Head, Partial)):
                raise self.missing(position + 1)
            below.append((sign.order, settled(variable, self.slips)))
            count += repeats(sign.order, variable)
            position += 2
        span = item.span.join(self.items[position - 1].span)
        above = Differentials(None, ((item.order, operand),), total=item.total)
        found = derivative(above, Differentials(None, tuple(below)), span)
        if isinstance(found, Differentiated) and found.operand is None:
            return self.operator(found, position)
        return found, position

    def slash_before(self, position: int, kind: type) -> int | None:
        """The place of the next slash if what follows it is of this kind, before any other sign."""
        while (item := self.at(position)) is not None:
            if isinstance(item, Mark):
                return position if item.sign == "/" and isinstance(self.at(position + 1), kind) else None
            if isinstance(item, Partial):
                return None
            position += 1
        return None

    def between(self, begin: int, end: int) -> Formula | None:
        if begin == end:
            return None
        return self.part(begin, end)

    def total(self, position: int) -> tuple[Formula, int] | None:
        """dL/dx and d/dx, written with a slash."""
        if not any(is_slash(item) for item in self.items[position + 1 : position + 5]):
            return None
        slash = self.slash_before(position + 1, Name)
        if slash is None or slash > position + 4 or not is_d(self.at(slash + 1)):
            return None
        variable = self.at(slash + 2)
        if not is_plain(variable):
            return None
        below = Multiplied((self.items[slash + 1], variable), ("",), self.items[slash + 1].span.join(variable.span))
        above = self.between(position + 1, slash)
        first = self.items[position]
        span = first.span.join(variable.span)
        upper = Multiplied((first, above), ("",), first.span.join(above.span)) if above is not None else first
        found = fraction(upper, below, span, self.slips, "slash")
        if isinstance(found, Differentiated) and found.operand is None:
            return self.operator(found, slash + 3)
        return found, slash + 3  # type: ignore[return-value]

    def loose_differentials(self) -> Differentials | None:
        """±a ∂f ∂g ..., above or below a fraction bar: None if it is not of this form."""
        items = self.items
        starts = [k for k, item in enumerate(items) if isinstance(item, Partial)]
        if any(items[k].variables for k in starts) or any(isinstance(item, HalfDerivative) for item in items):
            return None
        if any(self.slash_before(k + 1, Partial) is not None for k in starts):
            return None
        first = starts[0]
        negated = is_prefix(items[0]) and items[0].sign == "-"
        begin = int(is_prefix(items[0]))
        before = items[begin:first]
        if before and isinstance(before[-1], Mark):
            before = before[:-1]
        if any(isinstance(item, Head) and item.operator != "function" for item in before):
            return None
        coefficient = self.part(begin, begin + len(before)) if before else None
        parts = [
            (items[k].order, self.between(k + 1, end)) for k, end in zip(starts, [*starts[1:], len(items)], strict=True)
        ]
        total = any(items[k].total for k in starts)
        return Differentials(coefficient, tuple(parts), negated, total, items[0].span.join(items[-1].span))
