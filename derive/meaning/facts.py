"""What is given or proved before a statement, and what of it bears on a claim."""

from collections.abc import Iterable, Sequence

from derive.calculus import bounds
from derive.calculus.definitions import Definitions, names_in
from derive.data import Data, replace
from derive.meaning.calls import Function
from derive.meaning.loose import LooseBounds
from derive.meaning.otherwise import OtherRule, Otherwise, Way, read_in
from derive.meaning.roles import Role
from derive.meaning.supposed import Supposed
from derive.term import Claim, Definition, Hypothesis, Result, Term, Variable
from derive.term_text import text

SUPPOSED = -2
"""The first of the numbers of what is supposed, which go down: it is not given."""


class Facts(Data):
    """What is given or proved before a statement."""

    definitions: tuple[Definition, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    results: tuple[Result, ...] = ()
    claimed: frozenset[str] = frozenset()
    """Names of which something was said while they were free: by a claim or by a hypothesis."""
    opaque: frozenset[str] = frozenset()
    """Names whose definition was not understood."""
    functions: tuple[Function, ...] = ()
    whole: frozenset[str] = frozenset()
    """Those of which only a definition as a whole, without indices, was not understood."""
    constrained: frozenset[str] = frozenset()
    """Names of which something was assumed that was not understood: values that break a claim may break that."""
    loose: tuple[LooseBounds, ...] = ()
    """The bounds among what was not understood for no other reason than that they may not hold everywhere."""
    unclear: frozenset[str] = frozenset()
    """The names of which all else was assumed that was not understood."""
    cased: frozenset[str] = frozenset()
    """Names of which a case of this section says something: "if x > 0", "for n = 3"."""
    declared: frozenset[str] = frozenset()
    """Names of which the document says that they are any real numbers: x ∈ ℝ^n."""

    otherwise: tuple[Otherwise, ...] = ()
    other_rules: tuple[OtherRule, ...] = ()
    """The other readings of what is given."""
    ends: tuple[tuple[str, int], ...] = ()
    """Where the definitions of symbols and functions end in the text, each after those before it."""

    @property
    def next_supposed(self) -> int:
        """The number of the next bound that is supposed."""
        return SUPPOSED - sum(len(one.within[0]) + len(one.opposites) for one in self.loose)

    def with_loose(self, names: frozenset[str], bounds: LooseBounds | None) -> "Facts":
        """After something about these names that was not understood."""
        if bounds is None:
            return replace(self, unclear=self.unclear | names)
        return replace(self, loose=(*self.loose, replace(bounds, names=bounds.names | names)))

    def with_end(self, before: "Facts", end: int) -> "Facts":
        """After definitions that end at a place."""
        return replace(self, ends=(*self.ends, *((name, end) for name in sorted(self.defined - before.defined))))

    def end_of(self, name: str) -> int:
        """Where the last definition of a name ends in the text."""
        return max((end for one, end in self.ends if one == name), default=0)

    def read_in(self, way: Way) -> "Facts":
        """What is given where definitions are read in another way; what was proved of them is forgotten."""
        return replace(self, definitions=read_in(way, self.definitions), results=(), otherwise=())

    def are_read_otherwise(self, conditions: Iterable[Sequence[str]]) -> bool:
        """Whether proofs with these conditions rest on another reading of what is given: what they prove is not used
        where that is read as here."""
        others = {one.where for one in self.otherwise}
        return any(not others.isdisjoint(some) for some in conditions)

    def with_claims(self, claims: Sequence[Claim]) -> "Facts":
        """After these claims were decided."""
        decided = [claim for claim in claims if not claim.open]
        names = frozenset().union(*(names_in(side) for claim in decided for side in (claim.left, claim.right)))
        return self.with_said(names)

    def with_said(self, names: frozenset[str]) -> "Facts":
        """After something was said of these names: no number in passing defines one of them that has no definition."""
        return replace(self, claimed=self.claimed | (names - self.defined))

    def supposing(self, supposed: Sequence[Supposed]) -> tuple["Facts", dict[int, Supposed]]:
        """With these as definitions, but for those by which a symbol would depend on itself, and the numbers that they
        have in place of those of a given."""
        added: dict[int, Supposed] = {}
        definitions = self.definitions
        for one in supposed:
            number = SUPPOSED - len(added)
            definition = one.definition(number)
            known = Definitions(definitions)
            if definition is None or any(one.name in known.names(name) for name in names_in(definition.body)):
                continue
            definitions = (*definitions, definition)
            added[number] = one
        names = {one.name for one in added.values()}
        return replace(self, definitions=definitions, opaque=self.opaque - names), added

    @property
    def established(self) -> frozenset[str]:
        """All names that occur in what is given, but for bounds: what is positive need not be known."""
        stated = [definition.body for definition in self.definitions]
        stated += [side for hypothesis in self.hypotheses if not bounds.is_bound(hypothesis)
                   for side in (hypothesis.left, hypothesis.right)]  # fmt: skip
        return self.declared.union(*map(names_in, stated), *(function.names for function in self.functions))

    @property
    def defined(self) -> frozenset[str]:
        """The names of all symbols and functions that have a definition."""
        definitions = frozenset(definition.name for definition in self.definitions)
        return definitions | {function.name for function in self.functions}

    def wording(self, role: Role, given: int = -1) -> str:
        """The last definition, or the hypothesis of that number, in words; nothing for x < ∞, which none rests on."""
        if role is Role.DEFINITION:
            if self.functions and (not self.definitions or self.functions[-1].given > self.definitions[-1].given):
                return self.functions[-1].wording
            definition = self.definitions[-1]
            return f"{text(Variable(definition.name, definition.parameters))} = {text(definition.body)}"
        if role is Role.HYPOTHESIS:
            return next((bounds.wording(one) for one in self.hypotheses if one.given == given), "")
        return ""


def relevant(claim: Claim, facts: Facts) -> Claim:
    """The claim with the definitions it rests on, and the hypotheses about what it rests on."""
    definitions = Definitions(facts.definitions)

    def reached(term: Term) -> frozenset[str]:
        return frozenset().union(*map(definitions.names, names_in(term)))

    names = reached(claim.left) | reached(claim.right)
    chosen: tuple[Hypothesis, ...] = ()
    while True:
        bearing = tuple(h for h in facts.hypotheses if (reached(h.left) | reached(h.right)) & names)
        if len(bearing) == len(chosen):
            break
        chosen = bearing
        names |= frozenset().union(*(reached(h.left) | reached(h.right) for h in chosen))
    return replace(claim, definitions=tuple(d for d in facts.definitions if d.name in names), hypotheses=chosen)
