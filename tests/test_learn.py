"""The lesson: correct lines of any form are taken, wrong ones are answered with numbers; all through a pipe."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from derive import shelf
from derive.decide.verdict import Verdict
from derive.document.reading import read_document
from derive.errors import ReadError, UsageError
from derive.files import read_source
from derive.formula import Formula
from derive.printers.layout import linear
from derive.source import Source
from derive.teach.lesson import Lesson

ROOT = Path(__file__).resolve().parent.parent
SQUARE = "# Squares\n\nLet $r = (x - 3)^2$. Then $$\\frac{\\partial r}{\\partial x} = 2 (x - 3) = 2 x - 6$$\n"


def lesson(name: str = "softmax-cross-entropy") -> Lesson:
    return Lesson(read_document(read_source(shelf.path_of(name))))


def own(text: str = SQUARE) -> Lesson:
    return Lesson(read_document(Source("own.md", text)))


def shown(formula: Formula | ReadError) -> str:
    assert not isinstance(formula, ReadError)
    return linear(formula)


def learn(*answers: str, name: str = "softmax-cross-entropy", **environment: str) -> str:
    """What the command prints for these answers, through a pipe."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), "learn", name],
        input="".join(f"{answer}\n" for answer in answers),
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "COLUMNS": "80", **environment},
        check=True,
    )
    assert done.stderr == ""
    return done.stdout


def test_the_goals_are_what_the_document_arrives_at() -> None:
    goals = [(goal.tag, shown(goal.members[0]), shown(goal.members[-1])) for goal in lesson().goals]
    assert goals[:4] == [
        ("3", "∂ŷⱼ/∂oᵢ", "−ŷⱼ ŷᵢ"),
        ("4", "∂ŷᵢ/∂oᵢ", "ŷᵢ(1 − ŷᵢ)"),
        ("5", "∂l/∂oᵢ", "Σⱼ yⱼ ŷᵢ − yᵢ"),
        ("6", "∂l/∂oᵢ", "ŷᵢ − yᵢ"),
    ]


@pytest.mark.parametrize(
    ("line", "done"),
    [
        (r"-\hat{y}_j \hat{y}_i", True),
        (r"= -\hat{y}_i \hat{y}_j", True),
        ("-ŷ_i*ŷ_j", True),
        (r"\frac{\partial \hat{y}_j}{\partial o_i} = -\hat{y}_i \hat{y}_j", True),
        (r"-\frac{e^{o_j} e^{o_i}}{(\sum_k e^{o_k})^2}", False),
        ("-exp(o_j) * exp(o_i) / Sum_k(exp(o_k))^2", False),
        (r"\frac{\partial}{\partial o_i} \frac{e^{o_j}}{\sum_k e^{o_k}}", False),
        (r"\frac{\partial}{\partial o_i} \hat{y}_j", False),
    ],
)
def test_every_correct_form_is_taken(line: str, done: bool) -> None:
    held = lesson()
    turn = held.answer(line)
    assert (turn.outcome, turn.done) == ("right", done)
    assert len(held.lines) == 2


@pytest.mark.parametrize(
    "line",
    [r"\hat{y}_j \hat{y}_i", r"\hat{y}_i (1 - \hat{y}_i)", "0", r"-\frac{e^{o_j} e^{o_i}}{\sum_k e^{o_k}}", "-ŷ_j"],
)
def test_a_wrong_line_is_answered_with_values_and_not_taken(line: str) -> None:
    held = lesson()
    turn = held.answer(line)
    assert turn.outcome == "wrong"
    assert turn.step is not None
    assert turn.step.counterexample is not None
    assert turn.step.counterexample.left != turn.step.counterexample.right
    assert len(held.lines) == 1
    assert held.answer(r"-\hat{y}_j \hat{y}_i").done


def test_every_member_of_a_chain_must_be_right() -> None:
    held = lesson()
    assert held.answer(r"\hat{y}_j = -\hat{y}_j \hat{y}_i").outcome == "wrong"
    assert held.answer(r"-\hat{y}_i \hat{y}_j = -\hat{y}_j \hat{y}_i").done
    assert len(held.lines) == 2


def test_the_case_of_the_goal_holds() -> None:
    """What is right for j = i is wrong for j ≠ i, and the other way round."""
    held = lesson()
    assert held.answer(r"\hat{y}_j (1 - \hat{y}_j)").outcome == "wrong"
    assert held.proceed()
    assert held.answer(r"\hat{y}_i (1 - \hat{y}_i)").done


@pytest.mark.parametrize(
    ("line", "outcome"),
    [("(", "unread"), ("", "unread"), ("a = b = c", "open"), (r"\sum", "unread"), ("q_i", "open")],
)
def test_what_is_no_next_line(line: str, outcome: str) -> None:
    assert lesson().answer(line).outcome == outcome


def test_hints_name_the_rule_and_next_writes_the_line() -> None:
    held = lesson()
    assert str(held.hint()[0][0]).startswith("definition: ")
    for step in held.goal.steps:
        turn = held.next()
        assert turn.outcome == "right"
        assert turn.step is not None
        assert shown(turn.step.right.formula) == shown(step.right.formula)
    assert turn.done


def test_next_goes_on_from_a_line_of_the_readers_own() -> None:
    """From a line that is not in the document the tool finds the way."""
    held = lesson()
    assert held.answer(r"\frac{\partial}{\partial o_i} \frac{e^{o_j}}{\sum_k e^{o_k}}").outcome == "right"
    assert "quotient rule" in str(held.hint()[0][0])
    for _ in range(12):
        turn = held.next()
        assert turn.outcome == "right"
        if turn.done:
            break
    assert turn.done
    assert shown(held.lines[-1]) == "−ŷⱼ ŷᵢ"


def test_the_chain_that_was_found_is_proofread() -> None:
    held = lesson()
    held.answer(r"-\frac{e^{o_j} e^{o_i}}{(\sum_k e^{o_k})^2}")
    held.answer("-ŷ_i ŷ_j")
    found = held.chain()
    assert [step.verdict for step in found.steps] == [Verdict.PROVED] * 2
    assert shown(found.steps[0].left.formula) == "∂ŷⱼ/∂oᵢ"


def test_a_hypothesis_may_be_used_sooner_than_in_the_document() -> None:
    held = lesson()
    assert held.proceed()
    assert held.proceed()
    assert held.answer(r"\hat{y}_i - y_i").done


def test_a_document_without_goals_is_told() -> None:
    with pytest.raises(UsageError) as raised:
        own("Let $a = 2$.")
    assert raised.value.message == "own.md has no chain that starts with a derivative and is proved"


def test_a_wrong_chain_is_no_goal() -> None:
    with pytest.raises(UsageError):
        own(SQUARE.replace("2 x - 6", "2 x - 5"))
    assert len(own().goals) == 1


@pytest.mark.parametrize("name", [name for name in shelf.names() if name.startswith("softmax")])
def test_every_goal_of_a_page_can_be_reached_by_next(name: str) -> None:
    held = lesson(name)
    while True:
        for _ in range(25):
            turn = held.next()
            assert turn.outcome == "right", (held.goal.tag, turn)
            if turn.done:
                break
        assert turn.done
        if not held.proceed():
            break


def test_a_lesson_through_a_pipe() -> None:
    printed = learn(
        r"= \frac{\partial}{\partial o_i} \frac{e^{o_j}}{\sum_k e^{o_k}}",
        "-exp(o_j) exp(o_i)/(Sum_k exp(o_k))",
        "?",
        "-exp(o_j) exp(o_i)/(Sum_k exp(o_k))^2",
        "(",
        "-ŷ_i ŷ_j",
        "skip",
        "quit",
        "never read",
    )
    lines = printed.splitlines()
    assert lines[0] == "The derivative of softmax and cross-entropy"
    assert "Goal 1 of 4, for j ≠ i" in lines
    assert "      Show that ∂ŷⱼ/∂oᵢ = −ŷⱼ ŷᵢ. It starts with" in lines
    at = lines.index("  ✗   This does not equal the line before.")
    assert lines[at + 1 : at + 5] == [
        "      They differ at n = 2, i = 1, j = 2, e^o₁ = 1, e^o₂ = 2",
        "        left  = −2/9",
        "        right = −2/3",
        "      Look at this: the denominator lacks its square",
    ]
    hint = "      Hint: quotient rule: ∂(f/g)/∂x = (g ∂f/∂x − f ∂g/∂x) / g², where g ≠ 0"
    assert lines[lines.index("> ?") + 1] == hint
    assert "  !   This cannot be read." in lines
    found = lines.index("Found")
    assert lines[found + 3].split() == ["✓", "───", "=", "───", "───────"]
    assert "Goal 2 of 4, for j = i" in lines[found:]
    assert "Goal 3 of 4" in lines
    assert "never read" not in printed


def test_a_lesson_that_comes_to_its_end(tmp_path: Path) -> None:
    page = tmp_path / "own.md"
    page.write_text(SQUARE, encoding="utf-8")
    printed = learn("2x - 7", "2(x - 3)", "2x - 6", name=str(page))
    assert "They differ at" in printed
    assert printed.splitlines()[-1] == "That was the last goal."
    assert learn(name=str(page)).splitlines()[-3:-1] != []
    assert learn("next", name=str(page), PYTHONIOENCODING="ascii").isascii()


def test_the_readme_shows_what_is_printed() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown_there = readme.partition("```text\n> -exp(o_j)")[2].partition("```")[0]
    first = r"\frac{\partial}{\partial o_i} \frac{e^{o_j}}{\sum_k e^{o_k}}"
    printed = learn(first, "-exp(o_j) exp(o_i)/(Sum_k exp(o_k))")
    assert shown_there
    assert shown_there in printed


def test_a_lesson_ends_with_what_was_to_be_shown() -> None:
    """A last line that is as simple as that of the document, and looks otherwise, is led on to it."""
    held = lesson()
    held.proceed()
    held.proceed()
    assert held.answer(r"\hat{y}_i \sum_j y_j - y_i").done
    assert [shown(line) for line in held.lines[1:]] == ["ŷᵢ Σⱼ yⱼ − yᵢ", "Σⱼ yⱼ ŷᵢ − yᵢ"]
    assert [step.verdict for step in held.chain().steps] == [Verdict.PROVED] * 2


def test_a_hint_is_about_the_line_of_the_reader() -> None:
    """At a form from which the tool sees no way on, the rule is that from there to the goal."""
    held = lesson()
    held.proceed()
    held.proceed()
    held.proceed()
    assert held.answer(r"\frac{2 \hat{y}_i - 2 y_i}{2} + \hat{y}_i - \hat{y}_i").outcome == "right"
    assert not any("earlier result" in str(part) for sentence in held.hint() for part in sentence)


def test_a_symbol_that_is_not_known_is_told() -> None:
    lesson = Lesson(read_document(read_source(shelf.path_of("sigmoid"))))
    turns = [lesson.answer(line) for line in ("s + foo", "Sum_k(s q_k)", "s(1 - s)")]
    assert [turn.outcome for turn in turns] == ["open", "open", "right"]
    told = "stands nowhere in this lesson, and nothing tells what it is"
    assert [turn.message for turn in turns] == [f"foo {told}", f"q {told}", ""]
