"""Jupyter notebook -> Layout of its Markdown cells.

The layout's source is not the JSON text but the Markdown in it. Where the notebook is written as Jupyter
writes it, one line of a cell on each line of the file, every line keeps the number it has in the file, and
all other lines are empty.
"""

import json
from collections.abc import Iterator, Sequence

from derive.data import Data
from derive.document.layout import Layout
from derive.document.markdown import lay_out
from derive.errors import UsageError
from derive.source import Source, Span


class Cell(Data):
    markdown: bool
    lines: tuple[str, ...]
    """With their line ends, but for the last one."""


def read_notebook(source: Source) -> Layout:
    """The layout of a notebook's Markdown cells, each a text of its own.

    Raises UsageError if the text is no notebook.
    """
    cells = _cells(source)
    text, spans = _on_lines_of_file(source.text, cells) or _one_after_another(cells)
    return lay_out(Source(source.path, text), spans, "markdown")


def _cells(source: Source) -> tuple[Cell, ...]:
    try:
        notebook = json.loads(source.text)
    except (ValueError, RecursionError) as error:
        raise _no_notebook(source, str(error)) from None
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if cells is None and isinstance(notebook, dict):
        cells = _cells_of_sheets(notebook.get("worksheets"))
    if not isinstance(cells, list):
        raise _no_notebook(source, "there is no list of cells")
    return tuple(_cell(cell) for cell in cells if isinstance(cell, dict))


def _cells_of_sheets(sheets: object) -> list[object] | None:
    """The cells of the work sheets that notebooks of format 3 have, or None if there are none."""
    if not isinstance(sheets, list):
        return None
    lists = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
    return [cell for cells in lists if isinstance(cells, list) for cell in cells]


def _cell(cell: dict[str, object]) -> Cell:
    content = cell.get("source", cell.get("input", ""))
    parts = content if isinstance(content, list) else [content]
    lines = tuple(part for part in parts if isinstance(part, str))
    return Cell(cell.get("cell_type") == "markdown", lines)


def _no_notebook(source: Source, found: str) -> UsageError:
    return UsageError(
        f"{source.path} is no notebook: {found}",
        code="broken-notebook", expected="the JSON of a notebook", found=found,
    )  # fmt: skip


def _on_lines_of_file(text: str, cells: Sequence[Cell]) -> tuple[str, tuple[Span, ...]] | None:
    """(the Markdown with each line where it stands in the file, the span of each cell in it), or None if the
    file does not have one line of a cell on each line."""
    rows = text.split("\n")
    written = [""] * len(rows)
    places: list[tuple[int, int]] = []
    row = 0
    for cell in cells:
        if not cell.markdown or not cell.lines:
            continue
        first = _first_row(rows, row, cell.lines)
        if first is None:
            return None
        row = first + len(cell.lines)
        written[first:row] = [line.rstrip("\r\n") for line in cell.lines]
        places.append((first, row))
    starts = [0]
    for line in written:
        starts.append(starts[-1] + len(line) + 1)
    return "\n".join(written), tuple(Span(starts[first], starts[end] - 1) for first, end in places)


def _first_row(rows: Sequence[str], start: int, lines: Sequence[str]) -> int | None:
    """The first row from `start` at which these lines stand, each a JSON string."""
    if any("\n" in line[:-1] for line in lines):
        return None
    written = [_decoded(row) for row in rows[start : start + len(lines)]]
    for first in range(start, len(rows) - len(lines) + 1):
        if written == list(lines):
            return first
        following = rows[first + len(lines) : first + len(lines) + 1]
        written = [*written[1:], *map(_decoded, following)]
    return None


def _decoded(row: str) -> str | None:
    """The string that a row of JSON holds, if it holds nothing else."""
    row = row.strip().removesuffix(",")
    if not row.startswith('"') or not row.endswith('"'):
        return None
    try:
        string = json.loads(row)
    except ValueError:
        return None
    return string if isinstance(string, str) else None


def _one_after_another(cells: Sequence[Cell]) -> tuple[str, tuple[Span, ...]]:
    """(the Markdown cells with an empty line between them, the span of each)"""
    texts = ["".join(cell.lines) for cell in cells if cell.markdown]
    return "\n\n".join(texts), tuple(_spans(texts))


def _spans(texts: Sequence[str]) -> Iterator[Span]:
    start = 0
    for text in texts:
        yield Span(start, start + len(text))
        start += len(text) + 2
