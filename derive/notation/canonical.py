r"""Formula -> LaTeX with every scope made explicit, by braces where paper shows none.

>>> from derive.notation.latex import read_latex
>>> print(canonical_latex(read_latex(r"\sum_k e^{o_k} y_k - \log 2x").formula))
\sum_{k} {e^{o_{k}} y_{k}} - \log {2 x}

Reading it gives the formula back: read_latex(canonical_latex(f)).formula == f for every f that read_latex
gives.
"""

from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import assert_never

from derive.formula import (
    Added,
    Applied,
    Arrayed,
    Braced,
    Cased,
    Compared,
    Differentiated,
    Divided,
    Dots,
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
    Ranged,
    Rooted,
    Transposed,
)  # fmt: skip
from derive.notation import commands as known

_SIGNS = {"": " ", "·": r" \cdot ", "×": r" \times ", "*": " * ", "⊙": r" \odot "}
_OPENING = {"{": r"\{", "‖": r"\|", "⟨": r"\langle ", "⌊": r"\lfloor ", "⌈": r"\lceil "}
_MATRIX = {"": "matrix", "(": "pmatrix", "[": "bmatrix", "{": "Bmatrix", "|": "vmatrix", "‖": "Vmatrix"}
_DECORATIONS = frozenset("*†+-")


@cache
def _commands() -> dict[str, str]:
    """Letters and signs -> the first command that is read as them."""
    relations = {sign: command for command, sign in reversed(known.RELATIONS.items()) if command.isalpha()}
    letters = {letter: command for command, letter in reversed(known.SYMBOLS.items())}
    return {**letters, **relations, "=": "=", "<": "<", ">": ">", ":=": ":=", ":": ":"}


def canonical_latex(formula: Formula) -> str:
    """The formula as canonical LaTeX."""
    match formula:
        case Numeral(value=value):
            return _number(value)
        case Name():
            return _name(formula)
        case Indexed() | Raised() | Primed() | Transposed():
            return _scripted(formula)
        case Negated(operand=operand):
            return f"-{_term(operand)}"
        case Added(terms=terms):
            return _sum(terms)
        case Multiplied(factors=factors, signs=signs):
            parts = [_factor(factors[0])]
            for sign, factor in zip(signs, factors[1:], strict=True):
                parts += [_SIGNS[sign], _factor(factor)]
            return "".join(parts)
        case Divided(numerator=above, denominator=below, style=style):
            if style == "slash":
                return f"{{{canonical_latex(above)}}} / {{{canonical_latex(below)}}}"
            return f"\\frac{{{canonical_latex(above)}}}{{{canonical_latex(below)}}}"
        case Rooted(radicand=radicand, degree=degree):
            root = "" if degree is None else f"[{canonical_latex(degree)}]"
            return f"\\sqrt{root}{{{canonical_latex(radicand)}}}"
        case Compared():
            return _relation(formula)
        case Ranged():
            return _range(formula)
        case Applied():
            return _application(formula)
        case Differentiated():
            return _derivative(formula)
        case Grouped(body=body, bracket=bracket):
            return _bracketed(canonical_latex(body), bracket)
        case Dots():
            return r"\dots"
        case Listed(items=items, bracket=bracket):
            inside = ", ".join(_entry(item) for item in items)
            return _bracketed(inside, bracket) if bracket else inside
        case Cased() | Arrayed():
            return _environment(formula)
        case Braced(body=body, label=label, claims=claims, over=over):
            brace = f"\\{'over' if over else 'under'}brace{{{canonical_latex(body)}}}"
            if label is None:
                return brace
            return f"{brace}{'^' if over else '_'}{{{'= ' if claims else ''}{canonical_latex(label)}}}"
        case Indicated(conditions=conditions):
            return f"\\mathbb{{1}}_{{\\{{{_conditions(conditions)}\\}}}}"
    assert_never(formula)


def _number(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    digits = 0
    while (value * 10**digits).denominator != 1:
        digits += 1
    written = str((value * 10**digits).numerator).rjust(digits + 1, "0")
    return f"{written[:-digits]}.{written[-digits:]}"


def _name(name: Name) -> str:
    letter = name.letter.partition("↑")[0]
    if name.style == "word":
        plain = all(character.isascii() and character.isalnum() for character in letter)
        if letter in known.FUNCTIONS:
            written = (
                f"\\{letter}" if not letter.startswith("arg") or letter == "arg" else f"\\operatorname{{{letter}}}"
            )
        else:
            written = f"\\{'mathrm' if plain else 'text'}{{{letter}}}"
    elif len(letter) == 1 and (0x1D538 <= ord(letter) <= 0x1D56B or letter in "ℂℍℕℙℚℝℤ𝟙"):
        written = letter
    elif letter == known.SUM:
        written = "{\\sum}"
    elif letter in _commands() and not letter.isascii():
        written = f"\\{_commands()[letter]}"
    else:
        written = f"\\{letter}" if letter in ("$", "#", "%", "_") else letter
    if name.style in ("bold", "calligraphic"):
        written = f"\\math{'bf' if name.style == 'bold' else 'cal'}{{{written}}}"
    return f"\\{name.accent}{{{written}}}" if name.accent else written


def _scripted(formula: Indexed | Raised | Primed | Transposed) -> str:
    base = canonical_latex(formula.base)
    if not isinstance(formula.base, (Name, Numeral, Grouped)):
        base = f"{{{base}}}"
    match formula:
        case Indexed(lower=lower, upper=upper):
            below = f"_{{{', '.join(_entry(index) for index in lower)}}}" if lower else ""
            above = ""
            if len(upper) == 1 and isinstance(upper[0], Name) and upper[0].letter in _DECORATIONS:
                above = f"^{{{upper[0].letter}}}"
            elif upper:
                above = f"^{{({', '.join(_entry(index) for index in upper)})}}"
            return f"{base}{below}{above}"
        case Raised(exponent=exponent):
            return f"{base}^{{{canonical_latex(exponent)}}}"
        case Primed(count=count):
            return base + "'" * count
        case Transposed():
            return f"{base}^{{\\top}}"


def _sum(terms: tuple[Formula, ...]) -> str:
    parts = [canonical_latex(terms[0]) if isinstance(terms[0], Negated) else _term(terms[0])]
    for term in terms[1:]:
        parts += [" - ", _term(term.operand)] if isinstance(term, Negated) else [" + ", _term(term)]
    return "".join(parts)


def _term(formula: Formula) -> str:
    """A formula as one term of a sum."""
    if isinstance(formula, (Added, Negated, Compared)) or (isinstance(formula, Listed) and not formula.bracket):
        return f"{{{canonical_latex(formula)}}}"
    return canonical_latex(formula)


def _factor(formula: Formula) -> str:
    """A formula as one factor of a product."""
    match formula:
        case Numeral() | Name() | Grouped() | Dots() | Arrayed() | Indicated() | Rooted():
            return canonical_latex(formula)
        case Indexed() | Raised() | Primed() | Transposed():
            return canonical_latex(formula)
        case Divided(style="frac") | Differentiated(style="fraction"):
            return canonical_latex(formula)
    return f"{{{canonical_latex(formula)}}}"


def _entry(formula: Formula) -> str:
    """A formula as one entry of a list."""
    if isinstance(formula, Listed) and not formula.bracket:
        return f"{{{canonical_latex(formula)}}}"
    return canonical_latex(formula)


def _relation(formula: Compared) -> str:
    left, right = formula.left, formula.right
    if formula.sign in "|;‖":
        middle = {"|": r"\mid", ";": ";", "‖": r"\parallel"}[formula.sign]
        return f"{{{canonical_latex(left)}}} {middle} {{{canonical_latex(right)}}}"
    command = _commands().get(formula.sign, formula.sign)
    written = f"\\{command}" if command.isalpha() else command
    chained = isinstance(left, Compared) and left.sign not in "|;‖"
    before = canonical_latex(left) if chained else _side(left)
    return f"{before} {written} {_side(right)}"


def _side(formula: Formula) -> str:
    if isinstance(formula, Compared) or (isinstance(formula, Listed) and not formula.bracket):
        return f"{{{canonical_latex(formula)}}}"
    return canonical_latex(formula)


def _range(formula: Ranged) -> str:
    letter, lower, conditions = formula.letter, formula.lower, list(formula.conditions)
    parts: list[str] = []
    if lower is None and len(conditions) > 1 and all(a.right == b.left for a, b in pairwise(conditions)):
        chain = conditions[0]
        for condition in conditions[1:]:
            chain = Compared(chain, condition.sign, condition.right)
        parts, conditions = [canonical_latex(chain)], []
    elif letter is not None and lower is not None:
        parts.append(canonical_latex(Compared(letter, "=", lower)))
    elif lower is not None:
        parts.append(canonical_latex(lower))
    elif letter is not None and (not conditions or conditions[0].left != letter):
        if conditions:
            parts = [f"{canonical_latex(letter)} : {_conditions(tuple(conditions))}"]
            conditions = []
        else:
            parts.append(_entry(letter))
    parts += [canonical_latex(condition) for condition in conditions]
    sign = "\\sum" if formula.operator == "sum" else "\\prod"
    below = f"_{{{', '.join(parts)}}}" if parts else ""
    above = f"^{{{canonical_latex(formula.upper)}}}" if formula.upper is not None else ""
    return f"{sign}{below}{above} {{{canonical_latex(formula.body)}}}"


def _application(formula: Applied) -> str:
    if formula.function == Name("factorial", style="word"):
        return f"{{{canonical_latex(formula.arguments[0])}}}!"
    if formula.function == Name("binom", style="word"):
        above, below = formula.arguments
        return f"\\binom{{{canonical_latex(above)}}}{{{canonical_latex(below)}}}"
    power = f"^{{{canonical_latex(formula.power)}}}" if formula.power is not None else ""
    function = _function(formula.function) + power
    inside = ", ".join(_entry(argument) for argument in formula.arguments)
    return f"{function} {_bracketed(inside, '(')}" if formula.parenthesised else f"{function} {{{inside}}}"


def _function(function: Formula) -> str:
    """A function's name with its scripts; the scripts of a command are its own, without braces around it."""
    match function:
        case Indexed(base=base, lower=lower, upper=()):
            return f"{_function(base)}_{{{', '.join(_entry(index) for index in lower)}}}"
        case Primed(base=base, count=count):
            return _function(base) + "'" * count
    return canonical_latex(function)


def _derivative(formula: Differentiated) -> str:
    operand = "" if formula.operand is None else f" {{{canonical_latex(formula.operand)}}}"
    variables = [_factor(variable) for variable in formula.variables]
    if formula.style in ("nabla", "subscript"):
        sign = "\\nabla" if formula.style == "nabla" else "\\partial"
        below = ", ".join(canonical_latex(variable) for variable in formula.variables)
        return f"{sign}{f'_{{{below}}}' if below else ''}{operand}"
    sign = "d" if formula.total else "\\partial"
    order = f"^{{{len(variables)}}}" if len(variables) > 1 else ""
    below = " ".join(f"{sign} {variable}" for variable in variables)
    if formula.style == "operator":
        return f"\\frac{{{sign}{order}}}{{{below}}}{operand}"
    above = "" if formula.operand is None else _factor(formula.operand)
    return f"\\frac{{{sign}{order} {above}}}{{{below}}}"


def _bracketed(inside: str, bracket: str) -> str:
    opening, closing = _OPENING.get(bracket, bracket[0]), known.CLOSING.get(bracket, bracket[-1])
    return f"\\left{opening}{inside}\\right{closing}"


def _conditions(conditions: tuple[Compared, ...]) -> str:
    return ", ".join(canonical_latex(condition) for condition in conditions)


def _environment(formula: Cased | Arrayed) -> str:
    match formula:
        case Cased(branches=branches):
            name = "cases"
            rows = [
                f"{_entry(value)} & {_conditions(conditions)}" if conditions else _entry(value)
                for value, conditions in branches
            ]
        case Arrayed(rows=cells, bracket=bracket):
            name = _MATRIX[bracket]
            rows = [" & ".join(_entry(cell) for cell in row) for row in cells]
    lines = " \\\\ ".join(rows)
    return f"\\begin{{{name}}} {lines} \\end{{{name}}}"
