"""What can be decided of a claim: data only."""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import TypeAlias

from derive.data import Data
from derive.term import Claim, Result


class Verdict(Enum):
    """A verdict has no truth value: `if verdict:` raises, since undecided is neither yes nor no."""

    PROVED = "proved"
    REFUTED = "refuted"
    UNDECIDED = "undecided"
    UNREADABLE = "unreadable"
    GIVEN = "given"

    def __bool__(self) -> bool:
        raise TypeError("a verdict has no truth value; compare it with Verdict.PROVED and the others")


class Reason(Data):
    """Why nothing was decided, or what to note of a decision."""

    code: str
    message: str


UNREAD_WORDS = "unread-words"
"""The code of what is not refuted since the prose has words that nobody here understands."""


class Counterexample(Data):
    """Values that satisfy all that is given, at which both sides are defined and differ."""

    sizes: tuple[tuple[str, int], ...]
    """The size of each index set by its name, the smallest at which the claim breaks; none if it has none."""
    case: str
    """The index case in Unicode, such as 'i≠j' or 'i=j'; empty if there is only one free letter or none."""
    letters: tuple[tuple[str, int], ...]
    """The value of each free index letter."""
    values: tuple[tuple[str, str], ...]
    r"""(LaTeX, exact value): ('e^{o_1}', '2'), ('y_1', '1/3'). Where the exponential of o matters, it is given."""
    left: str
    right: str
    """The two sides: exact rationals such as '-2/9', or disjoint intervals '[0.693147, 0.693148]'."""

    @property
    def n(self) -> int:
        """The size of the first index set; 1 where there is none."""
        return self.sizes[0][1] if self.sizes else 1


class Explanation(Data):
    """What a step needs to be true."""

    rules: tuple[str, ...]
    """Codes of the rules of derive.calculus."""
    uses: tuple[int, ...]
    """The numbers of the givens."""
    results: tuple[int, ...] = ()
    """The numbers of the earlier results that explain the step."""


class Proved(Data):
    conditions: tuple[str, ...]
    """Side conditions in Unicode that are neither given nor discharged: 'x ≠ 1', 'n ≥ 2'."""
    explanation: Callable[[], Explanation]
    """It takes longer to find than the proof, so it is looked for when it is asked for."""


class Refuted(Data):
    counterexample: Counterexample


class Undecided(Data):
    reason: Reason


Decision: TypeAlias = Proved | Refuted | Undecided
Decide: TypeAlias = Callable[[Claim, Sequence[Result]], Decision]
"""A way to decide claims, with the results that may be named."""
