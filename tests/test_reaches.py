"""How far signs reach: which formulas have other readings."""

from pathlib import Path

from derive.document.reading import read_document
from derive.errors import ReadError
from derive.formula import Formula
from derive.meaning.reaches import OTHER_READINGS, ambiguous_signs
from derive.source import Source

HERE = Path(__file__).parent


def formulas() -> list[Formula]:
    """Those of the shelf and of the tables of verdicts."""
    tables = [table.read_text(encoding="utf-8") for table in (HERE / "cases/verdicts").glob("*.txt")]
    rows = [row.partition(": ") for table in tables for row in table.splitlines()]
    displays = "\n\n".join(f"$$\n{row.strip()}\n$$" for head, _, row in rows if row and head != "given")
    sources = [Source(page.name, page.read_text(encoding="utf-8")) for page in HERE.parent.glob("derivations/*.md")]
    documents = [read_document(source) for source in (*sources, Source("tables", displays))]
    members = (one for document in documents for statement in document.statements for one in statement.chain.members)
    return [one.formula for one in members if not isinstance(one.formula, ReadError)]


def test_what_has_no_ambiguous_sign_has_no_other_reading() -> None:
    found = formulas()
    assert len(found) > 3000
    other = [(one, reading) for one in found for reading in OTHER_READINGS if reading.of(one) is not one]
    assert {reading.sign for _, reading in other} == {
        "sum",
        "product",
        "derivative",
        "function",
        "slash",
        "mixed number",
    }
    assert all(reading.sign in ambiguous_signs(one) for one, reading in other if len(reading.changes) == 1)
    assert all(ambiguous_signs(one) for one, _ in other)
