"""Letters and words of mathematics: LaTeX commands, their Unicode characters, and names as they are written.

The name of a variable in a term is plain text: its letter in Unicode followed by a combining accent, composed where
Unicode has the composition (ŷ), by a mark ' for each prime, and by a mark ^ for each upper index: y_i and y_i^{(s)}
are two variables, y and y^. A label above a letter follows it after a mark ↑: a_i^L is the variable a↑L.
"""

from collections.abc import Sequence
from functools import lru_cache
from unicodedata import normalize

GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν",
    "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ",
    "chi": "χ", "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ",
    "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "ell": "ℓ",
}  # fmt: skip
"""LaTeX command without its backslash -> character. Of two commands for one character the first is written."""

ACCENTS = {"hat": "\u0302", "bar": "\u0304", "tilde": "\u0303", "dot": "\u0307", "overleftarrow": "\u20d6"}
"""The accents of derive.formula.Name -> combining characters."""

SCRIPT = "↑script"
"""The label of a script letter that is another symbol than the plain one."""

_LATEX_OF = {character: f"\\{command}" for command, character in reversed(GREEK.items())}
_ACCENT_OF = {mark: accent for accent, mark in ACCENTS.items()}


@lru_cache(maxsize=4096)
def variable_name(letter: str, accent: str = "", primes: int = 0, uppers: int = 0) -> str:
    """The name of the variable that is written with this letter, accent, primes and number of upper indices.

    >>> variable_name("y", "hat"), variable_name("y", uppers=1), variable_name("z↑ℓ", "hat")
    ('ŷ', 'y^', 'ẑ↑ℓ')
    """
    letter, mark, label = letter.partition("↑")
    return normalize("NFC", letter + ACCENTS.get(accent, "")) + "'" * primes + mark + label + "^" * uppers


def without_accent(name: str) -> str:
    """The name without accents, primes and marks of upper indices.

    >>> without_accent("ŷ'^"), without_accent("y")
    ('y', 'y')
    """
    decomposed = normalize("NFD", name.rstrip("'^"))
    return normalize("NFC", "".join(mark for mark in decomposed if mark not in _ACCENT_OF))


def latex_of_name(name: str) -> str:
    r"""LaTeX for a variable's name.

    >>> latex_of_name("ŷ"), latex_of_name("θ"), latex_of_name("loss")
    ('\\hat{y}', '\\theta', '\\mathrm{loss}')
    >>> latex_of_name("w_1"), latex_of_name("y_true")
    ('w_1', 'y_{true}')
    >>> latex_of_name("a↑L−1")
    'a^{L-1}'
    >>> latex_of_name("L↑script")
    '\\mathcal{L}'
    """
    if name.endswith(SCRIPT):
        return f"\\mathcal{{{latex_of_name(name.removesuffix(SCRIPT))}}}"
    name, _, label = name.rstrip("^").partition("↑")
    if label:
        return f"{latex_of_name(name)}^{{{label.replace('−', '-')}}}"
    if "_" in name:
        base, _, index = name.partition("_")
        return f"{latex_of_name(base)}_{{{index}}}" if len(index) > 1 else f"{latex_of_name(base)}_{index}"
    decomposed = normalize("NFD", name.rstrip("'"))
    primes = "'" * (len(name) - len(name.rstrip("'")))
    letter, accent = decomposed, ""
    if decomposed and decomposed[-1] in _ACCENT_OF:
        letter, accent = decomposed[:-1], _ACCENT_OF[decomposed[-1]]
    written = _LATEX_OF.get(letter, letter if len(letter) == 1 else f"\\mathrm{{{letter}}}")
    return (f"\\{accent}{{{written}}}" if accent else written) + primes


def latex_of_variable(name: str, indices: Sequence[str]) -> str:
    r"""LaTeX for a variable with its indices, the upper ones first.

    >>> latex_of_variable("o", ["2"]), latex_of_variable("ŷ^", ["s", "10"]), latex_of_variable("w", ["1", "2"])
    ('o_2', '\\hat{y}_{10}^{(s)}', 'w_{1,2}')
    >>> latex_of_variable("a↑L", ["2"]), latex_of_variable("U_1", ["2", "3"])
    ('a_2^{L}', '{U_1}_{2,3}')
    """
    uppers = name.count("^")
    lower = ",".join(indices[uppers:])
    name = name.rstrip("^")
    name, _, label = (name, "", "") if name.endswith(SCRIPT) else name.partition("↑")
    written = latex_of_name(name)
    if lower and "_" in written:
        written = f"{{{written}}}"
    if lower:
        written += f"_{lower}" if len(lower) == 1 else f"_{{{lower}}}"
    if label:
        written += f"^{{{label.replace('−', '-')}}}"
    if uppers:
        written += f"^{{({','.join(indices[:uppers])})}}"
    return written
