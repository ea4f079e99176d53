"""What the directives `expect` say of the steps that follow them, and whether it is so.

expect VERDICT, or expect refuted CODE with the code of a mistake: one of the steps of the next display has that
verdict, and the repair of that mistake. Such a step is as expected; a directive without one fails its document.
"""

from collections.abc import Mapping, Sequence

from derive.data import replace
from derive.document.model import Note
from derive.report import Expectation, Step
from derive.source import Source, Span


def expectations(
    notes: Sequence[Note], places: Mapping[Span, Sequence[int]], steps: Sequence[Step], source: Source
) -> tuple[tuple[Step, ...], tuple[Expectation, ...]]:
    """The steps with those marked that are as expected, and what became of each directive.

    places: the places in `steps` of those that a directive is about, by its span. Each step fulfils one directive.
    """
    marked, found = list(steps), list[Expectation]()
    for note in notes:
        verdict, _, kind = note.text.partition(" ")
        fitting = (
            k for k in places.get(note.span, ()) if not marked[k].expected and _is(steps[k], verdict, kind.strip())
        )
        first = next(fitting, None)
        if first is not None:
            marked[first] = replace(marked[first], expected=True)
        line, _ = source.position(note.span.start)
        found.append(Expectation(verdict, kind.strip() or None, line, None if first is None else steps[first].id))
    return tuple(marked), tuple(found)


def _is(step: Step, verdict: str, kind: str) -> bool:
    mended_as = step.repair.kind if step.repair is not None else ""
    return step.verdict.value == verdict and kind in ("", mended_as)
