"""Whether values that break an equation refute it: a list of guards, each of which knows one way in which an equation
that is false as it is written may be meant so that it holds.

A guard gives the reason why an equation is left undecided, or None. The first one that has a reason is heard. Where
it can, a guard looks for values that break the equation in that other meaning, too: then it has none.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, combinations

from derive.bounded import Bounded
from derive.broken import Broken
from derive.calculus.substitution import free_letters
from derive.data import replace
from derive.decide.rounded import is_beyond_rounding
from derive.decide.verdict import UNREAD_WORDS, Decide, Decision, Proved, Reason, Refuted, Undecided
from derive.errors import UnsupportedError
from derive.formula import Cased, Differentiated, Formula, Multiplied, Name, Ranged
from derive.formula_parts import subformulas
from derive.meaning.claims import Claims
from derive.meaning.counting import what_counts, where_it_counts
from derive.meaning.diagonals import diagonal_told
from derive.meaning.facts import Facts
from derive.meaning.identities import is_of_logarithms, is_torn, leaves_out, mended, no_identity, over_pairs
from derive.meaning.mentioned import letters_of
from derive.meaning.names import plain_letter
from derive.meaning.otherwise import read_in, ways
from derive.meaning.partial import told_of_some
from derive.meaning.reaches import of_one_side, other_readings
from derive.meaning.said import by_totals_of_defined, by_two_words, by_words, has_whole_exponent
from derive.meaning.shifts import tied, untied
from derive.meaning.told.cases import tells_case, tells_no_case
from derive.meaning.told.changes import CHANGES
from derive.meaning.told.classes import at_some_class
from derive.meaning.told.constants import OTHER_E, is_other_e, told_by_nature, told_to_vary
from derive.meaning.told.imaginary import imaginary_unit
from derive.meaning.told.letters import letter_of, symbols
from derive.meaning.told.ordinary import odd_word
from derive.meaning.told.places import FEW, is_approximate, stopped, tells_few
from derive.meaning.told.rows import as_rows
from derive.meaning.told.sentences import FORMULA
from derive.meaning.told.sums import sums_over_some
from derive.meaning.unnamed import at_size, last_component
from derive.meaning.vectors import is_array_of_zeros
from derive.source import Source
from derive.term import (
    ZERO,
    Claim,
    Delta,
    Derivative,
    Distinction,
    Number,
    Power,
    Variable,
    subterms,
    subterms_of,
)
from derive.term_text import variable_text


class Doubts:
    """What may be meant in one place of a document, under what is given there."""

    def __init__(self, meaning: Claims, facts: Facts, source: Source, decide: Decide) -> None:
        self.meaning = meaning
        self.facts = facts
        self.source = source
        self.decide = decide
        self.bounded = Bounded(meaning, facts, decide)

    def heard(self, decision: Refuted, broken: Broken) -> Decision:
        """The refutation, by values that satisfy all that may be meant, if there is no doubt of it."""
        doubt = self.about(broken)
        if doubt is not None:
            return Undecided(doubt)
        return self.bounded.refuted(broken) or self.in_the_named_set(broken) or decision

    def about(self, broken: Broken) -> Reason | None:
        """Why the equation is not refuted; None if it is."""
        return self.is_no_identity(broken) or self.in_other_meaning(broken) or self.is_among_odd_words(broken)

    def in_other_meaning(self, broken: Broken) -> Reason | None:
        """Why the equation may be meant otherwise, if it claims to hold for all values."""
        readings = ((self, broken), *self._by_definitions_otherwise(broken))
        doubts = (by._as_read(one) or by.reaches_elsewhere(one) for by, one in readings)
        return next(filter(None, doubts), None)

    def _as_read(self, broken: Broken) -> Reason | None:
        """Why the equation may be meant otherwise, as far as its signs reach in one reading."""
        return next(filter(None, (guard(self, broken) for guard in GUARDS)), None)

    def _by_definitions_otherwise(self, broken: Broken) -> Iterator[tuple["Doubts", Broken]]:
        """The equation in the other readings of the definitions that it rests on, in which it is false, too, and the
        doubts under these."""
        for way in ways(self.facts.otherwise):
            claims = tuple(replace(one, definitions=read_in(way, one.definitions)) for one in broken.claims)
            if claims != broken.claims:
                facts = self.facts.read_in(way)
                yield Doubts(self.meaning, facts, self.source, self.decide), replace(broken, claims=claims)

    def is_no_identity(self, broken: Broken) -> Reason | None:
        """It does not claim to hold for all values."""
        if is_array_of_zeros(*broken.values):
            return Reason("condition", "a vector or a matrix that is 0 is taken for a condition on it")
        left, right = broken.written
        parts = tuple(_parts(broken))
        if any(isinstance(part, Differentiated) and part.style == "named" for part in parts):
            return Reason("two-readings", "a d that is read as part of a gradient may be that of a differential")
        factors = [one for part in parts if isinstance(part, Multiplied) for one in part.factors]
        change = next((one for one in CHANGES if Name(one) in factors and one not in self.facts.defined), None)
        if change is not None:
            return Reason("two-readings", f"{change} may stand for a change")
        for claim in broken.claims:
            why = no_identity(claim, left, right, broken.statement, self.facts, self.meaning.sets, self.source)
            far = is_beyond_rounding(claim.left, claim.right)
            if why is not None and not (far and why[0] == "rounded"):
                return self._vanishing(claim) or Reason(*why)
            if not far and is_of_logarithms(claim):
                return Reason("two-readings", "another base of logarithms may be meant")
        return None

    def _vanishing(self, claim: Claim) -> Reason | None:
        """Why an equation that may say what a symbol is hardly does: what it says is 0, and not written so."""
        if not isinstance(claim.left, Variable | Power) or isinstance(claim.right, Number):
            return None
        if not isinstance(self.decide(replace(claim, left=claim.right, right=ZERO), ()), Proved):
            return None
        return Reason("vanishing", "the right side is 0 for all values, by what is given")

    def has_tied_indices(self, broken: Broken) -> Reason | None:
        """The values of its indices hang together, and those that break it may be none."""
        for claim in filter(tied, broken.claims):
            cases = untied(claim)
            if not cases or not all(self._are_refuted((one,)) for one in cases):
                return Reason(
                    "condition", "its indices depend on one another, and may not have the values that break it"
                )
        return None

    def is_for_few(self, broken: Broken) -> Reason | None:
        """It is meant for a smaller size, with all its components: the prose speaks of two classes."""
        n = max((size for _, size in broken.counterexample.sizes), default=1)
        components = set(map(last_component, broken.claims))
        for m in FEW:
            if m == n or not tells_few(m, broken.statement.chain.span.start, self.source):
                continue
            others = (one for claim in broken.claims for one in at_size(claim, m) if m > 1)
            if (m < n and m in components) or not all(self._are_refuted((one,)) for one in others):
                return Reason("assumption", f"may be meant for {m} only, of which the prose has words")
        return None

    def is_about_constants(self, broken: Broken) -> Reason | None:
        """It takes a symbol for a constant of which the prose says that it is none."""
        for claim in broken.claims:
            if (told := told_to_vary(claim, self.source)) is not None:
                name, by = (variable_text(Variable(one)) for one in told)
                return Reason("symbol-without-definition", f"{name} depends on {by}, as the prose says")
            if is_other_e(claim, self.source):
                return Reason("assumption", OTHER_E)
            if (why := sums_over_some(claim, self.source)) is not None:
                return Reason("assumption", why)
            nature = told_by_nature(claim, self.source)
            if nature is not None:
                return Reason(
                    "symbol-without-definition", f"what {variable_text(Variable(nature))} is, words tell only"
                )
        return None

    def has_imaginary_unit(self, broken: Broken) -> Reason | None:
        """It takes i for a real number."""
        units = (imaginary_unit(claim, self.source) for claim in broken.claims)
        unit = next(filter(None, units), None)
        return None if unit is None else Reason("assumption", f"{unit} may be the imaginary unit")

    def is_over_pairs(self, broken: Broken) -> Reason | None:
        """A sum over j ≠ i runs over i, too."""
        pairs = tuple(map(over_pairs, broken.claims))
        if pairs == broken.claims or self._are_refuted(pairs):
            return None
        return Reason("two-readings", "false as it is written, but a sum over pairs may be meant")

    def is_over_the_named_set(self, broken: Broken) -> Reason | None:
        """Sums whose range is not told are over the set whose size stands beside them, or a letter that may be one."""
        sizes = next(filter(None, (what_counts(claim, self.meaning.sets) for claim in broken.claims)), None)
        if sizes is None or self.in_the_named_set(broken) is not None:
            return None
        return Reason("two-readings", f"{sizes[0]} may be the number of indices")

    def in_the_named_set(self, broken: Broken) -> Refuted | None:
        """How the equation is refuted where such sums are over that set."""
        over = (where_it_counts(claim, self.meaning.sets) for claim in broken.claims)
        decisions = (self.decide(one[0], ()) for one in over if one is not None)
        return next((one for one in decisions if isinstance(one, Refuted)), None)

    def is_for_whole_exponents(self, broken: Broken) -> Reason | None:
        if not any(has_whole_exponent(claim, self.source) for claim in broken.claims):
            return None
        return Reason("assumption", "the prose speaks of whole numbers, for which this may hold")

    def reaches_elsewhere(self, broken: Broken) -> Reason | None:
        """A sum or a derivative reaches further, or less far."""
        for sides, other in (*other_readings(*broken.written), *of_one_side(*broken.written)):
            if self._may_hold(sides, broken):
                return Reason("two-readings", f"false as it is written, but it may be meant that {other.where}")
        return None

    def holds_by_words(self, broken: Broken) -> Reason | None:
        """Symbols are what the prose says of them."""
        for claim in broken.claims:
            told = by_totals_of_defined(claim, self.facts.definitions, self.source)
            news = ((supposed, words) for supposed, words in told if not self._is_known(supposed[0]))
            classes = (((one,), words) for one, words in at_some_class(claim, self.source))
            rows = as_rows(claim, self.meaning.sets, self.source)
            words_of = by_words(claim, self.source), news, by_two_words(claim, self.source), classes, rows
            for supposed, words in chain.from_iterable(words_of):
                if not self._are_refuted(supposed):
                    return Reason("assumption", f"may hold where {words}, which no formula states")
        return None

    def is_in_told_case(self, broken: Broken) -> Reason | None:
        """Words tell for which indices it is meant."""
        span = broken.statement.chain.span
        deltas = _deltas(broken)
        if broken.statement.case or deltas > 1 or any(isinstance(one, Cased) for one in _parts(broken)):
            return None
        summed = {plain_letter(one.letter) or "" for one in _parts(broken) if isinstance(one, Ranged)}
        for equal in (True, False):
            told = tells_case(span.start, span.end, self.source, summed, equal=equal)
            told = told or not (equal or deltas or tells_no_case(span.start, span.end, self.source))
            if told and any(self._may_hold_at_some(claim, equal=equal) for claim in broken.claims):
                return Reason("two-readings", "false for some indices, but words may tell a case")
        return None

    def is_of_pairs(self, broken: Broken) -> Reason | None:
        """What it rests on is defined for two indices, with a sum that leaves one of them out: −log (e^{s_ij} /
        Σ_{k≠i} e^{s_ik}) is that of i and another one."""
        pairs = (claim for claim in broken.claims if any(map(leaves_out, claim.definitions)))
        if broken.statement.case or not any(self._may_hold_at_some(claim, equal=False) for claim in pairs):
            return None
        return Reason("two-readings", "false where two indices are equal, which may not be meant")

    def is_off_a_diagonal(self, broken: Broken) -> Reason | None:
        """The case of equal indices has an equation of its own."""
        letters = diagonal_told(broken.written[0], self.meaning.statements) if not _deltas(broken) else None
        if letters is None or not any(self._may_hold_at_some(claim, equal=False) for claim in broken.claims):
            return None
        return Reason("two-readings", f"false where {' = '.join(letters)}, a case that has an equation of its own")

    def is_approximate(self, broken: Broken) -> Reason | None:
        """Words say that it holds nearly."""
        span = broken.statement.chain.span
        if not is_approximate(span.start, span.end, self.source):
            return None
        return Reason("assumption", "false as it is written, but the prose says that it holds nearly")

    def is_stopped(self, broken: Broken) -> Reason | None:
        """Words say that what has a definition is a constant where a derivative is taken."""
        told = stopped(self.source)
        for claim in broken.claims if told else ():
            terms = (claim.left, claim.right, *(one.body for one in claim.definitions))
            if not any(isinstance(one, Derivative) for term in terms for one in subterms(term)):
                continue
            for sentence in told:
                letters = frozenset(one for formula in re.findall(FORMULA, sentence) for one in symbols(formula))
                some = tuple(one for one in claim.definitions if letter_of(one.name) not in letters)
                if not letters or (
                    len(some) < len(claim.definitions) and not self._are_refuted((replace(claim, definitions=some),))
                ):
                    return Reason("assumption", "words say that something is a constant where a derivative is taken")
        return None

    def is_for_some(self, broken: Broken) -> Reason | None:
        """A range tells that a letter does not stand for all indices."""
        letters = {one for claim in broken.claims for side in (claim.left, claim.right) for one in free_letters(side)}
        letter = told_of_some(broken.statement, letters, self.meaning.sets)
        if letter is None:
            return None
        return Reason("assumption", f"false for some indices, but {letter.name} may not stand for these")

    def is_in_case_before(self, broken: Broken) -> Reason | None:
        """The case of a display before it goes on; one about other letters is over."""
        written = {part for side in broken.written for part in subformulas(side)}
        case = tuple(one for one in broken.statement.nearby if written & {one.left, one.right})
        if not case:
            return None
        statement = replace(broken.statement, case=case)
        try:
            claims = self.meaning.claims(broken.values[0], broken.values[1], statement, self.facts, broken.scope)
        except UnsupportedError:
            claims = ()
        if self._are_refuted(claims):
            return None
        return Reason("two-readings", "false for some indices, but it may be meant in the case before")

    def is_for_some_values(self, broken: Broken) -> Reason | None:
        """Conditions on values stand beside it, or bounds elsewhere that may hold here, too."""
        return self.bounded.doubt(broken)

    def is_among_odd_words(self, broken: Broken) -> Reason | None:
        """The prose around it has a word that nobody here understands."""
        span = broken.statement.chain.span
        odd = odd_word(span.start, span.end, letters_of(broken.written, broken.claims), self.source)
        if odd is None:
            return None
        return Reason(UNREAD_WORDS, f"false as it is read, but the prose says “{odd}”, which may tell more of it")

    def _may_hold_at_some(self, claim: Claim, *, equal: bool) -> bool:
        """Whether the claim is not refuted where two of its free indices are equal, or where two, or all, are not."""
        letters = sorted(free_letters(claim.left) | free_letters(claim.right), key=lambda letter: letter.name)
        pairs = [(one, other) for one, other in combinations(letters, 2) if one.set == other.set]
        cases = [(pair,) for pair in pairs] + ([tuple(pairs)] if len(pairs) > 1 and not equal else [])
        return any(
            not self._are_refuted((replace(claim, case=(*claim.case, *(Distinction(*one, equal) for one in case))),))
            for case in cases
        )

    def _may_hold(self, sides: tuple[Formula, Formula], broken: Broken) -> bool:
        """Whether the equation is not refuted in another reading of its sides, or may be meant otherwise in it."""
        if any(map(is_torn, broken.claims)):
            return True
        try:
            left, right = (self.meaning.value(side, broken.scope) for side in sides)
            others = self.meaning.claims(left, right, broken.statement, self.facts, broken.scope)
        except UnsupportedError:
            return False
        claims = tuple(map(mended, others))
        again = replace(broken, claims=claims, values=(left, right), written=sides)
        return not self._are_refuted(claims) or self._as_read(again) is not None

    def _is_known(self, claim: Claim) -> bool:
        """Whether what the claim supposes last follows from the definitions."""
        total = claim.hypotheses[-1]
        alone = replace(claim, left=total.left, right=total.right, case=(), hypotheses=())
        return isinstance(self.decide(alone, ()), Proved)

    def _are_refuted(self, claims: Sequence[Claim]) -> bool:
        return any(isinstance(self.decide(claim, ()), Refuted) for claim in claims)


GUARDS: tuple[Callable[[Doubts, Broken], Reason | None], ...] = (
    Doubts.has_tied_indices,
    Doubts.is_about_constants,
    Doubts.has_imaginary_unit,
    Doubts.is_for_few,
    Doubts.is_over_pairs,
    Doubts.is_over_the_named_set,
    Doubts.is_for_whole_exponents,
    Doubts.holds_by_words,
    Doubts.is_in_told_case,
    Doubts.is_off_a_diagonal,
    Doubts.is_of_pairs,
    Doubts.is_approximate,
    Doubts.is_stopped,
    Doubts.is_for_some,
    Doubts.is_in_case_before,
    Doubts.is_for_some_values,
)


def _parts(broken: Broken) -> Iterator[Formula]:
    return (part for side in broken.written for part in subformulas(side))


def _deltas(broken: Broken) -> int:
    """On how many sides the cases of an equation are told: where a δ stands, and where a derivative is taken of which
    that is the value. A side with neither may leave out the δ in a case."""
    sides = [[side for claim in broken.claims for side in (claim.left, claim.right)][k::2] for k in (0, 1)]
    deltas = [any(subterms_of(side, Delta) for side in every) for every in sides]
    derivatives = [any(subterms_of(side, Derivative) for side in every) for every in sides]
    return sum(delta or derivative for delta, derivative in zip(deltas, derivatives, strict=True)) if any(deltas) else 0
