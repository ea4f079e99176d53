"""A repaired member in LaTeX: the author's own text, with what is changed put into it."""

import re
from collections.abc import Iterator

from derive.document.model import Member
from derive.errors import ReadError
from derive.formula import Added, Formula, Name, Negated
from derive.formula_parts import children, subformulas
from derive.mistakes.places import value_parts, with_part
from derive.notation.canonical import canonical_latex
from derive.notation.latex import read_latex
from derive.notation.macros import Macros, read_macros
from derive.source import Source

_FIRST_MARK = 0xE000
"""Characters from here on stand for the parts that are kept as they are written."""
_MOST_MARKS = 6000


def repaired_latex(member: Member, formula: Formula, source: Source) -> str:
    """LaTeX for the formula that mends a member; canonical where it cannot be put into the member's own text."""
    text = source.text[member.span.start : member.span.end]
    if isinstance(member.formula, ReadError) or " ".join(text.split()) != member.latex:
        return canonical_latex(formula)
    macros = read_macros(source.text)
    kept = {id(part): part for part in subformulas(member.formula)}
    for old, new in reversed(list(changes(member.formula, formula))):
        before = text[: old.span.start - member.span.start]
        after = text[old.span.end - member.span.start :]
        for written in _written(new, kept, source):
            script = before.rstrip().endswith(("^", "_")) and len(written) > 1
            for inside in (f"{{{written}}}",) if script else (_with_few_braces(written), written, f"{{{written}}}"):
                latex = " ".join(f"{before}{inside}{after}".split())
                if _reads_as(latex, formula, macros):
                    return latex
    return canonical_latex(formula)


def changes(old: Formula, new: Formula) -> Iterator[tuple[Formula, Formula]]:
    """(part, what it becomes): the whole first, then smaller and smaller parts that hold all that is changed."""
    yield old, new
    if type(old) is not type(new):
        return
    parts, others = children(old), children(new)
    if len(parts) != len(others):
        return
    differing = [(one, other) for one, other in zip(parts, others, strict=True) if one != other]
    sign = isinstance(old, Added) and any(isinstance(one, Negated) for pair in differing for one in pair)
    if len(differing) == 1 and not sign:
        yield from changes(*differing[0])


def _written(formula: Formula, kept: dict[int, Formula], source: Source) -> Iterator[str]:
    """The formula in LaTeX, its old parts as the author wrote them: with few braces, with more, then none kept."""
    texts: list[str] = []

    def marked(part: Formula) -> Formula:
        if id(part) in kept and not isinstance(part, Negated) and len(texts) < _MOST_MARKS:
            texts.append(source.text[part.span.start : part.span.end])
            return Name(chr(_FIRST_MARK + len(texts) - 1))
        for name, position, inner in value_parts(part):
            part = with_part(part, name, position, marked(inner))
        return part

    written = canonical_latex(marked(formula))
    last = chr(_FIRST_MARK + len(texts))
    bare = re.sub(rf"(?<=[ ])\{{([{chr(_FIRST_MARK)}-{last}])\}}", r"\1", written)
    for latex, form in ((bare, "{}"), (written, "{}"), (written, "{{{}}}")):
        for number, text in enumerate(texts):
            latex = latex.replace(chr(_FIRST_MARK + number), form.format(text))
        yield latex
    yield canonical_latex(formula)


def _with_few_braces(latex: str) -> str:
    r"""LaTeX without braces around what is one character, or around all that a sum at its end adds.

    >>> _with_few_braces(r"y_{i}^{2} {3} / {2}"), _with_few_braces(r"\frac{1}{x}")
    ('y_i^2 3/2', '\\frac{1}{x}')
    """
    latex = re.sub(r"(\\sum\S*(?: \\neq \S*)?) \{(.*)\}$", r"\1 \2", latex)
    latex = re.sub(r"\{(\w)\} / \{(\w)\}", r"\1/\2", latex)
    return re.sub(r"([\^_])\{(\w)\}", r"\1\2", latex)


def _reads_as(latex: str, formula: Formula, macros: Macros) -> bool:
    try:
        return read_latex(latex, 0, macros).formula == formula
    except ReadError:
        return False
