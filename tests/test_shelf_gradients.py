"""The stated gradients of the shelf against automatic differentiation of functions that are written by hand.

The library is autograd: neither the program nor SymPy has a part in this.
"""

import inspect
from typing import Any

import numpy as np
import pytest
from autograd import jacobian
from shelf_by_hand import PAGES, Function, Page, Stated

from derive import shelf

RESULTS = [(name, result) for name, page in PAGES.items() for result in page.results]


def test_every_result_of_every_page_is_here() -> None:
    stated = [(name, result) for name in shelf.names() for result in shelf.page(name).results]
    assert sorted(RESULTS) == sorted(stated)


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize(("name", "result"), RESULTS)
def test_the_derivative_is_what_the_page_says(name: str, result: str, seed: int) -> None:
    page, stated = PAGES[name], PAGES[name].results[result]
    point = drawn(page, np.random.default_rng(seed))
    found = stated.entries(differentiated(stated, point))
    expected = applied(stated.derivative, point)
    assert np.shape(found) == np.shape(expected)
    np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-12)
    assert np.any(np.abs(np.asarray(expected)) > 1e-6) or result.endswith("= 0")


def drawn(page: Page, random: np.random.Generator) -> dict[str, Any]:
    """Values for all variables of a page."""
    point = {}
    for name, shape in page.shapes.items():
        value = random.normal(size=shape)
        if name in page.positive or name in page.simplex:
            value = 0.5 + np.abs(value)
        if name in page.simplex:
            value = value / value.sum(axis=-1, keepdims=True)
        point[name] = value
    return point


def differentiated(stated: Stated, point: dict[str, Any]) -> Any:
    """The derivative of the function by its variable, or the second derivative, by automatic differentiation."""
    function, variables = stated.function, stated.by.split()
    assert len(set(variables)) == 1

    def of_variable(value: Any) -> Any:
        return applied(function, point | {variables[0]: value})

    derivative = of_variable
    for _ in variables:
        derivative = jacobian(derivative)
    return derivative(point[variables[0]])


def applied(function: Function, point: dict[str, Any]) -> Any:
    return function(**{name: point[name] for name in inspect.signature(function).parameters})
