"""A limit of work for one decision, counted in operations rather than seconds, so that the same claim always ends
the same way, in any thread and on any machine."""


class BudgetSpentError(Exception):
    """The work allowed for one decision is done; what was not decided stays undecided."""


class Budget:
    """Counts work units down; `spend` raises BudgetSpentError when none are left.

    >>> budget = Budget(2)
    >>> budget.spend(2)
    >>> budget.spend()
    Traceback (most recent call last):
    derive.decide.budget.BudgetSpentError
    """

    __slots__ = ("left",)

    def __init__(self, units: int) -> None:
        self.left = units

    def spend(self, units: int = 1) -> None:
        self.left -= units
        if self.left < 0:
            raise BudgetSpentError
