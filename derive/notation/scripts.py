"""Subscripts and superscripts: which are indices, which a power, a transpose, primes, limits, a label."""

from fractions import Fraction

from derive.data import replace
from derive.errors import ReadError
from derive.formula import (
    EQUALITIES,
    Added,
    Braced,
    Formula,
    Grouped,
    Indexed,
    Indicated,
    Listed,
    Multiplied,
    Name,
    Negated,
    Numeral,
    Primed,
    Raised,
    Transposed,
)  # fmt: skip
from derive.notation.conditions import conditions_of, indices_of, is_condition
from derive.notation.messages import malformed
from derive.notation.pieces import Claimed, Head, Partial, Script
from derive.source import Span

INDICATORS = frozenset({"𝟙", "𝕀"})


def attach(base: object, scripts: list[Script], span: Span, slips: list[ReadError]) -> object:
    """The base with all its scripts, in whichever order they were written. Raises ReadError."""
    if not (isinstance(base, Braced) and base.label is None):
        scripts = [_as_label(script) for script in scripts]
    lower = [script for script in scripts if script.sign == "_"]
    upper = [script for script in scripts if script.sign != "_"]
    if len(lower) > 1:
        raise malformed("double-subscript", lower[1].span, found="_")
    match base:
        case Head():
            return _on_head(base, lower, upper, span)
        case Partial():
            return _on_partial(base, lower, upper, span)
        case Braced(label=None, over=over):
            labels, rest = (upper, lower) if over else (lower, upper)
            if labels:
                labelled = _labelled(base, labels[0], span)
                return attach(labelled, [*labels[1:], *rest], span, slips) if rest or labels[1:] else labelled
    return _on_formula(base, lower, upper, span, slips)  # type: ignore[arg-type]


def _as_label(script: Script) -> Script:
    """A script such as < t, which says for which indices, as a label. Raises ReadError."""
    label: object = script.argument
    match label:
        case Claimed(sign=sign, right=Name(letter=letter) | Numeral(value=letter), span=span):
            return replace(script, argument=Name(f"{sign}{letter}", style="word", span=span))
        case Claimed(sign=sign, span=span):
            raise malformed("unexpected-sign", span, found=sign)
    return script


def _labelled(base: Braced, script: Script, span: Span) -> Braced:
    label: object = script.argument
    if isinstance(label, Claimed) and label.sign in EQUALITIES:
        return replace(base, label=label.right, claims=True, span=span)
    if isinstance(label, Claimed):
        raise malformed("unexpected-sign", label.span, found=label.sign)
    return replace(base, label=script.argument, span=span)


def _on_head(head: Head, lower: list[Script], upper: list[Script], span: Span) -> Head:
    head = replace(head, span=span, primes=head.primes + sum(script.primes for script in upper))
    raised = [script for script in upper if script.argument is not None]
    if (lower and head.lower) or len(raised) + (head.upper is not None) > 1:
        script = (lower or raised)[-1]
        raise malformed(f"double-{'sub' if lower and head.lower else 'super'}script", script.span, found=script.sign)
    if head.operator in ("sum", "product"):
        _refuse_mark(raised, span)
    return replace(
        head,
        lower=lower[0].argument if lower else head.lower,
        upper=raised[0].argument if raised else head.upper,
    )


def _refuse_mark(raised: list[Script], span: Span) -> None:
    """Σ^* and the like are sums of which the text says elsewhere what they leave out. Raises ReadError."""
    ends = [script.argument for script in raised]
    if any(isinstance(end, Name) and not end.letter.isalpha() and end.letter != "∞" for end in ends):
        raise malformed("unsupported", span, found="a mark above this sum")


def _on_partial(partial: Partial, lower: list[Script], upper: list[Script], span: Span) -> Partial:
    variables = partial.variables
    order = partial.order
    if lower and lower[0].argument is not None:
        variables = indices_of(lower[0].argument)
    for script in upper:
        match script.argument:
            case Numeral(value=value) if value.denominator == 1 and 1 <= value <= 9:
                order = int(value)
            case _:
                raise malformed("derivative-order", script.span, expected="a number from 1 to 9")
    return Partial(order, variables, span, partial.total)


def _on_formula(base: Formula, lower: list[Script], upper: list[Script], span: Span, slips: list[ReadError]) -> Formula:
    if lower and lower[0].argument is not None and _is_indicator(base) and is_condition(lower[0].argument):
        indicated = Indicated(conditions_of(lower[0].argument), span)
        return _on_formula(indicated, [], upper, span, slips) if upper else indicated
    primes = sum(script.primes for script in upper)
    raised = [script for script in upper if script.argument is not None]
    above: tuple[Formula, ...] = ()
    powers: list[Formula] = []
    for script in raised:
        assert script.argument is not None
        euler = base == Name("e") and not lower
        plain = euler or script.bare
        indices, rest = ((), [script.argument]) if plain else upper_indices(base, script.argument)
        above += indices
        powers += rest
        if script is not raised[0]:
            if len(raised) > 2:
                raise malformed("double-superscript", script.span, found="^")
            slips.append(malformed("double-superscript", script.span, found="^"))
    if primes or any(_is_prime(power) for power in powers):
        primes += sum(_prime_count(power) for power in powers)
        powers = [power for power in powers if not _is_prime(power)]
        base = Primed(base, primes, span)
    below = indices_of(lower[0].argument) if lower and lower[0].argument is not None else ()
    if below or above:
        base = Indexed(base, below, above, span)
    for power in powers:
        base = Transposed(base, span) if _is_transpose(power) else Raised(base, power, span)
    return base


def upper_indices(base: Formula, argument: Formula) -> tuple[tuple[Formula, ...], list[Formula]]:
    """The upper indices in a superscript, and the powers in it.

    x^{(s)}, a^{[l]} and x^* have indices. 2^{(k)}, (1-p)^{(1-y)} and p^{(1-y)} have powers: an index is
    never subtracted from a number.
    """
    if isinstance(base, (Numeral, Grouped, Raised)):
        return (), [argument]
    match argument:
        case Grouped(body=Added(terms=(Numeral(), Negated(), *_))):
            return (), [argument]
        case Grouped(body=body, bracket="(" | "[" | "⟨" | "{"):
            return indices_of(body), []
        case Listed(items=items, bracket="(" | "["):
            return items, []
        case Name(letter="*" | "†" | "+" | "-"):
            return (argument,), []
        case Multiplied(factors=(Grouped(bracket="(" | "["), *_) as factors, signs=signs) if not any(signs):
            indices: list[Formula] = []
            powers: list[Formula] = []
            for factor in factors:
                one, rest = upper_indices(base, factor)
                indices += one
                powers += rest
            return tuple(indices), powers
    return (), [argument]


def _is_transpose(power: Formula) -> bool:
    return isinstance(power, Name) and power.letter in ("T", "⊤")


def _is_prime(power: Formula) -> bool:
    return _prime_count(power) > 0


def _prime_count(power: Formula) -> int:
    match power:
        case Name(letter=letter) if letter and not letter.strip("′"):
            return len(letter)
        case Multiplied(factors=factors) if all(factor == Name("′") for factor in factors):
            return len(factors)
    return 0


def _is_indicator(base: Formula) -> bool:
    match base:
        case Name(letter=letter, style=style):
            return letter in INDICATORS or (letter in ("1", "I") and style == "bold") or letter == "I"
        case Numeral(value=value):
            return value == Fraction(1)
    return False
