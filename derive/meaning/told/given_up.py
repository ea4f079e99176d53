"""Where words give up what was assumed before: "Now drop the assumption."."""

import re
from functools import lru_cache

from derive.meaning.told.sentences import sentence_of
from derive.source import Source

_GIVEN_UP = (
    r"(?i)\b(?:drop|relax|remove|lift|abandon|discard|waive|give up|dispense with|do without|get rid of"
    r"|(?:dropp|relax|remov|lift|abandon|discard|waiv)ing)\s+"
    r"(?:(?:the|this|that|our|these|those|all|any|both|last|first|above|previous|simplifying|restrictive)\s+)*"
    r"(?:assumptions?|constraints?|conditions?|restrictions?|requirements?|hypothes[ie]s|normali[sz]ation)\b"
    r"|\b(?:assumption|constraint|condition|restriction|requirement|hypothesis|normali[sz]ation)s?\s+"
    r"(?:is|are) (?:now |then )?(?:dropped|relaxed|removed|lifted|abandoned|waived)\b"
    r"|\bno longer (?:assume|require|impose)\b"
)
_ONLY_SPEAKS = r"(?i)\b(?:if|can|could|may|might|cannot|not|never|later|would|unless|when|to)\b|n['’]t\b"
"""By which words a sentence only speaks of doing so."""


@lru_cache(maxsize=8)
def places_given_up(source: Source) -> tuple[int, ...]:
    """Where words stand by which all that was assumed before may be given up.

    >>> places_given_up(Source("", "Let $a = b$. Now drop this assumption."))
    (17,)
    >>> places_given_up(Source("", "We cannot drop the assumption, or could we?"))
    ()
    """
    found = re.finditer(_GIVEN_UP, source.text)
    return tuple(one.start() for one in found if not re.search(_ONLY_SPEAKS, sentence_of(one, source)))
