"""The commands of LaTeX mathematics, by what they are in a formula: tables only."""

from typing import Literal

from derive.letters import GREEK

SYMBOLS = GREEK | {
    "infty": "∞", "emptyset": "∅", "varnothing": "∅", "top": "⊤", "intercal": "⊤", "bot": "⊥", "star": "*",
    "dagger": "†", "hbar": "ℏ", "imath": "i", "jmath": "j", "prime": "′", "varsigma": "ς", "varrho": "ϱ",
    "varpi": "ϖ", "digamma": "ϝ", "aleph": "ℵ", "wp": "℘", "Re": "ℜ", "Im": "ℑ", "checkmark": "✓", "Alpha":
    "Α", "Beta": "Β", "triangle": "△", "Box": "□", "square": "□", "omicron": "ο", "degree": "°", "exists":
    "∃", "varDelta": "Δ", "sharp": "♯", "flat": "♭", "diamond": "⋄", "$": "$", "#": "#", "%": "%", "_": "_",
}  # fmt: skip
"""Command -> letter."""

DOTS = frozenset({"dots", "ldots", "cdots", "vdots", "ddots", "dotsc", "dotsb", "dotsm", "dotsi", "dotso", "hdots"})

FUNCTIONS = frozenset({
    "log", "ln", "lg", "exp", "sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth",
    "arcsin", "arccos", "arctan", "arg", "max", "min", "sup", "inf", "argmax", "argmin", "lim", "det",
    "dim", "ker", "deg", "gcd", "Pr", "limsup", "liminf",
})  # fmt: skip
"""Functions that take the factors after them as their argument, brackets or not."""

WORDS = frozenset({
    "softmax", "Softmax", "SoftMax", "sigmoid", "Sigmoid", "softplus", "relu", "ReLU", "diag", "Trace",
    "trace", "logsumexp", "LogSumExp", "loss", "Loss", "sign", "sgn", "KL", "CE", "BCE", "MSE", "NLL",
    "RSS", "SSE", "LSE", "rms", "rrms", "rmsnorm", "layernorm", "batchnorm", "norm", "mean", "var", "std",
    "ELBO", "MLE", "MAP", "CrossEntropy", "Attention", "input", "output", "out", "target", "pred",
})  # fmt: skip
"""Words that are read as one name even where they are written as plain letters."""

SUMS: dict[str, Literal["sum", "product"]] = {"sum": "sum", "prod": "product", "∑": "sum", "∏": "product"}
SUM = "∑"
"""The letter of a sum sign that stands for a sum which was written before."""


TIMES = {
    "cdot": "·", "times": "×", "ast": "*", "odot": "⊙", "circ": "⊙", "bullet": "·", "centerdot": "·", "*":
    "*", "·": "·", "×": "×", "∗": "*", "⊙": "⊙", "∘": "⊙", "⋅": "·", "•": "·",
}  # fmt: skip

RELATIONS = {
    "=": "=", "eq": "=", "neq": "≠", "ne": "≠", "lt": "<", "le": "≤", "leq": "≤", "leqslant": "≤", "gt":
    ">", "ge": "≥", "geq": "≥", "geqslant": "≥", "in": "∈", "notin": "∉", "ni": "∋", "approx": "≈",
    "propto": "∝", "varpropto": "∝", "sim": "∼", "equiv": "≡", "triangleq": ":=", "coloneqq": ":=",
    "coloneq": ":=", "doteq": ":=", "defeq": ":=", "cong": "≅", "simeq": "≃", "to": "→", "rightarrow": "→",
    "longrightarrow": "→", "leftarrow": "←", "gets": "←", "mapsto": "↦", "subset": "⊂", "subseteq": "⊆",
    "supset": "⊃", "ll": "≪", "gg": "≫", "Rightarrow": "⇒", "implies": "⇒", "Longrightarrow": "⇒", "iff":
    "⇔", "Leftrightarrow": "⇔", "Longleftrightarrow": "⇔", "succeq": "⪰", "preceq": "⪯", "succ": "≻",
    "prec": "≺", "succcurlyeq": "⪰", "preccurlyeq": "⪯", "supseteq": "⊇", "subsetneq": "⊊",
    "sqsubseteq": "⊑", "asymp": "≍", "⪰": "⪰", "⪯": "⪯", "≽": "⪰", "≼": "⪯", "≻": "≻", "≺": "≺", "perp": "⊥",
    "lesssim": "≲", "gtrsim": "≳", "colon": ":", "<": "<", ">": ">", ":=": ":=",
    "<=": "≤", ">=": "≥", "!=": "≠", "==": "=", "->": "→", "=>": "⇒", ":": ":", "≠": "≠", "≤": "≤", "≥":
    "≥", "∈": "∈", "∉": "∉", "≈": "≈", "∝": "∝", "∼": "∼", "~": "∼", "≡": "≡", "→": "→", "⇒": "⇒", "←": "←",
    "≔": ":=", "≜": ":=", "⇔": "⇔", "⊂": "⊂", "⊆": "⊆", "⩽": "≤", "⩾": "≥",
}  # fmt: skip
"""Command or character -> sign of a relation."""

MIDDLES = {"mid": "|", "vert": "|", "parallel": "‖", "|": "|", "∣": "|", "∥": "‖"}
"""What separates the two sides of p(a | b) where it is not a pair of bars."""

ACCENT_COMMANDS = {
    "hat": "hat", "widehat": "hat", "bar": "bar", "overline": "bar", "tilde": "tilde", "widetilde": "tilde",
    "dot": "dot", "overleftarrow": "overleftarrow",
}  # fmt: skip

STYLES = {
    "mathbf": "bold", "boldsymbol": "bold", "bm": "bold", "pmb": "bold", "vec": "bold", "bold": "bold",
    "mathbfit": "bold", "underline": "bold", "overrightarrow": "bold", "symbf": "bold", "Bbb": "blackboard",
    "mathcal": "calligraphic", "mathscr": "calligraphic", "mathfrak": "calligraphic", "cal": "calligraphic",
    "mathbb": "blackboard", "mathds": "blackboard", "mathbbm": "blackboard", "mathrm": "", "mathit": "",
    "mathsf": "", "mathtt": "", "mathnormal": "", "operatorname": "", "bf": "bold",
}  # fmt: skip

TEXTS = frozenset({"text", "textrm", "textit", "textbf", "textsf", "texttt", "mbox", "hbox", "textnormal", "textsc"})
UPRIGHTS = frozenset({"mathrm", "mathit", "mathsf", "mathtt", "mathnormal", "operatorname", "mathop"})
"""Commands whose argument is one name if it is made of letters."""

SILENT = frozenset({
    "quad", "qquad", "displaystyle", "textstyle", "scriptstyle", "scriptscriptstyle", "nonumber", "notag",
    "limits", "nolimits", "boxed", "cancel", "bcancel", "xcancel", "mathstrut", "strut", "mathrel",
    "mathbin", "mathord", "mathopen", "mathclose", "mathpunct", "mathinner", "ensuremath", "smash",
    "forall", "hfill", "allowbreak", "nobreak", "noindent", "enspace", "thinspace", "medspace",
    "thickspace", "negthinspace", "space", "fbox", "small", "large", "Large", "normalsize", "tiny",
    "centering", "hline", "bigskip", "medskip", "smallskip", "negmedspace", "negthickspace", "relax",
    "mathclap", "displaylimits", "break", "it",
})  # fmt: skip
"""Commands that leave no trace: what follows is read as if they were not there."""

DROPPED = {
    "color": 1, "textcolor": 1, "phantom": 1, "hphantom": 1, "vphantom": 1, "hspace": 1, "vspace": 1,
    "mspace": 1, "kern": 0, "label": 1, "tag": 1, "colorbox": 1, "fcolorbox": 2, "raisebox": 1, "rule": 2,
    "hskip": 0, "mkern": 0, "class": 1, "style": 1, "htmlClass": 1, "eqref": 1, "ref": 1, "cite": 1,
}  # fmt: skip
"""Commands that are dropped together with so many arguments."""

SIZES = {
    "left": "open", "bigl": "open", "Bigl": "open", "biggl": "open", "Biggl": "open", "right": "close",
    "bigr": "close", "Bigr": "close", "biggr": "close", "Biggr": "close", "middle": "middle", "bigm":
    "middle", "Bigm": "middle", "biggm": "middle", "Biggm": "middle", "big": "", "Big": "", "bigg": "",
    "Bigg": "",
}  # fmt: skip
"""Commands before a delimiter, and what they say of it."""

OPENERS = {
    "(": "(", "[": "[", "\\{": "{", "\\lbrace": "{", "\\lbrack": "[", "\\lvert": "|", "\\lVert": "‖",
    "\\langle": "⟨", "\\lfloor": "⌊", "\\lceil": "⌈", "⟨": "⟨",
}  # fmt: skip
CLOSERS = {
    ")": "(", "]": "[", "\\}": "{", "\\rbrace": "{", "\\rbrack": "[", "\\rvert": "|", "\\rVert": "‖",
    "\\rangle": "⟨", "\\rfloor": "⌊", "\\rceil": "⌈", "⟩": "⟨",
}  # fmt: skip
"""Delimiter -> the bracket it closes, in the notation of derive.formula.Grouped."""

BARS = {"∥": "‖", "|": "|", "\\|": "‖", "\\vert": "|", "\\Vert": "‖", "||": "‖", "‖": "‖"}
CLOSING = {
    "(": ")", "[": "]", "{": "\\}", "|": "|", "‖": "\\|", "⟨": "\\rangle", "⌊": "\\rfloor", "⌈": "\\rceil",
}  # fmt: skip
"""Bracket -> its closing delimiter as written."""

MATRICES = {
    "matrix": "", "smallmatrix": "", "pmatrix": "(", "bmatrix": "[", "Bmatrix": "{", "vmatrix": "|",
    "Vmatrix": "‖", "array": "",
}  # fmt: skip
CASES = frozenset({"cases", "dcases", "rcases", "numcases"})
ALIGNMENTS = frozenset({
    "align", "aligned", "alignat", "alignedat", "split", "gather", "gathered", "eqnarray", "equation",
    "multline", "flalign", "displaymath", "math", "subequations", "dmath",
})  # fmt: skip
"""Environments whose rows are rows of a chain; all of them also with a star."""

MAX_DIGITS = 100
MAX_NESTING = 100
MAX_EXPANSIONS = 20
MAX_LENGTH = 20_000

FULLWIDTH = {
    "，": ",", "（": "(", "）": ")", "＝": "=", "＋": "+", "：": ":", "；": ";", "＜": "<",
    "＞": ">", "。": ".",
}  # fmt: skip
"""Signs of East Asian typing."""

LETTERLIKE = "∞∅⊤⊥ℏ†𝟙°△□"
"""Characters that are names though they are no letters."""

CONNECTIVES = frozenset({
    "if", "for", "when", "whenever", "where", "and", "with", "otherwise", "else", "for all", "such that",
    "s.t", "since", "as", "si", "sinon", "wenn", "sonst", "如果", "若", "当", "其他", "否则", "in case",
    "for any", "for each", "for every", "if and", "all", "and if", "and for", "else if", "elsewhere", "o.w",
    "ow", "given", "with respect to", "w.r.t", "by", "using", "here", "because", "case", "from", "",
})  # fmt: skip
"""Words that separate a formula from its conditions, as a comma does."""

FRACTIONS = frozenset({"frac", "dfrac", "tfrac", "cfrac", "nicefrac", "sfrac"})
BINOMIALS = frozenset({"binom", "dbinom", "tbinom"})

UNSUPPORTED = {
    "int": "an integral", "iint": "an integral", "oint": "an integral", "∫": "an integral", "pm": "±", "mp":
    "∓", "±": "±", "otimes": "⊗", "⊗": "⊗", "oplus": "⊕", "⊕": "⊕", "ominus": "⊖", "oslash": "⊘", "cup":
    "∪", "∪": "∪", "cap": "∩", "∩": "∩", "setminus": "∖", "wedge": "∧", "vee": "∨", "land": "∧", "lor": "∨",
    "ddot": "a second derivative by dots", "check": "the accent of \\check", "breve":
    "the accent of \\breve", "choose": "\\choose", "bigcup": "∪",
    "bigcap": "∩", "bigotimes": "⊗", "bigoplus": "⊕",
}  # fmt: skip
"""Command or character -> what it stands for, where that is known but not read."""
