"""How far sums, functions and derivatives reach in a row of plain text, where spaces and letters tell it.

Σ_k(…), without a space, ends at the bracket, so that Sum_k(exp(o_k))^2 is the square of the sum; other sums end with
the factor after them. A sum goes on to the last factor of its product in which its letter stands: Sum_k(y_k) x_k is
Σ_k y_k x_k. Where a bracket that holds a sum is raised, as in sum_k(a_k - b_k)^2, the reading is not clear, and there
is none. A function without brackets takes the factors up to the next sign; a slash divides the factor before it.
"""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from derive.data import replace
from derive.formula import (
    Added,
    Compared,
    Differentiated,
    Divided,
    Formula,
    Grouped,
    Indexed,
    Indicated,
    Listed,
    Multiplied,
    Name,
    Negated,
    Numeral,
    Ranged,
)  # fmt: skip
from derive.formula_parts import children
from derive.notation.conditions import conditions_of, is_condition, ranged, ranges_of
from derive.notation.derivatives import joined, with_operand
from derive.notation.messages import malformed
from derive.notation.operands import is_prefix, is_slash, letter_of, peeled
from derive.notation.pieces import Head, Mark, Partial
from derive.notation.products import Row
from derive.source import Span


class PlainRow(Row):
    """The items of one row of plain text, read as a product."""

    def product(self, position: int, before_derivative: bool = False, end: int | None = None) -> tuple[Formula, int]:
        """A product up to the end of the row, or up to the factor at place `end`."""
        first = self.at(position)
        if is_prefix(first):
            operand, position = self.product(position + 1, before_derivative, end)
            return (operand if first.sign == "+" else Negated(operand, first.span.join(operand.span))), position
        run, position = self.letter_with_call(position)
        runs, signs = [run], [""]
        while (item := self.at(position)) is not None and (end is None or position <= end):
            sign = item.sign if isinstance(item, Mark) else ""
            run, position = self.letter_with_call(position + bool(sign))
            if sign == "/":
                runs[-1] = [self.divided(joined(runs[-1]), joined(run), position)]
            else:
                runs.append(run)
                signs.append(sign)
        factors = [factor for run in runs for factor in run]
        between = [one for sign, run in zip(signs, runs, strict=True) for one in (sign, *("" for _ in run[1:]))]
        if len(factors) == 1:
            return factors[0], position
        span = factors[0].span.join(factors[-1].span)
        return Multiplied(tuple(factors), tuple(between[1:]), span), position  # type: ignore[arg-type]

    def divided(self, above: Formula, below: Formula, position: int) -> Formula:
        after = self.at(position)
        near = after is not None and not isinstance(after, Mark) and after.span.start == below.span.end
        if near and not isinstance(below, Numeral | Grouped):
            self.slips.append(malformed("ambiguous-slash", Span(after.span.start, after.span.start + 1), found="a/bc"))
        return Divided(above, below, "slash", above.span.join(below.span))

    def letter_with_call(self, position: int) -> tuple[list[Formula], int]:
        """One factor, and the bracket after it if that is its argument."""
        sign = self.at(position)
        if is_prefix(sign):
            run, position = self.letter_with_call(position + 1)
            operand = joined(run)
            return [operand if sign.sign == "+" else Negated(operand, sign.span.join(operand.span))], position
        found, position = self.factor(position)
        after = self.at(position)
        if letter_of(found) is not None and _is_argument(after) and after.span.start == found.span.end:
            return [found, after], position + 1
        return [found], position

    def whole(self) -> object:
        found: Any = super().whole()
        return _indicated(found) if len(self.items) == 1 else found

    def called(self, item: Formula, position: int) -> tuple[Formula, int]:
        """A word right before a round bracket is a function of it; 1{i = j} and [i = j] are indicators."""
        after = self.at(position)
        group = peeled(after)[0]
        indicates = item == Numeral(Fraction(1)) or item in (Name("I"), Name("𝟙"))
        attached = _opens_round(group) and after.span.start == item.span.end
        if attached or (indicates and group is not None and is_condition(group)):
            return super().called(item, position)
        return _indicated(item), position

    def argument(self, position: int) -> tuple[Formula, int]:
        """The argument of a function without brackets: the factors up to the next sign."""
        run, position = self.letter_with_call(position)
        while (item := self.at(position)) is not None and not isinstance(item, Mark):
            more, position = self.letter_with_call(position)
            run += more
        return joined(run), position

    def tight(self, operator: Differentiated, position: int) -> tuple[Formula, int]:
        """∂_x and d_i reach over one factor, or over the bracket that follows without its power."""
        group, rebuild = peeled(self.at(position))
        if group is not None:
            return rebuild(with_operand(operator, _bare(group))), position + 1
        run, position = self.letter_with_call(position)
        after = self.at(position)
        if letter_of(run[-1]) is not None and _opens_round(after) and after.span.start == run[-1].span.end:
            run, position = [*run, after], position + 1
        return with_operand(operator, joined(run)), position

    def summed(self, head: Head, position: int) -> tuple[Formula, int]:
        """A sum or a product over a letter."""
        after: Any = self.at(position)
        group: Any
        group, rebuild = peeled(after)
        attached = _opens_round(group) and group.span.start == head.span.end
        letters = tuple(one.letter for one in ranges_of(head) if one.letter is not None)
        far = self.reach(position, letters)
        raised = attached and any(_stands_in(letter, rebuild(Name(""))) for letter in letters)
        if attached and far <= position and not raised:
            return self.bracketed_sum(head, group, rebuild, after is not group), position + 1
        if far >= 0 and self.is_unclear(head, position, attached, far):
            sign = head.function or Name("Σ", span=Span(head.span.start, head.span.start + 1))
            raise malformed("ambiguous-sum", sign.span, found=sign.letter)
        body, position = self.product(position, end=far if letters else None)
        summed = ranged(head, body, head.span.join(body.span))
        if isinstance(summed, Ranged) and summed.letter is None:
            summed = replace(summed, letter=_only_index(body))
        return summed, position

    def bracketed_sum(self, head: Head, group: Formula, rebuild: Callable[[Formula], Formula], raised: bool) -> Formula:
        """A sum that ends at the bracket after it."""
        body = _bare(group)
        summed = ranged(head, body, head.span.join(group.span))
        if not raised:
            return summed
        if isinstance(body, Grouped) and isinstance(body.body, Added | Negated):
            raise malformed("ambiguous-power", Span(group.span.end, group.span.end + 1), found="^")
        return rebuild(Grouped(summed, "(", summed.span))

    def is_unclear(self, head: Head, position: int, attached: bool, far: int) -> bool:
        """Whether a sum might end before the last factor with its letter: it stands below a slash, or is a word before
        a bracket."""
        below_slash = position > 1 and is_slash(self.at(position - 2))
        if attached:
            return below_slash or head.function is not None
        return below_slash and any(isinstance(item, Mark) for item in self.items[position:far])

    def reach(self, position: int, letters: tuple[Formula, ...]) -> int:
        """The place of the last factor of this product in which one of the letters stands; -1 if none does."""
        last = -1
        while (item := self.at(position)) is not None:
            sums = isinstance(item, Head) and item.operator != "function"
            if sums and any(one.letter in letters for one in ranges_of(item)):
                break
            if any(_stands_in(letter, item) for letter in letters):
                last = position
            position += 1
        return last


def _stands_in(letter: Formula, item: Any) -> bool:
    """Whether a letter stands free in an item: not under a sum of its own."""
    waiting = [item]
    while waiting:
        one = waiting.pop()
        match one:
            case Mark() | None:
                pass
            case Head(lower=lower, upper=upper):
                waiting += [lower, upper]
            case Partial(variables=variables):
                waiting += variables
            case Ranged(letter=bound) if bound == letter:
                pass
            case _ if one == letter:
                return True
            case _:
                waiting += children(one)
    return False


def _indicated(item: Any) -> Any:
    """[i = j], with its power or without, as an indicator."""
    group, rebuild = peeled(item)
    if isinstance(group, Grouped) and group.bracket == "[" and is_condition(group.body):
        return rebuild(Indicated(conditions_of(group), group.span))
    return item


def _opens_round(group: Any) -> bool:
    return isinstance(group, Grouped | Listed) and group.bracket == "("


def _bare(formula: Formula) -> Formula:
    """A single term without the round brackets around it, which then only show where an argument ends."""
    match formula:
        case Grouped(body=Added() | Negated() | Compared() | Listed()):
            return formula
        case Grouped(body=body, bracket="("):
            return body
        case _:
            return formula


def _is_argument(group: Any) -> bool:
    """Whether a bracket reads as the argument of the letter before it rather than as a factor."""
    return (_opens_round(group) and isinstance(group, Listed)) or (
        isinstance(group, Grouped) and group.bracket == "(" and isinstance(group.body, Name | Indexed | Numeral)
    )


def _only_index(body: Formula) -> Formula | None:
    """The letter over which a sum without one goes, where only one can be meant: Σ y_i."""
    match body:
        case Indexed(lower=(Name(style="") as letter,), upper=()):
            return letter
        case _:
            return None
