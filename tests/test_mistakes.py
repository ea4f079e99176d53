"""Known mistakes and the search for repairs: every kind on its own example, near misses, and what a repair must be."""

import csv
from pathlib import Path

import pytest

from derive.decide.sieve import Sieve
from derive.decide.verdict import Verdict
from derive.document.reading import read_document
from derive.formula import Formula, Name
from derive.mistakes.edits import ANYWHERE, EVERY, distance, likeness, singles
from derive.mistakes.mistake import Mistake
from derive.mistakes.places import Words, index_letters, places, renamed
from derive.mistakes.table import BY_CODE, IN_PAIRS, MISTAKES
from derive.notation.latex import read_latex
from derive.printers.phrases import changed
from derive.printers.text import report_text
from derive.proofread import check_document
from derive.report import DocumentReport, Repair, Report, Step
from derive.shelf import path_of
from derive.source import Source
from derive.term import Claim

CASES = Path(__file__).parent / "cases"
SEEDS = Path(__file__).parents[2] / "shared" / "seeds"


def rows(name: str) -> list[dict[str, str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


MENDED = rows("mistakes/mended.tsv")
NEAR_MISSES = rows("mistakes/near_misses.tsv")
MUTANTS = rows("mutants/softmax-cross-entropy.tsv")
PAGE = path_of("softmax-cross-entropy").read_text(encoding="utf-8")


def formula(latex: str) -> Formula:
    return read_latex(latex).formula


def checked(text: str) -> DocumentReport:
    return check_document(read_document(Source("page.md", text)))


def last_step(given: str, step: str) -> Step:
    return checked(f"{given}\n\n$$\n{step}\n$$\n").steps[-1]


def mended(step: Step) -> Repair:
    assert step.verdict is Verdict.REFUTED
    assert step.repair is not None
    return step.repair


def test_there_are_kinds_and_cases() -> None:
    assert len(MISTAKES) >= 25
    assert len(BY_CODE) == len(MISTAKES)
    by_other_ways = {"equals-for-plus", "hypothesis-dropped"}  # the first changes a chain, the second no side
    assert {row["kind"] for row in MENDED} == set(BY_CODE) - by_other_ways
    assert set(BY_CODE) >= IN_PAIRS
    assert len(ANYWHERE) == len(EVERY) - 1


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.code)
def test_the_example_of_a_mistake_is_mended_as_that_mistake(mistake: Mistake) -> None:
    assert last_step(mistake.given, mistake.right).verdict is Verdict.PROVED
    steps = checked(f"{mistake.given}\n\n$$\n{mistake.wrong}\n$$\n").steps
    repair = mended(next(step for step in steps if step.verdict is not Verdict.GIVEN))
    assert repair.kind == mistake.code
    if mistake.code == "hypothesis-dropped":
        given = f"Assume $\\sum_k y_k = 1$. {mistake.given}"
        assert repair.message == "it holds where Σ_k y_k = 1 is given, which is not stated"
    else:
        given = mistake.given
        assert repair.message == mistake.what
    assert last_step(given, f"{repair.left} = {repair.right}").verdict is Verdict.PROVED


@pytest.mark.parametrize("row", MENDED, ids=lambda row: row["step"])
def test_a_slip_near_another_kind(row: dict[str, str]) -> None:
    step = last_step(row["given"], row["step"])
    repair = mended(step)
    side, kept = (repair.left, repair.right) if repair.left != step.left.latex else (repair.right, repair.left)
    assert (repair.kind, side) == (row["kind"], row["mended"])
    assert kept in (step.left.latex, step.right.latex)
    assert last_step(row["given"], f"{repair.left} = {repair.right}").verdict is Verdict.PROVED


def test_every_mistake_has_a_step_and_a_near_miss() -> None:
    assert [row["kind"] for row in NEAR_MISSES] == [mistake.code for mistake in MISTAKES]
    assert all(row["instead"] not in ("", row["kind"]) for row in NEAR_MISSES)
    assert len({mistake.wrong for mistake in MISTAKES}) == len(MISTAKES)


@pytest.mark.parametrize("row", NEAR_MISSES, ids=lambda row: row["kind"])
def test_a_slip_that_looks_like_a_mistake_and_is_another(row: dict[str, str]) -> None:
    repair = mended(last_step(row["given"], row["step"]))
    assert repair.kind == row["instead"]
    assert last_step(row["given"], f"{repair.left} = {repair.right}").verdict is Verdict.PROVED


@pytest.mark.parametrize(
    ("chain", "kind", "right"),
    [
        (r"(a + b)^3 = a^3 + 3 a^2 b = 3 a b^2 + b^3", "equals-for-plus", "a^3 + 3 a^2 b + 3 a b^2 + b^3"),
        (r"(a + b) (a - b) + a b = a^2 + a b = b^2", "equals-for-plus", "a^2 + a b - b^2"),
        (r"a b (a - b) = a^2 b = a b^2", "equals-for-plus", "a^2 b - a b^2"),
        (r"(a + b)^2 = a^2 + 2 a b = 3 b^2", "lost-term", "a^2 + 2 a b + b^2"),
        (r"(a + b)^2 = a^2 + 2 a b + b = b^2", "wrong-power", "a^2 + 2 a b + b^2"),
        (r"(a + b)^2 + (a - b)^2 = 2 a^2 + a b = 2 b^2 + a b", None, None),
    ],
)
def test_an_equals_sign_that_should_be_a_plus_or_another_slip(chain: str, kind: str | None, right: str | None) -> None:
    step = checked(f"$$\n{chain}\n$$\n").steps[0]
    assert step.verdict is Verdict.REFUTED
    assert (step.repair and step.repair.kind, step.repair and step.repair.right) == (kind, right)


SOFTMAX = r"let $p_i = \frac{e^{z_i}}{\sum_k e^{z_k}}$."


@pytest.mark.parametrize(
    ("given", "step", "kind", "told"),
    [
        (f"First, {SOFTMAX}", r"-\sum_k t_k (\delta_{k, i} - p_i) = p_i - t_i", "hypothesis-dropped", "Σ_k t_k = 1"),
        ("Let $m = \\sum_k w_k x_k$.", r"\sum_k w_k (x_k - m)^2 = \sum_k w_k x_k^2 - m^2",
         "hypothesis-dropped", "Σ_k w_k = 1"),
        (f"Assume $\\sum_k t_k = 2$, and {SOFTMAX}", r"-\sum_k t_k (\delta_{k, i} - p_i) = p_i - t_i",
         "lost-factor", ""),
        (f"Let $t_k = z_k^2$, and {SOFTMAX}", r"-\sum_k t_k (\delta_{k, i} - p_i) = p_i - t_i", None, ""),
        (f"First, {SOFTMAX}", r"-\sum_k t_k (\delta_{k, i} - p_i) = p_i + t_i", None, ""),
    ],
)  # fmt: skip
def test_a_hypothesis_that_is_dropped_or_another_slip(given: str, step: str, kind: str | None, told: str) -> None:
    found = last_step(given, step)
    assert found.verdict is Verdict.REFUTED
    assert (found.repair and found.repair.kind) == kind
    assert found.repair is None or told in found.repair.message


@pytest.mark.parametrize("mutant", MUTANTS[::6], ids=lambda m: f"{m['equation']}.{m['row']} {m['old']} -> {m['new']}")
def test_a_mutant_is_mended_to_what_is_proved(mutant: dict[str, str]) -> None:
    start = PAGE.rindex("\n$$\n", 0, PAGE.index(f"\\tag{{{mutant['equation']}}}"))
    at = PAGE.index(mutant["old"], start)
    text = PAGE[:at] + mutant["new"] + PAGE[at + len(mutant["old"]) :]
    steps = [step for step in checked(text).steps if step.verdict is Verdict.REFUTED]
    for step in steps:
        repair = mended(step)
        member = step.right if repair.left == step.left.latex else step.left
        latex = repair.right if repair.left == step.left.latex else repair.left
        text = text[: member.span.start] + latex + text[member.span.end :]
        again = [one for one in checked(text).steps if one.line == step.line and one.column >= step.column]
        assert {one.verdict for one in again} <= {Verdict.PROVED, Verdict.GIVEN}


def test_the_table_in_the_readme() -> None:
    text = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    rows = [f"| `{m.code}` | {m.what} | ${m.wrong}$ | ${m.right}$ |" for m in MISTAKES]
    assert "|---|---|---|---|\n" + "\n".join(rows) + "\n\n" in text


def test_two_slips_in_one_member() -> None:
    repair = mended(last_step("Let $S = \\sum_k a_k b_k$.", "2 S = -\\sum_k 2 a_k b_i"))
    assert repair.kind == "index-slip"
    assert repair.message == f"{BY_CODE['index-slip'].what} and {BY_CODE['sign'].what}"
    assert repair.right == "\\sum_k 2 a_k b_k"


def test_what_no_edit_mends_has_no_repair() -> None:
    step = last_step("Let $S = \\sum_k e^{z_k}$.", "S = (S + z_i)^3 - \\log (1 + z_i^2)")
    assert (step.verdict, step.repair) == (Verdict.REFUTED, None)


def test_the_member_between_two_that_agree_is_mended() -> None:
    steps = checked("$$ 2 a b = a b + 3 a b - 3 a b - a b = a b + b a $$").steps
    repair = mended(steps[0])
    assert (repair.left, repair.right) == ("2 a b", "a b + 3 a b - 3 a b + a b")
    assert steps[1].verdict is Verdict.PROVED


def test_a_left_side_is_mended_where_all_that_follows_agrees() -> None:
    given = "Let $S = \\sum_k e^{z_k}$."
    steps = checked(f"{given}\n\n$$ \\frac{{S}}{{z_i}} = \\sum_k \\delta_{{i, k}} e^{{z_k}} = e^{{z_i}} $$").steps
    assert mended(steps[-2]).left == "\\frac{\\partial S}{\\partial z_i}"
    assert steps[-1].verdict is Verdict.PROVED


def test_a_repair_rests_on_what_is_given() -> None:
    """Without the sentence that the y_j add up to 1 another repair is right."""
    sentence = "Assume $\\sum_j y_j = 1$. Let $p_i = \\frac{e^{z_i}}{\\sum_k e^{z_k}}$. "
    loss = "Let $l = -\\sum_j y_j \\log p_j$."
    with_it = mended(last_step(sentence + loss, "\\frac{\\partial l}{\\partial z_i} = p_i + y_i"))
    assert with_it.right == "p_i - y_i"
    without = last_step(sentence[26:] + loss, "\\frac{\\partial l}{\\partial z_i} = p_i - y_i")
    assert mended(without).kind == "hypothesis-dropped"
    assert report_text(
        Report((checked(f"{sentence[26:]}{loss}\n\n$$ \\frac{{\\partial l}}{{\\partial z_i}} = p_i - y_i $$"),))
    ).splitlines()[-3:] == [
        "    hypothesis dropped: it holds where Σ_k y_k = 1 is given, which is not stated",
        "",
        "1 step in 1 document: 1 refuted; 2 given",
    ]


def test_repairs_are_left_out_on_request() -> None:
    document = read_document(Source("page.md", "$$ (a + b)^2 = a^2 + b^2 $$"))
    assert check_document(document, mends=False).steps[0].repair is None


def test_an_edit_is_looked_at_no_sooner_than_those_that_may_cost_less(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[Claim] = []
    passes = Sieve.passes

    def counted(sieve: Sieve, claim: Claim) -> bool:
        looked_at.append(claim)
        return passes(sieve, claim)

    monkeypatch.setattr(Sieve, "passes", counted)
    given = "Let $p_j = \\frac{e^{z_j}}{\\sum_k e^{z_k}}$."
    usual = last_step(given, "\\frac{\\partial p_j}{\\partial z_i} = p_j (\\delta_{ij} - p_j)")
    assert mended(usual).kind == "index-slip"
    assert 0 < len(looked_at) < 10
    strange = last_step(given, "\\frac{\\partial p_j}{\\partial z_i} = p_j^5 (7 - \\frac{p_j}{z_i})")
    assert strange.verdict is Verdict.REFUTED
    assert strange.repair is None
    assert len(looked_at) > 500


def test_a_repair_for_a_chosen_n() -> None:
    document = read_document(
        Source("page.md", "Let $S = \\sum_k z_k^2$. $$ \\frac{\\partial S}{\\partial z_i} = 2 z_1 $$")
    )
    step = check_document(document, 2).steps[-1]
    assert mended(step).right == "2 z_i"


@pytest.mark.skipif(not SEEDS.exists(), reason="the source documents are not here")
@pytest.mark.parametrize(
    ("name", "repairs"),
    [
        (
            "softmax_loss_paper.tex.txt",
            [("3.2", "power-scope"), ("4.2", "power-scope"), ("5.1", "missing-partial"), ("7.1", "index-slip")],
        ),
        ("softmax_question_and_answers.txt", [("9.3", "index-slip")]),
        ("softmax_and_its_derivative.md", []),
    ],
)
def test_the_slips_of_the_source_documents(name: str, repairs: list[tuple[str, str]]) -> None:
    report = check_document(read_document(Source(name, (SEEDS / name).read_text(encoding="utf-8"))))
    found = [(step.id, mended(step).kind) for step in report.steps if step.verdict is Verdict.REFUTED]
    assert found == repairs


def test_places_and_the_way_back() -> None:
    whole = formula("\\frac{a + b}{c} d")
    found = list(places(whole, Words()))
    assert [type(place.node).__name__ for place in found] == [
        "Multiplied",
        "Divided",
        "Added",
        "Name",
        "Name",
        "Name",
        "Name",
    ]
    assert all(place.whole(place.node) == whole for place in found)
    assert found[5].whole(formula("x + y")) == formula("\\frac{a + b}{x + y} d")
    assert found[6].whole(formula("x + y")) == formula("\\frac{a + b}{c} (x + y)")
    assert found[3].whole(formula("x + y")) == formula("\\frac{x + y + b}{c} d")


def test_renaming_stops_at_a_sum_over_the_letter() -> None:
    assert renamed(formula("a_k \\sum_k b_k"), Name("k"), Name("i")) == formula("a_i \\sum_k b_k")
    assert renamed(formula("\\sum_k a_i b_k"), Name("i"), Name("k")) == formula("\\sum_k a_i b_k")
    assert index_letters(formula("a_j \\sum_{k \\neq i} b_k")) == ("j", "i")


def test_edits_are_small_and_known() -> None:
    words = Words(letters=("i", "j"))
    edited = [one for batch in singles(formula("a_i"), words, EVERY) for one in batch.edits]
    assert formula("a_j") in [one.formula for one in edited]
    assert all(one.cost >= 1 for one in edited)
    assert distance(formula("a_i b_i"), formula("a_j b_j")) == 2
    assert distance(formula("a + b"), formula("a - b")) == 1
    assert likeness(formula("a_i b_j"), formula("a_i b_j")) == 1
    assert likeness(formula("a_i b_j"), formula("a_j b_i")) < 1


def test_the_changed_place_on_a_line() -> None:
    assert changed("(e^oⱼ) / (Σₖ e^oₖ)", "(e^oᵢ) / (Σₖ e^oₖ)") == (1, 5)
    assert changed("a + b", "a + b + c") == (5, 9)
    assert changed("", "a") == (0, 1)
