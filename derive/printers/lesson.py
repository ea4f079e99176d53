"""What `derive learn` prints: what is given, the goals, and what became of each line."""

from collections.abc import Iterable, Iterator

from derive.data import replace
from derive.printers import phrases
from derive.printers.alphabet import Alphabet
from derive.printers.boxes import beside, line
from derive.printers.layout import linear, stacked
from derive.printers.page import given_lines, title_lines
from derive.printers.rows import GUTTER, Frame, chain_rows
from derive.printers.styled import EMPTY, Piece, Style, StyledLine, filled, in_alphabet
from derive.report import Sentence, Step
from derive.teach.lesson import Lesson, Turn

HELP = "Write the next line in LaTeX or plain text, or one of: hint (or ?), next, skip, quit."

_REPLIES: dict[str, tuple[Style, str]] = {
    "wrong": ("refuted", "This does not equal the line before."),
    "open": ("undecided", "Whether this equals the line before is not decided."),
    "unread": ("unreadable", "This cannot be read."),
}


def conversation(
    lesson: Lesson, answers: Iterable[str], width: int, alphabet: Alphabet, *, echo: bool
) -> Iterator[StyledLine]:
    """The lines of a lesson, as the answers come in; with the answers among them, if they are not seen otherwise."""
    page = _Lines(width, alphabet)
    yield from page.written((*page.opening(lesson), *page.goal(lesson)))
    for answer in answers:
        if echo:
            yield (Piece(f"> {answer.rstrip()}", "dim"),)
        said, over = _reply(lesson, answer.strip(), page)
        yield from page.written(said)
        if over:
            return


def _reply(lesson: Lesson, answer: str, page: "_Lines") -> tuple[list[StyledLine], bool]:
    """What is said to an answer, and whether the lesson is over."""
    match answer.lower():
        case "":
            return [], False
        case "quit":
            return [], True
        case "?" | "hint":
            return [*page.hints(lesson.hint()), EMPTY], False
        case "skip":
            return _onward(lesson, page)
        case word:
            turn = lesson.next() if word == "next" else lesson.answer(answer)
            said = page.turn(turn, lesson.hint() if turn.outcome == "wrong" else ())
            if not turn.done:
                return said, False
            found = page.chain(lesson)
            more, over = _onward(lesson, page)
            return [*said, *found, *more], over


def _onward(lesson: Lesson, page: "_Lines") -> tuple[list[StyledLine], bool]:
    """The next goal, or the end."""
    if lesson.proceed():
        return page.goal(lesson), False
    return [(Piece("That was the last goal.", "heading"),)], True


class _Lines:
    """Makes the lines of a lesson, for one width and alphabet."""

    def __init__(self, width: int, alphabet: Alphabet) -> None:
        self.frame = Frame(max(width, 40), alphabet)
        self.alphabet = alphabet

    def written(self, lines: Iterable[StyledLine]) -> Iterator[StyledLine]:
        return (in_alphabet(one, self.alphabet) for one in lines)

    def opening(self, lesson: Lesson) -> list[StyledLine]:
        """The title, what is given, and how to answer."""
        given = tuple(replace(one, used_by=()) for one in lesson.report.given)
        report = replace(lesson.report, given=given)
        return [*title_lines(report, self.frame), *given_lines(report, self.frame), *self._said(HELP, 0), EMPTY]

    def goal(self, lesson: Lesson) -> list[StyledLine]:
        """What is to be found, and where it starts."""
        goal = lesson.goal
        case = phrases.case(goal.steps[0].case, self.alphabet)
        head = f"Goal {lesson.number + 1} of {len(lesson.goals)}" + (f", {case}" if case else "")
        first, last = (linear(goal.members[end], self.alphabet) for end in (0, -1))
        start = stacked(goal.members[0], self.frame.room, self.alphabet)
        return [
            (Piece(head, "heading"),),
            *self._said(f"Show that {first} = {last}. It starts with"),
            EMPTY,
            *((Piece(" " * GUTTER + text),) for text in start.lines),
            EMPTY,
        ]

    def turn(self, turn: Turn, hints: tuple[Sentence, ...]) -> list[StyledLine]:
        """What became of a line; the hints are told where no mistake is known."""
        if turn.outcome == "right":
            assert turn.step is not None
            return self._right(turn.step)
        style, reply = _REPLIES[turn.outcome]
        mark = dict(self.alphabet.marks)[style]
        lines: list[StyledLine] = [(Piece("  " + mark.ljust(GUTTER - 2), style), Piece(reply))]
        if turn.message:
            lines += self._said(turn.message)
        if turn.step is not None:
            lines += self._evidence(turn.step)
        if turn.outcome == "wrong" and (turn.step is None or turn.step.repair is None):
            lines += self.hints(hints)
        return [*lines, EMPTY]

    def _right(self, step: Step) -> list[StyledLine]:
        formula = phrases.shown(step.right)
        assert formula is not None
        mark = dict(self.alphabet.marks)["proved"]
        held = beside(line("= "), stacked(formula, self.frame.room, self.alphabet))
        gutters = ("  " + (mark if k == held.baseline else "").ljust(GUTTER - 2) for k in range(held.height))
        lines = [(Piece(gutter, "proved"), Piece(text)) for gutter, text in zip(gutters, held.lines, strict=True)]
        rules = ", ".join(rule.title for rule in step.rules)
        conditions = phrases.conditions(step, self.alphabet)
        where = f", where {', '.join(conditions)}" if conditions else ""
        return [*lines, *self._said(rules + where, GUTTER + 2), EMPTY]

    def _evidence(self, step: Step) -> list[StyledLine]:
        """Why a line is not taken; of a known mistake its kind, but not how it is mended."""
        lines: list[StyledLine] = []
        if step.reason is not None:
            lines += self._said(step.reason.message)
        if step.counterexample is not None:
            lines += self._said("They differ at " + ", ".join(phrases.point(step.counterexample, self.alphabet)))
            for side in phrases.outcome(step.counterexample, self.alphabet):
                lines += self._said(side, GUTTER + 2)
        if step.repair is not None:
            lines += self._said(f"Look at this: {step.repair.message}")
        return lines

    def hints(self, hints: tuple[Sentence, ...]) -> list[StyledLine]:
        return [row for one in hints for row in self._said("Hint: " + phrases.sentence(one, self.alphabet))]

    def chain(self, lesson: Lesson) -> list[StyledLine]:
        """All lines that were found for a goal."""
        report = lesson.chain()
        return [(Piece("Found", "heading"),), EMPTY, *chain_rows(report, report.steps, self.frame), EMPTY]

    def _said(self, text: str, column: int = GUTTER) -> list[StyledLine]:
        return [(Piece(" " * column + row),) for row in filled(text, self.frame.width - column - 1)]
