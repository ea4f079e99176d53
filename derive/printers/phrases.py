"""What is said of a step in words: its counterexample, its repair, its reason. No layout."""

from collections.abc import Iterable
from re import Match

from derive.decide.verdict import Counterexample
from derive.document.model import Member
from derive.errors import ReadError
from derive.formula import Compared, Formula, Indexed
from derive.printers.alphabet import Alphabet, ascii_of, lowered, uppered
from derive.printers.boxes import cells
from derive.printers.linear import Line, linear
from derive.printers.scope import nesting
from derive.printers.styled import filled, unbroken
from derive.report import DocumentReport, Given, Repair, Sentence, Step, WrongClaim
from derive.source import NOWHERE, Source

DEEPEST = 60
"""Formulas nested deeper than this are printed as they are written."""


def formula_of(latex: str) -> Formula | None:
    """What LaTeX from a report says, or None if it cannot be read or printed."""
    from derive.notation.latex import read_latex

    try:
        formula = read_latex(latex).formula
    except ReadError:
        return None
    return formula if nesting(formula) <= DEEPEST else None


def written(latex: str, alphabet: Alphabet) -> str:
    """LaTeX on one line of text; as it is, if it cannot be read."""
    formula = formula_of(latex)
    return latex if formula is None else linear(formula, alphabet)


def shown(side: Member) -> Formula | None:
    """What a member says; None if it could not be read or is nested too deep to be printed."""
    if isinstance(side.formula, ReadError) or nesting(side.formula) > DEEPEST:
        return None
    return side.formula


def member(side: Member, alphabet: Alphabet) -> str:
    """One side of a relation, as it was read, on one line; as it was written, if it could not be read."""
    formula = shown(side)
    return side.latex if formula is None else linear(formula, alphabet)


def sentence(parts: Sentence, alphabet: Alphabet) -> str:
    """Words with formulas between them, on one line; a formula is not broken."""
    written = (part if isinstance(part, str) else unbroken(linear(part, alphabet)) for part in parts)
    return "".join(written)


def sides(step: Step, alphabet: Alphabet) -> str:
    """left = right"""
    return f"{member(step.left, alphabet)} {step.sign} {member(step.right, alphabet)}"


def case(conditions: Iterable[Compared], alphabet: Alphabet) -> str:
    """for j ≠ i"""
    parts = [Line(alphabet).compared(condition, " ") for condition in conditions]
    return "for " + ", ".join(parts) if parts else ""


def point(counterexample: Counterexample, alphabet: Alphabet) -> tuple[str, ...]:
    """The values at which the two sides differ: n = 2, i = 1, j = 2, e^o₁ = 1"""
    return (
        *(f"{name} = {size}" for name, size in counterexample.sizes),
        *(f"{name} = {value}" for name, value in counterexample.letters),
        *(f"{written(latex, alphabet)} = {exact(value, alphabet)}" for latex, value in counterexample.values),
    )


def exact(value: str, alphabet: Alphabet) -> str:
    """An exact value as it is shown."""
    return value.replace("-", alphabet.minus)


def outcome(counterexample: Counterexample, alphabet: Alphabet) -> tuple[str, str]:
    """What each side is at that point: left  = −2/9, or right ∈ [0.693147, 0.693148]"""
    sides = (("left", counterexample.left), ("right", counterexample.right))
    left, right = (
        f"{name:<5} {sign('∈' if value.startswith('[') else '=', alphabet)} {exact(value, alphabet)}"
        for name, value in sides
    )
    return left, right


def repaired(repair: Repair, step: Step, alphabet: Alphabet) -> tuple[str, ...]:
    """The repaired step, or definition, on one line, and carets under what is changed in it; nothing where neither side
    is."""
    if not edits(repair, step):
        return ()
    sides = mends(repair, step)
    before = [member(side, alphabet) for side in sides]
    after = list(before)
    side = 0 if repair.left != sides[0].latex else 1
    after[side] = mended(repair, step, alphabet)
    begin, end = changed(before[side], after[side])
    equals = f" {sign(step.sign, alphabet)} "
    offset = cells(after[0] + equals) if side else 0
    carets = " " * (offset + cells(after[side][:begin])) + "^" * cells(after[side][begin:end])
    return after[0] + equals + after[1], carets


def mended(repair: Repair, step: Step, alphabet: Alphabet) -> str:
    """The side that the repair changes, as it should be, on one line."""
    left, _ = mends(repair, step)
    latex = repair.left if repair.left != left.latex else repair.right
    formula = repair.formula or formula_of(latex)
    return latex if formula is None else linear(formula, alphabet)


def change(repair: Repair, step: Step, alphabet: Alphabet) -> str:
    """2xₖ instead of xₖ: the smallest part that holds all that a repair changes; nothing where that is a whole side."""
    from derive.mistakes.writing import changes

    one, other_side = mends(repair, step)
    left = repair.left != one.latex
    old = shown(one if left else other_side)
    new = repair.formula or formula_of(repair.left if left else repair.right)
    if not edits(repair, step) or old is None or new is None:
        return ""
    pairs = list(changes(old, new))
    symbol = next((k for k, (part, _) in enumerate(pairs) if isinstance(part, Indexed)), len(pairs) - 1)
    part, other = pairs[symbol]
    return "" if part is old else f"{linear(other, alphabet)} instead of {linear(part, alphabet)}"


def changed(before: str, after: str) -> tuple[int, int]:
    """(begin, end) of the words in `after` that are not as `before`; of one next to what is left out.

    >>> changed("y_i z_j", "y_i z_i"), changed("a + b", "a")
    ((4, 7), (0, 1))
    """
    same = _shared(before, after)
    end = len(after) - _shared(before[same:][::-1], after[same:][::-1])
    begin = min(same, max(0, len(after) - 1))
    while begin > 0 and _in_word(after[begin - 1]) and _in_word(after[begin : begin + 1]):
        begin -= 1
    end = max(end, begin + 1)
    while end < len(after) and _in_word(after[end]) and _in_word(after[end - 1]):
        end += 1
    return begin, end


def _shared(one: str, other: str) -> int:
    """How many characters two texts share at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((k for k, (a, b) in pairs if a != b), min(len(one), len(other)))


def _in_word(character: str) -> bool:
    return character not in " ()[]{}+-−·×*/=,"


def remedy(repair: Repair, step: Step) -> str:
    """lost square: the denominator lacks its square; it holds with; suspected of a step that is not decided"""
    suspected = "suspected " if step.is_suspected else ""
    text = f"{suspected}{repair.kind.replace('-', ' ')}: {repair.message}"
    holds = "it holds" if repair.of is None else "what rests on it holds"
    return f"{text}; {holds} with" if edits(repair, step) else text


def claimed(claim: WrongClaim) -> str:
    """wrong reason: quotient rule, but nothing is differentiated"""
    return f"wrong reason: {claim.title}, but {claim.message}"


def edits(repair: Repair, step: Step) -> bool:
    """Whether a repair changes one of the sides."""
    left, right = mends(repair, step)
    return (repair.left, repair.right) != (left.latex, right.latex)


def mends(repair: Repair, step: Step) -> tuple[Member, Member]:
    """The sides of the equation that a repair is about: those of the step, or of a definition."""
    return (step.left, step.right) if repair.of is None else (repair.of.members[0], repair.of.members[1])


def past(left: Member, alphabet: Alphabet) -> str:
    """What a step after a wrong member is compared with."""
    text = member(left, alphabet)
    return "compared with " + (text if cells(text) <= 20 else "the last member that holds")


def complaint(error: ReadError) -> str:
    """expected }, found the end of the formula"""
    parts = [f"{word} {text}" for word, text in (("expected", error.expected), ("found", error.found)) if text]
    return ", ".join(parts)


def used(name: str, alphabet: Alphabet) -> str:
    """What a step uses, with small characters for indices; of a long equation its left side alone.

    >>> from derive.printers.alphabet import UNICODE
    >>> used("Σ_{j} y_j^(s) = 1", UNICODE), used("L = −(Σ_{s} Σ_{j} y_j^(s) log(ŷ_j^(s)))", UNICODE)
    ('Σⱼ yⱼ⁽ˢ⁾ = 1', 'L = …')
    """
    left, equals, _ = name.partition(" = ")
    text = f"{left} = {alphabet.dots}" if equals and cells(name) > 24 else name
    return small(text, alphabet)


def small(text: str, alphabet: Alphabet) -> str:
    """Text with _{i} and ^(s) in subscript and superscript characters, where there are such."""
    from re import sub

    def below(match: Match[str]) -> str:
        return lowered(match[1] or match[2], alphabet) or match[0]

    def above(match: Match[str]) -> str:
        return uppered(match[1], alphabet) or match[0]

    return sub(r"\^(\([^()]*\)|\w)", above, sub(r"_(?:\{([^{}]*)\}|(\w))", below, text))


def conditions(step: Step, alphabet: Alphabet) -> tuple[str, ...]:
    """What must hold besides, with small characters for indices: pᵢ > 0."""
    return tuple(small(one, alphabet) for one in step.conditions)


def origin(given: Given) -> tuple[str, ...]:
    """What a given is, where it is stated, and by what it is used."""
    where = " · the usual meaning" if given.usual else f" · line {given.line}" if given.line else ""
    stated = f"{given.kind}{where}"
    return (stated, "used by " + ", ".join(given.used_by)) if given.used_by else (stated,)


def slips(step: Step) -> tuple[ReadError, ...]:
    """The malformed places of a step's members that were read all the same."""
    return step.left.slips + step.right.slips


def sign(relation: str, alphabet: Alphabet) -> str:
    return relation if alphabet.unicode else ascii_of(relation)


def misread(document: DocumentReport, step: Step, width: int = 96) -> tuple[str, ...]:
    """Why a step could not be read; of several steps with one unreadable member the first says it."""
    if step.error is None:
        return ()
    first = next((other for other in document.steps if other.error == step.error), step)
    if first.id != step.id:
        return (f"a member of it was not read: see {first.id}",)
    return excerpt(document.source, step.error, width)


def excerpt(source: Source, error: ReadError, width: int = 96) -> tuple[str, ...]:
    """The message, the line around the place with carets, what was expected and what was found."""
    lines = list(filled(error.message, width))
    if error.span != NOWHERE:
        shown, carets = source.excerpt(error.span).replace("\t", " ").split("\n")
        lines += _window(shown, carets, width - 4)
    if complaint(error):
        lines += filled(complaint(error), width)
    return tuple(lines)


def _window(shown: str, carets: str, width: int) -> tuple[str, str]:
    """A line and its carets, cut to the width around the first caret."""
    column = len(carets) - len(carets.lstrip())
    margin = min(len(shown) - len(shown.lstrip()), column)
    shown, start = shown.rstrip(), margin
    if cells(shown[margin:]) > width:
        while start < column and cells(shown[start:column]) > width // 3 and cells(shown[start:]) > width:
            start += 1
    end = max(start + 1, len(shown))
    while cells(shown[start:end]) > width:
        end -= 1
    under = " " * cells(shown[start:column]) + "^" * max(1, cells(shown[column : min(end, len(carets))]))
    before = "… " if start > margin else "  "
    return before + shown[start:end] + (" …" if end < len(shown) else ""), "  " + under
