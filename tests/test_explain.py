"""`derive explain`: every rule and every mistake has its text."""

import pytest

from derive.calculus.table import RULES
from derive.command import main
from derive.mistakes.table import MISTAKES
from derive.printers.alphabet import ASCII
from derive.printers.explained import explanation, listing
from derive.printers.styled import in_alphabet, plain

CODES = [*(rule.code for rule in RULES), *(mistake.code for mistake in MISTAKES)]


def test_codes_are_told_apart() -> None:
    assert len(set(CODES)) == len(CODES) >= 50


def test_a_mistake() -> None:
    assert plain(explanation("lost-square")) == (
        "Lost square of the denominator  mistake lost-square\n"
        "\n"
        "The denominator lacks its square.\n"
        "The quotient rule is remembered for its numerator, and its denominator is copied as it was.\n"
        "\n"
        "  Let S = Σₖ e^zₖ.\n"
        "  wrong  ∂/∂zᵢ (1/S) = −e^zᵢ/S\n"
        "  right  ∂/∂zᵢ (1/S) = −e^zᵢ/S²\n"
    )


def test_a_rule() -> None:
    assert plain(explanation("split-sum")) == (
        "Split the sum  rule split-sum\n"
        "\n"
        "  Σ_k f(k) = f(i) + Σ_{k≠i} f(k)\n"
        "\n"
        "Example: Σ_k e^{o_k} = e^{o_i} + Σ_{k≠i} e^{o_k}\n"
    )


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_explained(code: str) -> None:
    for alphabet in (None, ASCII):
        lines = explanation(code, alphabet) if alphabet is not None else explanation(code)
        text = plain(in_alphabet(line, alphabet) if alphabet is not None else line for line in lines)
        assert len(text.splitlines()) >= 4
        assert code in text.splitlines()[0]
        assert alphabet is None or text.isascii()
    assert f"  {code} " in plain(listing())


def test_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain"]) == 0
    assert capsys.readouterr().out == plain(listing())
    assert main(["explain", "sign"]) == 0
    assert capsys.readouterr().out.startswith("Sign  mistake sign\n")
    assert main(["explain", "sing"]) == 2
    assert capsys.readouterr().err == (
        "derive: error: there is no rule and no mistake 'sing'; derive explain lists all codes\n"
    )
