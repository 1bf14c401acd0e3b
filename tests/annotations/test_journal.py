"""The journal: what was promised is there, what was not is no trouble."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.annotations.disk import Disk, held
from viewer.annotations.edits import Edit
from viewer.annotations.errors import BusyError
from viewer.annotations.journal import Entries, Journal
from viewer.annotations.model import Annotation


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / ".b.annotations.journal", Disk())


def afters(entries: Entries) -> list[tuple[str, str | None]]:
    return [(change.id, change.after and change.after.text) for change in entries.changes]


def test_edits_come_back_in_order(journal: Journal, make: Any) -> None:
    a, b = make("a"), make("b\n\x00\u2028 “🪨” \ud800")
    journal.append([Edit.adding("Add", [a, b])])
    journal.append([Edit.changing("Change", a, a.with_note("A")), Edit.removing("Remove\n", [b])])
    entries = journal.read()
    assert afters(entries) == [(a.id, a.text), (b.id, b.text), (a.id, a.with_note("A").text), (b.id, None)]
    assert [change.base for change in entries.changes] == ["", "", a.digest, b.digest]
    assert entries.bad == 0 and entries.end == journal.path.stat().st_size


def test_a_person_can_read_it(journal: Journal, make: Any) -> None:
    journal.append([Edit.adding("Add note", [make("Why cobalt?")])])
    line = journal.path.read_text()
    assert re.fullmatch(r'[0-9a-f]{8} \d+ \{.*"note".*\}\n', line.replace("Why cobalt?", '"note"'))
    assert "Add note" in line


@given(st.lists(st.dictionaries(st.text(), st.none() | st.text() | st.integers()), max_size=5), st.text())
def test_any_annotation_and_label_survive(
    tmp_path_factory: pytest.TempPathFactory, values: list[Any], label: str
) -> None:
    notes = [Annotation.of({**value, "id": f"n{number}"}) for number, value in enumerate(values)]
    journal = Journal(tmp_path_factory.mktemp("j") / "journal", Disk())
    journal.append([Edit.adding(label, [note]) for note in notes])
    assert afters(journal.read()) == [(note.id, note.text) for note in notes]


def test_whatever_the_last_write_left_the_next_is_whole(journal: Journal, make: Any) -> None:
    a, b, c = make("a 🪨"), make("b"), make("c")
    journal.append([Edit.adding("a", [a])])
    whole = journal.path.read_bytes()
    journal.append([Edit.adding("b", [b])])
    both = journal.path.read_bytes()
    for cut in range(len(whole), len(both), 5):
        journal.path.write_bytes(both[:cut])
        assert (afters(journal.read()), journal.read().bad) == ([(a.id, a.text)], 0)
        journal.append([Edit.adding("c", [c])])
        assert (afters(journal.read()), journal.read().bad) == ([(a.id, a.text), (c.id, c.text)], 0)


def test_a_torn_journal_of_zeros_is_cut(journal: Journal, make: Any) -> None:
    a = make("a")
    journal.path.write_bytes(b"\x00" * 5000)
    journal.append([Edit.adding("a", [a])])
    assert afters(journal.read()) == [(a.id, a.text)]


def test_flipping_any_byte_costs_one_entry_and_is_noticed(journal: Journal, make: Any) -> None:
    notes = [make(str(number)) for number in range(3)]
    for note in notes:
        journal.append([Edit.adding("x", [note])])
    data = journal.path.read_bytes()
    first, last = data.index(b"\n") + 1, data.index(b"\n", data.index(b"\n") + 1)
    for at in range(first, last, 7):
        journal.path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        entries = journal.read()
        if data[at] ^ 1 != ord("\n"):
            assert ([id for id, _ in afters(entries)], entries.bad) == ([notes[0].id, notes[2].id], 1)


@pytest.mark.parametrize(
    "record",
    [
        *(b"", b"[]", b"{}", b'{"changes": 5}', b'{"changes": [5]}', b'{"changes": [{"id": "a", "base": ""}]}'),
        b'{"changes": [{"id": 5, "base": "", "after": null}]}',
        b'{"changes": [{"id": "a", "base": "", "after": "text"}]}',
        b'{"changes": [{"id": "a", "base": "", "after": {"id": "b"}}]}',
        b'{"changes": ' + b"[" * 50_000 + b"}",
        b'{"changes": [{"id": "a", "base": "", "after": {"id": "a", "x": ' + b"[" * 200 + b"]" * 200 + b"}}]}",
        b"\xff\xfe",
    ],
)
def test_a_forged_record_is_counted_as_bad(journal: Journal, record: bytes) -> None:
    journal.path.write_bytes(b"%08x %d %s\n" % (crc32(record), len(record), record))
    assert (journal.read().changes, journal.read().bad) == ((), 1)


def test_dropping_spares_what_came_later(journal: Journal, make: Any) -> None:
    a, b = make("a"), make("b")
    journal.append([Edit.adding("a", [a])])
    entries = journal.read()
    journal.append([Edit.adding("b", [b])])
    journal.drop(entries)
    assert (b.id, b.text) in afters(journal.read())
    journal.drop(journal.read())
    assert journal.path.read_bytes() == b""
    journal.drop(Entries())


def test_a_journal_that_is_locked_by_another_is_busy_within_about_a_second(journal: Journal, make: Any) -> None:
    with held(Disk(), journal.path, os.O_RDWR | os.O_CREAT), pytest.raises(BusyError, match="journal"):
        journal.append([Edit.adding("a", [make()])])
    journal.append([Edit.adding("a", [make()])])


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be removed there")
def test_a_lock_on_a_file_that_was_removed_meanwhile_is_no_lock(tmp_path: Path) -> None:
    path = tmp_path / "lock"

    class RemovedWhileWaiting(Disk):
        tries = 0

        def lock(self, fd: int) -> bool:
            self.tries += 1
            if self.tries == 1:
                path.unlink()
                path.write_text("")
            return super().lock(fd)

    disk = RemovedWhileWaiting()
    with held(disk, path, os.O_RDWR | os.O_CREAT, remove=True) as fd:
        assert os.path.samestat(os.fstat(fd), path.stat())
    assert disk.tries == 2 and not path.exists()


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="needs links")
def test_a_planted_link_is_not_written_through(journal: Journal, make: Any, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious")
    journal.path.symlink_to(victim)
    with pytest.raises(OSError):
        journal.append([Edit.adding("a", [make()])])
    assert victim.read_text() == "precious"
