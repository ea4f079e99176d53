"""Rows of plain text as they are written without LaTeX: with words as names of variables, products without signs,
labels, remarks, code. A row is read whole, or it is unreadable; half of it is never a formula."""

import pytest

from derive.document.reading import read_document
from derive.proofread import check_document
from derive.source import Source


def verdicts(text: str, path: str = "notes.txt") -> str:
    """The first letters of the verdicts, in order: Given, Proved, Refuted, undecided (?), unreadable (!)."""
    report = check_document(read_document(Source(path, text)))
    letters = {"given": "G", "proved": "P", "refuted": "R", "undecided": "?", "unreadable": "!"}
    return "".join(letters[step.verdict.value] for step in report.steps)


WORDS = [
    ("hit = good/(good + bad)\nmiss = bad/(good + bad)\nhit = 1 - miss\nhit = 1 + miss", "GGP?"),
    ("revenue = price*amount\ndrevenue/dprice = amount\ndrevenue/damount = price\ndrevenue/dprice = price", "GPPR"),
    ("pay = 40*wage + bonus*hours\ndpay/dwage = 40\ndpay/dhours = bonus\ndpay/dbonus = 40", "GPPR"),
    ("weight = weight - step*slope", "?"),
    ("The new value is theta = theta - rate*slope, for each round.", "?"),
    ("Power = force*speed. Speed is length/time, so Power = force*length/time.", "G?"),
    ("gap = guess - truth\ncost = gap^2/2\ndcost/dguess = gap\ndcost/dtruth = gap", "GGPR"),
    ("act = tanh(net)\nnet = v*h + c\ndact/dv = (1 - act^2)*h\ndact/dc = 1 + act^2", "GGPR"),
    ("pace = duration/distance\ndpace/dduration = 1/distance\ndpace/dduration = distance", "GPR"),
    ("sigma = 3 (by hand)\nkappa = sigma (mass + load)\nkappa = sigma*mass + sigma*load", "GGP"),
    ("Here `fee = (toll - debt)^2`, so `dfee/dtoll = 2*(toll - debt)` and `dfee/ddebt = 2*(toll - debt)`.", "GPR"),
    ("N = samples\nK = classes\nThe score = good work.", ""),
    ("The cross-entropy = -sum_k t_k*log(q_k) is used.", ""),
    ("Assume that p + q = 1.\np^2 + p q = p", "GP"),
    ("Suppose that w = u^2. What is dw/du = 2u good for?\ndw/du = 3u", "GPR"),
    ("Let that = 2 v. Then chat about v + v = 2 v.", "P"),
    ("Let t_hat = 2 v and vhat = v.\nt_hat = 2 vhat", "GGP"),
    ("The mean xbar = 1/n sum_i x_i. Then\nn xbar = sum_i x_i", "GP"),
    ("Let the target t = 2 u and its loss L = t^2.\ndL/du = 8 u\ndL/du = 4 u", "GGPR"),
]

TITLES = [
    ("Notes on p\n==========\n\np = 2 u\n----\ndp/du = 2\n~~~~~\ndp/du = 3", "GPR"),
    ("p = 2 u\n= u + u\n== 3 u", "GPR"),
]

ARGUMENTS = [
    ("Z = exp(-beta eps) + 1\nlog Z = log(exp(-beta eps) + 1)\nlog Z = log(exp(beta eps) + 1)", "GPR"),
    ("q = exp(-beta h_i of the state) and so on", "!"),
    ("x = A exp(omega t)\ndx/dt = A omega exp(omega t)\ndx/dt = -A omega exp(omega t)", "GPR"),
    ("This is a lambda that we know, and u + u = 2 u.", "P"),
    ("Take the mse loss L = (w x - y)^2.\ndL/dw = 2 x (w x - y)\ndL/dw = 2 (w x - y)", "GPR"),
    ("q = u - lr v\ndq/dv = -lr\ndq/dv = lr", "GPR"),
]

ARTICLES = [
    ("Here is a + a = 2 a and all is known. Here is a + a = 3 a and no more.", "PR"),
    ("We have y = a t where a is known. Then dy/dt = a for all t. And dy/dt = 2 a for us.", "GPR"),
    ("Here is a + a = 2 a always. Then b + b = 2 b a day.", "P"),
    ("Now E = 2 I and so E + I = 3 I, I think. Then 2 E = 4 I we see.", "GPP"),
    ("Let p = 3 a day. Then p + 1 = 4 a day.", "GP"),
]

TOLD = [
    ("Let x be a negative number. Then\n\nsqrt(x^2) = -x\n\nsqrt(z^2) = -z", "?R"),
    ("Let a be a negative number, and I say so. Then\n\nsqrt(a^2) = -a\n\nsqrt(z^2) = -z", "?R"),
    ("Let x be a number. That is no negative log. Then\n\nsqrt(x^2) = -x", "R"),
    ("Let R = p q.\n\nThe price p increases over time, and so does q.\n\ndR/dt = p dq/dt", "G?"),
    ("Let R = p q.\n\nThe price p is a constant.\n\ndR/dt = p dq/dt", "GP"),
    ("Let y = theta t.\n\nThe rate theta depends on t.\n\ndy/dt = theta", "G?"),
    ("The mean m of the x_i is taken first. Let J = sum_i (x_i - m)^2.\n\ndJ/dx_j = 2 (x_j - m)", "G?"),
    ("The mean m is fixed first. Let J = sum_i (x_i - m)^2.\n\ndJ/dx_j = 2 (x_j - m)\n\ndJ/dx_j = x_j - m", "GPR"),
    ("The rate a is fixed and I vary the weight w. Let y = a w^2.\n\ndy/dw = 2 a w\n\ndy/dw = a w", "GPR"),
    ("Let y = a t.\n\nThis is a plan which a cat changes.\n\ndy/dt = a\n\ndy/dt = 2a", "GPR"),
]

TORN = [
    ("- G1 = 3*number of hits/(total)\n- G2 = 5*the rest", "!!"),
    ("h = 2(np.tanh(u))\ns = 7 ± 1\nr = 4!\nc = A @ b", "!!!!"),
    ("q = 3%", "G"),
    ("t = 4*twice the distance", "!"),
    ("We have y = 3*the old one, and z = 3*y.", "!G"),
    ("The area = 2 pages * height", ""),
    ("y = 5u +\n", "!"),
    ("y = 5u - as was said", "G"),
    ("m = 4 as said\nn = 3, for now", "??"),
]

CONTINUED = [
    ("y = 4*u +\n    5*u^2\ndy/du = 4 + 10*u\ndy/du = 4", "GPR"),
    ("y = 4*u\n  + slope*u\ndy/du = 4 + slope\ndy/du = 4", "GPR"),
    ("y =\n  4*u + 5\ndy/du = 4\ndy/du = 5", "GPR"),
]

PRODUCTS = [
    ("g = hu + c\ndg/du = h\ndg/du = hu", "GPR"),
    ("T = kv^2/2\ndT/dv = kv\ndT/dv = 2kv", "GPR"),
    ("x = pt + bt^2/2\nw = dx/dt = p + bt\nw = p + 2bt", "GGPR"),
    ("f = pu^2 + qu + r\ndf/du = 2pu + q\ndf/du = pu + q", "GPR"),
    ("k = exp(bs)\ndk/ds = b*exp(bs)\ndk/ds = exp(bs)", "GPR"),
    ("At the point t we look at it as is.\nz = at + c\ndz/dt = a\ndz/dt = at", "GPR"),
    ("A = P (1 + r)^t\n\ndA/dt = A ln(1 + r)\ndA/dr = A ln(1 + r)\n\nWith A log we mean nothing.", "GPR"),
    ("P = TP/(TP + FP)", "!"),
    ("q = uv\nw = u + 1", "G"),
    ("K = c log2(u)\ndK/du = c*log2(3)", "!"),
    ("W = k log(2u)\ndW/du = k/u\nV = ln2*u", "GPG"),
    ("Heat: W = m c ΔT", "G"),
    ("err = out - goal\ncost = err^2", "GG"),
]

LABELS = [
    (
        "softmax: q_k = exp(u_k)/sum_j exp(u_j)\nslope: dq_k/du_k = q_k*(1 - q_k)\nwrong: dq_k/du_k = q_k*(1 + q_k)",
        "GPR",
    ),
    ("**Loss:** C = (u - t)^2\n1. Slope: dC/du = 2*(u - t)\n2. Other slope: dC/dt = 2*(u - t)", "GPR"),
    ("C = (u - t)^2   # squared\ndC/du = 2*(u - t)   # by the power rule\n`dC/dt = 2*(u - t)`", "GPR"),
]

POWERS = [
    ("A = P e^rt\ndA/dt = r A\ndA/dt = 2 r A", "G?R"),
    ("y = e^2x\ndy/dx = 2y\ndy/dx = 0", "G?R"),
    ("f = e^xy\ndf/dy = x e^(xy)\ndf/dy = e^x", "G?P"),
    ("x^ab = (x^a)^b\nx^2 y = y x^2", "?P"),
    ("f = 3x^2y + y^3x\ndf/dx = 6xy + y^3\ndf/dx = 6xy", "GPR"),
    ("f = a x^n b\ndf/dx = n a b x^(n-1)\ndf/db = x^n", "GPR"),
]

GRADIENTS = [
    ("u = k*s + c\nh = tanh(u)\ndu = 1 - h^2\ndk = s*du\ndh/du = 1 - h^2", "GG??P"),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [*WORDS, *TITLES, *ARGUMENTS, *ARTICLES, *TOLD, *TORN, *CONTINUED, *PRODUCTS, *LABELS, *POWERS, *GRADIENTS],
    ids=lambda value: value[:50],
)
def test_plain_rows(text: str, expected: str) -> None:
    assert verdicts(text + "\n") == expected


SHARES = r"$q_i = \exp(u_i)/\sum_k \exp(u_k)$ and $C = -\sum_k t_k \log q_k$." + "\n\n"
SLOPE, WRONG = r"$\frac{dC}{du_i} = q_i - t_i$", r"$\frac{dC}{du_i} = q_i + t_i$"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (rf"The slope is {SLOPE}, because $\sum_k t_k = 1$.", "GGGP"),
        (rf"The slope is {SLOPE} since $\sum_k t_k = 1$.", "GGGP"),
        (rf"The slope is {WRONG} since $\sum_k t_k = 1$.", "GGGR"),
        (rf"The slope is {SLOPE}. Here we used that $\sum_k t_k = 1$.", "GG?G"),
        (rf"The slope is {WRONG}. Here we used that $\sum_k t_k = 1$.", "GGRG"),
        (rf"The slope is {SLOPE} (recall that $\sum_k t_k = 1$).", "GG?G"),
        (rf"The slope is {SLOPE}.", "GGR"),
    ],
)
def test_hypotheses_after_a_step(text: str, expected: str) -> None:
    assert verdicts(SHARES + text + "\n", "notes.md") == expected
