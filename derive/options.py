"""The options of the `derive` command."""

import argparse
import sys
from collections.abc import Callable
from typing import NoReturn

from derive.errors import UsageError

NOTATIONS = ("markdown", "tex", "ascii", "notebook")
DEFAULT = "softmax-cross-entropy"
"""The derivation that `derive show` shows when it is given no name."""

MOST_JOBS = 64
"""How many processes may be asked for."""


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


def read_options(arguments: list[str]) -> argparse.Namespace | None:
    """The options, or None where help or the version was printed instead. Raises UsageError."""
    *others, last = _COMMANDS
    if not arguments:
        message = f"say what to do: derive {', '.join(others)} or {last}; derive --help tells more"
        raise UsageError(message, code="usage")
    if not arguments[0].startswith("-") and arguments[0] not in _COMMANDS:
        raise UsageError(f"there is no command {arguments[0]!r}; there are {', '.join(_COMMANDS)}", code="usage")
    try:
        return _parser(arguments[0]).parse_args(arguments)
    except SystemExit:
        return None


class _Formatter(argparse.HelpFormatter):
    """Help as wide as what is printed otherwise."""

    def __init__(self, prog: str) -> None:
        from derive.printers.delivery import width

        super().__init__(prog, width=width(terminal=sys.stdout.isatty()) - 2)


def _parser(first: str) -> argparse.ArgumentParser:
    """What reads the arguments that begin with this one: with the options of that command, or with all commands."""
    parser = _Parser(
        prog="derive",
        description="A proofreader for mathematical derivations: proves or refutes every = in them.",
        epilog="Exit status: 0 nothing refuted, 1 a step refuted, 2 wrong usage or an unreadable file.",
        allow_abbrev=False,
        formatter_class=_Formatter,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", prog="derive")
    for name in (first,) if first in _COMMANDS else _COMMANDS:
        brief, description, add_options = _COMMANDS[name]
        command = commands.add_parser(
            name, help=brief, description=description, allow_abbrev=False, formatter_class=_Formatter
        )
        add_options(command)
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
    _add_why(show)
    _add_format(show, ("terminal",))


def _add_check(check: argparse.ArgumentParser) -> None:
    check.add_argument("paths", nargs="+", metavar="PATH", help="a document, a folder of documents, or - to read one")
    _add_n(check)
    _add_format(check, ("text", "json"))
    check.add_argument(
        "--strict", action="store_true", help="exit with 1 for undecided and unreadable steps and wrong reasons too"
    )
    check.add_argument("--echo", action="store_true", help="print each row as it was understood, with all scopes")
    check.add_argument("--jobs", type=_jobs, metavar="J", help="how many documents to check at a time")
    check.add_argument("--no-cache", action="store_true", help="check unchanged documents again")
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
    _add_why(steps)
    _add_format(steps, ("terminal",))


def _add_learn(learn: argparse.ArgumentParser) -> None:
    learn.add_argument("name", metavar="NAME|FILE", help="a shipped derivation or a document of your own")


def _add_explain(explain: argparse.ArgumentParser) -> None:
    explain.add_argument("code", nargs="?", metavar="CODE", help="such as quotient-rule or index-slip")


def _add_nothing(command: argparse.ArgumentParser) -> None:
    """The command has no options of its own."""


def _add_n(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-n", type=_size, metavar="N", help="the number of components; all n if left out")


def _add_why(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--why", action="store_true", help="say below each step why it holds")


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


def _jobs(written: str) -> int:
    number = int(written) if written.isascii() and written.isdecimal() and len(written) < 4 else 0
    if not 1 <= number <= MOST_JOBS:
        raise argparse.ArgumentTypeError(f"jobs are a whole number from 1 to {MOST_JOBS}, not {written!r}")
    return number


_COMMANDS: dict[str, tuple[str, str, Callable[[argparse.ArgumentParser], None]]] = {
    "show": (
        "show a derivation, each step with its rule",
        "Show a derivation row by row: what is given, and for each step its verdict and its rules.",
        _add_show,
    ),
    "check": (
        "check documents for steps that do not hold",
        "Print every step that is refuted, undecided or unreadable, with its evidence, and totals.",
        _add_check,
    ),
    "steps": (
        "derive an expression step by step",
        "Derive an expression from the definitions: a chain in which every step uses one rule and is proved.",
        _add_steps,
    ),
    "learn": (
        "find a derivation yourself, line by line",
        "A lesson: you write the next line, and are told whether it is right, and if not, which values show it.",
        _add_learn,
    ),
    "list": (
        "list the derivations that ship with the program",
        "List the derivations that ship with the program, each with its title.",
        _add_nothing,
    ),
    "explain": (
        "explain a rule or a mistake by the code that a report names it with",
        "Explain a rule or a mistake by the code that a report names it with; without a code, list all of them.",
        _add_explain,
    ),
}
"""What each command does, in brief and as its help says it, and its options."""
