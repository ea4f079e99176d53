"""Sections that begin anew: what they prove by themselves, and what they must not."""

from derive.data import replace
from derive.decide.verdict import Verdict
from derive.document.model import Document
from derive.document.reading import read_document
from derive.proofread import check_document
from derive.report import DocumentReport
from derive.sections import NEARBY, WORDS, read_apart
from derive.source import Source

ONE = r"""
# One output

$$S = \sum_k e^{z_k}$$
$$p_i = \frac{e^{z_i}}{S}$$
$$f(x) = \log x$$
"""
TWO = r"""
# Another function

$$f(x) = x^2 \tag{7}$$
$$f'(x) = 2 x$$
"""


def checked(text: str) -> DocumentReport:
    return check_document(read_document(Source("page.md", text)))


def again(document: Document, changed: int, section: bool) -> DocumentReport:
    return check_document(document)


def last(text: str) -> tuple[str, tuple[str, ...]]:
    step = checked(text).steps[-1]
    return step.verdict.value, step.conditions


def test_a_section_begins_anew() -> None:
    assert last(ONE + TWO) == ("proved", (WORDS,))
    assert last(ONE + TWO.replace("# Another function", "")) == ("undecided", ())
    assert last(ONE + TWO.replace("= 2 x", "= x")) == ("undecided", ())


def test_a_rate_of_change_that_only_an_earlier_section_writes() -> None:
    text = r"""
$$\frac{dE}{dt} = -c\dot x^2$$

## Quality

$$\delta = \ln\frac{x(t)}{x(t+T)} = \gamma T$$
"""
    assert [step.verdict for step in checked(text).steps] == [Verdict.UNDECIDED] * 3


def test_what_a_section_uses_is_listed_with_the_ids_of_the_document() -> None:
    report = checked(ONE + TWO)
    assert report.steps[-1].uses == ("(7)",)
    assert [given.used_by for given in report.given if given.tag == "7"] == [(report.steps[-1].id,)]


def test_a_section_whose_definition_the_document_refutes_proves_nothing() -> None:
    document = read_document(Source("page.md", ONE + TWO))
    undecided = [replace(step, verdict=Verdict.UNDECIDED) for step in checked(ONE + TWO).steps]
    refuted = [*undecided[:-2], replace(undecided[-2], verdict=Verdict.REFUTED), undecided[-1]]
    assert (
        read_apart(document, undecided, (), frozenset().__contains__, False, 0, again).steps[-1].verdict
        is Verdict.PROVED
    )
    assert (
        read_apart(document, refuted, (), frozenset().__contains__, False, 0, again).steps[-1].verdict
        is Verdict.UNDECIDED
    )


def test_what_another_section_defines_is_not_free() -> None:
    other = r"""
# Two

$$q_{is} = p_{is} x_s$$
$$\frac{\partial p_{is}}{\partial z_j} = 0$$
"""
    verdict, _ = last(ONE + other)
    assert verdict == "undecided"


def test_an_equation_in_running_text_defines_nothing_anew() -> None:
    other = r"""
# Two

The score is $p_{11} = 0$ at $z = 0$.

$$q_{is} = p_{is} z$$
$$q_{is} = 0$$
"""
    verdict, _ = last(ONE + other)
    assert verdict != "proved"


def given_anew(first: str, second: str, then: str = "") -> tuple[str, ...]:
    """The verdicts of two equations in sections of their own, and of what follows the second."""
    rest = f"\n\n$${then}$$" if then else ""
    steps = checked(f"# One\n\n$${first}$$\n\n# Two\n\n$${second}$${rest}\n").steps
    return tuple(step.verdict.value for step in steps)


def test_an_equation_by_the_same_symbols_is_no_definition_anew() -> None:
    assert given_anew(r"y = \max(0, x)", "y = -x") == ("given", "undecided")
    assert given_anew(r"y = \max(0, x)", "y = 7") == ("given", "undecided")
    assert given_anew("L = |x| + a", "L = x + a") == ("undecided", "undecided")
    assert given_anew(r"F = \sum_{i<j} x_i x_j", r"F = \sum_{i,j} x_i x_j") == ("undecided", "undecided")
    assert given_anew(r"P = \prod_i p_i^{y_i}", r"P = \prod_i p_i") == ("given", "undecided")
    assert given_anew(r"p_i = \frac{e^{z_i}}{\sum_k e^{z_k}}", r"p_i = 2 z_i", "p_i = z_i + z_i")[1:] != (
        "given",
        "proved",
    )


def test_an_equation_by_other_symbols_is_a_definition_anew() -> None:
    assert given_anew(r"p_i = \max(0, x_i)", r"p_i = \sum_k w_{ik} h_k") == ("given", "given")
    assert given_anew(r"s = \sum_k x_k", r"s = \sum_k y_k") == ("given", "given")
    assert given_anew("f(x) = x^2", "f(x) = 3 x^2", "f'(x) = 6 x") == ("given", "given", "proved")
    assert given_anew("h_i = g(a_i)", "h_i = g(b_i)") == ("given", "given")
    assert given_anew("h_i = g(a_i)", "h_i = g(2 a_i)") != ("given", "given")


def test_symbols_with_other_numbers_of_indices_are_others_where_no_vectors_may_be_meant() -> None:
    binary, many = r"L = -y \log p - (1 - y) \log (1 - p)", r"L = -\sum_j y_j \log p_j"
    assert given_anew(binary, many, r"L = -\sum_k y_k \log p_k") == ("given", "given", "proved")
    assert given_anew(r"L = -y \odot \log p", many)[1:] != ("given",)
    assert given_anew(r"L = \|x - y\|^2", r"L = \sum_i (x_i + y_i)^2")[1:] != ("given",)
    assert given_anew(r"L = x^\top y", r"L = \sum_i x_i y_i + 1")[1:] != ("given",)


def test_an_equation_of_symbols_that_only_other_sections_define_is_none_anew() -> None:
    both = "# One\n\nLet $p = u + v$ and $c = u - v$.\n\n# Two\n\n"
    apart = both.replace("u - v", "s - t")
    for said in ("$$p = c$$", "Since $p = c$ here, we have", "Since $p^2 = c^2$ here, we have"):
        for text in (both, apart):
            assert last(f"{text}{said}\n\n$$p^2 = c^2$$\n")[0] not in ("proved", "given")
    assert last(f"{both}$$c = r^2$$\n\n$$p = c$$\n\n$$p^2 = r^4$$\n") == ("proved", (WORDS,))
    assert last(f"{both}$$q = 2 r$$\n\n$$p = q$$\n\n$$p^2 = 4 r^2$$\n") == ("proved", (WORDS,))


def test_a_symbol_of_which_a_section_says_what_is_not_given_is_no_constant() -> None:
    product = r"\frac{\partial (y x)}{\partial x} = y"
    assert given_anew("b = y$$ $$y = x^2", "y = 3", product)[2:] == ("undecided", "undecided")
    through = r"q = 2 y$$ $$\frac{\partial (q x)}{\partial x} = q"
    assert given_anew("b = y$$ $$y = x^2", "y = 3", through)[-1] == "undecided"
    assert given_anew("b = y$$ $$y = x^2", "y = r", product)[2:] == ("given", "proved")


def test_what_is_given_in_a_section_is_listed_even_if_nothing_uses_it() -> None:
    report = checked("# One\n\n$$f(x) = x^2$$\n\n# Two\n\n$$f(x) = 3 x^2$$\n")
    assert report.steps[-1].conditions == (WORDS,)
    assert [one.latex for one in report.given] == ["f(x) = x^2", "f(x) = 3 x^2"]


def test_nothing_is_proved_by_an_equation_that_is_contrary_to_a_definition() -> None:
    s = r"s = \text{sigmoid}(x)"
    assert given_anew(s, r"s = \frac{1}{1 + e^x}", r"\frac{\partial s}{\partial x} = s (1 - s)")[1:] == (
        "undecided",
        "undecided",
    )
    wrong = "$$s = \\frac{1}{1 + e^x}$$\n\n$$\\frac{\\partial s}{\\partial x} = -s (1 - s)$$"
    report = checked(f"# One\n\n$${s}$$\n\n# Two\n\n{wrong}\n")
    assert report.steps[-1].verdict.value == "undecided"


def test_a_case_of_values_is_in_force_until_the_next_heading() -> None:
    text = "# One\n\nIf $x > 0$:\n\n$$\\sqrt{x^2} s = x s$$\n\n# Two\n\n$$x s = 2 x s$$\n"
    report = check_document(read_document(Source("page.md", text)))
    assert [step.verdict.value for step in report.steps] == ["given", "undecided", "refuted"]


APART = r"""
The scores have $$S = \sum_k e^{z_k}$$ $$f(x) = \log x$$
Others are $$a_1 = b_1$$ $$a_2 = b_2$$ $$a_3 = b_3$$ $$a_4 = b_4$$ $$a_5 = b_5$$ $$a_6 = b_6$$ $$a_7 = b_7$$
Now a function is $$f(x) = x^2$$ $$f'(x) = 2 x$$
"""


def test_a_few_statements_are_read_by_themselves() -> None:
    assert last(APART) == ("proved", (NEARBY,))
    assert last(APART.replace("= 2 x", "= 3 x")) == ("undecided", ())
    assert last(APART.replace("= 2 x", "= \\frac{1}{x}"))[0] != "refuted"
    near = APART.replace("$$a_1 = b_1$$ $$a_2 = b_2$$ $$a_3 = b_3$$ $$a_4 = b_4$$ $$a_5 = b_5$$", "")
    assert last(near)[0] == "undecided"


def test_a_few_statements_give_nothing_of_what_is_told_before() -> None:
    between = " ".join(f"$$a_{k} = b_{k}$$" for k in range(1, 10))
    told = f"$$p = u + v$$ $$c = u - v$$ {between}"
    steps = checked(f"{told} $$p = c$$ $$p^2 = c^2$$ $$p + c = 2 c$$").steps[-3:]
    assert [step.verdict.value for step in steps] == ["refuted", "undecided", "undecided"]
    loss = rf"$$L = (y - w x)^2$$ {between} $$L = 3$$ $$\frac{{\partial (L w)}}{{\partial w}} = L$$"
    assert last(loss)[0] == "undecided"


def test_what_only_depends_contradicts_nothing() -> None:
    before = "# One\n\n$$z = w x + b$$\n$$y = x^2$$\n\n# Two\n\nSuppose $y = g(x)$ and $z = f(y)$. Then\n"
    assert last(before + r"$$\frac{dz}{dx} = \frac{dz}{dy} \frac{dy}{dx}$$") == (
        "proved",
        ("z depends on x through y only", WORDS),
    )
    assert last(before + r"$$\frac{dz}{dx} = \frac{dz}{dy}$$")[0] == "undecided"
    told = before.replace("$z = f(y)$", "$z = 3 y$").replace("w x + b", "2 y")
    assert last(told + r"$$\frac{dz}{dy} = 3$$")[0] != "proved"


BINARY = r"""
# Binary

Let $p = \frac{1}{1+e^{-z}}$ and $L = -y \log p - (1 - y) \log (1 - p)$.

"""
MANY = r"""
# Many

Let $p_i = \frac{e^{o_i}}{\sum_k e^{o_k}}$ and $L = -\sum_j t_j \log p_j$ with $\sum_j t_j = 1$.

"""


def test_a_section_refutes_what_is_of_its_own_symbols() -> None:
    assert last(BINARY + MANY + r"$$\frac{\partial L}{\partial o_i} = p_i - t_i$$") == ("proved", (WORDS,))
    assert last(BINARY + MANY + r"$$\frac{\partial L}{\partial o_i} = t_i - p_i$$")[0] == "refuted"
    told = "The targets are $t_1 = 1$ and $t_2 = 0$."
    assert last(BINARY + told + MANY + r"$$\frac{\partial L}{\partial o_i} = t_i - p_i$$")[0] != "refuted"
    without = MANY.replace(r" with $\sum_j t_j = 1$", "")
    summing = BINARY + r"Throughout, $\sum_j t_j = 1$." + without
    assert last(summing + r"$$\frac{\partial L}{\partial o_i} = p_i - t_i$$")[0] != "refuted"
    assert (
        last(BINARY + without + "The targets sum to one.\n" + r"$$\frac{\partial L}{\partial o_i} = p_i - t_i$$")[0]
        != "refuted"
    )
