"""What `derive explain` prints: a rule or a mistake, or the list of all of them."""

from collections.abc import Iterator

from derive.calculus.rule import Rule
from derive.calculus.table import RULES
from derive.document.chains import read_chains
from derive.errors import UsageError
from derive.mistakes.mistake import Mistake
from derive.mistakes.table import MISTAKES
from derive.printers import phrases
from derive.printers.alphabet import UNICODE, Alphabet
from derive.printers.styled import EMPTY, Piece, StyledLine, filled

WIDTH = 100
"""Columns of running text."""


def explanation(code: str, alphabet: Alphabet = UNICODE) -> list[StyledLine]:
    """The text about a rule or a mistake, by its code. Raises UsageError for a code that there is not."""
    for rule in RULES:
        if rule.code == code:
            return list(_of_rule(rule))
    for mistake in MISTAKES:
        if mistake.code == code:
            return list(_of_mistake(mistake, alphabet))
    raise UsageError(f"there is no rule and no mistake {code!r}; derive explain lists all codes", code="unknown-code")


def listing() -> list[StyledLine]:
    """All codes with their titles: the rules in the order in which a step names them, the most usual mistakes first."""
    rules = [(rule.code, rule.title) for rule in RULES]
    mistakes = [(mistake.code, mistake.what) for mistake in MISTAKES]
    width = max(len(code) for code, _ in (*rules, *mistakes))
    lines: list[StyledLine] = []
    for heading, rows in (("Rules", rules), ("Mistakes", mistakes)):
        lines += [EMPTY] if lines else []
        lines.append((Piece(heading, "heading"),))
        lines += [(Piece(f"  {code:<{width}}  {text}"),) for code, text in rows]
    return lines


def _of_rule(rule: Rule) -> Iterator[StyledLine]:
    yield from _headed(rule.title, "rule", rule.code)
    yield (Piece(f"  {rule.formula}"),)
    yield EMPTY
    yield (Piece(f"Example: {rule.example}"),)


def _of_mistake(mistake: Mistake, alphabet: Alphabet) -> Iterator[StyledLine]:
    yield from _headed(mistake.title, "mistake", mistake.code)
    for text in (mistake.what, mistake.why):
        yield from ((Piece(row),) for row in filled(text[0].upper() + text[1:] + ".", WIDTH))
    yield EMPTY
    if mistake.given:
        yield (Piece("  " + _prose(mistake.given, alphabet)),)
    yield Piece("  wrong  ", "refuted"), Piece(_step(mistake.wrong, alphabet))
    yield Piece("  right  ", "proved"), Piece(_step(mistake.right, alphabet))


def _headed(title: str, kind: str, code: str) -> Iterator[StyledLine]:
    yield Piece(title[0].upper() + title[1:], "title"), Piece(f"  {kind} {code}", "dim")
    yield EMPTY


def _prose(text: str, alphabet: Alphabet) -> str:
    """Prose with its formulas between dollar signs written out."""
    parts = text.split("$")
    return "".join(_step(part, alphabet) if k % 2 else part for k, part in enumerate(parts))


def _step(latex: str, alphabet: Alphabet) -> str:
    """left = right, on one line."""
    chain = read_chains(latex, 0)[0]
    written = [phrases.member(member, alphabet) for member in chain.members]
    for relation, member in zip(chain.relations, written[1:], strict=True):
        written[0] += f" {phrases.sign(relation.sign, alphabet)} {member}"
    return written[0]
