"""The `derive` command. What one needs is imported when it runs, so that help appears at once."""

import argparse
import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, NoReturn

from derive.errors import DeriveError, UnsupportedError, UsageError
from derive.options import read_options
from derive.source import NOWHERE, Source

if TYPE_CHECKING:
    from derive.cache import Cache
    from derive.printers.alphabet import Alphabet
    from derive.printers.styled import StyledLine
    from derive.report import DocumentReport, Report

PROVED, REFUTED, WRONG_USE, INTERRUPTED = 0, 1, 2, 130
"""The exit statuses."""
ENOUGH_FOR_MANY = 8
"""From so many documents on, several are checked at a time."""


def run() -> NoReturn:
    """The program: ends with the exit status of `main`. That what a document made is not freed piece by piece before,
    saves a tenth of the time that a page takes."""
    status = main()
    with suppress(BrokenPipeError):
        sys.stdout.flush()
    os._exit(status)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    # what a document makes lives until its report is made, and next to nothing of it stands in cycles
    gc.set_threshold(500_000, 20, 20)
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        options = read_options(arguments)
        if options is None:
            return PROVED
        match options.command:
            case "show":
                return _show(options)
            case "check":
                return _check(options)
            case "steps":
                return _steps(options)
            case "learn":
                return _learn(options)
            case "explain":
                return _explain(options)
            case _:
                return _list()
    except DeriveError as error:
        _complain(_placed(error))
        return WRONG_USE
    except KeyboardInterrupt:
        return INTERRUPTED


def _complain(message: str, word: str = "error") -> None:
    print(f"derive: {word}: {message}", file=sys.stderr)


def _list() -> int:
    from derive import shelf
    from derive.printers.delivery import deliver_text

    width = max(map(len, shelf.names()), default=0)
    groups = (
        "\n".join([subject, *(f"  {page.name:<{width}}  {page.title}" for page in pages)])
        for subject, pages in shelf.by_subject().items()
    )
    deliver_text("\n\n".join(groups) + "\n")
    return PROVED


def _explain(options: argparse.Namespace) -> int:
    from derive.printers.delivery import deliver_lines
    from derive.printers.explained import explanation, listing
    from derive.printers.styled import in_alphabet

    def lines(_: int, alphabet: "Alphabet") -> "Iterable[StyledLine]":
        found = explanation(options.code, alphabet) if options.code else listing()
        return [in_alphabet(line, alphabet) for line in found]

    deliver_lines(lines, None)
    return PROVED


def _show(options: argparse.Namespace) -> int:
    from derive.printers.delivery import deliver_lines
    from derive.printers.page import page
    from derive.report import Report

    source = _named(options.name)
    document = _proofread(source, options.n, None)
    if options.why:
        from derive.document.reading import read_document
        from derive.teach.why import explained

        document = explained(read_document(source), document)
    deliver_lines(lambda width, alphabet: page(document, width, alphabet), options.output)
    return _status(Report((document,)), strict=False)


def _steps(options: argparse.Namespace) -> int:
    from derive.document.reading import read_document
    from derive.printers.delivery import deliver_lines
    from derive.printers.page import page
    from derive.report import Report
    from derive.teach.steps import derive_steps

    source = Source("", "") if options.given is None else _named(options.given)
    given = read_document(source)
    document = derive_steps(given, options.expression, options.n, options.define, options.assume, why=options.why)
    deliver_lines(lambda width, alphabet: page(document, width, alphabet), options.output)
    return _status(Report((document,)), strict=True)


def _learn(options: argparse.Namespace) -> int:
    from derive.document.reading import read_document
    from derive.printers.delivery import deliver_talk
    from derive.printers.lesson import conversation
    from derive.teach.lesson import Lesson

    lesson = Lesson(read_document(_named(options.name)))
    echo = not sys.stdin.isatty()
    deliver_talk(lambda width, alphabet: conversation(lesson, _answers(), width, alphabet, echo=echo))
    return PROVED


def _answers() -> Iterator[str]:
    """The lines of standard input, with a prompt where somebody writes them."""
    if not sys.stdin.isatty():
        yield from sys.stdin
        return
    with suppress(EOFError):
        while True:
            yield input("> ")


def _named(name: str) -> Source:
    """A shipped derivation, or a file."""
    from derive import shelf
    from derive.files import read_source

    if name not in shelf.names() and ("/" in name or os.path.splitext(name)[1] or os.path.exists(name)):
        return read_source(name)
    return read_source(shelf.path_of(name))


def _proofread(source: Source, n: int | None, notation: str | None, *, explains: bool = True) -> "DocumentReport":
    """Read and check a document. Raises DeriveError, with its place, if it cannot be read at all."""
    from derive.document.reading import read_document
    from derive.proofread import check_document

    try:
        return check_document(read_document(source, notation), n, explains=explains)
    except DeriveError as error:
        error.add_note(source.path)
        if error.span != NOWHERE:
            error.add_note("line {}, column {}".format(*source.position(error.span.start)))
        raise


def _check(options: argparse.Namespace) -> int:
    from derive.report import Report

    documents: list[DocumentReport] = []
    failed = False
    places = [_places(path) for path in options.paths]
    every = [place for several in places if not isinstance(several, DeriveError) for place in several]
    explains = options.format == "json"  # the text tells of what is not proved only
    cache = _cache(options, explains)
    check = partial(_checked, n=options.n, notation=options.notation, cache=cache, explains=explains)
    with _workers(options.jobs or _jobs_for(every)) as each:
        checked = iter(each(check, every))
        for path, several in zip(options.paths, places, strict=True):
            outcomes = (several,) if isinstance(several, DeriveError) else islice(checked, len(several))
            found, complete = _sorted_out(outcomes, in_folder=os.path.isdir(path))
            documents += found
            failed |= not complete
    if documents or not failed:
        report = Report(tuple(documents))
        _deliver_check(report, options)
        return WRONG_USE if failed else _status(report, strict=options.strict)
    return WRONG_USE


def _places(path: str) -> "tuple[str, ...] | DeriveError":
    """The documents that a PATH stands for."""
    from derive.files import documents_in

    try:
        return documents_in(path) if os.path.isdir(path) else (path,)
    except UsageError as error:
        return error


def _jobs_for(places: "Sequence[str]") -> int:
    """As many processes as there are processors to run them, but one for a few documents: to start more takes longer
    than to check those."""
    if len(places) < ENOUGH_FOR_MANY or "-" in places:
        return 1
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1


@contextmanager
def _workers(jobs: int) -> Iterator[Callable[..., "Iterable[DocumentReport | DeriveError]"]]:
    """A way to call a function for each of several things: one after the other, or in so many processes."""
    if jobs == 1:
        yield map
        return
    from concurrent.futures import ProcessPoolExecutor

    def largest_first(
        check: "Callable[[str], DocumentReport | DeriveError]", places: list[str]
    ) -> "Iterable[DocumentReport | DeriveError]":
        """One process is not left with a long document where the others are done."""
        order = sorted(range(len(places)), key=lambda k: _size(places[k]), reverse=True)
        found = dict(zip(order, pool.map(check, [places[k] for k in order]), strict=True))
        return map(found.__getitem__, range(len(places)))

    with ProcessPoolExecutor(jobs) as pool:
        yield largest_first


def _size(place: str) -> int:
    """How large a document is; 0 for one that is not there."""
    return os.path.getsize(place) if os.path.isfile(place) else 0


def _checked(
    place: str, n: int | None, notation: str | None, cache: "Cache | None", explains: bool
) -> "DocumentReport | DeriveError":
    """The report on a file (on standard input for -), or why there is none."""
    from derive.files import read_source, read_standard_input

    try:
        source = read_standard_input() if place == "-" else read_source(place)
        known = cache.get(source) if cache is not None else None
        if known is not None:
            return known
        report = _proofread(source, n, notation, explains=explains)
        if cache is not None:
            cache.put(report)
        return report
    except DeriveError as error:
        return error


def _cache(options: argparse.Namespace, explains: bool) -> "Cache | None":
    if options.no_cache:
        return None
    from derive.cache import Cache

    return Cache(options.n, options.notation, explained=explains)


def _sorted_out(
    outcomes: "Iterable[DocumentReport | DeriveError]", *, in_folder: bool
) -> "tuple[list[DocumentReport], bool]":
    """The reports on what a PATH stands for, and whether all of it could be read.

    In a folder, what is written in a notation that is not read is left out, and said to be.
    """
    documents, left_out, complete = [], [], True
    for found in outcomes:
        if not isinstance(found, DeriveError):
            documents.append(found)
        elif in_folder and isinstance(found, UnsupportedError):
            left_out.append(_placed(found))
        else:
            complete = False
            _complain(_placed(found))
    if left_out:
        more = f" (and {len(left_out) - 1} more)" if len(left_out) > 1 else ""
        _complain(left_out[0] + more, "left out")
    return documents, complete


def _placed(error: DeriveError) -> str:
    """The message of an error after its document and its place in it."""
    return ": ".join([*getattr(error, "__notes__", ()), error.message])


def _deliver_check(report: "Report", options: argparse.Namespace) -> None:
    from derive.printers.delivery import deliver_json, deliver_lines

    if options.format == "json":
        from derive.printers.json import report_json

        deliver_json(report_json(report), options.output)
    else:
        from derive.printers.text import report_lines

        deliver_lines(lambda _, alphabet: report_lines(report, alphabet, echoed=options.echo), options.output)


def _status(report: "Report", *, strict: bool) -> int:
    from derive.decide.verdict import Verdict

    wrong = {Verdict.REFUTED, *((Verdict.UNDECIDED, Verdict.UNREADABLE) if strict else ())}
    for document in report.documents:
        if any(step.verdict in wrong and not step.expected for step in document.steps):
            return REFUTED
        if strict and any(step.wrong_claims for step in document.steps):
            return REFUTED
        if any(expectation.step is None for expectation in document.expectations):
            return REFUTED
    return PROVED
