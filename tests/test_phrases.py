"""Every match of a phrase has one of its stems: what leaves phrases out never leaves out one that stands in a text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from derive.document import cues
from derive.document.phrases import likely, possible, says, stems
from derive.meaning.told.properties import NOUNS, PROPERTIES

TABLES = [value for value in vars(cues).values() if isinstance(value, tuple) and value and isinstance(value[0], str)]
PHRASES = sorted(
    {
        *(phrase for table in TABLES for phrase in table),
        *(phrase for row in cues.CUES for phrase in row.phrases),
        *(phrase for _, row in cues.AFTERWARDS for phrase in row),
        *(phrase for table in (PROPERTIES, NOUNS) for row in table.values() for phrase in row),
    }
)


def test_there_are_phrases_with_stems() -> None:
    assert len(PHRASES) > 400
    without = [phrase for phrase in PHRASES if "" in stems(phrase)]
    assert len(without) < 10


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(PHRASES).flatmap(lambda one: st.tuples(st.just(one), st.from_regex(one, fullmatch=True))))
def test_a_match_has_a_stem(found: tuple[str, str]) -> None:
    phrase, match = found
    assert possible((phrase,), match.casefold()) == (phrase,)


def test_plain_words_are_whole_ones() -> None:
    assert likely(("at", "sets?", "由于"), "that setting") == ("sets?",)
    assert says(("at",), "at last")
    assert not says(("at", "last"), "that lasts")
    assert says(("由于",), "我由于")
