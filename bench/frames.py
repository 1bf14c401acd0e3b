"""How long the window is held up while somebody reads: `python -m bench.frames [ROUNDS]`.

The window as the program makes it, on a screen of its own, with a brief of 1 MB with over 30,000 mentions and 1,000
notes, and with one of 20 kB with as many notes a page. A script scrolls, selects, points, chooses, hides, writes and
searches with mouse and keys. Every event that Qt delivers, painting included, is timed from outside, as CPU time of the
window's thread: what else the machine does must not count. Milliseconds; `held` is the worst of all that came between
two looks into the event queue, and `by` who received the worst event.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from bench.screen import is_there, screen
from bench.texts import write_brief
from viewer.annotations.edits import Edit
from viewer.annotations.model import COLOURS, new_annotation
from viewer.annotations.store import AnnotationStore
from viewer.annotations.target import Target
from viewer.brief.loader import load_brief
from viewer.folders import Folders
from viewer.mentions.gazetteer import load_gazetteer
from viewer.ui.application import Application
from viewer.ui.preferences import Preferences
from viewer.ui.settings import Settings
from viewer.ui.shell import Shell
from viewer.ui.tasks import Later
from viewer.ui.window import MainWindow

_MIB = 1 << 20
_SIZES = {"20 kB": (20_000, 20), "1 MB": (_MIB, 1_000)}  # bytes and notes
_WORDS = "cobalt is not what it was"


def main() -> None:
    if sys.argv[1:2] == ["once"]:
        _measure(Path(sys.argv[2]), int(sys.argv[3]))
        return
    if not is_there():
        print("Xvfb is not installed: no windows are measured")
        return
    rounds = sys.argv[1] if len(sys.argv) > 1 else "3"
    with tempfile.TemporaryDirectory() as name, screen() as watched:
        for size, (length, notes) in _SIZES.items():
            folder = Path(name) / size.replace(" ", "")
            folder.mkdir()
            brief = write_brief(folder / "b.brief.md", length)
            own = {f"XDG_{kind}_HOME": str(folder / kind) for kind in ("CONFIG", "DATA", "CACHE", "RUNTIME")}
            print(f"window with {size}, ms of CPU an event: events, median, p99, worst, held, by", flush=True)
            _write_notes(brief, notes)
            environment = {**os.environ, **own, "DISPLAY": watched.display, "QT_QPA_PLATFORM": "xcb"}
            command = [sys.executable, "-m", "bench.frames", "once", str(brief), rounds]
            subprocess.run(command, env=environment, check=True)


def _write_notes(path: Path, count: int) -> None:

    text = load_brief(path).text
    step, colours = (len(text) - 60) // count, list(COLOURS)
    made = [
        new_annotation(
            path.name,
            Target.at(text, at * step, at * step + 40),
            note=f"Note {at}, to be asked for again." if at % 2 else "",
            tags=["supply"] if at % 5 == 0 else [],
            colour=colours[at % len(colours)],
        )
        for at in range(count)
    ]
    store = AnnotationStore.open(path, path.parent)
    edit = Edit.adding("Import", made)
    store.annotations.apply(edit)
    store.append(edit)
    store.close()


class Timed:
    """What was measured, by action."""

    def __init__(self) -> None:
        self.doing = ""
        self._depth = 0
        self._since = 0.0
        self._turn = 0.0
        self._events: dict[str, list[tuple[float, str]]] = {}
        self._turns: dict[str, float] = {}

    def deliver(self, receiver: QObject, event: QEvent, deliver: Callable[[], bool]) -> bool:
        """Have an event delivered, and time it unless it is part of another one."""
        if self._depth or not self.doing:
            return deliver()
        self._depth = 1
        what = f"{type(receiver).__name__} {event.type().name}"
        start = time.thread_time()
        try:
            return deliver()
        finally:
            self._depth = 0
            self._count((time.thread_time() - start) * 1000, what)

    def act(self, act: Callable[[], object]) -> None:
        """Time what is done by itself as one event."""
        self._depth, start = 1, time.thread_time()
        act()
        self._depth = 0
        self._count((time.thread_time() - start) * 1000, "the action itself")

    def _count(self, taken: float, what: str) -> None:
        self._turn += taken
        self._events.setdefault(self.doing, []).append((taken, what))

    def turned(self) -> None:
        """The event queue has been looked into."""
        self._turns[self.doing] = max(self._turn, self._turns.get(self.doing, 0.0))
        self._turn = 0.0

    def print(self) -> None:
        everything = [event for events in self._events.values() for event in events]
        for what, events in [*self._events.items(), ("all", everything)]:
            times = sorted(taken for taken, _ in events)
            p99 = quantiles(times, n=100, method="inclusive")[-1] if len(times) > 1 else times[0]
            held = max(self._turns.values()) if what == "all" else self._turns.get(what, 0.0)
            worst, by = max(events)
            print(f"  {what:28} {len(times):6} {median(times):7.2f} {p99:7.1f} {worst:7.1f} {held:7.1f}  {by}")


def _measure(path: Path, rounds: int) -> None:

    timed = Timed()

    class TimedApplication(Application):
        def notify(self, receiver: QObject, event: QEvent) -> bool:
            return timed.deliver(receiver, event, lambda: super(TimedApplication, self).notify(receiver, event))

    app = TimedApplication([])
    folders = Folders.of_user()
    settings = Settings(path.parent / "settings.ini")
    preferences = Preferences(settings, folders, app)
    gazetteer = Later(lambda: load_gazetteer(cache_dir=folders.cache))
    shell = Shell(preferences, lambda: MainWindow(settings, folders, gazetteer, preferences))
    shell.resize(1280, 800)
    shell.show()
    reading = Reading(shell, timed)
    reading.open(path)
    for _ in range(rounds):
        reading.round()
    timed.doing = ""
    timed.print()
    reading.close()


class Reading:
    """A reader's hands. Each method is an action of the table."""

    def __init__(self, shell: Shell, timed: Timed) -> None:
        self._shell = shell
        self._timed = timed

    @property
    def _window(self) -> MainWindow:
        return self._shell.current

    def _do(self, what: str, act: Callable[[], object], wait: int = 30) -> None:
        """Do something, and have its events and the painting delivered that it asks for."""

        self._timed.doing = what
        self._timed.act(act)
        for _ in range(max(1, wait // 10)):
            QTest.qWait(10)
            self._timed.turned()

    def open(self, path: Path) -> None:
        self._do("opening", lambda: self._shell.open_path(path), 100)
        while self._window.session is None:
            self._do("opening", lambda: None)
        self._do("opening", lambda: None, 2_000)

    def close(self) -> None:
        self._shell.close()

    def round(self) -> None:
        self._scroll()
        self._select()
        self._point()
        self._choose()
        self._write()
        self._list()
        self._search()
        self._change()

    def _scroll(self) -> None:

        reader = self._window.reader
        bar, view = reader.verticalScrollBar(), reader.viewport()

        def wheel(steps: int) -> None:
            place = QPointF(view.rect().center())
            turned, none = QPoint(0, -120 * steps), Qt.KeyboardModifier.NoModifier
            event = QWheelEvent(
                place, QPointF(view.mapToGlobal(place.toPoint())), QPoint(), turned, Qt.MouseButton.NoButton, none,
                Qt.ScrollPhase.NoScrollPhase, False,
            )  # fmt: skip
            self._send(view, event)

        for start in (0, bar.maximum() // 2):
            bar.setValue(start)
            for _ in range(40):
                self._do("wheel", lambda: wheel(1), 20)
            for _ in range(20):
                self._do("page down", lambda: QTest.keyClick(reader, Qt.Key.Key_PageDown), 20)
        for part in range(40):
            self._do("dragging the scroll bar", lambda part=part: bar.setValue(bar.maximum() * part // 40), 20)
        self._do("end and home", lambda: QTest.keyClick(reader, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier))
        self._do("end and home", lambda: QTest.keyClick(reader, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier))

    def _select(self) -> None:

        reader = self._window.reader
        view, left = reader.viewport(), Qt.MouseButton.LeftButton
        reader.verticalScrollBar().setValue(reader.verticalScrollBar().maximum() // 3)
        x = int(reader.page.left) + 40
        for top in range(120, 560, 110):
            self._do("selecting", lambda top=top: QTest.mousePress(view, left, pos=QPoint(x, top)))
            for step in range(25):
                place = QPoint(x + 8 * step, top + 3 * step)
                self._do("selecting", lambda place=place: self._move(view, place, left), 20)
            self._do("selecting", lambda y=top + 75: QTest.mouseRelease(view, left, pos=QPoint(x + 200, y)))
        self._do("letting go", lambda: QTest.keyClick(reader, Qt.Key.Key_Escape))

    def _point(self) -> None:

        reader = self._window.reader
        left = int(reader.page.left)
        for y in range(100, 640, 45):
            for x in range(left, left + 600, 15):
                place = QPoint(x, y)
                self._do(
                    "pointing", lambda place=place: self._move(reader.viewport(), place, Qt.MouseButton.NoButton), 10
                )

    def _choose(self) -> None:

        window = self._window
        session = window.session
        assert session
        reader, index = window.reader, session.index
        often = sorted(index.entities, key=lambda entity: -len(index.of(entity)))[:6]
        for entity in often:
            mentions = index.of(entity)
            mention = mentions[len(mentions) // 2]
            reader.reveal(mention.start, mention.end)
            box = reader.page.rectangles(mention.start, mention.end)[0]
            place = box.center().toPoint()
            place.setY(place.y() - reader.verticalScrollBar().value())
            click = lambda place=place: QTest.mouseClick(reader.viewport(), Qt.MouseButton.LeftButton, pos=place)  # noqa: E731
            self._do("choosing an entity", click, 60)
            for _ in range(4):
                self._do("next mention", lambda: QTest.keyClick(reader, Qt.Key.Key_BracketRight))
            self._do("letting go", lambda: QTest.keyClick(reader, Qt.Key.Key_Escape))
        for entity in often:
            panel = window.who_what.panels[index.entities[entity].group]
            for off in (True, False):
                self._do("switching off and on", lambda e=entity, p=panel, off=off: p.hidden_toggled.emit(e, off))

    def _write(self) -> None:

        window, reader = self._window, self._window.reader
        session = window.session
        assert session
        start = session.brief.text.index(" ", len(session.brief.text) // 2) + 1
        reader.reveal(start, start + 20)
        reader.select_words(start, start + 20)
        self._do("beginning a note", lambda: window.actions_["note"].trigger(), 100)
        field = window.who_what.notes.editor.findChild(type(window.who_what.notes.editor._note))
        for letter in _WORDS:
            self._do("writing a note", lambda letter=letter: QTest.keyClicks(field, letter), 40)
        self._do("saving", lambda: None, 3_000)
        self._do("leaving a note", lambda: QTest.keyClick(field, Qt.Key.Key_Escape))
        self._do("highlighting", lambda: self._highlight(start + 40))
        for _ in range(3):
            self._do("undoing", lambda: window.actions_["undo"].trigger(), 60)

    def _highlight(self, start: int) -> None:
        self._window.reader.select_words(start, start + 10)
        self._window.actions_["highlight_green"].trigger()

    def _list(self) -> None:

        window = self._window
        self._do("opening the notes", window.who_what.show_notes_tab, 300)
        rows = window.who_what.notes._list
        for part in range(30):
            bar = rows.verticalScrollBar()
            self._do("scrolling the notes", lambda bar=bar, part=part: bar.setValue(bar.maximum() * part // 30), 20)
        rows.setFocus()
        for _ in range(10):
            self._do("from note to note", lambda: QTest.keyClick(rows, Qt.Key.Key_Down), 40)
        for letter in "#sup":
            self._do(
                "filtering notes", lambda letter=letter: QTest.keyClicks(window.who_what.notes._filter, letter), 60
            )
        self._do("filtering notes", window.who_what.notes._filter.clear, 100)

    def _search(self) -> None:

        window = self._window
        self._do("opening find", lambda: window.actions_["find"].trigger(), 100)
        for letter in "cobalt":
            self._do("finding", lambda letter=letter: QTest.keyClicks(window.find_bar._field, letter), 60)
        for _ in range(8):
            self._do("next found", lambda: QTest.keyClick(window.find_bar._field, Qt.Key.Key_Return))
        self._do("letting go", lambda: QTest.keyClick(window.find_bar._field, Qt.Key.Key_Escape), 60)

    def _change(self) -> None:
        """What sets the whole window anew may take longer than a frame, but nobody may have to wait for it."""
        for theme in ("dark", "light"):
            self._do("changing the theme", lambda theme=theme: self._window.preferences.look.choose(theme), 2_000)
        for steps in (1, -1):
            self._do("zooming", lambda steps=steps: self._window._zoom_by(steps), 2_000)
        for width in (1000, 1280):
            self._do("resizing", lambda width=width: self._shell.resize(width, 800), 2_000)

    @staticmethod
    def _send(widget: QWidget, event: QEvent) -> None:

        QCoreApplication.sendEvent(widget, event)

    def _move(self, widget: QWidget, place: QPoint, button: Qt.MouseButton) -> None:

        where = QPointF(widget.mapToGlobal(place))
        none = Qt.KeyboardModifier.NoModifier
        self._send(
            widget, QMouseEvent(QEvent.Type.MouseMove, QPointF(place), where, Qt.MouseButton.NoButton, button, none)
        )


if __name__ == "__main__":
    main()
