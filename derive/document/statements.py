"""Layout -> Document: says of each formula which prose and which case it stands under."""

import re
from collections.abc import Sequence
from itertools import takewhile

from derive.data import Data
from derive.document import case_words, prose
from derive.document.cases import Case, exclusive, merged, negated
from derive.document.directives import names_said
from derive.document.entries import Entry, read_entries
from derive.document.layout import Layout
from derive.document.model import Chain, Cue, Document, Heading, Note, Remark, Statement
from derive.document.running import Running, run
from derive.document.scopes import Scopes
from derive.document.shapes import condition_on_values, fitting, has_numeral, sums_to_one, value_of
from derive.errors import ReadError
from derive.formula import Applied, Grouped, Indexed, Multiplied, Name
from derive.formula_parts import subformulas_of

_MOVED = 16
"""How many statements at most are moved to before the display that they support."""


class Draft(Data, frozen=False):
    """A statement while its surroundings are still being read."""

    entry: int
    chain: Chain
    display: bool
    cue: Cue
    case: Case
    notes: tuple[Note, ...] = ()
    remarks: tuple[Remark, ...] = ()
    nearby: Case = ()

    @property
    def statement(self) -> Statement:
        return Statement(self.chain, self.display, self.cue, self.case, self.notes, self.nearby, self.remarks)


def read_layout(layout: Layout) -> Document:
    """The document that a layout shows."""
    entries = read_entries(layout)
    reading = _Reading(layout, entries)
    for number in range(len(entries)):
        reading.read(number)
    statements = (draft.statement for draft in reading.drafts)
    functions, constants = names_said(layout.notes, "function"), names_said(layout.notes, "constant")
    expected = tuple(note for note in layout.notes if note.word == "expect")
    headings = tuple(Heading(one.heading, one.span.start) for one in layout.passages if one.heading)
    return Document(
        layout.source, layout.title, tuple(statements), layout.unreadable, functions, constants, expected, headings
    )


class _Reading:
    """One pass over the formulas, in order."""

    def __init__(self, layout: Layout, entries: Sequence[Entry]) -> None:
        self.layout = layout
        self.entries = entries
        self.running: Running = run(layout, [(entry.place, entry.passage, entry.mark) for entry in entries])
        self.scopes = Scopes()
        self.drafts: list[Draft] = []
        self.passage = -1
        self.stated = -1
        """The number of the last formula that is a statement and no index condition."""
        self.displayed = -1
        """The number of the last such display."""
        self.noted = 0
        """How many notes stand before the displays that were read."""
        self._title = next((k for k, passage in enumerate(layout.passages) if passage.heading == 1), -1)
        """The number of the first heading of level 1: a case in it does not hold for all of the document."""
        self._busy = {
            item
            for entry in entries
            if entry.mark in (prose.STATEMENT, prose.DISPLAY) and entry.chains
            for item in layout.passages[entry.passage].items
        }

    def read(self, number: int) -> None:
        entry = self.entries[number]
        while self.passage < entry.passage:
            self.passage += 1
            begin, end = self.running.passages[self.passage]
            ending = case_words.ends_case(self.running.text[begin:end])
            self.scopes.enter(self.layout.passages[self.passage], ending=ending)
        match entry.mark:
            case prose.FORMULA if entry.place.directive is not None:
                self._directive(number, entry, entry.place.directive)
            case prose.CONDITION:
                self._condition(number, entry)
            case prose.STATEMENT | prose.DISPLAY if entry.chains:
                self._statement(number, entry)

    def _directive(self, number: int, entry: Entry, cue: Cue) -> None:
        """Drafts what the author says in a comment."""
        if cue is Cue.CASE:
            self.scopes.in_paragraph(entry.case)
        self.drafts.extend(Draft(number, chain, False, cue, ()) for chain in entry.chains)

    def _condition(self, number: int, entry: Entry) -> None:
        """Reads an index condition, and finds what it holds for."""
        before, after = self.running.before(number), self.running.after(number)
        fixes = case_words.fixes_case(before)
        introduced = fixes is not None or case_words.introduces_case(before, after)
        begin, _ = self.running.passages[entry.passage]
        head = case_words.heads(self.running.text[begin : self.running.positions[number]], after)
        if entry.written and not introduced:
            return
        if entry.place.display or any(map(has_numeral, entry.case)):
            head = head and introduced
        if self._qualifies(number, entry.case):
            for draft in self._drafts_of(self.stated):
                draft.case = merged(draft.case, entry.case)
            self.scopes.last = entry.case
        elif introduced or head:
            self._scope(number, entry, head=head, fixes=fixes)
        elif any(map(has_numeral, entry.case)):
            self._statement(number, entry)
            return
        self.drafts.extend(Draft(number, chain, entry.place.display, Cue.CASE, ()) for chain in entry.chains)

    def _drafts_of(self, number: int) -> list[Draft]:
        """The statements of an earlier formula, the last one first."""
        if number < 0:
            return []
        latest = takewhile(lambda draft: draft.entry > number - _MOVED, reversed(self.drafts))
        return [draft for draft in latest if draft.entry == number and draft.cue is not Cue.CASE]

    def _qualifies(self, number: int, case: Case) -> bool:
        """Whether the condition says when the statement before it holds."""
        if self.stated < 0:
            return False
        if any(exclusive(draft.case, case) for draft in self._drafts_of(self.stated)):
            return False
        between = self.running.between(self.stated, number)
        display = self.entries[self.stated].mark == prose.DISPLAY
        return case_words.qualifies(between, self.running.after(number), display=display)

    def _scope(self, number: int, entry: Entry, *, head: bool, fixes: str | None) -> None:
        passage = self.layout.passages[entry.passage]
        begin, end = self.running.passages[entry.passage]
        first = self.running.sentence(number)
        if entry.passage == self._title:
            self.scopes.last = entry.case
        elif passage.heading:
            self.scopes.in_heading(entry.case, passage.heading)
        elif passage.items and passage.items[-1] in self._busy and self._opens_item(number, entry):
            self.scopes.in_item(entry.case, passage.items[-1])
        elif head and prose.DISPLAY not in self.running.text[begin:end]:
            self.scopes.in_paragraph(entry.case)
        else:
            opens = case_words.opens_case(self._sentence_text(number))
            known = all(one.sign in ("=", "≠") for one in entry.case)
            self.scopes.in_sentence(entry.case, first, entry.passage, opens=opens or (fixes == "here" and known))
            if opens or fixes:
                self.scopes.fixed = merged(self.scopes.fixed, entry.case)

    def _opens_item(self, number: int, entry: Entry) -> bool:
        """Whether the condition stands in the first sentence of the first paragraph of its list item."""
        begin, _ = self.running.passages[entry.passage]
        item = self.layout.passages[entry.passage].items[-1]
        earlier = entry.passage > 0 and item in self.layout.passages[entry.passage - 1].items
        before = self.running.text[begin : self.running.positions[number]]
        return not earlier and not re.search(rf"[{prose.DISPLAY}{prose.STATEMENT}]|[a-z)][.] ", before)

    def _sentence_text(self, number: int) -> str:
        before = self.running.before(number).rstrip()
        return before[prose.sentence_start(before) :]

    def _statement(self, number: int, entry: Entry) -> None:
        """Drafts the statements of a formula that is no index condition."""
        display = entry.place.display
        if self._condition_on_values(number, entry):
            return
        if case_words.is_otherwise(self._sentence_text(number).rsplit(prose.DISPLAY, 1)[-1]):
            self._otherwise(entry, self.running.sentence(number))
        gap = self.running.between(self.stated, number) if self.stated >= 0 else "-"
        words = re.search(rf"[^\W\d_{prose.MARKS}]|\.", gap) is not None
        if entry.chains[0].continues and words and not display:
            return
        begin = len(self.drafts)
        self._draft(number, entry, self._case(number, entry, words=words), self._inherited(number))
        notes, remarks = self._notes_before(entry) if display else (), self._remarks(number, entry)
        for draft in self.drafts[begin:]:
            draft.notes, draft.remarks, draft.nearby = notes, remarks, self.scopes.fixed or self.scopes.passed
        supported = self._supported(number, begin)
        if supported >= 0:
            self._move(begin, supported)
        self.stated = number
        if display:
            self.displayed = number

    def _notes_before(self, entry: Entry) -> tuple[Note, ...]:
        """The notes between the display before and this one."""
        rest = self.layout.notes[self.noted :]
        notes = tuple(takewhile(lambda note: note.span.start < entry.place.outer.start, rest))
        self.noted += len(notes)
        return notes

    def _remarks(self, number: int, entry: Entry) -> tuple[Remark, ...]:
        """The words of the sentence before and after a formula."""
        before, after = prose.leading(self.running.before(number)), prose.trailing(self.running.after(number))
        beside = (Remark(before, "before", entry.place.outer), Remark(after, "after", entry.place.outer))
        return tuple(remark for remark in beside if remark.text)

    def _case(self, number: int, entry: Entry, *, words: bool) -> Case:
        """The case of a statement; `words` says whether any stand between it and the one before."""
        passage, display = self.layout.passages[entry.passage], entry.place.display
        apart = words or "{cases}" in entry.place.latex
        sentence = self.running.sentence(number)
        case = self.scopes.in_force(passage, entry.passage, sentence, display=display, words=apart)
        if case_words.otherwise_follows(self.running.after(number)):
            case = merged(case, negated(self.scopes.last))
        if entry.chains[0].continues:
            earlier = self._drafts_of(self.displayed if display else self.stated)
            case = merged(earlier[0].case, case) if earlier else case
        return case

    def _condition_on_values(self, number: int, entry: Entry) -> bool:
        """Reads 'if $y = 1$': a case of its sentence, and no claim; whether the formula is one."""
        chain = entry.chains[0]
        case = condition_on_values(chain)
        if not case or len(entry.chains) > 1 or entry.place.display or sums_to_one(chain):
            return False
        number_given = any(map(has_numeral, case))
        if not case_words.is_conditional(self.running.before(number), number=number_given):
            return False
        if case[0].sign in ("=", "≠"):
            if self._qualifies(number, case):
                for draft in self._drafts_of(self.stated):
                    draft.case = merged(draft.case, case)
            else:
                self.scopes.in_sentence(case, self.running.sentence(number), entry.passage, opens=False)
        self.drafts.append(Draft(number, chain, False, Cue.CASE, ()))
        return True

    def _otherwise(self, entry: Entry, sentence: int) -> None:
        opposite = negated(self.scopes.last)
        if opposite:
            self.scopes.in_sentence(opposite, sentence, entry.passage, opens=True)

    def _inherited(self, number: int) -> Cue:
        """The cue of the statement before, where only 'and' stands between the two."""
        if self.stated < 0 or self.running.sentence(number) != self.running.sentence(self.stated):
            return Cue.NONE
        between = self.running.between(self.stated, number)
        if re.fullmatch(r"[\s,;]*(?:and|as well as|y|和|以及|与)\s*", between) is None:
            return Cue.NONE
        earlier = self._drafts_of(self.stated)
        return earlier[0].cue if earlier else Cue.NONE

    def _draft(self, number: int, entry: Entry, case: Case, inherited: Cue) -> None:
        before, after = self.running.before(number), self.running.after(number)
        waiting: Case = ()
        last: Draft | None = None
        for chain, compared in zip(entry.chains, entry.cases, strict=True):
            if compared and entry.mark != prose.CONDITION:
                self.drafts.append(Draft(number, chain, entry.place.display, Cue.CASE, ()))
                self.scopes.last = compared
                if last is None:
                    waiting = compared
                else:
                    last.case = merged(last.case, compared)
                continue
            whole = chain.relations != () and sums_to_one(chain)
            value = None if entry.place.display else value_of(chain)
            cue = prose.cue_of(before, after, sums_to_one=whole, value=value, display=entry.place.display)
            cue = inherited if cue is Cue.NONE else cue
            cue = Cue.NONE if cue is Cue.RESULT and last is not None else cue
            last = Draft(number, chain, entry.place.display, fitting(cue, chain), merged(case, waiting))
            self.drafts.append(last)

    def _supported(self, number: int, begin: int) -> int:
        """The formula that is given with the drafts from `begin` on, which come after it: '$$ … $$ since $a = b$',
        or '$ … $, because $a = b$' in one sentence. -1 where there is none."""
        if any(draft.cue not in (Cue.ASSUME, Cue.DEFINE) for draft in self.drafts[begin:]):
            return -1
        if self.displayed >= 0 and prose.supports(self.running.between(self.displayed, number)):
            return self.displayed
        beside = self.running.sentence(number) == self.running.sentence(self.stated) if self.stated >= 0 else False
        lefts = [draft.chain.members[0].formula for draft in self.drafts[begin:]]
        if not beside or any(isinstance(left, Name | Indexed) for left in lefts):
            return -1  # says what a letter is
        told = {_told_by(draft.chain) for draft in self._drafts_of(self.stated)}
        if any(told.intersection(subformulas_of(left, Name)) for left in lefts if not isinstance(left, ReadError)):
            return -1  # says more of what it stands beside: "s(x) = …, with s'(x) = …"
        between = self.running.between(self.stated, number)
        return self.stated if re.search(r"\w", between) and prose.supports(between) else -1

    def _move(self, begin: int, supported: int) -> None:
        """Moves the drafts from `begin` on to before those of the formula that they support."""
        first = begin
        while first > 0 and self.drafts[first - 1].entry != supported:
            first -= 1
        while first > 0 and self.drafts[first - 1].entry == supported:
            first -= 1
        self.drafts[first:] = [*self.drafts[begin:], *self.drafts[first:begin]]


def _told_by(chain: Chain) -> Name | None:
    """The letter of which a chain says what it is: s of s(x) = …; None where it begins otherwise."""
    match chain.members[0].formula:
        case Name() as name:
            return name
        case Indexed(base=Name() as name) | Applied(function=Name() as name):
            return name
        case Multiplied(factors=(Name() as name, Grouped())):
            return name
        case _:
            return None
