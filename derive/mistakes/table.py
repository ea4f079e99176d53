"""All kinds of mistake, the most usual first."""

from derive.mistakes import hypotheses
from derive.mistakes.kinds import (
    constant_dropped,
    copied_case,
    derivative_order,
    digit_for_letter,
    equals_for_plus,
    extra_factor,
    extra_function,
    extra_term,
    factor_scope,
    index_slip,
    inverted,
    letter_case,
    log_scope,
    lost_delta,
    lost_factor,
    lost_square,
    lost_sum,
    lost_term,
    minus_scope,
    missing_partial,
    mixed_term,
    power_scope,
    product_for_sum,
    sign,
    spurious_partial,
    spurious_sum,
    sum_scope,
    wrong_bound_letter,
    wrong_function,
    wrong_left_side,
    wrong_power,
    wrong_range,
    wrong_symbol,
)
from derive.mistakes.mistake import Edits, Mistake

KINDS: tuple[tuple[Mistake, Edits], ...] = tuple(
    (kind.MISTAKE, kind.edits)
    for kind in (
        wrong_bound_letter,
        index_slip,
        sign,
        missing_partial,
        lost_square,
        power_scope,
        mixed_term,
        sum_scope,
        minus_scope,
        wrong_range,
        copied_case,
        lost_sum,
        spurious_sum,
        wrong_power,
        digit_for_letter,
        letter_case,
        extra_factor,
        extra_term,
        factor_scope,
        log_scope,
        lost_delta,
        equals_for_plus,
        wrong_left_side,
        wrong_symbol,
        extra_function,
        constant_dropped,
        lost_factor,
        lost_term,
        inverted,
        wrong_function,
        product_for_sum,
        spurious_partial,
        derivative_order,
    )
)

MISTAKES: tuple[Mistake, ...] = (*(mistake for mistake, _ in KINDS), hypotheses.MISTAKE)
BY_CODE = {mistake.code: mistake for mistake in MISTAKES}

IN_PAIRS = frozenset(
    ("index-slip", "sign", "missing-partial", "lost-square", "wrong-power", "power-scope", "extra-factor")
)
"""The kinds of which two at once are tried."""
