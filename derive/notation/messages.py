"""The message for each way in which a formula can be malformed: a table, by code.

>>> from derive.source import NOWHERE
>>> malformed("unclosed-brace", NOWHERE, found="the end of the formula").message
'this { is never closed'
"""

from derive.errors import ReadError
from derive.notation.lalr import END, UnexpectedTokenError
from derive.source import Span

MESSAGES: dict[str, tuple[str, str]] = {
    "unclosed-brace": ("this { is never closed", "}"),
    "unclosed-bracket": ("this bracket is never closed", ""),
    "unclosed-environment": ("this environment is never closed", ""),
    "left-without-right": (r"this \left has no \right", ""),
    "unmatched-brace": ("this } closes nothing", ""),
    "unmatched-bracket": ("this bracket closes nothing", ""),
    "unmatched-end": (r"this \end has no \begin", ""),
    "mismatched-brackets": ("this bracket is closed by another kind of bracket", ""),
    "missing-delimiter": ("a bracket must follow here", "a bracket"),
    "missing-operand": ("something is missing here", "a number, a letter or a bracket"),
    "missing-argument": ("an argument is missing here", "an argument"),
    "empty-argument": ("this argument is empty", "a formula"),
    "empty-formula": ("there is nothing here to read", "a formula"),
    "double-superscript": (
        "a second superscript on the same base",
        "braces around the base and its first superscript",
    ),
    "double-subscript": ("a second subscript on the same base", "one subscript"),
    "double-accent": ("an accent on what has one already, or on more than one letter", "one letter"),
    "alignment-outside": ("& stands outside an alignment", "no &"),
    "row-outside": (r"\\ stands outside an alignment", r"no \\"),
    "nested-alignment": ("an alignment stands inside a formula", "a formula of one line"),
    "unknown-command": ("this command is not known", "a command of LaTeX mathematics"),
    "unknown-environment": ("this environment is not known", "an environment of LaTeX mathematics"),
    "unsupported": (
        "this is known but not read",
        "sums, products, quotients, powers, functions, derivatives",
    ),
    "unexpected-character": ("this character has no meaning here", "mathematics"),
    "unexpected-sign": ("this cannot stand here", ""),
    "unexpected-relation": ("a relation stands inside one member of a chain", "a formula without a relation"),
    "unreadable-condition": ("this condition is not a relation", "a relation, such as i = j"),
    "misplaced-partial": ("this ∂ stands alone", "∂ above and below a fraction bar"),
    "missing-partial": ("∂ is missing here", "∂ above and below the fraction bar"),
    "derivative-order": ("the order of this derivative above is not that below", ""),
    "invisible-braces": ("these braces hold a sum together, but cannot be seen on paper", "brackets"),
    "ambiguous-slash": ("what this slash divides is not clear", "brackets or a fraction bar"),
    "ambiguous-sum": ("how far this sum reaches is not clear", "brackets around all that is summed"),
    "ambiguous-power": (
        "whether this raises the sum or what is summed is not clear",
        "brackets around what is raised",
    ),
    "ambiguous-word": ("whether this is a name or a product of letters is not clear", "signs between the letters"),
    "bare-script": ("a script of more than one sign without braces", "braces around the whole script"),
    "too-deep": ("this is nested too deeply", "less nesting"),
    "too-long": ("this formula is too long", "fewer than 20000 characters"),
    "too-large": ("this number is too long", "at most 100 digits"),
}
"""Code -> (message, what is expected unless the place itself says)."""


def malformed(code: str, span: Span, *, expected: str = "", found: str = "") -> ReadError:
    """The ReadError of a code of MESSAGES."""
    message, usual = MESSAGES[code]
    return ReadError(message, code=code, span=span, expected=expected or usual, found=found)


_FOUND = {
    END: "the end of the formula", "RBRACE": "}", "ROW": "\\\\", "AMP": "&", "SUB": "_", "SUP": "^", "PRIME":
    "'", "LBRACE": "{", "OVER": "\\over", "FACTORIAL": "!",
}  # fmt: skip
_OPERATORS = frozenset({"BIN", "TIMES", "SLASH", "REL", "MID", "SIGN"})


def unexpected(error: UnexpectedTokenError, written: str) -> ReadError:
    """What to say of a token for which the grammar has no place; `written` is its text."""
    token, before = error.token, error.before
    found = _FOUND.get(token.kind, written)
    span = Span(token.start, token.end)
    ends = token.kind in (END, "RBRACE", "CLOSE", "ROW", "AMP", "END", "COMMA", "OVER")
    if "LBRACE" in error.expected and "BIN" not in error.expected:
        if before is None and token.kind == END:
            return malformed("empty-formula", span, found=found)
        if "TIMES" not in error.expected:
            return malformed("missing-argument", span, found=found)
        if ends or token.kind in _OPERATORS or token.kind in ("SUB", "SUP", "PRIME", "FACTORIAL"):
            return malformed("missing-operand", span, found=found)
    return malformed("unexpected-sign", span, expected="an operator or the end", found=found)
