"""Which words of plain text are prose, and which name variables.

A word of several letters that mathematics does not know is prose, unless an operator or a relation binds it on one
side and nothing but mathematics stands on the other: distance and time in v = 2*distance/time.
"""

import re
from collections.abc import Sequence
from functools import cache

from derive.errors import ReadError
from derive.letters import GREEK
from derive.notation.ascii import Abbreviations
from derive.notation.ascii_tokens import OPENING, RELATIONS, Token, scan
from derive.notation.ascii_words import in_letters, is_function, is_known, is_named_by, is_prose, sum_of

OPERATORS = ("+", "-", "*", "/", "^", "·", "×", "⊙")
_MATHEMATICAL = (*OPERATORS, "_", "Σ", "Π", "∂", "√", "𝟙", "|", "...", *RELATIONS)

_ARTICLES = frozenset(("the", "a", "an", "its", "their", "our", "this", "each", "every"))
_CLAUSES = frozenset(
    {
        "for",
        "where",
        "if",
        "so",
        "as",
        "and",
        "or",
        "when",
        "then",
        "which",
        "is",
        "because",
        "since",
        "while",
        "we",
        "but",
    }
)
"""Words with which a clause begins that is no part of the operand before it."""


@cache
def common() -> frozenset[str]:
    """Short words of English that never name anything in a formula."""
    words = (
        "the of and or is are be to in it we if for so as by with where this that not on at an then let from was were "
        "has have had can will would should may must do does did but because since when while which who what how why "
        "there here its their our your you they these those thus hence also only just each every any all some both "
        "than too etc per via about after before again between into using gives get"
    )
    return frozenset(words.split())


@cache
def operations() -> frozenset[str]:
    """Words that stand for an operator, so that what is before them is not all."""
    words = (
        "times plus minus over divided multiplied added subtracted squared cubed raised mod modulo percent per "
        "factorial choose dot cross transpose transposed inverse"
    )
    return frozenset(words.split())


def scanned(line: str, abbreviations: Abbreviations) -> tuple[Token, ...]:
    """The signs of a line without the end; none for a line that is too long."""
    try:
        return in_letters(scan(line, 0), abbreviations.products, prose=True)[:-1]
    except ReadError:
        return ()


def is_related(token: Token) -> bool:
    return token.kind == "sign" and token.text in RELATIONS


def is_mathematical(tokens: Sequence[Token], place: int, *, brackets: bool = True) -> bool:
    token = tokens[place]
    match token.kind:
        case "word":
            return not is_word(tokens, place) or is_name(tokens, place)
        case "sign" if token.text in OPENING or token.text in ")]},":
            return brackets
        case "sign":
            return token.text in _MATHEMATICAL or (token.text == ":" and brackets)
        case _:
            return True


def is_word(tokens: Sequence[Token], place: int) -> bool:
    """Whether a token is a word of prose: not the name of a function before its bracket, nor an index."""
    token = tokens[place]
    if token.kind != "word" or is_differentiated(tokens, place):
        return False
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    before = tokens[place - 1] if place else None
    if token.text in ("a", "A", "I") and after is not None and after.kind == "word" and after.spaced:
        is_operand = is_function(after.text) or after.text in GREEK or after.text in common()
        bound = before is not None and (before.text in _MATHEMATICAL or before.kind in ("number", "super"))
        is_factor = bound and is_operand
        return len(after.text) > 1 and not is_factor
    if not is_prose(token):
        if is_named_by(token) and before is not None and (before.text.lower() in _ARTICLES or _is_adjective(before)):
            return after is not None and after.kind == "word" and after.spaced
        return token.text in ("in", "one", "max", "min", "sign", "trace", "loss", "sum", "product") and (
            after is None or (after.kind == "word" and after.spaced and is_prose(after))
        )
    if token.text.lower() in common():
        return True
    if before is not None and before.is_sign("{", "_"):
        return False
    return not (after is not None and (after.kind == "sub" or after.is_sign("(", "[", "_")) and not after.spaced)


def _is_adjective(before: Token) -> bool:
    """Whether a word may tell more of the noun after it: mse in "the mse loss L"."""
    return before.kind == "word" and is_prose(before) and before.text.lower() not in common()


def is_differentiated(tokens: Sequence[Token], place: int) -> bool:
    """Whether a word is a name of which a derivative is taken: loss in dloss/dw, d loss/dw, d(loss)/dw."""
    inside = 0 < place < len(tokens) - 1 and tokens[place - 1].is_sign("(") and tokens[place + 1].is_sign(")")
    slash, before = place + 1 + inside, place - 1 - inside
    if slash + 1 >= len(tokens) or not tokens[slash].is_sign("/"):
        return False
    below = tokens[slash + 1]
    name = below.text.removeprefix("d") or (tokens[slash + 2].text if slash + 2 < len(tokens) else "")
    if below.kind != "word" or below.text[0] != "d" or not (len(name) == 1 or is_known(name)):
        return False
    joined = not inside and tokens[place].text[0] == "d" and len(tokens[place].text) > 2
    return joined or (before >= 0 and tokens[before].kind == "word" and tokens[before].text == "d")


def is_name(tokens: Sequence[Token], place: int) -> bool:
    """Whether a word of prose stands where only an operand can.

    It is bound by an operator or a relation on one side, or by the bracket of a function around it; on the other side
    there is one too, a bracket, the end, or a word that begins a sentence about it.
    """
    token = tokens[place]
    if token.text.lower() in common() or token.text.lower() in operations() or _is_compound(tokens, place):
        return False
    before, after = _at(tokens, place - 1), _at(tokens, place + 1)
    if before is not None and after is not None and before.is_sign("(") and after.is_sign(")") and place > 1:
        return not before.spaced and (tokens[place - 2].kind in ("word", "sub") or _binds(tokens[place - 2]))
    bound_before = before is not None and (_binds(before) or (before.kind == "number" and not token.spaced))
    if before is not None and before.kind == "word" and not is_prose(before) and _is_argument(tokens, place):
        return True
    bound_after = after is not None and _binds(after)
    if not (bound_before or bound_after):
        return False
    return (bound_before or _begins(before, token)) and (bound_after or _ends(tokens, place + 1))


def _is_argument(tokens: Sequence[Token], place: int) -> bool:
    """Whether a word ends a factor in the argument of a function: eps in exp(-beta eps)."""
    opener = next((k for k in range(place - 1, 0, -1) if tokens[k].is_sign(*OPENING, *OPENING.values())), None)
    if opener is None or not tokens[opener].is_sign("(") or tokens[opener].spaced:
        return False
    after = _at(tokens, place + 1)
    called = tokens[opener - 1].kind == "word" and is_function(tokens[opener - 1].text)
    inside = all(not is_prose(one) for one in tokens[opener + 1 : place])
    return called and inside and after is not None and (after.is_sign(")", ",") or _binds(after))


def _at(tokens: Sequence[Token], place: int) -> Token | None:
    return tokens[place] if 0 <= place < len(tokens) else None


def _binds(token: Token) -> bool:
    return token.kind == "super" or is_related(token) or token.is_sign(*OPERATORS)


def _begins(before: Token | None, token: Token) -> bool:
    """Whether a name may stand after this sign."""
    if before is None or before.is_sign(*OPENING, "|", ",", ";", ":", "`", '"', "“"):
        return True
    if before.kind == "word":
        return before.text.lower() in common() - {"of", "per"} or is_function(before.text)
    return token.spaced and before.is_sign(".", "?", "#")


def _ends(tokens: Sequence[Token], place: int) -> bool:
    """Whether a name may stand before this place."""
    after = _at(tokens, place)
    if after is None or after.is_sign(")", "]", "}", "|", ",", ";", "`", '"', "”"):
        return True
    if after.kind == "word":
        is_coefficient = len(tokens[place - 1].text) == 2 and len(after.text) == 1 and after.text not in ("a", "A", "I")
        return after.spaced and (after.text.lower() in _CLAUSES or is_coefficient)
    following = _at(tokens, place + 1)
    return after.is_sign(".", ":", "?", "#") and (following is None or following.spaced)


def _is_compound(tokens: Sequence[Token], place: int) -> bool:
    """Whether a hyphen joins the word to another, as in cross-entropy: or is it a difference?"""
    for hyphen, other, right in ((place - 1, place - 2, place), (place + 1, place + 2, place + 2)):
        sign, joined = _at(tokens, hyphen), _at(tokens, other)
        if sign is None or joined is None or joined.kind != "word":
            continue
        if sign.is_sign("-") and not sign.spaced and not tokens[right].spaced:
            return True
    return False


def is_marked(tokens: Sequence[Token]) -> bool:
    """Whether there are signs that only mathematics has: scripts, functions, sums, derivatives, powers."""
    for place, token in enumerate(tokens):
        if token.kind in ("sub", "super") or token.is_sign("∂", "Σ", "√", "^", "_", "Π", "𝟙"):
            return True
        if token.kind == "word" and (is_function(token.text) or sum_of(token.text) is not None):
            after = tokens[place + 1] if place + 1 < len(tokens) else None
            return after is not None and after.is_sign("(")
        if token.kind == "word" and is_differentiated(tokens, place):
            return True
        if re.fullmatch(r"d[^\W\d_]?", token.text) and place + 1 < len(tokens) and tokens[place + 1].is_sign("/"):
            return True
    return False


def closed(tokens: Sequence[Token]) -> dict[int, int]:
    """The place of each opening bracket that is closed -> the place of its end."""
    opened: list[int] = []
    pairs: dict[int, int] = {}
    for place, token in enumerate(tokens):
        if token.is_sign(*OPENING):
            opened.append(place)
        elif token.is_sign(")", "]", "}"):
            if opened and OPENING[tokens[opened[-1]].text] == token.text:
                pairs[opened.pop()] = place
            else:
                opened.clear()
    return pairs


def only_names(tokens: Sequence[Token]) -> bool:
    """Whether one word stands for a letter, or for a word: N = samples says in words what N is."""
    places = [place for place, token in enumerate(tokens) if is_related(token)]
    return places[:1] == [1] and all(
        end - place == 2 and is_word(tokens, place + 1)
        for place, end in zip(places, [*places[1:], len(tokens)], strict=True)
    )
