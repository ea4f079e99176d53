"""Letters that stand for what is more than a letter, t − 1 and c_i, and how their values hang together.

What holds for all values of such letters holds for those that are meant. The values of two of them cannot always be
chosen freely, however: t − 1 and t differ, t − 1 is 1 if t is 2, and c_i is c_j if i is j. What relates them in one
claim is given as a case of it as far as it can be; beyond that, values that break the claim refute nothing.
"""

import re
from collections.abc import Iterable
from itertools import combinations
from typing import TypeAlias

from derive.calculus.definitions import names_in
from derive.calculus.substitution import indices_of
from derive.data import replace
from derive.errors import UnsupportedError
from derive.meaning.names import Symbol, plain_letter
from derive.term import Claim, Distinction, Index, Last, Letter, Literal, Sum, subterms_of
from derive.term_text import index_text

_SHIFTED = r"(.+)([+−])(\d+)"
_NUMBER = ""
"""What numbers are steps after: 2 is 2 steps after it."""
_Place: TypeAlias = tuple[str, int]
"""What an index is some steps after, and their number."""


def base(name: str) -> _Place:
    """The letter that a letter is some steps after, and their number.

    >>> base("t−1"), base("t")
    (('t', -1), ('t', 0))
    """
    match = re.fullmatch(_SHIFTED, name) if "+" in name or "−" in name else None
    return (match[1], int(match[3]) * (1 if match[2] == "+" else -1)) if match else (name, 0)


def shifts(indices: Iterable[Index], case: tuple[Distinction, ...]) -> tuple[Distinction, ...]:
    """Which indices of a claim are equal, and which differ, since they are some steps after one another, as t − 1
    and t are, or i + 1 and j + 1 in a case of i and j.

    Raises UnsupportedError for an index before the first one, as t − 1 is where t = 1."""
    places = _places(indices, case)
    if not any(map(_is_shifted, places)):
        return ()
    for number in (index for index in places if isinstance(index, Literal)):
        for index, (of, steps) in places.items():
            if of == places[number][0] and number.value + steps - places[number][1] < 1:
                message = f"{index_text(index)} is none of the indices in this case"
                raise UnsupportedError(message, code="construct-not-supported")
    apart = {_difference(places[one.left], places[one.right]) for one in case if not one.equal}
    found = []
    for left, right in combinations(sorted(places, key=str), 2):
        if left.set != right.set or not (isinstance(left, Letter) or isinstance(right, Letter)):
            continue
        (one, steps), (other, further) = places[left], places[right]
        forwards, backwards = _difference(places[left], places[right]), _difference(places[right], places[left])
        if one == other:
            found.append(Distinction(left, right, steps == further))
        elif forwards in apart or backwards in apart:
            found.append(Distinction(left, right, False))
    return tuple(one for one in found if one not in case)


def is_shift(one: Symbol, other: Symbol) -> bool:
    """Whether two occurrences of a symbol are as h_t and h_{t−1}."""
    indices = zip((*one.uppers, *one.lowers), (*other.uppers, *other.lowers), strict=False)
    letters = [(plain_letter(left), plain_letter(right)) for left, right in indices]
    return one.name == other.name and any(
        left is not None and right is not None and left != right and base(left)[0] == base(right)[0]
        for left, right in letters
    )


def is_chosen(letter: Letter) -> bool:
    """Whether a letter is as c_i and π(i): what holds of it need not hold of all indices."""
    return _head(letter) != base(letter.name)[0]


def chosen_by(letter: Letter) -> frozenset[str]:
    """The letters with which one as c_i changes: i."""
    return frozenset(re.split(r"[_(){},^]", base(letter.name)[0].removeprefix(_head(letter)))) - {""}


def is_partial(letter: Letter) -> bool:
    """Whether a letter is as c_i or t + 1: it need not have all values that an index can have."""
    return is_chosen(letter) or base(letter.name)[1] != 0


def tied(claim: Claim) -> bool:
    """Whether some values of the indices of a claim may be none that they can have together.

    So it is with c_i and c_j, with t and t − 1 besides s and s − 1, with t − 1 besides 1 or n, which may be the index
    before or after all that t is, and with c_i where c is a symbol, too.
    """
    return _is_tied_twice(claim) or bool(_beside_ends(claim)) or bool(_of_one_head(claim))


def untied(claim: Claim) -> tuple[Claim, ...]:
    """A tied claim in cases in which its indices can have their values together, whatever they are chosen by; none if
    that is not known.

    Where c_i and c_j differ, so do i and j; they may be the same for all, too. t + 1 is not 1, nor is t − 1 the last
    index.
    """
    pairs = _of_one_head(claim)
    moving = {name for pair in pairs for one in pair for name in chosen_by(one)}
    letters = {index.name for index in _indices(claim) if isinstance(index, Letter)}
    symbols = names_in(claim.left) | names_in(claim.right)
    if _is_tied_twice(claim) or moving & letters or any(_head(one) in symbols for pair in pairs for one in pair):
        return ()
    inside = []
    for one in _beside_ends(claim):
        steps = base(one.name)[1]
        if steps < -1:
            return ()
        ends = [Literal(number, one.set) for number in range(1, steps + 1)] if steps > 0 else [Last(one.set)]
        inside += [Distinction(one, end, False) for end in ends]
    cases = [
        [Distinction(one, other, equal) for one, other in pairs] for equal in ((False, True) if pairs else (True,))
    ]
    return tuple(replace(claim, case=tuple(dict.fromkeys((*claim.case, *inside, *case)))) for case in cases)


def _is_tied_twice(claim: Claim) -> bool:
    """Whether a claim has t and t − 1 besides s and s − 1."""
    indices = _indices(claim)
    places = _places(indices, claim.case)
    pairs = combinations(places.values(), 2)
    apart = {one for (one, steps), (other, further) in pairs if one == other and steps != further}
    return len(apart & {places[index][0] for index in indices if _is_shifted(index)}) > 1


def _beside_ends(claim: Claim) -> tuple[Letter, ...]:
    """The letters some steps after others that stand beside the first or the last index."""
    indices = _indices(claim)
    places = _places(indices, claim.case)
    ends = [index for index in indices if not isinstance(index, Letter)]
    shifted = sorted((one for one in indices if isinstance(one, Letter) and _is_shifted(one)), key=str)
    return tuple(
        one
        for one in shifted
        if any(not _is_within(places[one], end, places[end]) for end in ends if one.set == end.set)
    )


def _of_one_head(claim: Claim) -> tuple[tuple[Letter, Letter], ...]:
    """The letters that are as c_i and c_j; c_i beside itself where c is a symbol, too."""
    indices = _indices(claim)
    places = _places(indices, claim.case)
    symbols = names_in(claim.left) | names_in(claim.right)
    composed = sorted((one for one in indices if isinstance(one, Letter) and is_chosen(one)), key=str)
    others = [one for one in sorted(indices, key=str) if isinstance(one, Letter)]
    return tuple(
        (one, other)
        for one in composed
        for other in others
        if (one == other and _head(one) in symbols) or _has_same_head(one, other, places)
    )


def ranges(claim: Claim) -> tuple[str, ...]:
    """The conditions under which t − 1 is an index where sums run over all of them: "t − 1 ≥ 1"."""
    terms = [claim.left, claim.right, *(definition.body for definition in claim.definitions)]
    sums = {one.letter.set for term in terms for one in subterms_of(term, Sum)}
    found = indices_of(claim.left) | indices_of(claim.right)
    letters = [one for one in found if isinstance(one, Letter) and one.set in sums and _is_shifted(one)]
    return tuple(sorted(map(_range, letters)))


def _range(letter: Letter) -> str:
    name, steps = base(letter.name)
    if steps < 0:
        return f"{name} − {-steps} ≥ {letter.set.first}"
    end = letter.set.size if letter.set.first == 1 else f"{letter.set.size} − 1"
    return f"{name} + {steps} ≤ {end}"


def _indices(claim: Claim) -> frozenset[Index]:
    """The free indices of a claim, of its case, and the first and last ones in its definitions."""
    case = frozenset(index for one in claim.case for index in (one.left, one.right))
    inner = frozenset().union(*(indices_of(definition.body) for definition in claim.definitions))
    ends = frozenset(index for index in inner if not isinstance(index, Letter))
    return case | ends | indices_of(claim.left) | indices_of(claim.right)


def _is_shifted(index: Index) -> bool:
    return isinstance(index, Letter) and base(index.name)[1] != 0


def _places(indices: Iterable[Index], case: tuple[Distinction, ...]) -> dict[Index, _Place]:
    """What each index is some steps after: of those that the case relates, the same."""
    compared = (index for one in case for index in (one.left, one.right))
    places = {index: _place(index) for index in (*indices, *compared)}
    for one in case:
        (left, steps), (right, further) = places[one.left], places[one.right]
        if one.equal and left != right:
            moved = {index: (left, k + steps - further) for index, (of, k) in places.items() if of == right}
            places |= moved
    return places


def _place(index: Index) -> _Place:
    match index:
        case Letter():
            return base(index.name)
        case Literal():
            return _NUMBER, index.value
        case Last():
            return index.set.size, 0


def _difference(one: _Place, other: _Place) -> tuple[str, str, int]:
    return one[0], other[0], one[1] - other[1]


def _is_within(place: _Place, end: Index, at: _Place) -> bool:
    """Whether an index is known to be between the first one and the last one, by a number or an end in its place."""
    if place[0] != at[0]:
        return False
    return (
        place[1] <= at[1] if isinstance(end, Last) else isinstance(end, Literal) and end.value + place[1] - at[1] >= 1
    )


def _head(letter: Letter) -> str:
    """c of c_i and of c_i + 1, π of π(i)"""
    return re.split(r"[_(^]", base(letter.name)[0])[0]


def _has_same_head(one: Letter, other: Index, places: dict[Index, _Place]) -> bool:
    """Whether two indices are as c_i and c_j."""
    return (
        isinstance(other, Letter)
        and one.set == other.set
        and _head(one) == _head(other)
        and places[one][0] != places[other][0]
    )
