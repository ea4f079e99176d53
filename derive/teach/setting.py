"""What is given where a derivation is made: by a document, and by equations of the reader's own."""

from collections.abc import Sequence

from derive.calculus.substitution import index_sets_of
from derive.data import Data, replace
from derive.document.chains import read_chains
from derive.document.model import Chain, Cue, Document, Member, Relation, Statement
from derive.document.plain_chains import read_plain_chains
from derive.errors import ReadError, UsageError
from derive.formula import Compared, Formula
from derive.meaning.index_sets import IndexSets
from derive.notation.canonical import canonical_latex
from derive.proofread import givens
from derive.source import Source, Span
from derive.term import Claim, Term


class Setting(Data):
    """A term, and what is given for it."""

    document: Document
    """What is given, and nothing else."""
    sets: IndexSets
    claim: Claim
    """That the term is itself, with all that bears on it."""

    @property
    def term(self) -> Term:
        return self.claim.left

    @property
    def sizes(self) -> frozenset[str]:
        """The sizes that the document names, of the index sets that the claim is about."""
        return named_sizes(self.claim, self.sets)


def named_sizes(claim: Claim, sets: IndexSets) -> frozenset[str]:
    """The names of the sizes of index sets, where the document names them."""
    terms = (claim.left, claim.right, *(definition.body for definition in claim.definitions))
    return frozenset(one.size for term in terms for one in index_sets_of(term) if sets.is_named(one))


def setting(document: Document, expression: str, define: Sequence[str] = (), assume: Sequence[str] = ()) -> Setting:
    """The term of an expression, in LaTeX or plain text, under what a document gives and what is defined and assumed
    besides.

    Raises UsageError for what cannot be read, and UnsupportedError for what has no meaning.
    """
    own = Growing(replace(document, statements=givens(document).statements, unreadable=()))
    for cue, equations in ((Cue.DEFINE, define), (Cue.ASSUME, assume)):
        for equation in equations:
            own.add_equation(equation, cue)
    given = own.document
    chain = own.read(expression)
    if chain.relations:
        raise UsageError(f"{expression!r} is a relation, not an expression", code="no-expression")
    own.add_chain(chain, Cue.NONE, ())
    found = givens(own.document)
    number, statement = next(one for one in reversed(list(enumerate(found.read))) if not one[1].chain.relations)
    scope, formula = found.claims.scopes[number], statement.chain.members[0].formula
    assert not isinstance(formula, ReadError), "what cannot be read was refused"
    value = found.claims.value(formula, scope)
    (claim,) = found.claims.claims(value, value, statement, found.facts, scope)
    # the answer may have symbols in it on which the expression does not rest
    claim = replace(claim, definitions=found.facts.definitions, hypotheses=found.facts.hypotheses)
    return Setting(replace(given, source=own.document.source), found.claims.sets, claim)


class Growing:
    """A document to which statements are added at its end, after its text."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def read(self, text: str) -> Chain:
        """The one chain that a text is, LaTeX if it has commands or braces, else plain text; it is added to the text.

        Raises UsageError for a text that holds none or several, and for what cannot be read.
        """
        start = self._append(text)
        reader = read_chains if any(mark in text for mark in "\\{") else read_plain_chains
        chains = reader(text, start)
        if len(chains) != 1 or chains[0].continues:
            message = f"{text!r} is not one expression or equation"
            raise UsageError(message, code="not-one-chain", expected="one expression or equation", found=text)
        for member in chains[0].members:
            if isinstance(member.formula, ReadError):
                column = max(1, member.formula.span.start - start + 1)
                message = f"{text!r}, column {column}: {member.formula.message}"
                raise UsageError(message, code=member.formula.code)
        return chains[0]

    def add_equation(self, text: str, cue: Cue) -> None:
        """Adds left = right as a definition or an assumption."""
        chain = self.read(text)
        if not chain.relations:
            raise UsageError(f"{text} is no equation", code="no-equation", expected="left = right", found=text)
        self.add_chain(chain, cue, ())

    def add_chain(self, chain: Chain, cue: Cue, case: tuple[Compared, ...]) -> Chain:
        statement = Statement(chain, True, cue, case)
        self.document = replace(self.document, statements=(*self.document.statements, statement))
        return chain

    def add_members(self, members: Sequence[Formula], tag: str, case: tuple[Compared, ...]) -> None:
        """Adds members[0] = members[1] = …"""
        from derive.notation.latex import read_latex

        written, signs = [], []
        for number, formula in enumerate(members):
            if number:
                start = self._append("=")
                signs.append(Relation("=", Span(start, start + 1)))
            latex = canonical_latex(formula)
            start = self._append(latex)
            reading = read_latex(latex, start)
            written.append(Member(reading.formula, latex, Span(start, start + len(latex))))
        span = written[0].span.join(written[-1].span)
        self.add_chain(Chain(tuple(written), tuple(signs), tag, span), Cue.NONE, case)

    def _append(self, text: str) -> int:
        """Adds a line to the text of the document; says where it begins."""
        source = self.document.source
        start = len(source.text) + 1
        self.document = replace(self.document, source=Source(source.path, f"{source.text}\n{text}"))
        return start
