"""The `derive` command. What one needs is imported when it runs, so that help appears at once."""

import argparse
import gc
import os.path
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NoReturn

from derive.errors import DeriveError, UnsupportedError, UsageError
from derive.source import NOWHERE, Source

if TYPE_CHECKING:
    from derive.printers.alphabet import Alphabet
    from derive.printers.styled import StyledLine
    from derive.report import DocumentReport, Report

NOTATIONS = ("markdown", "tex", "ascii", "notebook")
DEFAULT = "softmax-cross-entropy"
"""The derivation that `derive show` shows when it is given no name."""

PROVED, REFUTED, WRONG_USE, INTERRUPTED = 0, 1, 2, 130
"""The exit statuses."""


class _Parser(argparse.ArgumentParser):
    """Tells of wrong usage by a UsageError, in one line, instead of by leaving the program."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(message, code="usage")


class _Version(argparse.Action):
    """Looks the version up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        import derive

        print(f"derive {derive.__version__}")
        parser.exit()


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    # terms live until the end, and few stand in cycles: to look for those after every 700 objects costs a few percent
    gc.set_threshold(100_000, 20, 20)
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        options = _options(arguments)
        if options is None:
            return PROVED
        match options.command:
            case "show":
                return _show(options)
            case "check":
                return _check(options)
            case "steps":
                return _steps(options)
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


def _options(arguments: list[str]) -> argparse.Namespace | None:
    """The options, or None where help or the version was printed instead. Raises UsageError."""
    commands = ("show", "check", "steps", "list", "explain")
    if not arguments:
        raise UsageError("say what to do: derive show, check, steps or list; derive --help tells more", code="usage")
    if not arguments[0].startswith("-") and arguments[0] not in commands:
        raise UsageError(f"there is no command {arguments[0]!r}; there are {', '.join(commands)}", code="usage")
    try:
        return _parser().parse_args(arguments)
    except SystemExit:
        return None


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="derive",
        description="A proofreader for mathematical derivations: proves or refutes every = in them.",
        epilog="Exit status: 0 nothing refuted, 1 a step refuted, 2 wrong usage or an unreadable file.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, brief: str, description: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=brief, description=description, allow_abbrev=False)

    _add_show(
        command(
            "show",
            "show a derivation, each step with its rule",
            "Show a derivation row by row: what is given, and for each step its verdict and its rules.",
        )
    )
    _add_check(
        command(
            "check",
            "check documents for steps that do not hold",
            "Print every step that is refuted, undecided or unreadable, with its evidence, and totals.",
        )
    )
    _add_steps(
        command(
            "steps",
            "derive an expression step by step",
            "Derive an expression from the definitions: a chain in which every step uses one rule and is proved.",
        )
    )
    listed = "list the derivations that ship with the program"
    command("list", listed, f"{listed.capitalize()}, each with its title.")
    explained = "explain a rule or a mistake by the code that a report names it with"
    explain = command("explain", explained, f"{explained.capitalize()}; without a code, list all of them.")
    explain.add_argument("code", nargs="?", metavar="CODE", help="such as quotient-rule or index-slip")
    return parser


def _add_show(show: argparse.ArgumentParser) -> None:
    show.add_argument(
        "name",
        nargs="?",
        default=DEFAULT,
        metavar="NAME|FILE",
        help=f"a shipped derivation (see derive list) or a document of your own; {DEFAULT} if left out",
    )
    _add_n(show)
    _add_format(show, ("terminal",))


def _add_check(check: argparse.ArgumentParser) -> None:
    check.add_argument("paths", nargs="+", metavar="PATH", help="a document, a folder of documents, or - to read one")
    _add_n(check)
    _add_format(check, ("text", "json"))
    check.add_argument("--strict", action="store_true", help="exit with 1 for undecided and unreadable steps too")
    check.add_argument("--echo", action="store_true", help="print each row as it was understood, with all scopes")
    check.add_argument(
        "--notation",
        type=_one_of("notation", NOTATIONS),
        metavar="NOTATION",
        help=f"how the documents are written: {', '.join(NOTATIONS)}; otherwise by the ending of the file",
    )


def _add_steps(steps: argparse.ArgumentParser) -> None:
    steps.add_argument("expression", metavar="EXPRESSION", help="in LaTeX or plain text, such as 'dl/do_i'")
    steps.add_argument(
        "--in",
        dest="given",
        metavar="NAME|FILE",
        help="the derivation or document whose definitions and hypotheses are used",
    )
    for word, what in (("define", "a definition"), ("assume", "a hypothesis")):
        steps.add_argument(
            f"--{word}", action="append", default=[], metavar="EQUATION", help=f"{what} more; may be repeated"
        )
    _add_n(steps)
    _add_format(steps, ("terminal",))


def _add_n(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-n", type=_size, metavar="N", help="the number of components; all n if left out")


def _add_format(parser: argparse.ArgumentParser, formats: tuple[str, ...]) -> None:
    parser.add_argument(
        "--format",
        type=_one_of("format", formats),
        default=formats[0],
        metavar="FORMAT",
        help=f"{' or '.join(formats)}; {formats[0]} if left out" if len(formats) > 1 else formats[0],
    )
    parser.add_argument("-o", "--output", metavar="OUT", help="the file to write; standard output if left out")


class _one_of:  # noqa: N801 (argparse shows it as a function)
    """The type of an option that takes one of a few words."""

    def __init__(self, what: str, words: tuple[str, ...]) -> None:
        self.what = what
        self.words = words

    def __call__(self, word: str) -> str:
        if word not in self.words:
            few = f"there are {', '.join(self.words)}" if len(self.words) > 1 else f"there is {self.words[0]}"
            raise argparse.ArgumentTypeError(f"there is no {self.what} {word!r}; {few}")
        return word


def _size(written: str) -> int:
    from derive.proofread import MAX_N

    # int() would take other digits, signs, underscores and spaces, and would choke on thousands of digits
    number = int(written) if written.isascii() and written.isdecimal() and len(written) < 9 else 0
    if not 1 <= number <= MAX_N:
        raise argparse.ArgumentTypeError(f"n is a whole number from 1 to {MAX_N}, not {written!r}")
    return number


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

    document = _proofread(_named(options.name), options.n, None)
    deliver_lines(lambda width, alphabet: page(document, width, alphabet), options.output)
    return _status(Report((document,)), strict=False)


def _steps(options: argparse.Namespace) -> int:
    from derive.document.reading import read_document
    from derive.printers.delivery import deliver_lines
    from derive.printers.page import page
    from derive.report import Report
    from derive.teach.steps import derive_steps

    source = Source("", "") if options.given is None else _named(options.given)
    document = derive_steps(read_document(source), options.expression, options.n, options.define, options.assume)
    deliver_lines(lambda width, alphabet: page(document, width, alphabet), options.output)
    return _status(Report((document,)), strict=True)


def _named(name: str) -> Source:
    """A shipped derivation, or a file."""
    from derive import shelf
    from derive.files import read_source

    if name not in shelf.names() and ("/" in name or os.path.splitext(name)[1] or os.path.exists(name)):
        return read_source(name)
    return read_source(shelf.path_of(name))


def _proofread(source: Source, n: int | None, notation: str | None) -> "DocumentReport":
    """Read and check a document. Raises DeriveError, with its place, if it cannot be read at all."""
    from derive.document.reading import read_document
    from derive.proofread import check_document

    try:
        return check_document(read_document(source, notation), n)
    except DeriveError as error:
        error.add_note(source.path)
        if error.span != NOWHERE:
            error.add_note("line {}, column {}".format(*source.position(error.span.start)))
        raise


def _check(options: argparse.Namespace) -> int:
    from derive.report import Report

    documents: list[DocumentReport] = []
    failed = False
    for path in options.paths:
        found, complete = _check_path(path, options)
        documents += found
        failed |= not complete
    if documents or not failed:
        report = Report(tuple(documents))
        _deliver_check(report, options)
        return WRONG_USE if failed else _status(report, strict=options.strict)
    return WRONG_USE


def _check_path(path: str, options: argparse.Namespace) -> "tuple[list[DocumentReport], bool]":
    """The reports on what a PATH stands for, and whether all of it could be read.

    In a folder, what is written in a notation that is not read is left out, and said to be.
    """
    from derive.files import documents_in, read_source, read_standard_input

    documents, left_out, complete = [], [], True
    folder = os.path.isdir(path)
    try:
        places = documents_in(path) if folder else (path,)
    except UsageError as error:
        _complain(error.message)
        return [], False
    for place in places:
        try:
            source = read_standard_input() if place == "-" else read_source(place)
            documents.append(_proofread(source, options.n, options.notation))
        except UnsupportedError as error:
            if folder:
                left_out.append(_placed(error))
            else:
                complete = False
                _complain(_placed(error))
        except DeriveError as error:
            complete = False
            _complain(_placed(error))
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
        if any(expectation.step is None for expectation in document.expectations):
            return REFUTED
    return PROVED
