"""Whether the words of a sentence deny a formula in it, or leave open which of several it states."""

import re

NEGATION = (
    r"(?:\b(?:cannot|no longer|neither|nor|none|hardly|scarcely|barely|rarely|seldom|anything but|no more)\b"
    r"|(?:\b(?:not|never)|n['’]t)\b(?!,? (?:only|just|merely|forget|overlook|difficult|hard|surprising\w*)\b)"
    r"|\bnowhere\b|\bno (?:case|circumstances?|way|means|point|time|reason)\b"
    r"|\bwithout\b(?! (?:loss|proof|any loss|further|more ado))|\bnon-)"
)
"""Words by which a sentence denies something; 'do not forget that' and 'without loss of generality' deny nothing."""
_ANOTHER_CLAUSE = (
    r"(?:is|are|was|were|has|equals?|gives?|becomes?|reads?|yields?|let|but|so|then|hence|thus|therefore|since|because|where|while|whereas|if|when|which|who|whose|for|although"
    r"|though|it follows|and (?:let|set|put|assume|suppose|take|write|we|that))"
)
_REQUIREMENT = (
    r"(?:constraints?|conditions?|assumptions?|requirements?|restrictions?|hypothes[ie]s|normali[sz]ation|rule)"
)
_GIVEN_UP = (
    r"(?:violat|break|broke|drop|relax|remov|lift|abandon|discard|waiv|disregard|ignor|neglect|giv\w+ up|lack)\w*"
)
_HOLDING = (
    r"(?:hold|holds|true|valid|satisfied|fulfilled|met|assumed|supposed|imposed|enforced|required|given|guaranteed|obeyed"
    r"|respected|be|apply|applies|available|in force|active|the case|correct|right|possible)"
)
_BEFORE = (
    rf"{NEGATION}(?:(?!\b{_ANOTHER_CLAUSE}\b)[^,;:]){{0,60}}$"
    rf"|\b{_GIVEN_UP}\b[^,;:]{{0,30}}\b{_REQUIREMENT}\b[^,;:]{{0,20}}$"
)
_AFTER = (
    rf"^\W*(?:(?:here|now|then|also|in general|always|which|that|is|are|was|were|does|do|did|need|needs|can|may|must"
    rf"|might|will|would|should|has|have|had|been|being|be|to)\W+){{0,4}}"
    rf"(?:{NEGATION}\W*(?:\w+\W+){{0,3}}?{_HOLDING}\b|cannot|fails?\b|{_GIVEN_UP}|(?:im|un)possible|excluded|false\b)"
)
_OR = r"\s*,?\s*\bor\b(?:\s+(?:else|that|if|when|with))?\s*"
_UNLESS = r"^\W*(?:unless|except (?:if|when|where|for|at)|other than)\b"


def denies(before: str, after: str, marks: str) -> bool:
    """Whether the words of its sentence before and after a formula, in lower case and with one of some marks for each
    formula, deny it.

    >>> denies("the labels do not satisfy ", "", "#"), denies("we never have ", "", "#")
    (True, True)
    >>> denies("the constraint ", " is violated", "#"), denies("assume ", ", unless #", "#")
    (True, True)
    >>> denies("do not forget that ", "", "#"), denies("as # does not vanish and let ", "", "#")
    (False, False)
    >>> denies("a vector # that is not zero has the length ", "", "#")
    False
    >>> denies("the loss ", " is not convex", "#"), denies("the weights, which do not depend on #, satisfy ", "", "#")
    (False, False)
    """
    last = re.split(f"[{marks}]", before)[-1].rstrip()
    first = re.split(f"[{marks}]", after)[0]
    return _has(_BEFORE, last) or _has(_AFTER, first) or _has(_UNLESS, first)


def is_one_of_several(before: str, after: str, statement: str) -> bool:
    """Whether a formula is one of two that 'or' links; `statement` is the mark of such a formula.

    >>> is_one_of_several("let ", " or #", "#"), is_one_of_several("let # or ", "", "#")
    (True, True)
    >>> is_one_of_several("let ", ", or equivalently #", "#")
    False
    """
    return _has(f"^{_OR}{statement}", after) or _has(f"{statement}{_OR}$", before)


def _has(pattern: str, text: str) -> bool:
    return re.search(pattern, text) is not None
