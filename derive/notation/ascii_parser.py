"""The rows of plain-text mathematics: sums, products, and how far Σ, functions and derivatives reach."""

from collections.abc import Sequence

from derive.errors import ReadError
from derive.formula import (
    Added,
    Applied,
    Compared,
    Divided,
    Dots,
    Formula,
    Grouped,
    Indexed,
    Indicated,
    Listed,
    Name,
    Negated,
    Numeral,
    Rooted,
)  # fmt: skip
from derive.notation.ascii_derivatives import is_differential
from derive.notation.ascii_factors import Sign, bare, flat, is_argument
from derive.notation.ascii_ranges import RangeParser
from derive.notation.ascii_tokens import OPENING, RELATIONS, Token
from derive.notation.ascii_words import is_function, name_of, sum_of
from derive.notation.messages import malformed
from derive.notation.numbers import numeral
from derive.source import Span

_TIMES: dict[str, Sign] = {"*": "*", "·": "·", "×": "×", "⊙": "⊙"}


class Parser(RangeParser):
    """Reads one row, from left to right."""

    def part(self, tokens: Sequence[Token]) -> Formula:
        end = tokens[-1].span.end if tokens else self.now.span.start
        row = (*tokens, Token("end", "", Span(end, end)))
        inner = Parser(row, self.slips, self.derivatives, self.deltas)
        inner.level = self.level
        return inner.whole()

    def argument(self) -> Formula:
        return bare(self.group())

    def negated(self, sign: Token, operand: Formula) -> Formula:
        return Negated(operand, sign.span.join(operand.span))

    def whole(self) -> Formula:
        """All of the row. Raises ReadError."""
        if self.now.kind == "end":
            raise malformed("empty-formula", self.now.span, found="the end of the formula")
        formula = self.listed("")
        if self.place < len(self.tokens) - 1:
            raise self.unexpected()
        return formula

    def unexpected(self) -> ReadError:
        token = self.now
        found = token.text or "the end of the formula"
        known = token.kind != "sign" or token.text in "+-*·×⊙/^=,)]}|" or token.text in RELATIONS
        if not known:
            return malformed("unexpected-character", token.span, found=found)
        return malformed("unexpected-sign", token.span, expected="an operator or the end", found=found)

    def missing(self) -> ReadError:
        token = self.now
        if token.kind == "sign" and not (token.text in "+-*·×⊙/^,)]}|" or token.text in RELATIONS):
            return malformed("unexpected-character", token.span, found=token.text)
        return malformed("missing-operand", token.span, found=token.text or "the end of the formula")

    def listed(self, bracket: str) -> Formula:
        """Formulas with commas between them, or a single one."""
        first = self.relation()
        items = [first]
        while self.now.is_sign(","):
            self.place += 1
            items.append(self.relation())
        if len(items) == 1:
            return first
        return Listed(tuple(items), bracket, first.span.join(items[-1].span))

    def relation(self) -> Formula:
        left = self.sum()
        while self.now.kind == "sign" and self.now.text in RELATIONS:
            sign = self.now.text
            self.place += 1
            right = self.sum()
            left = Compared(left, sign, right, left.span.join(right.span))
        return left

    def sum(self) -> Formula:
        terms = [self.term()]
        while self.now.is_sign("+", "-"):
            terms.append(self.term())
        return terms[0] if len(terms) == 1 else Added(tuple(terms), terms[0].span.join(terms[-1].span))

    def term(self) -> Formula:
        token = self.now
        if token.is_sign("+", "-"):
            self.place += 1
            product = self.product()
            return product if token.text == "+" else Negated(product, token.span.join(product.span))
        return self.product()

    def signed(self) -> list[Formula]:
        """A factor after * or /, which may have a sign: a * -b."""
        token = self.now
        if not token.is_sign("-"):
            return self.factor()
        self.place += 1
        operand = flat([self.factor()], [])
        return [Negated(operand, token.span.join(operand.span))]

    def product(self, *, written: bool = True, end: int | None = None) -> Formula:
        """Factors with signs between them, or without where not `written`; up to the factor at place `end`."""
        items = [self.factor()]
        signs: list[Sign] = []
        while end is None or self.place <= end:
            token = self.now
            if written and token.kind == "sign" and token.text in _TIMES:
                self.place += 1
                items.append(self.signed())
                signs.append(_TIMES[token.text])
            elif written and token.is_sign("/"):
                self.place += 1
                if is_differential(self.now) and self.now.text != "d":
                    raise malformed("unsupported", self.now.span, found="a differential")
                items[-1] = [self.quotient(items[-1], self.signed())]
            elif self.juxtaposed():
                items.append(self.factor())
                signs.append("")
            else:
                break
        return flat(items, signs)

    def quotient(self, above: list[Formula], below: list[Formula]) -> Formula:
        numerator, denominator = flat([above], []), flat([below], [])
        after = self.now
        if self.juxtaposed() and not after.spaced and not isinstance(denominator, Numeral | Grouped):
            self.slips.append(malformed("ambiguous-slash", after.span, found=after.text))
        return Divided(numerator, denominator, "slash", numerator.span.join(denominator.span))

    def juxtaposed(self) -> bool:
        """Whether a factor follows without a sign."""
        token, before = self.now, self.tokens[self.place - 1]
        if token.kind == "number":
            return before.is_sign(")", "]", "}")
        return self.starts_operand()

    def starts_operand(self) -> bool:
        token = self.now
        return token.kind == "word" or token.is_sign("(", "[", "{", "Σ", "Π", "∂", "√", "𝟙", "...")

    def factor(self) -> list[Formula]:
        """A power, with the bracket after it where that is its argument: f(x)."""
        begin = self.place
        first = self.power()
        alone = self.place == begin + 1 or self.tokens[self.place - 1].kind in ("prime", "sub")
        if alone and self.tokens[begin].kind == "word" and self.attached("("):
            place = self.place
            group = self.group()
            if is_argument(group) and not self.now.is_sign("^") and self.now.kind != "super":
                return [first, group]
            self.place = place
        return [first]

    def atom(self) -> Formula:
        token = self.now
        match token.kind:
            case "number":
                self.place += 1
                if token.text == "1" and self.holds_relation():
                    return self.indicator(token.span)
                return Numeral(numeral(token.text), token.span)
            case "word":
                return self.derivative() or self.word()
            case "sign" if token.text in OPENING:
                if token.text == "[" and self.holds_relation():
                    return self.indicator(token.span)
                return self.group()
            case "sign" if token.text in ("Σ", "Π"):
                self.place += 1
                return self.range("sum" if token.text == "Σ" else "product", token)
            case "sign" if token.text == "∂":
                derived = self.derivative()
                if derived is None:
                    raise malformed("misplaced-partial", token.span, found="∂")
                return derived
            case "sign" if token.text == "√":
                self.place += 1
                radicand = self.power()
                return Rooted(bare(radicand), None, token.span.join(radicand.span))
            case "sign" if token.text == "𝟙":
                self.place += 1
                return self.indicator(token.span)
            case "sign" if token.text in ("|", "||"):
                return self.barred()
            case "sign" if token.text == "...":
                self.place += 1
                return Dots(token.span)
            case _:
                raise self.missing()

    def barred(self) -> Formula:
        token = self.now
        self.place += 1
        body = self.sum()
        if not self.now.is_sign(token.text):
            raise malformed("unclosed-bracket", token.span, expected=token.text, found=self.now.text or "the end")
        span = token.span.join(self.now.span)
        self.place += 1
        return Grouped(body, "|" if token.text == "|" else "‖", span)

    def group(self) -> Formula:
        """What stands in a bracket, with it."""
        token = self.now
        close = self.tokens[self.closer[self.place]]
        self.place += 1
        body = self.listed(token.text)
        if self.now is not close:
            raise self.unexpected()
        self.place += 1
        span = token.span.join(close.span)
        if isinstance(body, Listed) and body.bracket == token.text:
            return Listed(body.items, token.text, span)
        return Grouped(body, token.text, span)

    def word(self) -> Formula:
        token = self.now
        self.place += 1
        operator = sum_of(token.text)
        if operator is not None:
            return self.range(operator, token)
        if token.text == "sqrt" and self.now.is_sign("("):
            radicand = self.group()
            body = radicand.body if isinstance(radicand, Grouped) else radicand
            return Rooted(body, None, token.span.join(radicand.span))
        if token.text in ("I", "one") and self.holds_relation():
            return self.indicator(token.span)
        if is_function(token.text):
            return self.application(token)
        name = name_of(token.text, token.span)
        if self.attached("(") and isinstance(name, Name) and name.style == "word":
            return self.applied(name, token.span, None)
        return name

    def application(self, token: Token) -> Formula:
        """log x, log(x), log^2(x), log_2(x): up to a bracket, or over all factors without signs."""
        function: Formula = Name(token.text, style="word", span=token.span)
        power: Formula | None = None
        if self.now.kind == "sub":
            function = Indexed(function, self.indices(), span=token.span)
        if self.now.kind == "super" or self.now.is_sign("^"):
            power = self.exponent()
        return self.applied(function, token.span, power)

    def applied(self, function: Formula, span: Span, power: Formula | None) -> Formula:
        if not self.now.is_sign("(", "[", "{"):
            argument = self.product(written=False)
            return Applied(function, (argument,), power, False, span.join(argument.span))
        group = self.group()
        if isinstance(group, Listed):
            return Applied(function, group.items, power, True, span.join(group.span))
        assert isinstance(group, Grouped)
        return Applied(function, (group.body,), power, True, span.join(group.span))

    def holds_relation(self) -> bool:
        """Whether a bracket follows, and in it a relation between two letters or numbers: {i = j}."""
        if not self.now.is_sign(*OPENING):
            return False
        inside = self.tokens[self.place + 1 : self.closer[self.place]]
        return any(token.kind == "sign" and token.text in RELATIONS for token in inside)

    def indicator(self, span: Span) -> Formula:
        if not self.now.is_sign(*OPENING):
            raise self.missing()
        group = self.group()
        body = group.body if isinstance(group, Grouped) else group
        conditions = body.items if isinstance(body, Listed) else (body,)
        if not all(isinstance(condition, Compared) for condition in conditions):
            raise malformed("unreadable-condition", group.span, found=self.now.text or "no relation")
        return Indicated(conditions, span.join(group.span))  # type: ignore[arg-type]
