"""The LALR(1) table of each grammar file. To make them anew: python -m derive.notation.tables

The table is kept beside its grammar, as a module, so that reading needs neither lark (which takes 45 ms to import) nor
the time to analyse the grammar; a test asserts that each table is that of its grammar.
"""

from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def table_text(grammar: str) -> str:
    """The module with the table of a grammar, a state a line. Every rule has at most one child without alias.

    Needs lark.
    """
    from lark import Lark
    from lark.parsers.lalr_analysis import LALR_Analyzer

    machine: Any = Lark(grammar, parser="lalr", lexer=_no_lexer(), start="start").parser
    analyzer: Any = LALR_Analyzer(machine.parser_conf, strict=True)
    analyzer.compute_lalr()
    table = analyzer.parse_table
    numbers = _numbered(table.states, table.start_states["start"])
    rules = sorted({_rule(target) for row in table.states.values() for _, target in row.values() if _is_rule(target)})
    rows = [
        {
            str(symbol): -rules.index(_rule(target)) - 1 if _is_rule(target) else numbers[target]
            for symbol, (_, target) in sorted(table.states[state].items())
        }
        for state in numbers
    ]
    return "\n".join(
        [
            '"""An LALR(1) table, made from the grammar of its name by derive.notation.tables."""',
            "# ruff: noqa",
            "# fmt: off",
            "",
            "from derive.notation.lalr import Table",
            "",
            f"TABLE = Table(0, {numbers[table.end_states['start']]}, (",
            *(f"    {rule}," for rule in rules),
            "), (",
            *(f"    {row}," for row in rows),
            "))",
            "",
        ]
    )


def _is_rule(target: Any) -> bool:
    return hasattr(target, "expansion")


def _rule(target: Any) -> tuple[str, int, str]:
    return str(target.origin.name), len(target.expansion), str(target.alias or "")


def _numbered(states: Any, start: int) -> dict[int, int]:
    """State -> its number in the order in which they are met, which does not depend on hashing."""
    numbers = {start: 0}
    for state in (order := [start]):
        for _, (_, target) in sorted(states[state].items()):
            if not _is_rule(target) and target not in numbers:
                numbers[target] = len(numbers)
                order.append(target)
    return numbers


def _no_lexer() -> Any:
    from lark.lexer import Lexer

    class NoLexer(Lexer):
        """The terminals are made elsewhere."""

        def __init__(self, conf: object) -> None:
            pass

        def lex(self, *arguments: object) -> Any:
            raise NotImplementedError

    return NoLexer


def module_of(grammar: Path) -> Path:
    """Where the table of a grammar file stands."""
    return grammar.with_name(f"{grammar.stem}_table.py")


def write_tables() -> None:
    """Write the table of each grammar file beside it."""
    for grammar in sorted(HERE.glob("*.lark")):
        text = table_text(grammar.read_text(encoding="utf-8"))
        module_of(grammar).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_tables()
