"""What a document may say of its symbols in words only: that they sum to 1, that they are positive, symmetric, complex.

Words are not taken as given. But values that break a step refute nothing where the step may hold by such words; what
they say of the symbol next to them may be the condition of a proof, "where Σ_k t_k = 1"; and where they speak of
complex numbers, only what holds in every field is proved.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from derive.calculus.bounds import stand_in
from derive.calculus.definitions import Definitions, names_in
from derive.data import replace
from derive.letters import latex_of_name
from derive.meaning.told.properties import PROPERTIES, names_said_to_sum_to_one, says, says_of
from derive.meaning.told.signs import is_told_negative
from derive.source import Source
from derive.term import (
    MINUS_ONE,
    ONE,
    ZERO,
    Claim,
    Definition,
    Delta,
    Derivative,
    Exp,
    Hypothesis,
    Letter,
    Literal,
    Log,
    Number,
    Plus,
    Power,
    Sum,
    Term,
    Times,
    Variable,
    negative,
    parts,
    quotient,
    subterms,
    subterms_of,
)
from derive.term_text import text

WORDS = -1
"""In place of the number of a given: words are none."""
SQUARE = ("is symmetric", "is diagonal", "is orthogonal")
"""What is shown for square matrices only."""
_MOST = 6
"""Of so many free symbols at most, pairs are looked at."""


def by_words(claim: Claim, source: Source) -> Iterator[tuple[tuple[Claim, ...], str]]:
    """What the document's words may say of free symbols, as text, and claims in which it is so: one that is refuted in
    any of them is false all the same. There are none where no values stand for what the words may mean.

    Of one-hot vectors the first unit vector stands for all: they differ by a renaming of the indices. A positive symbol
    is the exponential of another, and where something is given of its sum, a softmax; π is positive without words. The
    unit matrix is symmetric, diagonal and orthogonal, and B B^⊤ is symmetric.
    """
    free = free_symbols(claim)
    of = {words: [one for one in free if says_of(words, one, source)] for words in PROPERTIES}
    told = frozenset().union(*(names_in(one.left) | names_in(one.right) for one in claim.hypotheses))
    counted = _counted(claim)
    for words in ("sums to one", "one-hot"):
        of[words] = [one for one in of[words] if one.name not in counted]
    apart = told | _in_exponents(claim)
    summed = [one for one in dict.fromkeys((*of["sums to one"], *of["one-hot"])) if one.name not in apart]
    yield from _by_totals(claim, summed)
    for variable in (one for one in of["one-hot"] if one.indices):
        yield (_where(claim, [(variable, _first_unit(variable))]),), f"{variable.name} is one-hot"
    for variable in (one for one in of["sums to zero"] if one.indices):
        total = Sum(_last(variable), (), variable)
        yield (_with(claim, total, ZERO),), f"{text(total)} = 0"
    for words, values in (("is 0 or 1", (ZERO, ONE)), ("is 1 or −1", (ONE, MINUS_ONE))):
        for variable in (one for one in of[words] if one.name not in apart):
            entries = (*values, *_unlike(variable, *values))
            yield tuple(_where(claim, [(variable, body)]) for body in entries), f"{variable.name} {words}"
    roots, together = _under_roots(claim), {*_together_under_roots(claim), "π"}
    negatives = [(one, negative(Exp(stand_in(one.name, one.indices)))) for one in free if is_told_negative(one, source)]
    if negatives:
        yield (_where(claim, negatives),), f"{', '.join(one.name for one, _ in negatives)} < 0"
    bodies = [(one, _softmax(one) if one.indices and one.name in told else Exp(stand_in(one.name, one.indices)))
              for one in free if one.name in roots and (one in of["is positive"] or one.name in together)]  # fmt: skip
    if bodies:
        yield (_where(claim, bodies),), f"{', '.join(one.name for one, _ in bodies)} > 0"
    yield from _by_special_arrays(claim, of)


def _counted(claim: Claim) -> frozenset[str]:
    """The symbols with one index whose sum has a name of its own, k = Σ_s x_s: nobody names what is 1."""
    sums = [one.body for one in claim.definitions if isinstance(one.body, Sum) and not one.body.excluded]
    terms = [one.body for one in sums if isinstance(one.body, Variable) and one.body.indices == (one.letter,)]
    return frozenset(one.name for one in terms if isinstance(one, Variable))


def by_two_words(claim: Claim, source: Source) -> Iterator[tuple[tuple[Claim, ...], str]]:
    """The same where two of them hold together: x is positive, and y is binary. What is positive and sums to one is
    the softmax of other symbols."""
    roots = _under_roots(claim) - _in_exponents(claim)
    free = [one for one in free_symbols(claim) if one.indices and one.name in roots]
    shares = [(one, _softmax(one)) for one in free
              if says_of("sums to one", one, source) and says_of("is positive", one, source)]  # fmt: skip
    if shares:
        yield (_where(claim, shares),), f"{', '.join(one.name for one, _ in shares)} > 0, with sum 1"
    for supposed, words in by_words(claim, source):
        together: dict[str, list[Claim]] = {}
        for one in supposed:
            for more, others in by_words(one, source):
                if shares and {words[-3:], others[-3:]} == {"= 1", "> 0"}:
                    continue
                if not more:
                    yield (), f"{words}, and {others}"
                together.setdefault(others, []).extend(more)
        for others, claims in together.items():
            yield tuple(claims), f"{words}, and {others}"


def _by_special_arrays(claim: Claim, of: dict[str, list[Variable]]) -> Iterator[tuple[tuple[Claim, ...], str]]:
    """Where matrices and vectors are what the words for these say."""
    summed = {one.letter for side in (claim.left, claim.right) for one in subterms_of(side, Sum)}
    product = any(letter.name[0] == "⋆" for letter in summed)
    square = {words: [one for one in of[words] if is_square(one)] for words in SQUARE}
    unit = [(one, Delta(*_letters(one))) for one in dict.fromkeys(one for found in square.values() for one in found)]
    if unit:
        gram = [(one, _gram(one)) for one in square["is symmetric"]]
        others = [pair for pair in unit if pair[0] not in square["is symmetric"]]
        names = ", ".join(one.name for one, _ in unit)
        yield (_where(claim, unit), _where(claim, [*gram, *others])), f"{names} is what words say of matrices"
    yield from _by_unit_vectors(claim, of)
    special = [one for one in of["is a special array"] if len(one.indices) > 1 or (product and one.indices)]
    special += [one for one in of["is orthogonal"] if len(one.indices) > 1 and not is_square(one)]
    if special:
        yield (), f"{special[0].name} is what words say of matrices and vectors"


def _by_unit_vectors(claim: Claim, of: dict[str, list[Variable]]) -> Iterator[tuple[tuple[Claim, ...], str]]:
    """Where vectors are of length 1: any vectors divided by their lengths; the first unit vectors for those that may be
    orthogonal, too."""
    perpendicular, of_length_one = (
        [one for one in of[words] if len(one.indices) == 1] for words in ("is perpendicular", "is of length 1")
    )
    orthogonal = perpendicular if len(perpendicular) > 1 else []
    vectors = list(dict.fromkeys((*orthogonal, *of_length_one)))
    if not vectors:
        return
    units = [Delta(_last(one), Literal(k, _last(one).set)) for k, one in enumerate(vectors, 1)]
    bodies = units if orthogonal else map(_of_length_one, vectors)
    words = f"{', '.join(one.name for one in vectors)} is what words say of vectors"
    yield (_where(claim, list(zip(vectors, bodies, strict=True))),), words


def _of_length_one(variable: Variable) -> Term:
    """v_k / √(Σ_j v_j²)"""
    inner = Letter("⁺", _last(variable).set)
    square = Power(stand_in(variable.name, (inner,)), Number(Fraction(2)))
    return quotient(stand_in(variable.name, variable.indices), Power(Sum(inner, (), square), Number(Fraction(1, 2))))


def is_square(variable: Variable) -> bool:
    """Whether it is the entry of a square matrix."""
    return len(variable.indices) == 2 and len({index.set for index in variable.indices}) == 1


def _first_unit(variable: Variable) -> Delta:
    last = _last(variable)
    return Delta(last, Literal(1, last.set))


def _softmax(variable: Variable) -> Term:
    """e^{s_k} / Σ_j e^{s_j}"""
    last = _last(variable)
    inner = Letter("⁺", last.set)
    share = stand_in(variable.name, variable.indices)
    others = stand_in(variable.name, (*variable.indices[:-1], inner))
    return quotient(Exp(share), Sum(inner, (), Exp(others)))


def _gram(variable: Variable) -> Sum:
    """(B B^⊤)_kl"""
    row, column = _letters(variable)
    inner = Letter("⁺", row.set)
    return Sum(inner, (), Times((stand_in(variable.name, (row, inner)), stand_in(variable.name, (column, inner)))))


def _unlike(variable: Variable, one: Number, other: Number) -> tuple[Term, ...]:
    """Entries that are not all alike: at 1, for some of the indices, they are one value, and elsewhere the other."""
    firsts = [Delta(letter, Literal(1, letter.set)) for letter in _letters(variable)]
    chosen = [some for count in range(1, len(firsts) + 1) for some in combinations(firsts, count)]
    return tuple(
        Plus((b, Times((*some, Number(a.value - b.value))))) for some in chosen for a, b in ((one, other), (other, one))
    )


def _by_totals(claim: Claim, summed: Sequence[Variable]) -> Iterator[tuple[tuple[Claim, ...], str]]:
    """Where a vector sums to one, or all do, or two numbers together."""
    together, vectors = claim, [variable for variable in summed if variable.indices]
    for variable in vectors:
        one, words = _with_total(claim, variable)
        yield (one,), words
        together, _ = _with_total(together, variable)
    if len(vectors) > 1:
        yield (together,), f"{', '.join(one.name for one in vectors)} sum to 1"
    for first, second in combinations([variable for variable in summed if not variable.indices][:_MOST], 2):
        yield (_with(claim, Plus((first, second)), ONE),), f"{first.name} + {second.name} = 1"


def by_totals_of_defined(
    claim: Claim, definitions: Sequence[Definition], source: Source
) -> Iterator[tuple[tuple[Claim, ...], str]]:
    """The same, where a symbol sums to one, as words next to it say, that is defined by what the claim rests on:
    y_i = x_i² and Σ_i y_i = 1."""
    known, said = Definitions(definitions), names_said_to_sum_to_one(source)
    reached = {name for term in _terms(claim) for one in names_in(term) for name in known.names(one)}
    for definition in definitions:
        variable = Variable(definition.name, definition.parameters)
        rests = not reached.isdisjoint(known.names(definition.name) - {definition.name})
        told = definition.name in said or _is_total_written(variable, source)
        if definition.parameters and rests and told and says_of("sums to one", variable, source):
            supposed, words = _with_total(replace(claim, definitions=tuple(definitions)), variable)
            yield (supposed,), words


def _is_total_written(variable: Variable, source: Source) -> bool:
    """Whether Σ_i y_i = 1 stands somewhere as a formula."""
    letter = re.escape(latex_of_name(variable.name))
    return (
        re.search(rf"\\sum[^$=]{{0,16}}(?<![A-Za-z]){letter}(?![A-Za-z])[^$=]{{0,8}}=\s*1(?!\d)", source.text)
        is not None
    )


def _terms(claim: Claim) -> tuple[Term, ...]:
    return (claim.left, claim.right, *(definition.body for definition in claim.definitions))


def _in_exponents(claim: Claim) -> frozenset[str]:
    """The symbols that stand in exponents of e: scores, which need not sum to anything."""
    exponents = (one.argument for term in _terms(claim) for one in subterms_of(term, Exp))
    return frozenset().union(*map(names_in, exponents))


def _under_roots(claim: Claim) -> frozenset[str]:
    """The symbols in logarithms and roots, where their signs count; nothing counts that is in an exponent of e."""
    bodies = {definition.name: definition.body for definition in claim.definitions}
    inside = [one.argument if isinstance(one, Log) else one for term in _terms(claim) for one in subterms(term)
              if isinstance(one, Log) or _is_root(one)]  # fmt: skip
    found: set[str] = set()
    while inside:
        match inside.pop():
            case Variable(name=name) if name not in found:
                found.add(name)
                inside += [bodies[name]] if name in bodies else []
            case Variable() | Exp():
                pass
            case term:
                inside += parts(term)
    return frozenset(found)


def _together_under_roots(claim: Claim) -> frozenset[str]:
    """The symbols that stand under one root with another, each in an odd power, as L and g in √(L/g).

    Only their product has to be positive there, but who writes √(gL) for g√(L/g) takes each for positive. Not so x in
    √(x²): whoever forgets its sign is wrong."""
    found: set[str] = set()
    for root in (one for term in _terms(claim) for one in subterms(term) if isinstance(one, Power) and _is_root(one)):
        factors, names = [root.base], set[str]()
        while factors:
            match factors.pop():
                case Times(factors=inner):
                    factors += inner
                case Variable(name=name):
                    names.add(name)
                case Power(base=base, exponent=Number(value=value)) if value.denominator == 1 and value % 2:
                    factors.append(base)
                case _:
                    pass
        found |= names if len(names) > 1 else set()
    return frozenset(found)


def has_whole_exponent(claim: Claim, source: Source) -> bool:
    """Whether the claim has an exponent that is no number, and the prose speaks of whole numbers."""
    terms = (one for side in (claim.left, claim.right) for one in subterms(side))
    powers = any(isinstance(one, Power) and not isinstance(one.exponent, Number) for one in terms)
    return powers and says("is whole", source)


def is_beyond_reals(claim: Claim, source: Source) -> bool:
    """Whether the prose speaks of complex numbers, and the claim is about roots, logarithms or absolute values, or
    rests on what is: what holds of these for real numbers need not hold for complex ones."""
    if not says("is complex", source):
        return False
    return says("has a size", source) or has_root_or_logarithm(claim)


def has_root_or_logarithm(claim: Claim) -> bool:
    return any(isinstance(one, Log) or _is_root(one) for term in _terms(claim) for one in subterms(term))


def _is_root(term: Term) -> bool:
    if not isinstance(term, Power):
        return False
    return not isinstance(term.exponent, Number) or term.exponent.value.denominator != 1


def as_said(claim: Claim, source: Source) -> Iterator[tuple[Claim, str]]:
    """The claim where a free symbol sums to one, for those of which words next to them say so, and that as text."""
    said = names_said_to_sum_to_one(source)
    dependent = {dependence.name for dependence in claim.dependences}
    for variable in free_symbols(claim) if said else ():
        if variable.indices and variable.name.rstrip("^") in said and variable.name not in dependent:
            yield _with_total(claim, variable)


def _with(claim: Claim, left: Term, right: Term) -> Claim:
    return replace(claim, hypotheses=(*claim.hypotheses, Hypothesis(left, right, WORDS)))


def _with_total(claim: Claim, variable: Variable) -> tuple[Claim, str]:
    total = Sum(_last(variable), (), variable)
    return _with(claim, total, ONE), f"{text(total)} = 1"


def _where(claim: Claim, bodies: Sequence[tuple[Variable, Term]]) -> Claim:
    """The claim where some symbols are what they are said to be; one by which it differentiates stays a variable."""
    terms = (one for term in _terms(claim) for one in subterms(term))
    by = {one.variable.name for one in terms if isinstance(one, Derivative)}
    made = (Definition(one.name, _letters(one), body, WORDS) for one, body in bodies if one.name not in by)
    equal = (Hypothesis(one, body, WORDS) for one, body in bodies if one.name in by)
    return replace(claim, definitions=(*claim.definitions, *made), hypotheses=(*claim.hypotheses, *equal))


def free_symbols(claim: Claim) -> tuple[Variable, ...]:
    """The free symbols on which the claim rests, at letters of their own."""
    definitions = Definitions(claim.definitions)
    reached: dict[str, Variable] = {}
    terms: list[Term] = [claim.left, claim.right, *(definition.body for definition in claim.definitions)]
    for one in (one for term in terms for one in subterms(term)):
        if isinstance(one, Variable) and one.name not in definitions:
            places = zip("klmpqrst", one.indices, strict=False)
            reached.setdefault(one.name, Variable(one.name, tuple(Letter(name, at.set) for name, at in places)))
    return tuple(reached[name] for name in sorted(reached))


def _letters(variable: Variable) -> tuple[Letter, ...]:
    return tuple(index for index in variable.indices if isinstance(index, Letter))


def _last(variable: Variable) -> Letter:
    return _letters(variable)[-1]
