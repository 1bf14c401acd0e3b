"""What is fuzzed beside strangers' files (see `targets`): what the program keeps by itself, what a reader writes by
hand, what another start of the program says, what Git has it merge, and pictures, which libraries decode.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from argparse import Namespace
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QImage, QTextDocument, QTextImageFormat

from tests.fuzz.bounds import folder_in_memory
from viewer.annotations.conflicts import is_outdated
from viewer.annotations.jsonld import read_page
from viewer.annotations.model import Annotation
from viewer.brief import wire
from viewer.brief.cache import BriefCache, _made_from
from viewer.brief.loader import _Intake
from viewer.brief.model import Brief
from viewer.brief.source import BriefError
from viewer.catalogue import CatalogueError, read_catalogue
from viewer.commands.basis import CommandError
from viewer.commands.merging import git_merge
from viewer.mentions.user_lexicon import read_user_lexicon
from viewer.pages.images import BriefImages
from viewer.pages.theme import ThemeError, load_theme, read_theme
from viewer.report.palette import contrast
from viewer.ui.instance import read_message
from viewer.ui.settings import Settings


def cache(data: bytes) -> None:
    """An entry of parsed briefs gives a whole brief or none, whether its outside or its inside was touched."""
    with folder_in_memory() as folder:
        path = folder / "b.brief.md"
        path.write_text("Cobalt\n")
        briefs = BriefCache(folder / "briefs", smallest=0)
        made_from = _made_from(path.name, hashlib.sha256(path.read_bytes()).hexdigest())
        for entry in (data, zlib.compress(made_from + data, 1)):
            briefs.keep(made_from, entry)
            _remembered(briefs.read(path))


def _remembered(messages: Iterable[bytes] | None) -> None:
    intake = _Intake(())
    for line in messages or ():
        try:
            event = intake.take(wire.decode(line))
        except (BriefError, *wire.MALFORMED):
            return
        if isinstance(event, Brief):
            assert event.text == "\n".join(block.text for block in event.blocks)
            assert all(event.text[block.start : block.end] == block.text for block in event.blocks)
            return


def handed(data: bytes) -> None:
    """What another start says is briefs to open, or nothing."""
    message = read_message(data)
    if message is not None:
        for path in message.paths:
            assert path.is_absolute()
            path.resolve()  # as the window will
        os.environ["FUZZ"] = message.token


def merge(data: bytes) -> None:
    """Three versions of a file of annotations become one that holds what either side wrote, or ours stays as it is.

    The three stand behind one another, between lines `=== `.
    """
    texts = [*data.split(b"\n=== \n"), b"", b"", b""][:3]
    with folder_in_memory() as folder:
        base, ours, theirs = paths = [folder / name for name in ("base", "ours", "theirs")]
        for path, text in zip(paths, texts, strict=True):
            path.write_bytes(text)
        try:
            git_merge(Namespace(base=base, ours=ours, theirs=theirs))
        except CommandError as error:
            assert str(error).splitlines() == [str(error)]
            assert ours.read_bytes() == texts[1]
            return
        page = read_page(ours.read_bytes())
        assert page.is_readable and page.damage is None
        before, mine, other = (read_page(text).annotations for text in texts)
        kept = {*map(_said, page.annotations.values())}
        for side, rival in ((mine, other), (other, mine)):
            for note in side.values():
                # Without the version before, the first of a note counts as outdated by any later one.
                is_old = note.id in rival and is_outdated(note, rival[note.id])
                assert before.get(note.id) == note or is_old or _said(note) in kept
        once = ours.read_bytes()
        git_merge(Namespace(base=base, ours=ours, theirs=ours))
        assert ours.read_bytes() == once


def _said(note: Annotation) -> tuple[str, ...]:
    return note.note, note.exact, *sorted(note.tags)


def picture(data: bytes) -> None:
    """A picture of a brief is decoded as what its name says, or a placeholder stands in its room."""
    application()
    with folder_in_memory() as folder:
        images = BriefImages(folder, load_theme("light"), 1.0)
        for name in ("a.png", "a.jpg", "a.webp", "a.gif"):
            (folder / name).write_bytes(data)
            document, image = QTextDocument(), QTextImageFormat()
            images.place(document, image, name, "said", 600.0)
            shown = document.resource(QTextDocument.ResourceType.ImageResource, image.name())
            assert isinstance(shown, QImage) and not shown.isNull()
            assert 1 <= image.width() <= 600 and 1 <= image.height() <= 1000


_applications: list[QGuiApplication] = []


def application() -> None:
    """Qt's application, made when the first needs one."""
    if not _applications:
        there = QGuiApplication.instance()
        _applications.append(there if isinstance(there, QGuiApplication) else QGuiApplication(["fuzz"]))


def settings(data: bytes) -> None:
    """Settings are read, whatever is wrong with them, and what is set now is there next time."""
    with folder_in_memory() as folder:
        path = folder / "settings.ini"
        path.write_bytes(data)
        found = Settings(path)
        _look_at(found)
        recent = found.recent()
        found.author = "Ána"
        found.remember(Path("/b.brief.md"), 7, "d")
        found.sync()
        again = Settings(path)
        _look_at(again)
        assert again.author == "Ána" and again.place(Path("/b.brief.md")) == 7 and not again.notice
        assert again.recent() == [Path("/b.brief.md"), *(old for old in recent if old != Path("/b.brief.md"))][:20]


def _look_at(found: Settings) -> None:
    for name in ("theme", "zoom", "type_size", "type_scale", "author", "page", "language", "keys", "export"):
        getattr(found, name)
    found.state("geometry")
    found.recent_texts()
    assert len(found.notice.splitlines()) <= 1


def theme(data: bytes) -> None:
    """A theme of the reader's own can be read by, or is refused in a sentence."""
    with folder_in_memory() as folder:
        path = folder / "own.toml"
        path.write_bytes(data)
        try:
            found = read_theme(path)
        except ThemeError as error:
            assert str(error).splitlines() == [str(error)]
            return
        assert contrast(found.palette.colours["ink"], found.palette.colours["paper"]) >= 3
        assert found.token("k").isValid() and found.fill("none").isValid()


def catalogue(data: bytes) -> None:
    """A catalogue gives texts, or is none."""
    with folder_in_memory() as folder:
        path = folder / "fr.ts"
        path.write_bytes(data)
        with suppress(CatalogueError):
            found = read_catalogue(path)
            for text in found.forms:
                for number in (None, 0, 1, 2):
                    assert found.translate(text, number) != ""


def lexicon(data: bytes) -> None:
    """The reader's own names count as far as they are right; the rest is told with its line."""
    with folder_in_memory() as folder:
        path = folder / "lexicon.yaml"
        path.write_bytes(data)
        for fault in read_user_lexicon(path).faults:
            assert fault.what.splitlines() == [fault.what] and fault.line >= 0


TARGETS: dict[str, Callable[[bytes], None]] = {
    "cache": cache,
    "handed": handed,
    "merge": merge,
    "picture": picture,
    "settings": settings,
    "theme": theme,
    "catalogue": catalogue,
    "lexicon": lexicon,
}
