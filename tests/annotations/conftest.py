"""What several tests of annotations need: a brief in a folder, notes with known ids, and JSON of any kind."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from viewer.annotations.edits import Edit
from viewer.annotations.model import Annotation, new_annotation
from viewer.annotations.store import AnnotationStore
from viewer.annotations.target import Target

TEXT = "Cobalt prices rose in March. Glencore cut output in Katanga; cobalt hydroxide fell by a third.\n" * 3


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """A clock that goes on by a second each time it is read."""
    ticks = itertools.count()
    return lambda: datetime(2026, 3, 1, 12, tzinfo=UTC) + timedelta(seconds=next(ticks))


@pytest.fixture
def make(clock: Callable[[], datetime]) -> Callable[..., Annotation]:
    """Makes annotations with the ids urn:n:1, urn:n:2, …"""
    numbers = itertools.count(1)

    def make(note: str = "", start: int = 0, end: int = 6, **more: object) -> Annotation:
        target = None if start == end else Target.at(TEXT, start, end, "Prices")
        id = f"urn:n:{next(numbers)}"
        return new_annotation("b.brief.md", target, note=note, clock=clock, new_id=lambda: id, **more)  # type: ignore[arg-type]

    return make


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    path = tmp_path / "b.brief.md"
    path.write_text("Cobalt prices rose.")
    return path


@pytest.fixture
def reopen(brief: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], AnnotationStore]:
    """Opens the brief's annotations as another window, or the same program after a crash, would."""
    fallback = tmp_path_factory.mktemp("data")
    return lambda: AnnotationStore.open(brief, fallback)


@pytest.fixture
def store(reopen: Callable[[], AnnotationStore]) -> Iterator[AnnotationStore]:
    yield reopen()


def do(store: AnnotationStore, edit: Edit) -> None:
    """What the session does with an edit."""
    store.annotations.apply(edit)
    store.append(edit)


@pytest.fixture(name="do")
def _do() -> Callable[[AnnotationStore, Edit], None]:
    return do
