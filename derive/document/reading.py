"""A file -> Document."""

import re

from derive.data import replace
from derive.document.dotted_slips import with_dotted_slips
from derive.document.index_beyond_braces import with_whole_indices
from derive.document.infinite import with_signs_of_infinity
from derive.document.layout import Layout
from derive.document.misplaced_index import with_indexed_exponents, with_sizes_for_indices
from derive.document.model import Document
from derive.document.unfit_products import with_fitting_products
from derive.document.unused import with_unused_letters
from derive.errors import UsageError
from derive.source import Source

NOTATIONS = ("markdown", "tex", "notebook", "ascii")

_ENDINGS = {
    ".md": "markdown", ".markdown": "markdown", ".qmd": "markdown", ".rmd": "markdown", ".tex": "tex",
    ".ipynb": "notebook",
}  # fmt: skip


def read_document(source: Source, notation: str | None = None) -> Document:
    """What a document says. The notation is one of NOTATIONS, or None: then the ending of the path decides,
    and where it decides nothing (.txt, .rst), whether there are LaTeX delimiters in the text. Markdown without them
    is read as plain text too.

    Raises UsageError for an unknown notation or a broken notebook.
    """
    notation = notation or _notation_of(source)
    if notation == "ascii":
        from derive.document.plain_text import read_plain_text

        return _told(replace(read_plain_text(source), title=_title(source)))
    from derive.document.statements import read_layout

    return _told(read_layout(_layout(source, notation)))


def _told(document: Document) -> Document:
    """The document with what can only be told of it as a whole."""
    document = with_whole_indices(with_sizes_for_indices(with_indexed_exponents(document)))
    document = with_fitting_products(with_signs_of_infinity(with_dotted_slips(document)))
    return with_unused_letters(document)


def _layout(source: Source, notation: str) -> Layout:
    match notation:
        case "markdown":
            from derive.document.markdown import read_markdown

            return read_markdown(source)
        case "text":
            from derive.document.markdown import read_text

            return read_text(source)
        case "tex":
            from derive.document.tex import read_tex

            return read_tex(source)
        case "notebook":
            from derive.document.notebook import read_notebook

            return read_notebook(source)
        case unknown:
            raise UsageError(
                f"unknown notation {unknown!r}: expected one of {', '.join(NOTATIONS)}",
                code="unknown-notation", expected=", ".join(NOTATIONS), found=unknown,
            )  # fmt: skip


def _notation_of(source: Source) -> str:
    """The notation by the ending of the path. What has no ending, such as standard input, is Markdown."""
    name = source.path.rsplit("/", 1)[-1].lower()
    ending = name[name.rfind(".") :] if "." in name else ".md"
    notation = _ENDINGS.get(ending, "text")
    if notation == "text" or (notation == "markdown" and "$" not in source.text):
        return notation if _has_delimiters(source.text) else "ascii"
    return notation


def _title(source: Source) -> str | None:
    """The title of a plain text that is Markdown: that of its front matter, or its first heading."""
    if not source.text.startswith(("---", "+++")) and not re.search(r"^ {0,3}#", source.text, re.MULTILINE):
        return None
    from derive.document.markdown import read_markdown

    return read_markdown(source).title


def _has_delimiters(text: str) -> bool:
    marks = ("$$", "\\[", "\\(", "\\begin{", ":math:", ".. math::", "```math", "<!-- derive:")
    return any(mark in text for mark in marks)
