"""Small questions about whole numbers, answered exactly or not at all."""

from functools import lru_cache
from math import isqrt

_LARGEST_DIVISOR = 1000


@lru_cache(maxsize=4096)
def prime_factors(number: int) -> tuple[tuple[int, int], ...] | None:
    """((prime, multiplicity), ...) of number >= 1; None if two of its prime factors are above 1000.

    >>> prime_factors(360), prime_factors(1), prime_factors(1009 * 1013)
    (((2, 3), (3, 2), (5, 1)), (), None)
    """
    factors = []
    divisor = 2
    while divisor < _LARGEST_DIVISOR and divisor * divisor <= number:
        multiplicity = 0
        while number % divisor == 0:
            number //= divisor
            multiplicity += 1
        if multiplicity:
            factors.append((divisor, multiplicity))
        divisor += 1 if divisor == 2 else 2
    if number >= _LARGEST_DIVISOR**2:
        return None
    return (*factors, (number, 1)) if number > 1 else tuple(factors)


def whole_root(number: int, degree: int) -> int | None:
    """The root of number >= 0 if it is a whole number; by Newton's method from above.

    >>> whole_root(3**40, 8), whole_root(3**40 + 1, 8)
    (243, None)
    """
    if degree == 2:
        root = isqrt(number)
        return root if root * root == number else None
    root = 1 << -(-number.bit_length() // degree)
    while True:
        smaller = ((degree - 1) * root + number // root ** (degree - 1)) // degree
        if smaller >= root:
            return root if root**degree == number else None
        root = smaller
