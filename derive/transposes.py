r"""Powers that look like transposes: R = γ^T r after T steps.

A T above a symbol is read as a transpose. Where the document has T elsewhere as a number (Σ_{t=1}^T, T > 0, "after $T$
steps"), it may be a power of a small letter of which nothing tells that it is a vector. What is not proved in both
readings is not proved, and what is not false in both is not refuted.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise

from derive.decide.verdict import Reason, Verdict
from derive.document.members import formulas_in, with_formulas
from derive.document.model import Document
from derive.formula import Formula, Grouped, Indexed, Multiplied, Name, Raised, Transposed
from derive.formula_parts import everywhere, subformulas, subformulas_of
from derive.letters import latex_of_name
from derive.meaning.told.descriptions import descriptions
from derive.meaning.told.letters import letter_of
from derive.meaning.told.nouns import ARRAYS
from derive.report import DocumentReport, Step
from derive.source import Source

_T = "T"
_REASON = Reason("two-readings", "T is a number in the document, and above a letter it may be a power or a transpose")
_RAISED = r"\^\s*(?:T|[{(]\s*T(?![A-Za-z]))"
_UPPER_END = rf"(?:\\?(?:sum|prod|int)\s*(?:\\limits\s*)?_\s*(?:\{{[^{{}}]*\}}|\w)\s*|[∑Σ∏]_?\S*?){_RAISED}"
_NEIGHBOUR = r"\^\s*[{(]\s*T\s*[-+−]\s*\w|\^\s*[{(][^{}()]*[-+−]\s*T\s*[})]"
"""T ± 1 above a symbol."""
_SAID = r"(?i)\btranspos"
_ABOVE = r"\^\s*(?:\{[^{}]*\}|\\[A-Za-z]+|\w)"
_STYLED = r"\\(?:math\w+|bm|boldsymbol|text\w*|operatorname\*?)\s*(?:\{[^{}]*\}|[A-Za-z])"
_COMMAND = r"\\[A-Za-z]+"
_ALONE = r"(?<![A-Za-z])T(?!\s*[(_'])(?![a-z]{2})"
_FORMULA = (
    r"\$\$.*?\$\$|\$[^$]+\$|\\\(.*?\\\)|\\\[.*?\\\]|\bT\s*(?:is|denotes)\b|\b(?:where|and|with|of|for|after)\s+T\b"
)
_SPACE = r"\s*(?:\\in|∈)\s*(?:\\mathbb\s*\{?\s*R\s*\}?|ℝ|R)\s*\^"
_MANY = r"\b(?:weights|features|parameters|inputs|embeddings?|columns?|directions?|gradients?|states?|activations?)\b"
"""What is a vector, besides what is called so."""


def leave_open_transposed(document: Document, steps: list[Step], check: Callable[[Document], DocumentReport]) -> None:
    """Leaves the steps undecided that are decided otherwise, or not at all, where T is a power."""
    if not tells_number(document.source):
        return
    vectors = _vectors(document)
    other = with_formulas(document, everywhere(lambda formula: _as_power(formula, vectors, document.source)))
    if other.statements == document.statements:
        return
    verdicts = {one.span: one.verdict for one in check(other).steps}
    for place, step in enumerate(steps):
        if step.verdict in (Verdict.PROVED, Verdict.REFUTED) and verdicts.get(step.span) is not step.verdict:
            steps[place] = step.left_open(_REASON)


@lru_cache(maxsize=8)
def tells_number(source: Source) -> bool:
    """Whether T stands somewhere else than above a symbol, as a number."""
    text = source.text
    if re.search(_RAISED, text) is None or re.search(_SAID, text) is not None:
        return False
    if any(re.search(ARRAYS, said.noun) for said in descriptions(source).get(_T, ())):
        return False
    if re.search(f"{_UPPER_END}|{_NEIGHBOUR}", text) is not None:
        return True
    formulas = re.findall(_FORMULA, re.sub(f"{_ABOVE}|{_STYLED}", " ", text), re.DOTALL)
    return any(re.search(_ALONE, re.sub(_COMMAND, " ", one)) is not None for one in formulas)


def _as_power(formula: Formula, vectors: frozenset[str], source: Source) -> Formula:
    if not isinstance(formula, Transposed) or not _is_written_with_t(formula, source):
        return formula
    letter = _small(formula.base)
    return formula if letter is None or letter in vectors else Raised(formula.base, Name(_T), formula.span)


def _is_written_with_t(formula: Transposed, source: Source) -> bool:
    written = source.text[formula.span.start : formula.span.end]
    return re.search(r"\^\s*[{(]?\s*T\s*[})]?\s*$", written) is not None


def _small(formula: Formula) -> str | None:
    """The letter of a symbol that may be a number: small, and not bold."""
    base = formula.base if isinstance(formula, Indexed) else formula
    return base.letter if isinstance(base, Name) and base.style != "bold" and not base.letter[0].isupper() else None


def _vectors(document: Document) -> frozenset[str]:
    """The small letters of which something tells that they are vectors: words, their space, a norm, a component, or
    what they are multiplied with where they are transposed."""
    formulas = [formula for one in document.statements for formula in formulas_in(one.chain)]
    written = frozenset(letter for formula in formulas for letter in _written_as_vectors(formula))
    letters = {letter for formula in formulas for one in subformulas(formula) if (letter := _small(one)) is not None}
    return written | frozenset(letter for letter in letters if _is_told_vector(letter, document.source))


def _is_told_vector(letter: str, source: Source) -> bool:
    every = descriptions(source).get(letter_of(letter), ())
    in_space = rf"(?<![A-Za-z\\]){re.escape(latex_of_name(letter))}(?![A-Za-z]){_SPACE}"
    called = any(re.search(rf"{ARRAYS}|{_MANY}", said.noun) for said in every)
    return called or re.search(in_space, source.text) is not None


def _written_as_vectors(formula: Formula) -> Iterator[str]:
    for part in subformulas_of(formula, Grouped):
        if part.bracket == "‖":
            yield from (letter for one in subformulas(part) if (letter := _small(one)) is not None)
    for indexed in subformulas_of(formula, Indexed):
        if isinstance(indexed.base, Name) and indexed.lower:
            yield indexed.base.letter
    for product in subformulas_of(formula, Multiplied):
        for one, other in pairwise(product.factors):
            if isinstance(one, Transposed) and (letter := _small(one.base)) and _is_array_beside(other, letter):
                yield letter
            if isinstance(other, Transposed) and (letter := _small(other.base)) and _small(one) == letter:
                yield letter


def _is_array_beside(formula: Formula, letter: str) -> bool:
    """Whether what stands after x^T is a matrix, a bold letter, one of several vectors, or x itself."""
    if isinstance(formula, Indexed):
        return not any(isinstance(index, Name) and index.letter == _T for index in formula.lower)
    if isinstance(formula, Transposed):
        return True
    return isinstance(formula, Name) and (
        formula.style == "bold" or formula.letter[0].isupper() or formula.letter == letter
    )
