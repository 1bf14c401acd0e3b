"""Notes find their places again in a text that was edited: with the old text, and by their selectors alone."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.placing import judge, selectors_only, with_old_text
from bench.placing_edits import KINDS, make_case
from viewer.annotations.anchors import Placed, Placer, place, place_all
from viewer.annotations.model import Annotation, new_annotation
from viewer.annotations.target import Target
from viewer.annotations.texts import text_digest

#: Words that no passage has in common with another.
OLD = "\n".join(
    " ".join(f"{random.Random(line * 100 + word).choice('bcdfgklmnprst')}a{line * 17 + word:03}" for word in range(40))
    for line in range(40)
)


def on(text: str, start: int, end: int, id: str = "n") -> Annotation:
    return new_annotation("b.brief.md", Target.at(text, start, end), new_id=lambda: id)


def quoting(exact: str, start: int | None = None, id: str = "n", digest: str = "") -> Annotation:
    end = None if start is None else start + len(exact)
    return new_annotation("b", Target(exact, "", "", start, end, "", digest), new_id=lambda: id)


def known(*texts: str) -> Callable[[str], str | None]:
    return {text_digest(text): text for text in texts}.get


words_at = st.tuples(st.integers(0, len(OLD) - 100), st.integers(1, 90)).map(lambda at: (at[0], at[0] + at[1]))


@given(words_at, st.integers(0, len(OLD)), st.text("XYZ🪨", min_size=1, max_size=80))
def test_what_is_put_in_before_it_moves_it_along(at: tuple[int, int], where: int, put_in: str) -> None:
    start, end = at
    where = min(where, start)
    placed = place(on(OLD, start, end), OLD[:where] + put_in + OLD[where:], known(OLD))
    assert placed == Placed("placed", start + len(put_in), end + len(put_in))


@given(words_at)
def test_a_passage_that_was_deleted_leaves_an_orphan(at: tuple[int, int]) -> None:
    start, end = at
    new = OLD[: max(0, start - 150)] + OLD[end + 150 :]
    assert place(on(OLD, start, end), new, known(OLD)).state == "orphan"
    if end - start > 10:
        assert place(on(OLD, start, end), new).state == "orphan"


@given(st.data())
def test_never_outside_the_text_and_all_at_once_as_one_at_a_time(data: st.DataObject) -> None:
    alphabet = st.text("abc 🪨\n", max_size=200)
    old = data.draw(st.one_of(alphabet, st.just(OLD[:400])))
    new = data.draw(st.one_of(alphabet, st.just(OLD[200:600])))
    ranges = data.draw(st.lists(st.tuples(st.integers(0, len(old)), st.integers(0, len(old))), max_size=4))
    notes = [on(old, start, end, str(number)) for number, (start, end) in enumerate(ranges) if start < end]
    found = place_all(notes, new, known(old))
    for note in notes:
        placed = found[note.id]
        assert (placed.start is None) == (placed.end is None) == (placed.state == "orphan")
        if placed.start is not None and placed.end is not None:
            assert 0 <= placed.start < placed.end <= len(new)
        assert 0 <= placed.score <= 1
        assert place(note, new, known(old)) == placed


def test_the_same_text_needs_no_search_and_no_old_text() -> None:
    def never(digest: str) -> str | None:
        raise AssertionError("no text had to be read")

    assert place(on(OLD, 100, 140), OLD, never) == Placed("placed", 100, 140)


def test_nothing_is_imported_while_every_note_stands_where_it_stood() -> None:
    code = (
        "import sys\n"
        "from viewer.annotations.anchors import place_all\n"
        "from viewer.annotations.model import new_annotation\n"
        "from viewer.annotations.target import Target\n"
        "text = 'Cobalt prices rose in March. ' * 9\n"
        "place_all([new_annotation('b', Target.at(text, 29, 35))], text, lambda digest: None)\n"
        "sys.exit('rapidfuzz' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_a_copy_that_stands_in_the_old_place_does_not_take_the_note() -> None:
    remark = "It does not form part of the assessment; see the note on sources for how this was found. "
    sentences = [line + " " for line in OLD.split("\n")]
    old = "".join(sentence + remark for sentence in sentences)
    new = "".join(sentence + remark for sentence in sentences[1:])
    at = old.index(remark, old.index(sentences[20])) + 35
    gone = len(sentences[0] + remark)
    assert place(on(old, at, at + 20), new, known(old)) == Placed("placed", at - gone, at - gone + 20)
    assert place(on(old, at, at + 20), "x" + new).state == "orphan"


def test_what_parted_on_both_sides_of_a_copy_is_not_guessed_at() -> None:
    lines = OLD.split("\n")
    remark = "This stands after every entry, and nothing in it tells one from the other."
    old = "\n".join(part for line in lines for part in (line, remark))
    new = "\n".join(part for line in reversed(lines) for part in (line, remark))
    at = old.index(remark, old.index(lines[7]))
    assert place(on(old, at + 33, at + 41), new, known(old)).state == "orphan"


def test_words_that_were_changed_are_to_be_checked_and_then_stand_anew() -> None:
    old = OLD + "\nThe price of cobalt hydroxide rose by a third in the first weeks of March.\n" + OLD[::-1]
    new = old.replace("hydroxide rose by", "sulphate fell by")
    at = old.index("cobalt")
    note = on(old, at, at + len("cobalt hydroxide rose by a third"))
    for old_texts in (known(old), None):
        placed = place(note, new, old_texts)
        assert placed.state == "moved" and 0.6 < placed.score < 1
        assert new[placed.start : placed.end] == "cobalt sulphate fell by a third"
        accepted = note.with_target(Target.at(new, placed.start or 0, placed.end or 0, note.heading))
        assert (accepted.exact, accepted.text_digest) == ("cobalt sulphate fell by a third", text_digest(new))
        assert (accepted.id, accepted.heading) == (note.id, note.heading)
        assert place(accepted, new) == Placed("placed", placed.start, placed.end)


def test_a_long_passage_with_its_middle_rewritten_keeps_its_ends() -> None:
    start, end = 800, 3_000
    new = OLD[:1_600] + "Something else altogether. " * 9 + OLD[1_900:]
    placed = place(on(OLD, start, end), "In front. " + new, known(OLD))
    assert (placed.state, placed.start, placed.end) == ("moved", start + 10, end + 10 + 27 * 9 - 300)


def test_an_old_text_that_is_not_what_the_note_was_made_on_is_not_believed() -> None:
    note = quoting("Kokkola", 3, digest=text_digest(OLD))
    assert place(note, "They refine in Kokkola.", known(OLD)) == Placed("placed", 15, 22)


def test_a_placer_reads_an_old_text_once() -> None:
    asked: list[str] = []

    def old_texts(digest: str) -> str | None:
        asked.append(digest)
        return OLD

    placer = Placer("New. " + OLD, old_texts)
    for start in range(0, 2_000, 100):
        assert placer.place(on(OLD, start, start + 30)).start == start + 5
    assert asked == [text_digest(OLD)]


@pytest.mark.parametrize("kind", KINDS)
def test_how_often_the_place_is_right(kind: str) -> None:
    """A frozen seed; `bench.placing` has the figures for 1 MB. Copies with their context are too much for selectors."""
    case = make_case(kind, 20_260_301, size=60_000, notes=200, copies=60)
    old, alone = judge(case, with_old_text(case), 0), judge(case, selectors_only(case), 0)
    assert old.right >= 0.99 and old.wrong <= 0.005
    assert alone.wrong <= 0.01
    assert alone.right >= 0.98 or kind == "quote and context 500 times"


@pytest.mark.parametrize(
    "quotes",
    [
        lambda words, n: " ".join(random.Random(n).choices(words, k=12)),
        lambda words, n: chr(97 + n % 26),
        lambda words, n: chr(0x4E00 + n),
        lambda words, n: "".join(random.Random(n).choices("abcxyz", k=13)),
        lambda words, n: words[n % len(words)] + " " + "x" * (n % 300),
    ],
)
def test_ten_thousand_quotes_that_all_differ_take_some_seconds_at_most(
    quotes: Callable[[list[str], int], str],
) -> None:
    text = make_case("none", 1, size=100_000, notes=1).old
    words = text.split()
    notes = [quoting(quotes(words, n), n * 7 if n % 2 else None, str(n)) for n in range(10_000)]
    start = time.process_time()
    assert len(place_all(notes, text)) == 10_000
    assert time.process_time() - start < 20


@pytest.mark.parametrize("old", ["a" * 200_000, "ab " * 70_000, "\n" * 100_000, OLD * 20])
def test_texts_without_landmarks_take_a_moment(old: str) -> None:
    notes = [on(old, n * 11, n * 11 + 10 + n % 60, str(n)) for n in range(2_000)]
    start = time.process_time()
    place_all(notes, "b" + old[5:-5] + "b", known(old))
    assert time.process_time() - start < 10


def test_a_quote_that_is_the_whole_text() -> None:
    for new in (OLD, "x" + OLD, OLD[3:] + OLD[:3], OLD[: len(OLD) // 2], ""):
        for old_texts in (known(OLD), None):
            placed = place(on(OLD, 0, len(OLD)), new, old_texts)
            assert placed.state == "orphan" or new[placed.start : placed.end] in OLD
    assert place(on(OLD, 0, len(OLD)), "x" + OLD, known(OLD)) == Placed("placed", 1, len(OLD) + 1)
