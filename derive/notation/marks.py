"""What could be a sign, a bracket or a remark in a display: the marks, with each bracket's partner."""

import re
from functools import cache

from derive.data import Data
from derive.notation.commands import RELATIONS, TEXTS


class Mark(Data, frozen=False):
    kind: str
    begin: int
    end: int
    value: str = ""
    over: tuple[int, int] | None = None
    partner: int = -1


_ARROWS = frozenset({"Rightarrow", "implies", "Longrightarrow", "iff", "Leftrightarrow", "Longleftrightarrow",
                     "therefore", "because", "leadsto", "rightsquigarrow"})  # fmt: skip
_WITHOUT_ARGUMENT = frozenset({"displaystyle", "quad", "qquad", "nonumber", "textstyle"})
_SILENT = frozenset({"nonumber", "notag", "displaystyle", "allowdisplaybreaks", "mathrel", "hfill", "blacksquare",
                     "qed", "qedhere", "qedsymbol"})  # fmt: skip
_BEFORE_BRACES = {
    **dict.fromkeys(("overset", "stackrel", "underset", "xlongequal"), "over"),
    **dict.fromkeys((*TEXTS, "text"), "words"),
    **dict.fromkeys(("tag", "tag*"), "tag"),
    **dict.fromkeys(("label", "phantom", "hphantom", "vphantom", "eqref"), "drop"),
    **dict.fromkeys(("hspace", "hspace*", "vspace", "vspace*"), "drop"),
    **dict.fromkeys(("boxed", "fbox", "ensuremath"), "wrap"),
}
"""What commands are that have an argument."""
_MARK_OVER = re.compile(r"[^\s{}\\]\s*(?:=|\{)")
"""One character without braces, and what it stands over."""
_DEFINED = re.compile(r"(\\\w+\{)?\s*(def\.?|\\Delta|\\triangle|Def\.?)\s*\}?")


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?P<comment>(?<!\\)%[^\n]*)"
        r"|(?P<row>\\\\(?:\s*\[-?[\d.]+\s*[a-z]{2}\])?\*?|\\newline(?![A-Za-z])|\\cr(?![A-Za-z]))"
        r"|(?P<begin>\\begin\s*\{(?P<opened>[A-Za-z]+)\*?\})"
        r"|(?P<end>\\end\s*\{(?P<closed>[A-Za-z]+)\*?\})"
        r"|(?P<said>(?<![A-Za-z\\_^{])(?:and|where|when|because|otherwise|for|if)(?=\s|~|\\[,;: ]|\\q?quad))"
        r"|(?P<wrap>\\(?:colorbox\s*\{[^{}]*\}|bbox(?:\[[^\]]*\])?)\s*(?=\{)"
        r"|\\math(?:rm|it|sf|tt|normal)\s*(?=\{(?:[^{}]|\{[^{}]*\})*=))"
        r"|(?P<quad>(?:\\q?quad(?![A-Za-z])\s*)+)"
        r"|(?P<left>\\left(?![A-Za-z])\s*(?:\\[A-Za-z]+|\\.|\S))"
        r"|(?P<right>\\right(?![A-Za-z])\s*(?:\\[A-Za-z]+|\\.|\S))"
        r"|(?P<braced>(?<![_^])\{\s*(?P<inner>:=|=|\\[a-z]+)\s*\}(?=\s*[^_^\s]))"
        r"|(?P<not>\\not\s*(?:=|\\in(?![A-Za-z])))"
        r"|(?P<relation>:=|<=|>=|!=|==|->|=>|=|<|>|≠|≤|≥|∈|≈|∝|≡|≔|≜|⪰|⪯|≽|≼|≻|≺|&lt;|&gt;)"
        r"|(?P<arrow>[⇒⟹⇔∴])"
        r"|(?P<command>\\[A-Za-z]+)"
        r"|(?P<opener>\\\{|[(\[])"
        r"|(?P<closer>\\\}|[)\]])"
        r"|(?P<escaped>\\.)"
        r"|(?P<brace>\{)|(?P<unbrace>\})"
        r"|(?P<cell>&(?:amp;)?)|(?P<comma>,)|(?P<colon>:)|(?P<semicolon>;)",
        re.DOTALL,
    )


def _closings(text: str) -> dict[int, int]:
    """The place after the brace that closes, for each brace that opens and is closed."""
    ends: dict[int, int] = {}
    opened: list[int] = []
    for match in re.compile(r"\\.|[{}]", re.DOTALL).finditer(text):
        if match.group() == "{":
            opened.append(match.start())
        elif match.group() == "}" and opened:
            ends[opened.pop()] = match.end()
    return ends


def marks_of(text: str) -> list[Mark]:
    """All that could be a sign or a bracket."""
    marks: list[Mark] = []
    closings = _closings(text)
    position = 0
    while match := _pattern().search(text, position):
        kind = match.lastgroup or ""
        if kind == "opened" or kind == "closed" or kind == "inner":
            kind = {"opened": "begin", "closed": "end", "inner": "braced"}[kind]
        begin, position = match.span()
        if kind == "command":
            kind, position = _of_command(text, begin, position)
        mark = Mark(kind, begin, position)
        if kind in ("words", "tag", "drop"):
            if position not in closings:
                continue
            mark.end = closings[position]
            mark.value = text[position + 1 : mark.end - 1]
            position = mark.end
        elif kind == "over":
            _read_over(text, mark, match.group(), closings)
            position = mark.end
        elif not _read_mark(text, mark, match):
            continue
        if mark.kind == "brace" and marks and marks[-1].kind == "wrap" and marks[-1].end == begin:
            mark.value = "free"
        marks.append(mark)
    return marks


def _of_command(text: str, begin: int, end: int) -> tuple[str, int]:
    """The kind of a command, and where it ends: before the brace of its argument, if it has one."""
    name = text[begin + 1 : end]
    if name in _SILENT:
        return "silent", end
    starred = f"{name}*"
    after = end + (text.startswith("*", end) and starred in _BEFORE_BRACES)
    kind = _BEFORE_BRACES.get(name if after == end else starred)
    while kind is not None and text[after : after + 1].isspace():
        after += 1
    has_argument = text.startswith("{", after) or (kind == "over" and _MARK_OVER.match(text, after) is not None)
    return (kind, after) if kind is not None and has_argument else ("command", end)


def _read_mark(text: str, mark: Mark, match: re.Match[str]) -> bool:
    written = match.group()
    match mark.kind:
        case "begin" | "end":
            mark.value = match["opened"] or match["closed"]
            columns = re.compile(r"\s*(\[[a-z]\])?\s*\{[^{}]*\}").match(text, mark.end)
            if mark.kind == "begin" and mark.value in ("array", "alignat", "alignedat") and columns:
                mark.end = columns.end()
        case "braced":
            inner = match["inner"].lstrip("\\")
            if inner not in RELATIONS:
                return False
            mark.kind, mark.value = "relation", RELATIONS[inner]
        case "not":
            mark.kind, mark.value = "relation", "≠" if written.endswith("=") else "∉"
        case "relation":
            mark.value = RELATIONS[{"&lt;": "<", "&gt;": ">"}.get(written, written)]
        case "command":
            name = written[1:]
            if name in _ARROWS:
                mark.kind = "arrow"
            elif name == "forall":
                mark.kind, mark.value = "words", "for all"
            elif name in ("lbrace", "lbrack", "lfloor", "lceil", "langle"):
                mark.kind = "opener"
            elif name in ("rbrace", "rbrack", "rfloor", "rceil", "rangle"):
                mark.kind = "closer"
            elif name in RELATIONS and name != "colon":
                mark.kind, mark.value = "relation", RELATIONS[name]
            else:
                return False
        case "said":
            mark.kind, mark.value = "words", written
        case "left" | "right":
            mark.value = written[-1]
        case "brace" if _stands_free(text[max(0, mark.begin - 30) : mark.begin].rstrip()):
            mark.value = "free"
        case "brace" if text[max(0, mark.begin - 12) : mark.begin].rstrip().endswith("\\substack"):
            mark.value = "substack"
        case "escaped":
            return False
    return True


def _stands_free(before: str) -> bool:
    """Whether the brace after this text is no argument of a command."""
    if before.endswith(("_", "^", "}", "]")):
        return False
    command = re.search(r"\\([A-Za-z]+)$", before)
    return not command or command[1] in _WITHOUT_ARGUMENT


def _read_over(text: str, mark: Mark, written: str, closings: dict[int, int]) -> None:
    """\\overset{annotation}{=}, \\overset!=: one relation; anything else is a bracket like any other."""
    is_braced = text.startswith("{", mark.end)
    first = closings.get(mark.end, -1) if is_braced else mark.end + 1
    inner = (mark.end + is_braced, first - is_braced)
    mark.kind, mark.value = "", ""
    if first < 0:
        return
    if written.startswith("\\xlongequal"):
        base, end = "=", first
    else:
        second = re.compile(r"\s*(\{[^{}]*\}|=|\\[a-z]+)").match(text, first)
        if not second:
            return
        base, end = second[1].strip("{} ").lstrip("\\"), second.end()
    if base not in RELATIONS:
        return
    mark.kind, mark.value, mark.end, mark.over = "relation", RELATIONS[base], end, inner
    if mark.value == "=" and _DEFINED.fullmatch(text[slice(*inner)].strip()):
        mark.value, mark.over = ":=", None


class _Pairing:
    """Finds the partner of each bracket. A brace left open ends with its row, a bracket with the brace around
    it."""

    def __init__(self, marks: list[Mark]) -> None:
        self.marks = marks
        self.open: list[int] = []
        self.walls: list[int] = []
        """The places in `open` of braces and environments."""

    def add(self, number: int) -> None:
        match self.marks[number].kind:
            case "brace" | "begin":
                self.walls.append(len(self.open))
                self.open.append(number)
            case "opener" | "left":
                self.open.append(number)
            case "unbrace" | "end" | "right" | "closer":
                self.close(number)
            case "row" | "cell":
                self.break_row()

    def cut(self, place: int) -> None:
        """Forget all that is open from this place on."""
        del self.open[place:]
        while self.walls and self.walls[-1] >= place:
            self.walls.pop()

    def break_row(self) -> None:
        """A row break inside a brace: the brace is not closed, nor is any between it and the environment."""
        cut = None
        for place in reversed(self.walls):
            wall = self.marks[self.open[place]]
            if wall.kind == "begin" or wall.value == "substack":
                break
            cut = place
        if cut is not None:
            self.cut(cut)

    def close(self, number: int) -> None:
        mark = self.marks[number]
        kind = {"unbrace": "brace", "end": "begin", "right": "left", "closer": "opener"}[mark.kind]
        wall = self.walls[-1] if self.walls else -1
        if kind in ("brace", "begin"):
            opener = self.marks[self.open[wall]] if wall >= 0 else None
            if opener is not None and opener.kind == kind and (kind == "brace" or opener.value == mark.value):
                self.match(wall, number)
            return
        place = len(self.open) - 1
        while place > wall and self.marks[self.open[place]].kind != kind:
            if kind == "opener":
                return
            place -= 1
        if place > wall and not self.spans_rows(self.open[place], number):
            self.match(place, number)
        elif place > wall:
            self.cut(place)

    def match(self, place: int, number: int) -> None:
        opener = self.open[place]
        self.marks[opener].partner, self.marks[number].partner = number, opener
        self.cut(place)

    def spans_rows(self, opener: int, closer: int) -> bool:
        """Whether a row break and then a relation stand between: then the two do not belong together."""
        rows = False
        number = opener + 1
        while number < closer:
            mark = self.marks[number]
            rows = rows or mark.kind == "row"
            if rows and mark.kind == "relation":
                return True
            number = max(number, mark.partner) + 1
        return False


def pair(marks: list[Mark]) -> None:
    """Set the partner of each bracket that has one."""
    pairing = _Pairing(marks)
    for number in range(len(marks)):
        pairing.add(number)


def holds_relation(marks: list[Mark], number: int) -> bool:
    """Whether a relation stands directly inside a bracket."""
    inside = number + 1
    while inside < marks[number].partner:
        if marks[inside].kind == "relation":
            return True
        inside = max(inside, marks[inside].partner) + 1
    return False
