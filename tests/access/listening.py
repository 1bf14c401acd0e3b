"""A blind reader at work: opens a brief in the program, uses it through AT-SPI and the keyboard, and writes down, a
line of JSON each, what there was to hear. Run by the system's Python, which has pyatspi, in a session of its own.

    listening.py PROGRAM... BRIEF
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pyatspi
from gi.repository import GLib

_PATIENCE = 30.0  # seconds for anything to appear
heard: list[str] = []


def settle(seconds: float = 0.4) -> None:
    """Let events arrive."""
    loop = GLib.MainLoop()
    GLib.timeout_add(int(seconds * 1000), loop.quit)
    loop.run()


def wait_for(find: Callable[[], object], what: str) -> object:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        try:
            if found := find():
                return found
        except Exception:
            pass  # AT-SPI raises this and that while the program is starting
        settle(0.2)
    raise SystemExit(f"waited in vain for {what}")


def below(node: object) -> Iterator[object]:
    """A node and all that is below it, as it is now."""
    node.clearCache()
    yield node
    for number in range(node.childCount):
        child = node.getChildAtIndex(number)
        if child is not None:
            yield from below(child)


def showing(root: object, role: str, name: str = "") -> object:
    for node in below(root):
        if node.getRoleName() == role and name in node.name and node.getState().contains(pyatspi.STATE_SHOWING):
            return node
    return None


def press(keys: str) -> None:
    """Press a key by the name that X has for it."""
    subprocess.run(["xdotool", "key", "--clearmodifiers", keys], check=True)
    settle()


def listen_to(keys: str) -> list[str]:
    """What is announced when a key is pressed."""
    heard.clear()
    press(keys)
    return list(heard)


def main(command: list[str]) -> None:
    pyatspi.Registry.registerEventListener(lambda event: heard.append(str(event.any_data)), "object:announcement")
    program = subprocess.Popen(command)
    try:
        for what, found in story(program):
            print(json.dumps([what, found]), flush=True)
    finally:
        program.terminate()
        program.wait(10)


def find_program(pid: int) -> object:
    desktop = pyatspi.Registry.getDesktop(0)
    for number in range(desktop.childCount):
        if (found := desktop.getChildAtIndex(number)) is not None and found.get_process_id() == pid:
            return found
    return None


def story(program: subprocess.Popen[bytes]) -> Iterator[tuple[str, object]]:
    root = wait_for(lambda: find_program(program.pid), "the program")
    reader = wait_for(lambda: showing(root, "text", "Brief"), "the reader")
    wait_for(lambda: showing(reader, "link"), "mentions")
    text = reader.queryText()
    yield "text", text.getText(0, -1)
    offset = text.getText(0, -1).index("Félix Tshisekedi")
    yield "line", text.getTextAtOffset(offset, pyatspi.TEXT_BOUNDARY_LINE_START)[0]
    links = [node for node in below(reader) if node.getRoleName() == "link"]
    yield "links", [link.name for link in links]
    yield "places", [tuple(link.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)) for link in links]

    # There is no window manager to do it.
    subprocess.run(["xdotool", "search", "--onlyvisible", "--name", "Kinshasa", "windowfocus"], check=True)
    reader.queryComponent().grabFocus()
    settle()
    reader.clearCache()
    yield "focused", reader.getState().contains(pyatspi.STATE_FOCUSED)
    text.setCaretOffset(max(0, offset - 2))
    settle()
    yield "by word", [words for _ in range(3) for words in listen_to("ctrl+Right")]
    yield "by line", listen_to("Down")
    yield "next mention", listen_to("bracketright")
    yield "caret", text.getText(text.caretOffset, text.caretOffset + 20)

    # A note, from the keyboard alone.
    for _ in range(2):
        press("ctrl+shift+Right")
    press("n")
    note = wait_for(lambda: showing(root, "text", "Note"), "the box for the note")
    note.clearCache()
    yield "note has the keyboard", note.getState().contains(pyatspi.STATE_FOCUSED)
    subprocess.run(["xdotool", "type", "Ask the ministry"], check=True)
    settle()
    press("Escape")
    reader.clearCache()
    yield "back in the brief", reader.getState().contains(pyatspi.STATE_FOCUSED)
    press("Escape")
    yield "next note", listen_to("braceright")
    margin = showing(reader, "list", "margin")
    yield "margin", [node.name for node in below(margin) if node.getRoleName() == "list item"] if margin else []


if __name__ == "__main__":
    main(sys.argv[1:])
