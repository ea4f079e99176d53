"""How far what stands in a row reaches: sums, functions without brackets, derivatives, quotients with a
slash.

A sum reaches over the rest of its product; Σ_k a_k b_k - c is (Σ_k a_k b_k) - c. A function without brackets
takes the letters and numbers that follow, up to a bracket, a sign, a sum or another function: log x(1-x) is
(log x)(1-x), log 2x is log(2x); a letter in it that is followed by a bracket keeps it where that is no sum or
the letter is one of those that name functions: log p(x). The operator ∂/∂x takes the bracket that follows, or
the rest of the product up to the next derivative.
"""

from derive.errors import ReadError
from derive.formula import (
    Added,
    Applied,
    Compared,
    Differentiated,
    Formula,
    Grouped,
    Indexed,
    Indicated,
    Multiplied,
    Name,
    Negated,
    Numeral,
    Primed,
    Raised,
)  # fmt: skip
from derive.notation.commands import MAX_NESTING, SUM
from derive.notation.conditions import conditions_of, indices_of, is_condition, ranged
from derive.notation.derivatives import derivative, fraction, half_derivative, is_d, joined
from derive.notation.differentials import DerivativeRow
from derive.notation.messages import malformed
from derive.notation.operands import (
    FUNCTION_LETTERS,
    arguments_of,
    bare_sum,
    is_plain,
    is_prefix,
    is_slash,
    letter_of,
    nests,
    peeled,
    settled,
    written,
)  # fmt: skip
from derive.notation.pieces import Claimed, Differentials, HalfDerivative, Head, Mark, Partial
from derive.notation.scripts import INDICATORS

BLACKBOARD = frozenset("𝔼ℙ𝕍")


def _single(item: object, slips: list[ReadError]) -> object:
    match item:
        case Mark(sign=sign, span=span) if sign in "+-/":
            raise malformed("missing-operand", span, found=sign)
        case Mark(sign=sign, span=span):
            return Name(sign, span=span)
        case Claimed():
            return settled(item, slips)
        case Partial(order=order, variables=(), span=span):
            return Differentials(None, ((order, None),), total=item.total, span=span)
        case Partial(variables=variables, span=span):
            return Differentiated(None, variables, "subscript", item.total, span)
        case HalfDerivative():
            return half_derivative(item, slips, None)
        case Grouped(bracket="[", body=body) if isinstance(body, Compared) and is_condition(body):
            return Indicated(conditions_of(body), item.span)
    return item


class Row(DerivativeRow):
    """The items of one row, read as a product."""

    def whole(self) -> object:
        """A Formula, or what only a fraction or a script can hold: a Head, Differentials. Raises ReadError."""
        items = self.items
        if len(items) == 1:
            return _single(items[0], self.slips)
        if len(items) > MAX_NESTING and sum(map(nests, items)) > MAX_NESTING:
            raise malformed("too-deep", items[0].span, found=f"more than {MAX_NESTING} operators in a row")
        if any(isinstance(item, Partial) for item in items):
            loose = self.loose_differentials()
            if loose is not None:
                return loose
        found, end = self.product(0)
        if end < len(items):
            raise malformed("missing-operand", items[end].span, found=written(items[end]))
        return found

    def part(self, begin: int, end: int) -> Formula:
        return settled(type(self)(self.items[begin:end], self.slips).whole(), self.slips)

    def product(self, position: int, before_derivative: bool = False) -> tuple[Formula, int]:
        """A product up to the end of the row, or up to the next derivative."""
        first = self.at(position)
        if is_prefix(first):
            operand, position = self.product(position + 1, before_derivative)
            span = first.span.join(operand.span)
            return (operand if first.sign == "+" else Negated(operand, span)), position
        factors: list[Formula] = []
        signs: list[str] = []
        while True:
            factor, position = self.quotient(position)
            factors.append(factor)
            after = self.at(position)
            if after is None or (isinstance(after, Mark) and after.sign in "+-/"):
                break
            sign = isinstance(after, Mark)
            if before_derivative and isinstance(self.at(position + sign), Differentiated):
                break
            signs.append(after.sign if sign else "")
            position += sign
        if len(factors) == 1:
            return factors[0], position
        self.note_invisible(factors)
        span = factors[0].span.join(factors[-1].span)
        return Multiplied(tuple(factors), tuple(signs), span), position  # type: ignore[arg-type]

    def note_invisible(self, factors: list[Formula]) -> None:
        for factor in factors:
            if isinstance(factor, Added):
                self.slips.append(malformed("invisible-braces", factor.span, found="braces only"))

    def quotient(self, position: int) -> tuple[Formula, int]:
        """A factor with what a slash divides it by."""
        run, end = self.letter_with_call(position)
        if len(run) == 2 and not is_slash(self.at(end)):
            run, end = [run[0]], end - 1
        found, position = joined(run), end
        while is_slash(slash := self.at(position)):
            run, position = self.letter_with_call(position + 1)
            below = joined(run)
            after = self.at(position)
            if isinstance(found, Applied) and not found.parenthesised:
                found_there = "a function without brackets"
                self.slips.append(malformed("ambiguous-slash", slash.span, found=found_there))
            elif isinstance(after, (Name, Indexed)) and isinstance(below, (Name, Indexed)):
                self.slips.append(malformed("ambiguous-slash", slash.span, found="a/bc"))
            span = found.span.join(below.span)
            found = fraction(found, below, span, self.slips, "slash")  # type: ignore[assignment]
        return found, position

    def factor(self, position: int) -> tuple[Formula, int]:
        item = self.at(position)
        after = self.at(position + 1)
        if item == Name(SUM) and after is not None and not isinstance(after, Mark):
            item = Head("sum", None, span=item.span)
        match item:
            case None:
                raise self.missing(position)
            case Mark(sign=sign):
                if sign not in "+-":
                    raise self.missing(position)
                operand, end = self.factor(position + 1)
                return (operand if sign == "+" else Negated(operand, item.span.join(operand.span))), end
            case Head(operator="function"):
                return self.application(item, position + 1)
            case Head(operator="nabla"):
                return self.nabla(item, position + 1)
            case Head():
                if after is None or is_slash(after):
                    return bare_sum(item), position + 1
                if item.primes:
                    raise malformed("unsupported", item.span, found="a mark above this sum")
                return self.summed(item, position + 1)
            case Partial():
                return self.partial(item, position)
            case HalfDerivative() | Claimed():
                return settled(item, self.slips), position + 1
            case Differentials():
                below = self.at(position + 2)
                slash = self.at(position + 1)
                if is_slash(slash) and isinstance(below, Differentials):
                    found = derivative(item, below, item.span.join(below.span))
                    if isinstance(found, Differentiated) and found.operand is None:
                        return self.operator(found, position + 3)
                    return found, position + 3
                raise malformed("misplaced-partial", item.span, found="∂")
            case Differentiated(operand=None):
                return self.operator(item, position + 1)
        if is_d(item) or (isinstance(item, Raised) and is_d(item.base)):
            total = self.total(position)
            if total is not None:
                return total
        return self.called(item, position + 1)

    def summed(self, head: Head, position: int) -> tuple[Formula, int]:
        """A sum or a product over a letter, which goes on to the end of its product."""
        body, position = self.product(position)
        self.note_invisible([body])
        return ranged(head, body, head.span.join(body.span)), position

    def called(self, item: Formula, position: int) -> tuple[Formula, int]:
        """A word before a bracket is a function of it; so is a letter before p(a | b) and the like."""
        after = self.at(position)
        group, rebuild = peeled(after)
        if group is None:
            if isinstance(item, Grouped) and item.bracket == "[" and is_condition(item.body):
                return Indicated(conditions_of(item.body), item.span), position
            return item, position
        core = letter_of(item)
        if core is None:
            if isinstance(item, Numeral) and item.value == 1 and is_condition(group):
                return rebuild(Indicated(conditions_of(group), item.span.join(group.span))), position + 1
            return item, position
        condition = is_condition(group)
        if condition and (core.letter in INDICATORS or core.letter in ("I", "1")) and core.style in ("", "bold"):
            return rebuild(Indicated(conditions_of(group), item.span.join(group.span))), position + 1
        word = core.style == "word" or core.letter in BLACKBOARD
        bar = isinstance(group, Grouped) and isinstance(group.body, Compared)
        if not word and not bar:
            return item, position
        span = item.span.join(after.span)
        return rebuild(Applied(item, arguments_of(group), None, True, span)), position + 1

    def application(self, head: Head, position: int) -> tuple[Formula, int]:
        """log x, log(x), log² x, max_k z_k."""
        assert head.function is not None
        function: Formula = head.function
        if head.primes:
            function = Primed(function, head.primes, head.span)
        if head.lower is not None:
            function = Indexed(function, indices_of(head.lower), (), head.span)
        after = self.at(position)
        if after is None or (isinstance(after, Mark) and after.sign not in "+-"):
            if head.upper is not None:
                raise self.missing(position)
            return function, position
        group, rebuild = peeled(after)
        if group is not None:
            span = head.span.join(after.span)
            return rebuild(Applied(function, arguments_of(group), head.upper, True, span)), position + 1
        argument, position = self.argument(position)
        span = head.span.join(argument.span)
        return Applied(function, (argument,), head.upper, False, span), position

    def argument(self, position: int) -> tuple[Formula, int]:
        """The argument of a function without brackets: a run of numbers and letters, or else one factor."""
        first = self.at(position)
        if is_prefix(first):
            operand, position = self.argument(position + 1)
            span = first.span.join(operand.span)
            return (operand if first.sign == "+" else Negated(operand, span)), position
        if isinstance(first, Added):
            self.slips.append(malformed("invisible-braces", first.span, found="braces only"))
        run, position = self.letter_with_call(position)
        while is_plain(run[-1]) and is_plain(self.at(position)):
            more, position = self.letter_with_call(position)
            run += more
        return joined(run), position

    def letter_with_call(self, position: int) -> tuple[list[Formula], int]:
        """One factor, and the bracket after it if that seems to be its argument."""
        found, position = self.factor(position)
        after = self.at(position)
        core = letter_of(found)
        if core is not None and peeled(after)[0] is not None:
            group = peeled(after)[0]
            body = group.body if isinstance(group, Grouped) else group
            if core.letter in FUNCTION_LETTERS or not isinstance(body, (Added, Negated)):
                return [found, after], position + 1
        return [found], position
