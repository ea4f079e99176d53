"""What the pages of the shelf define, and the gradients that they state, written out by hand in numpy.

Nothing here comes from the program: the definitions are those that a reader finds on the page, and so are the
results. PAGES has every result of every page by its LaTeX.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import autograd.numpy as np

Array = Any
Function = Callable[..., Array]

N, D, S = 4, 3, 5
"""Classes or features; inputs or components of vectors; samples."""
C = 2
"""The right class, counted from 0."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What a page says the derivative of a function is."""

    function: Function
    """Its parameters are names of variables of the page."""
    by: str
    """The variable; two, with a space between them, for a second derivative."""
    derivative: Function
    """With an axis for each index of the function, then one for each index of the variable."""
    entries: Function = lambda derivative: derivative
    """What is taken of the derivative, where a page states no more than that."""


@dataclass(frozen=True, slots=True)
class Page:
    """The variables of a page, with their shapes, and its results."""

    shapes: dict[str, tuple[int, ...]]
    results: dict[str, Stated]
    positive: frozenset[str] = frozenset()
    simplex: frozenset[str] = frozenset()
    """Variables that add up to 1 over their last axis."""


def softmax(z: Array) -> Array:
    return np.exp(z) / np.sum(np.exp(z), axis=-1, keepdims=True)


def sigmoid(z: Array) -> Array:
    return 1 / (1 + np.exp(-z))


def cross_entropy(y: Array, p: Array) -> Array:
    return -np.sum(y * np.log(p))


def jacobian_of_softmax(p: Array) -> Array:
    return np.diag(p) - np.outer(p, p)


ONE_HOT = np.eye(N)[C]


def standard(x: Array, epsilon: Array) -> Array:
    return (x - np.mean(x)) / np.sqrt(np.var(x) + epsilon)


def spread_back(x: Array, epsilon: Array, g: Array) -> Array:
    """What comes back through `standard` where g arrives."""
    h = standard(x, epsilon)
    return (N * g - np.sum(g) - h * np.sum(g * h)) / (N * np.sqrt(np.var(x) + epsilon))


def attention(q: Array, K: Array) -> Array:
    return softmax(K @ q / np.sqrt(D))


def moved(p: Array, r: Array) -> Array:
    return p * (r - np.sum(p * r))


def affine(w: Array, x: Array, b: Array) -> Array:
    return x @ w + b


def mean_bce(w: Array, x: Array, b: Array, y: Array) -> Array:
    p = sigmoid(affine(w, x, b))
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def ridge(w: Array, x: Array, y: Array, c: Array) -> Array:
    return 0.5 * np.sum((x @ w - y) ** 2) + 0.5 * c * np.sum(w**2)


def poisson(w: Array, x: Array, y: Array) -> Array:
    return np.sum(np.exp(x @ w) - y * (x @ w))


def focal(p: Array, a: Array) -> Array:
    return -((1 - p) ** a) * np.log(p)


def focal_slope(p: Array, a: Array) -> Array:
    return a * (1 - p) ** (a - 1) * np.log(p) - (1 - p) ** a / p


def gaussian(x: Array, m: Array, v: Array) -> Array:
    return np.sum(np.log(np.exp(-((x - m) ** 2) / (2 * v)) / np.sqrt(2 * np.pi * v)))


def coin(x: Array, p: Array) -> Array:
    return np.sum(x * np.log(p) + (1 - x) * np.log(1 - p))


def divergence(m: Array, s: Array, a: Array, b: Array) -> Array:
    """Of the Gaussian with mean m and deviation s from that with mean a and deviation b."""
    return np.log(b) - np.log(s) + (s**2 + (m - a) ** 2) / (2 * b**2) - 0.5


def densities(x: Array, m: Array, z: Array) -> Array:
    return softmax(z)[:, None] * np.exp(-0.5 * (x[None, :] - m[:, None]) ** 2)


def responsibilities(x: Array, m: Array, z: Array) -> Array:
    g = densities(x, m, z)
    return g / np.sum(g, axis=0)


def mixture(x: Array, m: Array, z: Array) -> Array:
    return np.sum(np.log(np.sum(densities(x, m, z), axis=0)))


def factorisation(U: Array, V: Array, Q: Array, c: Array) -> Array:
    return 0.5 * np.sum((U @ V.T - Q) ** 2) + 0.5 * c * (np.sum(U**2) + np.sum(V**2))


def policy(t: Array, f: Array) -> Array:
    return softmax(f @ t)


def scores_of_samples(W: Array, b: Array, x: Array) -> Array:
    return x @ W.T + b


def softmax_regression(W: Array, b: Array, x: Array, y: Array) -> Array:
    return cross_entropy(y, softmax(scores_of_samples(W, b, x))) / S


def hidden(W: Array, b: Array, x: Array) -> Array:
    return sigmoid(W @ x + b)


def perceptron(W: Array, b: Array, V: Array, c: Array, x: Array, y: Array) -> Array:
    return cross_entropy(y, softmax(V @ hidden(W, b, x) + c))


def errors(W: Array, b: Array, V: Array, c: Array, x: Array, y: Array) -> Array:
    return softmax(V @ hidden(W, b, x) + c) - y


def returned(W: Array, b: Array, V: Array, c: Array, x: Array, y: Array) -> Array:
    """The error of the hidden sums."""
    h = hidden(W, b, x)
    return h * (1 - h) * (V.T @ errors(W, b, V, c, x, y))


def candidates(s: Array, T: Array) -> Array:
    return -np.log(softmax(s / T))[C]


def sampled(v: Array, w: Array, R: Array) -> Array:
    return -np.log(sigmoid(w @ v)) - np.sum(np.log(1 - sigmoid(R @ v)))


def rms(x: Array, epsilon: Array) -> Array:
    return np.sqrt(np.mean(x**2) + epsilon)


def covariance(x: Array) -> Array:
    return x.T @ x / S


def rayleigh(u: Array, x: Array) -> Array:
    return u @ covariance(x) @ u / np.sum(u**2)


def cosine(x: Array, y: Array) -> Array:
    return np.sum(x * y) / np.sqrt(np.sum(x**2) * np.sum(y**2))


def swish(x: Array) -> Array:
    return x * sigmoid(x)


def names(text: str) -> frozenset[str]:
    return frozenset(text.split())


PAGES = {
    "attention": Page(
        {"q": (D,), "K": (N, D), "V": (N, 2), "g": (2,), "s": (N,)},
        {
            r"\frac{\partial L}{\partial V_{kc}} = p_k g_c": Stated(
                lambda q, K, V, g: attention(q, K) @ V @ g, "V", lambda q, K, g: np.outer(attention(q, K), g)
            ),
            r"\frac{\partial L}{\partial s_k} = p_k \left( r_k - \sum_l p_l r_l \right)": Stated(
                lambda s, V, g: softmax(s) @ V @ g, "s", lambda s, V, g: moved(softmax(s), V @ g)
            ),
            r"\frac{\partial L}{\partial q_d} = \frac{1}{\sqrt{m}} \sum_k p_k \left( r_k - \sum_l p_l r_l \right) K_{kd}": Stated(
                lambda q, K, V, g: attention(q, K) @ V @ g,
                "q",
                lambda q, K, V, g: moved(attention(q, K), V @ g) @ K / np.sqrt(D),
            ),
            r"\frac{\partial L}{\partial K_{kd}} = \frac{1}{\sqrt{m}} p_k \left( r_k - \sum_l p_l r_l \right) q_d": Stated(
                lambda q, K, V, g: attention(q, K) @ V @ g,
                "K",
                lambda q, K, V, g: np.outer(moved(attention(q, K), V @ g), q) / np.sqrt(D),
            ),
        },
    ),
    "batch-normalisation": Page(
        {"x": (N,), "c": (), "b": (), "e": (), "g": (N,)},
        {
            r"\frac{\partial L}{\partial \gamma} = \sum_s g_s h_s": Stated(
                lambda x, c, b, e, g: g @ (c * standard(x, e) + b), "c", lambda x, e, g: g @ standard(x, e)
            ),
            r"\frac{\partial L}{\partial \beta} = \sum_s g_s": Stated(
                lambda x, c, b, e, g: g @ (c * standard(x, e) + b), "b", lambda g: np.sum(g)
            ),
            r"\frac{\partial L}{\partial x_t} = \frac{\gamma}{n \sqrt{v + \epsilon}} \left( n g_t - \sum_s g_s - h_t \sum_s g_s h_s \right)": Stated(
                lambda x, c, b, e, g: g @ (c * standard(x, e) + b), "x", lambda x, c, e, g: c * spread_back(x, e, g)
            ),
        },
        positive=names("e"),
    ),
    "bernoulli-likelihood": Page(
        {"x": (N,), "p": (2,)},
        {
            r"\frac{\partial l}{\partial p} = \frac{k - n p}{p (1 - p)}": Stated(
                lambda x, p: np.array([coin(x, p[0])]),
                "p",
                lambda x, p: np.array([[(np.sum(x) - N * p[0]) / (p[0] * (1 - p[0])), 0]]),
            ),
            r"\frac{\partial^2 l}{\partial p^2} = -\frac{k}{p^2} - \frac{n - k}{(1 - p)^2}": Stated(
                lambda x, p: coin(x, p[0]),
                "p p",
                lambda x, p: np.array([[-np.sum(x) / p[0] ** 2 - (N - np.sum(x)) / (1 - p[0]) ** 2, 0], [0, 0]]),
            ),
        },
        simplex=names("p"),
    ),
    "binary-cross-entropy": Page(
        {"z": (), "y": (), "a": (2,)},
        {
            r"\frac{\partial L}{\partial a} = \frac{a - y}{a (1 - a)}": Stated(
                lambda a, y: -y * np.log(a[0]) - (1 - y) * np.log(1 - a[0]),
                "a",
                lambda a, y: np.array([(a[0] - y) / (a[0] * (1 - a[0])), 0]),
            ),
            r"\frac{\partial L}{\partial z} = a - y": Stated(
                lambda z, y: -y * np.log(sigmoid(z)) - (1 - y) * np.log(1 - sigmoid(z)),
                "z",
                lambda z, y: sigmoid(z) - y,
            ),
            r"\frac{\partial^2 L}{\partial z^2} = a (1 - a)": Stated(
                lambda z, y: -y * np.log(sigmoid(z)) - (1 - y) * np.log(1 - sigmoid(z)),
                "z z",
                lambda z: sigmoid(z) * (1 - sigmoid(z)),
            ),
        },
        simplex=names("a"),
    ),
    "binary-cross-entropy-from-logits": Page(
        {"z": (N,), "y": (N,), "w": ()},
        {
            r"\frac{\partial L}{\partial z_i} = \frac{1}{n} (a_i - y_i)": Stated(
                lambda z, y: -np.mean(y * np.log(sigmoid(z)) + (1 - y) * np.log(1 - sigmoid(z))),
                "z",
                lambda z, y: (sigmoid(z) - y) / N,
            ),
            r"\frac{\partial M}{\partial z_i} = (1 - y_i) a_i - w y_i (1 - a_i)": Stated(
                lambda z, y, w: -np.sum(w * y * np.log(sigmoid(z)) + (1 - y) * np.log(1 - sigmoid(z))),
                "z",
                lambda z, y, w: (1 - y) * sigmoid(z) - w * y * (1 - sigmoid(z)),
            ),
        },
    ),
    "class-weights": Page(
        {"z": (N,), "y": (N,), "w": (N,)},
        {
            r"\frac{\partial L}{\partial z_i} = p_i \sum_j w_j y_j - w_i y_i": Stated(
                lambda z, y, w: -np.sum(w * y * np.log(softmax(z))),
                "z",
                lambda z, y, w: softmax(z) * np.sum(w * y) - w * y,
            ),
            r"\frac{\partial l_c}{\partial z_i} = w_c (p_i - \delta_{ic})": Stated(
                lambda z, w: -w[C] * np.log(softmax(z)[C]), "z", lambda z, w: w[C] * (softmax(z) - ONE_HOT)
            ),
        },
    ),
    "contrastive-loss": Page(
        {"q": (D,), "v": (N, D), "s": (N,), "T": ()},
        {
            r"\frac{\partial L_c}{\partial s_k} = \frac{1}{T} (p_k - \delta_{kc})": Stated(
                candidates, "s", lambda s, T: (softmax(s / T) - ONE_HOT) / T
            ),
            r"\frac{\partial L_c}{\partial q_d} = \frac{1}{T} \left( \sum_{k=1}^n p_k v_{kd} - v_{cd} \right)": Stated(
                lambda q, v, T: candidates(v @ q, T), "q", lambda q, v, T: (softmax(v @ q / T) @ v - v[C]) / T
            ),
        },
        positive=names("T"),
    ),
    "cosine-similarity": Page(
        {"x": (N,), "y": (N,)},
        {
            r"\frac{\partial c}{\partial x_i} = \frac{y_i}{\sqrt{a} \sqrt{b}} - \frac{c x_i}{a}": Stated(
                cosine,
                "x",
                lambda x, y: y / np.sqrt(np.sum(x**2) * np.sum(y**2)) - cosine(x, y) * x / np.sum(x**2),
            ),
        },
    ),
    "cross-entropy-hessian": Page(
        {"z": (N,), "t": (N,)},
        {
            r"\frac{\partial L}{\partial z_i} = p_i - t_i": Stated(
                lambda z, t: cross_entropy(t, softmax(z)), "z", lambda z, t: softmax(z) - t
            ),
            r"\frac{\partial^2 L}{\partial z_i \partial z_j} = p_i (\delta_{ij} - p_j)": Stated(
                lambda z, t: cross_entropy(t, softmax(z)), "z z", lambda z: jacobian_of_softmax(softmax(z))
            ),
        },
        simplex=names("t"),
    ),
    "cross-entropy-one-hot": Page(
        {"z": (N,)},
        {
            r"\frac{\partial L_c}{\partial z_i} = p_i - \delta_{ic}": Stated(
                lambda z: -np.log(softmax(z)[C]), "z", lambda z: softmax(z) - ONE_HOT
            ),
        },
    ),
    "distillation": Page(
        {"z": (N,), "v": (N,), "T": ()},
        {
            r"\frac{\partial L}{\partial z_i} = T (q_i - p_i)": Stated(
                lambda z, v, T: T**2 * cross_entropy(softmax(v / T), softmax(z / T)),
                "z",
                lambda z, v, T: T * (softmax(z / T) - softmax(v / T)),
            ),
        },
        positive=names("T"),
    ),
    "entropy-softmax": Page(
        {"z": (N,)},
        {
            r"\frac{\partial H}{\partial z_i} = -p_i (\log p_i + H)": Stated(
                lambda z: cross_entropy(softmax(z), softmax(z)),
                "z",
                lambda z: -softmax(z) * (np.log(softmax(z)) + cross_entropy(softmax(z), softmax(z))),
            ),
        },
    ),
    "focal-loss": Page(
        {"z": (N,), "p": (2,), "a": ()},
        {
            r"\frac{\partial F_c}{\partial p_c} = \gamma (1 - p_c)^{\gamma - 1} \log p_c - \frac{(1 - p_c)^\gamma}{p_c}": Stated(
                lambda p, a: focal(p[0], a), "p", lambda p, a: np.array([focal_slope(p[0], a), 0])
            ),
            r"\frac{\partial F_c}{\partial z_i} = \left( \gamma p_c (1 - p_c)^{\gamma - 1} \log p_c - (1 - p_c)^\gamma \right) (\delta_{ic} - p_i)": Stated(
                lambda z, a: focal(softmax(z)[C], a),
                "z",
                lambda z, a: softmax(z)[C] * focal_slope(softmax(z)[C], a) * (ONE_HOT - softmax(z)),
            ),
        },
        simplex=names("p"),
    ),
    "gaussian-divergence": Page(
        {"m": (), "s": (), "a": (), "b": (), "u": (N,), "r": (N,)},
        {
            r"\frac{\partial D}{\partial \mu} = \frac{\mu - m}{s^2}": Stated(
                divergence, "m", lambda m, a, b: (m - a) / b**2
            ),
            r"\frac{\partial D}{\partial \sigma} = \frac{\sigma}{s^2} - \frac{1}{\sigma}": Stated(
                divergence, "s", lambda s, b: s / b**2 - 1 / s
            ),
            r"\frac{\partial K}{\partial a_i} = a_i": Stated(
                lambda u, r: 0.5 * np.sum(np.exp(r) + u**2 - 1 - r), "u", lambda u: u
            ),
            r"\frac{\partial K}{\partial r_i} = \frac{1}{2} (e^{r_i} - 1)": Stated(
                lambda u, r: 0.5 * np.sum(np.exp(r) + u**2 - 1 - r), "r", lambda r: 0.5 * (np.exp(r) - 1)
            ),
        },
        positive=names("s b"),
    ),
    "gaussian-likelihood": Page(
        {"x": (N,), "m": (), "v": ()},
        {
            r"\frac{\partial l}{\partial \mu} = \frac{n}{v} (m - \mu)": Stated(
                gaussian, "m", lambda x, m, v: N / v * (np.mean(x) - m)
            ),
            r"\frac{\partial l}{\partial v} = \frac{1}{2 v^2} \left( \sum_{s=1}^n (x_s - \mu)^2 - n v \right)": Stated(
                gaussian, "v", lambda x, m, v: (np.sum((x - m) ** 2) - N * v) / (2 * v**2)
            ),
        },
        positive=names("v"),
    ),
    "kl-divergence-softmax": Page(
        {"z": (N,), "p": (N,)},
        {
            r"\frac{\partial D}{\partial z_i} = q_i - p_i": Stated(
                lambda z, p: np.sum(p * np.log(p / softmax(z))), "z", lambda z, p: softmax(z) - p
            ),
            r"\frac{\partial R}{\partial z_i} = q_i \left( \log \frac{q_i}{p_i} - R \right)": Stated(
                lambda z, p: np.sum(softmax(z) * np.log(softmax(z) / p)),
                "z",
                lambda z, p: moved(softmax(z), np.log(softmax(z) / p)),
            ),
        },
        simplex=names("p"),
    ),
    "label-smoothing": Page(
        {"z": (N,), "y": (N,), "e": ()},
        {
            r"\frac{\partial L}{\partial z_i} = p_i - (1 - \varepsilon) y_i - \frac{\varepsilon}{n}": Stated(
                lambda z, y, e: cross_entropy((1 - e) * y + e / N, softmax(z)),
                "z",
                lambda z, y, e: softmax(z) - (1 - e) * y - e / N,
            ),
        },
        simplex=names("y"),
    ),
    "layer-normalisation": Page(
        {"x": (N,), "a": (N,), "b": (N,), "e": (), "g": (N,)},
        {
            r"\frac{\partial L}{\partial a_i} = g_i h_i": Stated(
                lambda x, a, b, e, g: g @ (a * standard(x, e) + b), "a", lambda x, e, g: g * standard(x, e)
            ),
            r"\frac{\partial L}{\partial x_j} = \frac{1}{n \sqrt{v + \epsilon}} \left( n a_j g_j - \sum_i a_i g_i - h_j \sum_i a_i g_i h_i \right)": Stated(
                lambda x, a, b, e, g: g @ (a * standard(x, e) + b), "x", lambda x, a, e, g: spread_back(x, e, a * g)
            ),
        },
        positive=names("e"),
    ),
    "line-fit": Page(
        {"x": (N,), "y": (N,), "a": (), "b": ()},
        {
            r"\frac{\partial E}{\partial a} = -2 \sum_{s=1}^n x_s (y_s - a x_s - b)": Stated(
                lambda x, y, a, b: np.sum((y - a * x - b) ** 2),
                "a",
                lambda x, y, a, b: -2 * np.sum(x * (y - a * x - b)),
            ),
            r"\frac{\partial E}{\partial b} = -2 \sum_{s=1}^n (y_s - a x_s - b)": Stated(
                lambda x, y, a, b: np.sum((y - a * x - b) ** 2), "b", lambda x, y, a, b: -2 * np.sum(y - a * x - b)
            ),
        },
    ),
    "linear-regression": Page(
        {"w": (D,), "b": (), "x": (S, D), "y": (S,)},
        {
            r"\frac{\partial E}{\partial w_i} = \frac{2}{N} \sum_{s=1}^N \left( f^{(s)} - y^{(s)} \right) x_i^{(s)}": Stated(
                lambda w, b, x, y: np.mean((affine(w, x, b) - y) ** 2),
                "w",
                lambda w, b, x, y: 2 / S * (affine(w, x, b) - y) @ x,
            ),
            r"\frac{\partial E}{\partial b} = \frac{2}{N} \sum_{s=1}^N \left( f^{(s)} - y^{(s)} \right)": Stated(
                lambda w, b, x, y: np.mean((affine(w, x, b) - y) ** 2),
                "b",
                lambda w, b, x, y: 2 / S * np.sum(affine(w, x, b) - y),
            ),
            r"\frac{\partial^2 E}{\partial w_i \partial w_j} = \frac{2}{N} \sum_{s=1}^N x_i^{(s)} x_j^{(s)}": Stated(
                lambda w, b, x, y: np.mean((affine(w, x, b) - y) ** 2), "w w", lambda x: 2 / S * x.T @ x
            ),
        },
    ),
    "log-sum-exp": Page(
        {"x": (N,)},
        {
            r"\frac{\partial f}{\partial x_i} = p_i": Stated(
                lambda x: np.log(np.sum(np.exp(x))), "x", lambda x: softmax(x)
            ),
            r"\frac{\partial^2 f}{\partial x_i \partial x_j} = p_i \delta_{ij} - p_i p_j": Stated(
                lambda x: np.log(np.sum(np.exp(x))), "x x", lambda x: jacobian_of_softmax(softmax(x))
            ),
        },
    ),
    "logistic-regression": Page(
        {"w": (D,), "b": (), "x": (S, D), "y": (S,)},
        {
            r"\frac{\partial L}{\partial w_i} = \frac{1}{N} \sum_{s=1}^N \left( p^{(s)} - y^{(s)} \right) x_i^{(s)}": Stated(
                mean_bce, "w", lambda w, b, x, y: (sigmoid(affine(w, x, b)) - y) @ x / S
            ),
            r"\frac{\partial L}{\partial b} = \frac{1}{N} \sum_{s=1}^N \left( p^{(s)} - y^{(s)} \right)": Stated(
                mean_bce, "b", lambda w, b, x, y: np.mean(sigmoid(affine(w, x, b)) - y)
            ),
            r"\frac{\partial^2 L}{\partial w_i \partial w_j} = \frac{1}{N} \sum_{s=1}^N p^{(s)} (1 - p^{(s)}) x_i^{(s)} x_j^{(s)}": Stated(
                mean_bce,
                "w w",
                lambda w, b, x: (x.T * sigmoid(affine(w, x, b)) * (1 - sigmoid(affine(w, x, b)))) @ x / S,
            ),
        },
    ),
    "matrix-factorisation": Page(
        {"U": (S, D), "V": (N, D), "Q": (S, N), "c": ()},
        {
            r"\frac{\partial E}{\partial U_{ad}} = \sum_b (R_{ab} - Q_{ab}) V_{bd} + \lambda U_{ad}": Stated(
                factorisation, "U", lambda U, V, Q, c: (U @ V.T - Q) @ V + c * U
            ),
            r"\frac{\partial E}{\partial V_{bd}} = \sum_a (R_{ab} - Q_{ab}) U_{ad} + \lambda V_{bd}": Stated(
                factorisation, "V", lambda U, V, Q, c: (U @ V.T - Q).T @ U + c * V
            ),
        },
    ),
    "mixture-responsibilities": Page(
        {"x": (S,), "m": (N,), "z": (N,)},
        {
            r"\frac{\partial l}{\partial \mu_k} = \sum_{s=1}^N r_{ks} (x_s - \mu_k)": Stated(
                mixture,
                "m",
                lambda x, m, z: np.sum(responsibilities(x, m, z) * (x[None, :] - m[:, None]), axis=1),
            ),
            r"\frac{\partial l}{\partial z_k} = \sum_{s=1}^N r_{ks} - N w_k": Stated(
                mixture, "z", lambda x, m, z: np.sum(responsibilities(x, m, z), axis=1) - S * softmax(z)
            ),
        },
    ),
    "multinomial-likelihood": Page(
        {"c": (N,), "p": (N,), "a": ()},
        {
            r"\frac{\partial F}{\partial p_k} = \frac{c_k}{p_k} - \lambda": Stated(
                lambda c, p, a: np.sum(c * np.log(p)) - a * (np.sum(p) - 1), "p", lambda c, p, a: c / p - a
            ),
            r"\frac{\partial F}{\partial \lambda} = 1 - \sum_{k=1}^n p_k": Stated(
                lambda c, p, a: np.sum(c * np.log(p)) - a * (np.sum(p) - 1), "a", lambda p: 1 - np.sum(p)
            ),
        },
        positive=names("c p"),
    ),
    "negative-sampling": Page(
        {"v": (D,), "w": (D,), "R": (N, D)},
        {
            r"\frac{\partial L}{\partial v_d} = (a - 1) w_d + \sum_{k=1}^K b_k R_{kd}": Stated(
                sampled, "v", lambda v, w, R: (sigmoid(w @ v) - 1) * w + sigmoid(R @ v) @ R
            ),
            r"\frac{\partial L}{\partial w_d} = (a - 1) v_d": Stated(
                sampled, "w", lambda v, w: (sigmoid(w @ v) - 1) * v
            ),
            r"\frac{\partial L}{\partial R_{kd}} = b_k v_d": Stated(
                sampled, "R", lambda v, R: np.outer(sigmoid(R @ v), v)
            ),
        },
    ),
    "poisson-likelihood": Page(
        {"x": (N,), "r": ()},
        {
            r"\frac{\partial l}{\partial r} = \frac{n}{r} (m - r)": Stated(
                lambda x, r: np.sum(x * np.log(r) - r), "r", lambda x, r: N / r * (np.mean(x) - r)
            ),
            r"\frac{\partial^2 l}{\partial r^2} = -\frac{n m}{r^2}": Stated(
                lambda x, r: np.sum(x * np.log(r) - r), "r r", lambda x, r: -N * np.mean(x) / r**2
            ),
        },
        positive=names("r"),
    ),
    "poisson-regression": Page(
        {"w": (D,), "x": (S, D), "y": (S,)},
        {
            r"\frac{\partial L}{\partial w_i} = \sum_{s=1}^N \left( r^{(s)} - y^{(s)} \right) x_i^{(s)}": Stated(
                poisson, "w", lambda w, x, y: (np.exp(x @ w) - y) @ x
            ),
            r"\frac{\partial^2 L}{\partial w_i \partial w_j} = \sum_{s=1}^N r^{(s)} x_i^{(s)} x_j^{(s)}": Stated(
                poisson, "w w", lambda w, x: (x.T * np.exp(x @ w)) @ x
            ),
        },
    ),
    "principal-component": Page(
        {"u": (D,), "x": (S, D), "a": ()},
        {
            r"\frac{\partial F}{\partial u_i} = 2 \sum_k C_{ik} u_k - 2 \lambda u_i": Stated(
                lambda u, x, a: u @ covariance(x) @ u - a * (np.sum(u**2) - 1),
                "u",
                lambda u, x, a: 2 * covariance(x) @ u - 2 * a * u,
            ),
            r"\frac{\partial R}{\partial u_i} = \frac{2}{a} \left( \sum_k C_{ik} u_k - R u_i \right)": Stated(
                rayleigh, "u", lambda u, x: 2 / np.sum(u**2) * (covariance(x) @ u - rayleigh(u, x) * u)
            ),
        },
    ),
    "ridge-regression": Page(
        {"w": (D,), "x": (S, D), "y": (S,), "c": ()},
        {
            r"\frac{\partial J}{\partial w_i} = \sum_{s=1}^N \left( f^{(s)} - y^{(s)} \right) x_i^{(s)} + \lambda w_i": Stated(
                ridge, "w", lambda w, x, y, c: (x @ w - y) @ x + c * w
            ),
            r"\frac{\partial^2 J}{\partial w_i \partial w_j} = \sum_{s=1}^N x_i^{(s)} x_j^{(s)} + \lambda \delta_{ij}": Stated(
                ridge, "w w", lambda x, c: x.T @ x + c * np.eye(D)
            ),
        },
    ),
    "rms-norm": Page(
        {"x": (N,), "a": (N,), "e": (), "g": (N,)},
        {
            r"\frac{\partial u_i}{\partial x_j} = \frac{a_i}{r} \left( \delta_{ij} - \frac{x_i x_j}{n r^2} \right)": Stated(
                lambda x, a, e: a * x / rms(x, e),
                "x",
                lambda x, a, e: a[:, None] / rms(x, e) * (np.eye(N) - np.outer(x, x) / (N * rms(x, e) ** 2)),
            ),
            r"\frac{\partial L}{\partial x_j} = \frac{1}{r} \left( a_j g_j - \frac{x_j}{n r^2} \sum_i a_i g_i x_i \right)": Stated(
                lambda x, a, e, g: g @ (a * x / rms(x, e)),
                "x",
                lambda x, a, e, g: (a * g - x / (N * rms(x, e) ** 2) * np.sum(a * g * x)) / rms(x, e),
            ),
        },
        positive=names("e"),
    ),
    "sigmoid": Page(
        {"z": ()},
        {
            r"\frac{\partial s}{\partial z} = s (1 - s)": Stated(sigmoid, "z", lambda z: sigmoid(z) * (1 - sigmoid(z))),
            r"\frac{\partial^2 s}{\partial z^2} = s (1 - s) (1 - 2 s)": Stated(
                sigmoid, "z z", lambda z: sigmoid(z) * (1 - sigmoid(z)) * (1 - 2 * sigmoid(z))
            ),
        },
    ),
    "softmax-cross-entropy": Page(
        {"o": (N,), "y": (N,)},
        {
            r"\frac{\partial \hat{y}_j}{\partial o_i} = -\hat{y}_j \hat{y}_i": Stated(
                lambda o: softmax(o),
                "o",
                lambda o: -np.outer(softmax(o), softmax(o)) * (1 - np.eye(N)),
                lambda derivative: derivative * (1 - np.eye(N)),
            ),
            r"\frac{\partial \hat{y}_i}{\partial o_i} = \hat{y}_i (1 - \hat{y}_i)": Stated(
                lambda o: softmax(o), "o", lambda o: softmax(o) * (1 - softmax(o)), np.diag
            ),
            r"\frac{\partial l}{\partial o_i} = \hat{y}_i - y_i": Stated(
                lambda o, y: cross_entropy(y, softmax(o)), "o", lambda o, y: softmax(o) - y
            ),
        },
        simplex=names("y"),
    ),
    "softmax-jacobian-logarithm": Page(
        {"a": (N,)},
        {
            r"\frac{\partial \log q_i}{\partial a_j} = \delta_{ij} - q_j": Stated(
                lambda a: np.log(softmax(a)), "a", lambda a: np.eye(N) - softmax(a)[None, :]
            ),
            r"\frac{\partial q_i}{\partial a_j} = q_i (\delta_{ij} - q_j)": Stated(
                lambda a: softmax(a), "a", lambda a: jacobian_of_softmax(softmax(a))
            ),
        },
    ),
    "softmax-jacobian-product-rule": Page(
        {"x": (N,)},
        {
            r"\frac{\partial s_i}{\partial x_j} = s_i (\delta_{ij} - s_j)": Stated(
                lambda x: softmax(x), "x", lambda x: jacobian_of_softmax(softmax(x))
            ),
        },
    ),
    "softmax-jacobian-quotient-rule": Page(
        {"z": (N,)},
        {
            r"\frac{\partial p_j}{\partial z_i} = p_j (\delta_{ij} - p_i)": Stated(
                softmax, "z", lambda z: jacobian_of_softmax(softmax(z))
            ),
        },
    ),
    "softmax-policy": Page(
        {"t": (D,), "f": (N, D), "r": (N,)},
        {
            r"\frac{\partial \log \pi_a}{\partial \theta_d} = \phi_{ad} - \sum_b \pi_b \phi_{bd}": Stated(
                lambda t, f: np.log(policy(t, f)), "t", lambda t, f: f - (policy(t, f) @ f)[None, :]
            ),
            r"\frac{\partial J}{\partial \theta_d} = \sum_a \pi_a \left( r_a - J \right) \phi_{ad}": Stated(
                lambda t, f, r: policy(t, f) @ r, "t", lambda t, f, r: moved(policy(t, f), r) @ f
            ),
        },
    ),
    "softmax-regression": Page(
        {"W": (N, D), "b": (N,), "x": (S, D), "y": (S, N)},
        {
            r"\frac{\partial L}{\partial W_{cd}} = \frac{1}{N} \sum_{s=1}^N \left( p_c^{(s)} - y_c^{(s)} \right) x_d^{(s)}": Stated(
                softmax_regression, "W", lambda W, b, x, y: (softmax(scores_of_samples(W, b, x)) - y).T @ x / S
            ),
            r"\frac{\partial L}{\partial b_c} = \frac{1}{N} \sum_{s=1}^N \left( p_c^{(s)} - y_c^{(s)} \right)": Stated(
                softmax_regression,
                "b",
                lambda W, b, x, y: np.sum(softmax(scores_of_samples(W, b, x)) - y, axis=0) / S,
            ),
        },
        simplex=names("y"),
    ),
    "softmax-shift-invariance": Page(
        {"z": (N,)},
        {
            r"\sum_j \frac{\partial p_i}{\partial z_j} = 0": Stated(
                softmax, "z", lambda: np.zeros(N), lambda derivative: np.sum(derivative, axis=1)
            ),
        },
    ),
    "softmax-temperature": Page(
        {"z": (N,), "T": (), "y": (N,)},
        {
            r"\frac{\partial p_i}{\partial z_j} = \frac{1}{T} p_i (\delta_{ij} - p_j)": Stated(
                lambda z, T: softmax(z / T), "z", lambda z, T: jacobian_of_softmax(softmax(z / T)) / T
            ),
            r"\frac{\partial L}{\partial z_j} = \frac{1}{T} (p_j - y_j)": Stated(
                lambda z, T, y: cross_entropy(y, softmax(z / T)), "z", lambda z, T, y: (softmax(z / T) - y) / T
            ),
            r"\frac{\partial p_i}{\partial T} = \frac{p_i}{T^2} \left( \sum_k p_k z_k - z_i \right)": Stated(
                lambda z, T: softmax(z / T), "T", lambda z, T: -moved(softmax(z / T), z) / T**2
            ),
        },
        positive=names("T"),
        simplex=names("y"),
    ),
    "softplus": Page(
        {"x": (), "b": ()},
        {
            r"\frac{\partial f}{\partial x} = s": Stated(lambda x: np.log(1 + np.exp(x)), "x", lambda x: sigmoid(x)),
            r"\frac{\partial^2 f}{\partial x^2} = s (1 - s)": Stated(
                lambda x: np.log(1 + np.exp(x)), "x x", lambda x: sigmoid(x) * (1 - sigmoid(x))
            ),
            r"\frac{\partial g}{\partial x} = \frac{1}{1 + e^{-\beta x}}": Stated(
                lambda x, b: np.log(1 + np.exp(b * x)) / b, "x", lambda x, b: sigmoid(b * x)
            ),
        },
    ),
    "squared-error-softmax": Page(
        {"z": (N,), "y": (N,)},
        {
            r"\frac{\partial E}{\partial z_i} = p_i \left( (p_i - y_i) - \sum_j p_j (p_j - y_j) \right)": Stated(
                lambda z, y: 0.5 * np.sum((softmax(z) - y) ** 2), "z", lambda z, y: moved(softmax(z), softmax(z) - y)
            ),
        },
    ),
    "swish": Page(
        {"x": ()},
        {
            r"\frac{\partial h}{\partial x} = s + x s (1 - s)": Stated(
                swish, "x", lambda x: sigmoid(x) + x * sigmoid(x) * (1 - sigmoid(x))
            ),
            r"\frac{\partial^2 h}{\partial x^2} = s (1 - s) (2 + x (1 - 2 s))": Stated(
                swish, "x x", lambda x: sigmoid(x) * (1 - sigmoid(x)) * (2 + x * (1 - 2 * sigmoid(x)))
            ),
        },
    ),
    "tanh": Page(
        {"x": ()},
        {
            r"\frac{\partial t}{\partial x} = 1 - t^2": Stated(
                lambda x: (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x)), "x", lambda x: 1 - np.tanh(x) ** 2
            ),
            r"\frac{\partial^2 t}{\partial x^2} = -2 t (1 - t^2)": Stated(
                lambda x: (np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x)),
                "x x",
                lambda x: -2 * np.tanh(x) * (1 - np.tanh(x) ** 2),
            ),
        },
    ),
    "two-layer-perceptron": Page(
        {"W": (2, D), "b": (2,), "V": (N, 2), "c": (N,), "x": (D,), "y": (N,)},
        {
            r"\frac{\partial L}{\partial V_{kj}} = (p_k - y_k) h_j": Stated(
                perceptron, "V", lambda W, b, V, c, x, y: np.outer(errors(W, b, V, c, x, y), hidden(W, b, x))
            ),
            r"\frac{\partial L}{\partial c_k} = p_k - y_k": Stated(perceptron, "c", errors),
            r"\frac{\partial L}{\partial W_{ji}} = h_j (1 - h_j) x_i \sum_k (p_k - y_k) V_{kj}": Stated(
                perceptron, "W", lambda W, b, V, c, x, y: np.outer(returned(W, b, V, c, x, y), x)
            ),
            r"\frac{\partial L}{\partial b_j} = h_j (1 - h_j) \sum_k (p_k - y_k) V_{kj}": Stated(
                perceptron, "b", returned
            ),
        },
        simplex=names("y"),
    ),
    "word2vec-softmax": Page(
        {"v": (D,), "u": (N, D)},
        {
            r"\frac{\partial L_c}{\partial v_d} = \sum_{w=1}^n p_w u_{wd} - u_{cd}": Stated(
                lambda v, u: -np.log(softmax(u @ v))[C], "v", lambda v, u: softmax(u @ v) @ u - u[C]
            ),
            r"\frac{\partial L_c}{\partial u_{wd}} = (p_w - \delta_{wc}) v_d": Stated(
                lambda v, u: -np.log(softmax(u @ v))[C], "u", lambda v, u: np.outer(softmax(u @ v) - ONE_HOT, v)
            ),
        },
    ),
    "wrong-backpropagation": Page(
        {"w": (D,), "b": (), "x": (D,), "y": ()},
        {
            r"\frac{\partial L}{\partial w_i} = (a - y) x_i": Stated(
                lambda w, b, x, y: -y * np.log(sigmoid(x @ w + b)) - (1 - y) * np.log(1 - sigmoid(x @ w + b)),
                "w",
                lambda w, b, x, y: (sigmoid(x @ w + b) - y) * x,
            ),
        },
    ),
    "wrong-softmax-gradient": Page(
        {"z": (N,), "y": (N,)},
        {
            r"\frac{\partial L}{\partial z_i} = p_i - y_i": Stated(
                lambda z, y: cross_entropy(y, softmax(z)), "z", lambda z, y: softmax(z) - y
            ),
        },
        simplex=names("y"),
    ),
    "wrong-sums": Page(
        {"a": (N,)},
        {
            r"\frac{\partial}{\partial a_i} \sum_k a_k^2 = 2 a_i": Stated(lambda a: np.sum(a**2), "a", lambda a: 2 * a),
        },
    ),
}
