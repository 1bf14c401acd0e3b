"""The program as a screen reader on Linux finds it: the real window on a display of its own, through AT-SPI.

Skipped where the parts are not installed: on Debian `apt-get install xvfb xdotool dbus at-spi2-core python3-pyatspi`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

_PYTHON = "/usr/bin/python3"  # the system's, which has what apt-get installs
_PROGRAMS = ("Xvfb", "xdotool", "dbus-run-session", _PYTHON)


def _missing() -> str:
    for program in _PROGRAMS:
        if shutil.which(program) is None:
            return f"{program} is not installed"
    found = subprocess.run([_PYTHON, "-c", "import pyatspi"], capture_output=True, check=False)
    return "" if found.returncode == 0 else "python3-pyatspi is not installed"


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """An X display of our own."""
    if missing := _missing():
        pytest.skip(missing)
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait(10)


@pytest.fixture(scope="module")
def heard(display: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What `listening.py` wrote down."""
    folder = tmp_path_factory.mktemp("access")
    brief = folder / "congo-offer.brief.md"
    shutil.copy(ROOT / "briefs" / brief.name, brief)
    environment = {
        **os.environ,
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        **{f"XDG_{name}_HOME": str(folder / name) for name in ("CONFIG", "DATA", "CACHE")},
    }
    environment.pop("WAYLAND_DISPLAY", None)
    listening = Path(__file__).with_name("listening.py")
    program = [sys.executable, str(ROOT / "main.py"), str(brief)]
    done = subprocess.run(
        ["dbus-run-session", "--", _PYTHON, str(listening), *program],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(line) for line in done.stdout.splitlines() if line.startswith("["))


def test_the_brief_can_be_read_as_text_and_line_by_line(heard: dict[str, object]) -> None:
    text, line = str(heard["text"]), str(heard["line"]).strip()
    assert "Kinshasa’s minerals offer to Washington" in text
    assert line.startswith("An offer, not a deal. President Félix Tshisekedi")
    assert line in text and "\n" not in line


def test_mentions_are_links_that_say_whom_they_name_and_stand_where_the_words_are(heard: dict[str, object]) -> None:
    links, places = heard["links"], heard["places"]
    assert isinstance(links, list) and isinstance(places, list)
    assert links[0] == "Félix Tshisekedi, person, mention 1 of 7"
    assert "American: United States, state, mention 2 of 20" in links
    assert len(set(links)) == len(links)
    assert all(width > 10 and height > 10 and 0 <= x < 1280 and y >= 0 for x, y, width, height in places)
    assert [y for _, y, _, _ in places] == sorted(y for _, y, _, _ in places)


def test_reading_on_with_the_caret_says_what_the_words_are(heard: dict[str, object]) -> None:
    assert heard["focused"] is True
    assert heard["by word"] == ["Félix Tshisekedi, person, mention 1 of 7"]
    (line,) = heard["by line"]  # type: ignore[misc]
    assert line.startswith("4 names: United States, state, mention 1 of 20; cobalt, element, mention 1 of 4")


def test_stepping_to_a_mention_says_it_and_reading_goes_on_from_there(heard: dict[str, object]) -> None:
    (said,) = heard["next mention"]  # type: ignore[misc]
    name = said.partition(",")[0]
    assert said.startswith("copper, element") and str(heard["caret"]).startswith(name)


def test_a_note_is_written_and_found_again_from_the_keyboard(heard: dict[str, object]) -> None:
    assert heard["note has the keyboard"] is True
    assert heard["back in the brief"] is True
    assert heard["next note"] == ["copper and. Note: Ask the ministry"]
    assert heard["margin"] == ["Ask the ministry"]
