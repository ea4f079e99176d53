"""Which index cases are in force: of headings, of paragraphs and list items of their own, of the sentence."""

from derive.data import Data
from derive.document.cases import Case, exclusive, merged
from derive.document.layout import Passage


class SentenceCase(Data, frozen=False):
    """A case that a sentence states: it holds for the formulas of that sentence, and for the next displays
    as long as no words stand between them."""

    case: Case
    sentence: int
    passage: int
    opens: bool
    """Whether the sentence only states the case, so that the case holds for what follows it."""
    used: bool = False
    running: bool = False


class Scopes:
    """The cases in force while a document is read from its start to its end."""

    def __init__(self) -> None:
        self.last: Case = ()
        """The case stated last, which 'otherwise' negates."""
        self.fixed: Case = ()
        """What sentences fixed for what comes after them; how far that goes on is not always clear."""
        self.passed: Case = ()
        """What the sentence before a formula states, as no formula of its own has it."""
        self._heading: tuple[Case, int] = ((), 0)
        self._paragraph: Case = ()
        self._paragraph_used = False
        self._items: dict[int, Case] = {}
        self._sentence: SentenceCase | None = None

    def enter(self, passage: Passage, *, ending: bool) -> None:
        """Begins a passage; `ending` says that its words end a case that was given a paragraph of its own."""
        if passage.heading or ending:
            self._paragraph = self.fixed = ()
        if passage.heading and passage.heading <= self._heading[1]:
            self._heading = ((), 0)

    def in_heading(self, case: Case, level: int) -> None:
        self._state(case)
        before = self._heading[0] if self._heading[1] == level else ()
        self._heading = (() if exclusive(before, case) else merged(before, case), level)

    def in_paragraph(self, case: Case) -> None:
        listed = exclusive(self._paragraph, case) and not self._paragraph_used
        self._state(case)
        self._paragraph = () if listed else case
        self._paragraph_used = False

    def in_item(self, case: Case, item: int) -> None:
        self._state(case)
        before = self._items.get(item, ())
        self._items[item] = () if exclusive(before, case) else merged(before, case)

    def in_sentence(self, case: Case, sentence: int, passage: int, *, opens: bool) -> None:
        current = self._sentence
        self._state(case)
        if current is None or current.sentence != sentence or current.used:
            self._sentence = SentenceCase(case, sentence, passage, opens)
        elif exclusive(current.case, case):
            self._sentence = SentenceCase((), sentence, passage, opens)
        else:
            self._sentence = SentenceCase(merged(current.case, case), sentence, passage, opens)

    def _state(self, case: Case) -> None:
        self.last = case
        self.fixed = () if exclusive(self.fixed, case) else self.fixed
        self._paragraph = ()

    def in_force(self, passage: Passage, place: int, sentence: int, *, display: bool, words: bool) -> Case:
        """The case of a formula in a sentence of the passage number `place`; `words` says whether any stand
        between it and the formula before."""
        self._paragraph_used = True
        case = merged(self._heading[0], self._paragraph)
        for item in passage.items:
            case = merged(case, self._items.get(item, ()))
        return merged(case, self._of_sentence(place, sentence, display=display, words=words))

    def _of_sentence(self, place: int, sentence: int, *, display: bool, words: bool) -> Case:
        current, self.passed = self._sentence, ()
        if current is None:
            return ()
        within = current.sentence == sentence
        if not within and current.opens and not current.used and place - current.passage <= 1:
            current.sentence, within = sentence, True
        if display:
            holds = (within and not current.running) or (current.running and not words)
            current.running = holds
        else:
            holds = within and not current.running
        current.used = current.used or holds
        if not holds:
            unused = not current.used and place - current.passage <= 1
            self.passed = current.case if unused else ()
            self._sentence = None
        return current.case if holds else ()
