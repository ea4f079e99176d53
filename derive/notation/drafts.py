r"""The inside of a display -> drafts of chains: where their members and relations stand.

A row that begins or ends with a relation, or begins with an operator, goes on with the chain before it; any
other row that has a relation begins a chain. Conditions and side remarks after a comma, a wide space or words
such as "if" are chains of their own.
"""

import re
from itertools import takewhile

from derive.data import replace
from derive.notation.displays import Sign, is_remark, scan_display

_OPERATOR = re.compile(r"[+\-−*/·×]|\\(?:cdot|times|pm|mp|odot|circ|ast|div)(?![A-Za-z])")
_OPEN = re.compile(r"(?:[+\-−*/·×]|\\(?:cdot|times|odot|circ|ast))\s*$")
SPACE = re.compile(r"(?:\s|~|\\[,;:!> ]|\\q?quad(?![A-Za-z])|\{\s*\}|\\(?:hfill|forall)(?![A-Za-z]))+")
_BLANK = re.compile(r"(?:\s|~|\\[,;:!> ]|\\q?quad(?![A-Za-z])|\{\s*\}|\\(?:hfill|forall)(?![A-Za-z])|[.,;:])*")
_NUMBER_TAG = re.compile(r"(?P<before>\\q?quad|[.,}\])]|[_^]\w|)\s*\((?P<tag>\d+(?:\.\d+)*[a-z]?'?)\)\s*[.,]?\s*$")
_WORDS_TAG = re.compile(r"\s*\(?\s*(?:Eq(?:uation|n)?\.?\s*)?\(?(\d+(?:\.\d+)*[a-z]?)\)\s*")
_CONCLUSIONS = frozenset(
    {
        "so",
        "then",
        "hence",
        "thus",
        "therefore",
        "we",
        "which",
        "and",
        "or",
        "giving",
        "implies",
        "finally",
        "now",
    }
)
"""Words after which a new equation stands, rather than a remark on the last one."""


class Draft:
    """A chain while it is being put together: where its members and relations stand."""

    def __init__(self, begin: int, side: bool) -> None:
        self.begin = begin
        self.members: list[tuple[int, int]] = []
        self.relations: list[Sign] = []
        self.tag: str | None = None
        self.side = side
        """Whether it is a condition or a remark on another chain."""
        self.asides: list[tuple[int, int]] = []
        """What stands in between and is no part of it."""


class Splitter:
    """Walks over the signs of a display and cuts it into drafts of chains."""

    def __init__(self, text: str) -> None:
        display = scan_display(text)
        self.text = display.text
        self.signs: list[Sign] = list(display.signs)
        self.drafts: list[Draft] = []
        self.main: Draft | None = None
        """The chain with which the next row may go on."""
        self.draft: Draft | None = None
        """The chain being read."""
        self.cursor = 0
        """Where the member being read begins."""
        self.untagged: list[Draft] = []
        """The chains before that no tag of the whole display has reached yet; side remarks have none."""
        self.alignment_end = next((sign.end for sign in self.signs if sign.kind == "end"), len(text) + 1)
        self.asides: list[tuple[int, int]] = []
        """What is no part of any chain: words, tags, bracketed conditions."""
        self.bracketed: list[tuple[int, int]] = []
        """Conditions in brackets at the end of a row."""

    def split(self) -> None:
        self.read_number_tags()
        self.begin(0)
        for number, sign in enumerate(self.signs):
            match sign.kind:
                case "relation":
                    self.relation(number, sign)
                case "row":
                    self.row(number, sign)
                case "tag":
                    self.tag(sign)
                case "arrow":
                    self.close(sign.begin)
                    self.begin(sign.end)
                case "words":
                    self.words(number, sign)
                case "comma" | "quad" | "semicolon" | "colon":
                    self.separator(number, sign)
                case "cell" if self.ends_columns(number):
                    self.separator(number, replace(sign, kind="quad"))
        self.close(len(self.text))

    def begin(self, position: int, side: bool = False) -> None:
        self.draft = Draft(position, side)
        self.cursor = position
        if not side:
            self.main = self.draft

    def blank(self, begin: int, end: int) -> bool:
        """Whether nothing is written there."""
        blank = _BLANK.match(self.text, begin, end)
        return blank is not None and blank.end() == end

    def relation(self, number: int, sign: Sign) -> None:
        """Two relations with nothing but a row break between them are one."""
        if self.draft is None:
            self.begin(self.cursor)
        draft = self.draft
        assert draft is not None
        before = next((s.kind for s in reversed(self.signs[max(0, number - 3) : number]) if s.kind != "cell"), "")
        if draft.relations and before == "row" and self.blank(self.cursor, sign.begin):
            draft.relations[-1] = sign
        else:
            draft.members.append((self.cursor, sign.begin))
            draft.relations.append(sign)
        self.cursor = sign.end

    def close(self, position: int) -> None:
        """End the chain being read; nothing is kept of an empty one, or of a side remark without relation."""
        draft = self.draft
        self.draft = None
        if draft is None or (not draft.relations and (self.blank(self.cursor, position) or draft.side)):
            return
        draft.members.append((self.cursor, position))
        self.drafts.append(draft)
        if not draft.side:
            self.untagged.append(draft)

    def row(self, number: int, sign: Sign) -> None:
        """Decide whether the row after this break goes on with the main chain."""
        cell = relation = None
        end = len(self.text)
        for after in self.signs[number + 1 : number + 200]:
            if after.kind == "row":
                end = after.begin
                break
            cell = cell or (after if after.kind == "cell" else None)
            relation = relation or (after if after.kind == "relation" else None)
        celled = cell is not None and self.blank(sign.end, cell.begin)
        begins = relation is not None and self.blank(sign.end, relation.begin)
        space = SPACE.match(self.text, sign.end)
        operator = bool(_OPERATOR.match(self.text, space.end() if space else sign.end))
        draft = self.draft
        if self.blank(sign.end, end) or (draft is not None and self.is_open(draft, sign.begin)):
            return
        goes_on = begins or (operator and (celled or relation is None)) or (celled and relation is None)
        if goes_on and self.main is not None:
            self.resume(sign.begin)
        else:
            self.close(sign.begin)
            self.main = None
            self.begin(sign.end)

    def is_open(self, draft: Draft, position: int) -> bool:
        """Whether a row ends with a relation or an operator."""
        if draft.relations and self.blank(self.cursor, position):
            return True
        return bool(_OPEN.search(self.text[max(self.cursor, position - 40) : position]))

    def resume(self, position: int) -> None:
        """Go on with the main chain: a side remark ends with its row."""
        if self.draft is self.main:
            return
        self.close(position)
        main = self.main
        assert main is not None
        place = len(self.drafts) - 1
        while place >= 0 and self.drafts[place] is not main:
            place -= 1
        if place >= 0:
            del self.drafts[place]
            self.cursor, end = main.members.pop()
            main.asides.append((end, position))
        else:
            self.cursor = position
        self.draft = main

    def tag(self, sign: Sign) -> None:
        """A tag belongs to the chain of its row; after an alignment, to every chain that has none."""
        chain = self.main if self.main is not None else self.draft
        tagged = [chain] if chain is not None else []
        if self.alignment_end <= sign.begin:
            tagged += self.untagged
            self.untagged = []
        for chain in tagged:
            if chain.tag is None:
                chain.tag = sign.value

    def read_number_tags(self) -> None:
        """(5) at the end of a row or of the display is its tag."""
        begin, after_alignment = 0, False
        tags: list[Sign] = []
        ends = [sign for sign in self.signs if sign.kind in ("row", "end")]
        for end in [*ends, Sign("end", len(self.text), len(self.text))]:
            offset = max(begin, end.begin - 60)
            found = _NUMBER_TAG.search(self.text[offset : end.begin])
            if found and (found["before"] or after_alignment):
                place = offset + found.start("tag") - 1, offset + found.end("tag") + 1
                tags.append(Sign("tag", *place, found["tag"]))
                self.asides.append(place)
            begin, after_alignment = end.end, end.kind == "end"
        self.signs = sorted([*self.signs, *tags], key=lambda sign: sign.begin)

    def ends_columns(self, number: int) -> bool:
        """Whether an alignment mark stands between two equations of a row: the second one of a &= b & c &= d."""
        row = list(takewhile(lambda sign: sign.kind != "row", reversed(self.signs[: number + 1])))
        return sum(sign.kind == "cell" for sign in row) % 2 == 0

    def following(self, number: int) -> Sign | None:
        """The next sign that is more than space."""
        for sign in self.signs[number + 1 : number + 20]:
            if sign.kind not in ("quad", "cell"):
                return sign
        return None

    def relation_ahead(self, number: int) -> bool:
        """Whether a relation follows in the row."""
        for sign in self.signs[number + 1 : number + 200]:
            if sign.kind in ("row", "arrow"):
                return False
            if sign.kind == "relation":
                return True
        return False

    def words(self, number: int, sign: Sign) -> None:
        """Words between formulas; a name in a formula is left alone."""
        draft = self.draft
        tag = _WORDS_TAG.fullmatch(sign.value)
        if tag:
            self.asides.append((sign.begin, sign.end))
            self.tag(Sign("tag", sign.begin, sign.end, tag[1]))
            return
        after_relation = draft is not None and bool(draft.relations) and self.blank(self.cursor, sign.begin)
        first = sign.value.replace("~", " ").strip(" ,.;:").lower().split(" ")[0]
        concludes = first in _CONCLUSIONS
        if not (is_remark(sign.value) or concludes) or after_relation:
            return
        if "$" in sign.value:
            self.read_dollars(sign)
            return
        begun = draft is not None and (bool(draft.relations) or not self.blank(self.cursor, sign.begin))
        if not begun:
            self.main = self.main if self.main is not draft else None
            self.begin(sign.end, side=not concludes and self.relation_ahead(number))
        elif concludes:
            side = draft is not None and draft.side
            self.close(sign.begin)
            self.begin(sign.end, side=side or not self.relation_ahead(number))
        else:
            self.close(sign.begin)
            self.begin(sign.end, side=True)

    def read_dollars(self, sign: Sign) -> None:
        r"""The conditions in \text{if $i = j$}."""
        self.asides.append((sign.begin, sign.end))
        position = self.text.index("{", sign.begin) + 1
        for number, part in enumerate(sign.value.split("$")):
            if number % 2 and any(other.kind == "relation" for other in scan_display(part).signs):
                self.bracketed.append((position, position + len(part)))
            position += len(part) + 1

    def separator(self, number: int, sign: Sign) -> None:
        """A comma, a wide space, a colon or a semicolon, where it separates chains."""
        draft = self.draft
        leads = draft is not None and draft.side and self.main is None
        if leads and draft is not None and not draft.relations and self.relation_ahead(number):
            if not self.blank(self.cursor, sign.begin):
                self.begin(sign.end)
            return
        if draft is None or not draft.relations or self.blank(self.cursor, sign.begin):
            return
        after = self.following(number)
        spaced = number + 1 < len(self.signs) and self.signs[number + 1].kind == "quad"
        spaced = spaced and self.blank(sign.end, self.signs[number + 1].begin)
        ahead = after is not None and after.kind == "relation" and not self.blank(sign.end, after.begin)
        space = SPACE.match(self.text, sign.end)
        operator = _OPERATOR.match(self.text, space.end() if space else sign.end)
        match sign.kind:
            case "quad" if self.bracketed_condition(number, sign):
                return
            case "quad":
                separates = ahead and not operator
            case "comma":
                separates = ahead or (spaced and self.relation_ahead(number))
            case _:
                separates = self.relation_ahead(number)
        if separates:
            self.close(sign.begin)
            self.begin(sign.end, side=not leads and sign.kind in ("comma", "quad"))

    def bracketed_condition(self, number: int, sign: Sign) -> bool:
        r"""\quad (i \neq j) at the end of a row."""
        rest = self.text[sign.end : sign.end + 200]
        found = re.compile(r"\s*\(([^()]*)\)\s*[.,]?\s*(?=\Z|\\end)").match(rest)
        row = next((s for s in self.signs[number + 1 : number + 50] if s.kind in ("row", "end")), None)
        if row is not None and row.begin < sign.end + 200:
            rest = self.text[sign.end : row.begin]
            found = re.compile(r"\s*\(([^()]*)\)\s*[.,]?\s*\Z").match(rest)
        if not found or not any(s.kind == "relation" for s in scan_display(found[1]).signs):
            return False
        self.bracketed.append((sign.end + found.start(1), sign.end + found.end(1)))
        self.asides.append((sign.begin, sign.end + found.end()))
        return True
