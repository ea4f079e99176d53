"""Which words make a formula a hypothesis, a definition or a case: data only, read by derive.document.prose and
case_words.

Every phrase is a regular expression over lower-case text with single spaces. Where several phrases reach a
formula the last one counts.
"""

from typing import Literal

from derive.data import Data
from derive.document.model import Cue


class CuePhrases(Data):
    """Phrases that say what the formulas in their reach are."""

    cue: Cue
    reach: Literal["formula", "clause", "sentence"]
    """To the formula right after, past FILLERS; to the next comma; to the end of the sentence or a phrase of
    RESULTS."""
    phrases: tuple[str, ...]
    gives: Literal["all", "no numbers", "no values"] = "all"
    """What they may give: 'assume x = 3' states it, 'the points with x = 3' does not, and 'for x = y' is a case."""


CUES = (
    CuePhrases(
        Cue.ASSUME, "sentence",
        (
            "we know", "you know", "it is known", "known that", "assum(?:e|es|ed|ing)",
            "suppos(?:e|es|ed|ing)", "without (?:any )?loss of generality", "wlog", "forget(?:ting)?(?= that)",
            "note(?! that since)", "notice", "recall(?:ing)?", "remember(?:ing)?",
            "under the (?:assumption|condition|constraint)",
            "on the (?:assumption|condition)", "sabemos", "sabiendo", "supon(?:gamos|er|iendo)",
            "recordemos", "notemos", "已知", "假设", "假定", "注意到", "我们知道", "前提是",
        ),
    ),
    CuePhrases(Cue.ASSUME, "formula", (r"(?:^|evaluat\w+|evaluat\w+ \w+)\W*with",), gives="no values"),
    CuePhrases(
        Cue.SUPPOSE, "sentence",
        (r"(?:points?|values?|cases?|regions?|curves?|lines?|surfaces?|places?|locus|those) (?:\S+ )?"
         "(?:where|with|for which|at which|in which|on which)",),
    ),
    CuePhrases(
        Cue.ASSUME, "sentence",
        ("(?<!is )(?<!are )(?<!occurs )(?<!attained )where", "such that", "donde", "tal que", "其中"),
        gives="no numbers",
    ),
    CuePhrases(
        Cue.ASSUME, "clause",
        (
            "since", "because", "due to", "thanks to", "by the fact that", "provided", "ya que", "porque",
            "dado que", "puesto que", "debido a", "weil", "因为", "由于", "鉴于",
        ),
    ),
    CuePhrases(
        Cue.ASSUME, "formula",
        (
            "(?<![^,;(—–] )as", "given(?! by)", "(?<!start )(?<!begin )with", "using", "used", "subject to",
            "satisf(?:y|ies|ied|ying)", "constraint", "condition", "constrained (?:by|to)", "the fact",
            r"s\. ?t\.", "(?<![^,;(—–] )como", "usando", "con", "sujeto a", "利用", "满足", "使用", "根据",
        ),
        gives="no numbers",
    ),
    CuePhrases(
        Cue.DEFINE, "sentence",
        (
            "let(?!['’]s| us)", "define", "defining", "denote", "denoting", "defined (?:as|by|to be|via)",
            "sea", "sean", "definimos", "definamos", "denotamos", "令", "设", "定义", "记作?",
        ),
    ),
    CuePhrases(
        Cue.DEFINE, "formula",
        ("(?<!can )(?<!may )write", "introduce", "by definition", "we call"),
    ),
    CuePhrases(Cue.DEFINE, "formula", ("(?:where|we) (?:put|set)",), gives="no values"),
    CuePhrases(
        Cue.PUT, "formula",
        (
            "put(?:ting)?", "set(?:ting)?", "for", "evaluat(?:e|es|ed|ing)",
            "substitut(?:e|es|ed|ing)", "tak(?:e|es|ing)", "choos(?:e|es|ing)",
            "consider(?:ing)?",
        ),
        gives="no values",
    ),
    CuePhrases(
        Cue.RESULT, "sentence",
        (
            "(?:we|you|one) (?:(?:will|can|now|then|may|could|also|thus) )*(?:get|obtain|find|see|conclude|arrive)s?",
            "giv(?:es?|ing)", "yield(?:s|ing)?", "becomes?", "leads? to", "impl(?:y|ies)", "it follows", "hence",
            "therefore", "thus", "consequently", "results? in", "reduces? to", "simplif(?:y|ies)", "turns? into",
            "this means", "which means", "obtenemos", "por (?:lo )?tanto", "因此", "所以", "得到", "可得",
        ),
    ),
    CuePhrases(
        Cue.SUPPOSE, "formula",
        (
            "if", "when", "whenever", "at", "in case", "the (?:special )?case", "were", "si", "cuando", "如果",
            "若", "当",
        ),
    ),
    CuePhrases(
        Cue.DENY, "formula",
        (
            "iff", "if and only if", "only (?:if|when|for)", "unless", "whether", "except (?:if|when|for|at)",
            "necessary and sufficient (?:that|for)",
        ),
    ),
)  # fmt: skip

FOUND = (
    "first[- ]order", "optim\\w+", "stationar\\w+", "minim\\w+", "maxim\\w+", "extrem\\w+", "likelihood", "estimat\\w+",
    "derivatives?", "gradients?", "equilibri\\w+", "euler", "conservation", "eigenvalues?", "roots?", "solutions?",
    "trajector\\w+", "left with", "up with", "compar\\w+ with", "deal\\w* with",
)  # fmt: skip
"""Of what a formula is no hypothesis, though it is said to be a condition, or what something satisfies: it is found."""

SUPPOSED = ("let", "assum\\w+", "suppos\\w+", "given", "such that", "satisfying", "any")
"""What says that something is to satisfy a formula; without it, one says that it does."""

AFTERWARDS = (
    (
        Cue.ASSUME,
        (
            "by assumption", "by hypothesis", "by construction", "(?:is|are) (?:given|assumed|known)",
            "one[- ]hot",
        ),
    ),
    (Cue.DEFINE, ("by definition",)),
)  # fmt: skip
"""The same, right after a formula."""

RESULTS = (
    "we (?:(?:will|can|now|then|may|could|also) )*(?:have|get|obtain|find|see|can|conclude|arrive|compute)",
    "we want", "we (?:re)?write",
    "results? is", "you (?:will )?(?:get|find|have)", "so", "then", "hence", "therefore", "thus",
    "consequently", "it follows", "gives?", "giving", "yields?", "becomes?", "leads? to", "impl(?:y|ies)",
    "results? in", "reduces? to", "simplif(?:y|ies)", "turns? into", "this means", "is equal to", "equals",
    "derive", "comput(?:e|ing)", "calculat(?:e|ing)", "differentiat(?:e|ing)", "let us",
    "rewrite", "substitut(?:e|ing)", "plug(?:ging)?", "maximi[sz]e", "minimi[sz]e", "let's", "entonces",
    "tenemos", "obtenemos", "por (?:lo )?tanto", "así", "queda", "luego",
    "所以", "因此", "得到?", "则", "于是", "从而", "可得", "我们有", "那么",
)  # fmt: skip
"""What introduces a result: it ends the reach of every cue before it."""

PROPERTIES = (
    "one[- ]?hot", "sums? (?:up )?to (?:one|unity|1)", "adds? up to (?:one|1)", "probability distribution",
    "normali[sz]ed", "probabilities", "独热", "one-hot encoding",
)  # fmt: skip
"""A sentence that says one of these of y states Σ y = 1, whatever word introduces the formula."""

CASES = (
    "since", "because", "if", "when", "whenever", "for", "cases?", "where", "suppose", "assume", "let",
    "consider(?:ing)?", "otherwise", "first", "second(?:ly)?", "provided", "as long as", "now", "situation",
    "si", "cuando", "para", "caso", "当", "若", "如果", "情况", "对于", "第[一二]种",
)  # fmt: skip
"""What may stand before an index condition that holds for the next formula."""

CASES_AFTERWARDS = ("cases?", "时", "的情况")

QUALIFIERS = (
    "if", "when", "for", "whenever", "where", "since", "because", "in (?:the )?case", "provided", "si",
    "cuando", "para",
)  # fmt: skip
"""What links an index condition to the formula before it."""

CONDITIONALS = ("if", "when", "whenever", "say", "in case", "si", "cuando", "如果", "若", "当")
"""What makes an equation about values, such as y = 1, a condition of its sentence and no claim."""

SUPPORTS = (
    "where", "since", "because", "as", "given(?! by)", "using", "provided", "with",
    "(?:here,? )?we (?:have )?used", "donde", "ya que", "porque", "其中", "因为", "由于",
)  # fmt: skip
"""What begins a clause that gives the reason of the display before it, or says what its letters are."""

OPENINGS = (
    "(?<!which )cases?", "consider(?:ing)?", "suppose", "assume", "first(?! term)", "now", "next",
    "situation", "caso", "情况",
)  # fmt: skip
"""Words of a sentence that only states a case; the case then holds for the formula after that sentence."""

FIXING = (
    "let(?!['’]s| us)", "fix(?:ed|ing)?", "take", "choose", "pick", "throughout", "henceforth", "from (?:now|here) on",
    "always", "we have", "recall(?:ing)?", "below", "here", "in (?:the following|what follows|this section)",
    "restrict(?:ed|ing)? (?:ourselves |attention )?to", "sea", "sean", "令", "设",
)  # fmt: skip
"""What fixes two indices for what comes after the sentence, as far as nothing else is said of them."""

FIXED = (
    "two", "three", "some", "arbitrary", "distinct", "different", "fixed", "classes", "components", "entries",
    "positions", "units", "outputs", "numbers", "letters", "with", "such",
)  # fmt: skip
"""What such indices may be called before they are written."""

EXCEPTIONS = (
    "only", "except", "not", "contrast", "even if", "fails?", "exercise",
    "zero", "non-?zero", "vanish(?:es|ing)?", "unless", "either", "depends?", "whether",
    "solo", "excepto", "只有", "除",
)  # fmt: skip
"""What says that an index condition after it only tells which terms of a sum count."""

LABELS = ("[ivx]+", "[a-d]", "step", "part", "then", "finally", "lastly")
"""What else may stand before an index condition that is the label of a list item or a paragraph."""

OTHERWISE = ("otherwise", "else(?=[,:])", "in (?:all )?other cases", "de lo contrario", "否则")

ENDINGS = (
    "combin(?:e|es|ed|ing)", "together", "in general", "both (?:cases|results|equations)", "overall",
    "finally", "in summary", "to sum up", "summari[sz]ing",
    "两种情况", "综上", "综合", "combinando", "finalmente",
    "en resumen",
)  # fmt: skip
"""What ends a case that was given a paragraph of its own."""

DENIALS = (
    "(?:do|does|did|need|would|should|is|are) ?(?:not|n't) (?:assume|suppose|hold|true|given)",
    "(?:cannot|never) assume",
    "do(?:es)? not hold", "is (?:false|wrong|not true)", "(?:wrong|false|incorrect) to (?:assume|say|suppose)",
    "can we assume", "without assuming", "no longer", "is (?:impossible|not allowed|excluded)",
    "(?:will|shall) not use",
    "fails?", "given that not", "anything but", "never the case", "would contradict", "not the case", "in contrast to",
    "even if", "if we assumed",
)  # fmt: skip
"""What says that a formula is not stated."""

SUPPOSITIONS = (
    "for (?:the|a) moment", "for now", "for the (?:time being|sake of)", "contradictions?", "suppose not",
    "to the contrary", "temporarily", "momentarily", "hypothetically", "pretend(?:ing)?", "imagine", "what if",
    "if [^,.]* (?:were|was|had been)", "would (?:mean|imply|give|follow)", "por contradicción",
    "por un momento", "反证", "暂时",
)  # fmt: skip
"""What says that an assumption of its sentence does not hold for all of the document."""

MISTAKES = (
    "(?:often|wrongly|mistakenly|incorrectly|falsely) (?:write|say|take|claim)", "mistakes?", "erroneous(?:ly)?",
    "tempting",
    "(?:might|may|could|would) (?:be led to )?(?:think|believe|guess)", "naive(?:ly)?", "fallacy", "misconception",
)  # fmt: skip
"""What says that others may take a formula of the sentence for true."""

DOUBTS = (
    "claims?", "conjectures?", "goals?", "aim", "want to", "wish to", "have to show",
    "(?:prove|show|check|verify)(?: that)?",
    "to be (?:shown|proved|proven|checked)", "either", "exclude", "no solutions?", "nobody", "open", "possibly",
    "(?:is|it|be) possible",
    "perhaps", "maybe",
)  # fmt: skip
"""What says that a formula of the sentence is not known to be true, unless a word before the formula states it."""

EXAMPLES = ("for (?:example|instance)", r"e\.g\.", "as an (?:example|illustration)", "por ejemplo", "例如")
"""What makes an assumption of its sentence one of an example only."""

FILLERS = (
    "that", "the", "a", "an", "our", "all", "any", "every", "each", "this", "these", "both", "now", "also",
    "we", "you", "have", "know", "fact", "constraint", "condition", "assumption", "property", "identity",
    "equation", "relation", "definition", "hypothesis", "following", "by", "to", "be", "is", "of", "in",
    "which", "index", "indices", "class", "case", "cases", "and", "or", "when", "if", "where", "again",
    "down", "que", "la", "el", "los", "条件", "个",
)  # fmt: skip
"""Words that may stand between a phrase and the formula right after it."""
