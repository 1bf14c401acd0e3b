"""The keys that actions have: those that come with the program, and those that the reader chose instead."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence

from viewer.language import tr
from viewer.ui.settings import Settings

_PORTABLE = QKeySequence.SequenceFormat.PortableText
#: Without a modifier, or with Shift alone, these move about in every window, list and field.
_MOVING = frozenset(
    Qt.Key(key)
    for key in (
        Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Left,
        Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown, Qt.Key.Key_Backspace,
    )
)  # fmt: skip


def shown(sequence: QKeySequence) -> str:
    """A key sequence as this platform and language write it."""
    return sequence.toString(QKeySequence.SequenceFormat.NativeText)


class Keys(QObject):
    """Shared by all windows. `shipped` has the keys that come with the program, by the id of the action.

    Signal: `changed()` when some action has got other keys.
    """

    changed = Signal()

    def __init__(
        self, shipped: Mapping[str, str], settings: Settings | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._shipped = {id: _read(keys) for id, keys in shipped.items()}
        chosen = {id: _read(keys) for id, keys in (settings.keys if settings else {}).items() if id in self._shipped}
        self._chosen = {id: keys for id, keys in chosen.items() if keys != self._shipped[id]}

    def of(self, id: str) -> list[QKeySequence]:
        """The keys of an action, the one that menus show first; empty if it has none."""
        return self._chosen.get(id, self._shipped[id])

    def is_chosen(self, id: str) -> bool:
        """Whether the reader has given it other keys than it came with."""
        return id in self._chosen

    def holders(self, sequence: QKeySequence, asking: str = "") -> list[str]:
        """The ids of the other actions that have this key."""
        return [id for id in self._shipped if id != asking and sequence in self.of(id)]

    def choose(self, id: str, sequences: list[QKeySequence]) -> None:
        """Give an action these keys and no others. Who had them loses them."""
        for sequence in sequences:
            for other in self.holders(sequence, id):
                self._set(other, [key for key in self.of(other) if key != sequence])
        self._set(id, sequences)
        self._keep()

    def reset(self, id: str) -> None:
        """Give an action back what it came with."""
        self.choose(id, self._shipped[id])

    def reset_all(self) -> None:
        self._chosen.clear()
        self._keep()

    def _set(self, id: str, sequences: list[QKeySequence]) -> None:
        if sequences == self._shipped[id]:
            self._chosen.pop(id, None)
        else:
            self._chosen[id] = list(sequences)

    def _keep(self) -> None:
        if self._settings:
            self._settings.keys = {id: _written(keys) for id, keys in self._chosen.items()}
        self.changed.emit()


def why_not(sequence: QKeySequence) -> str:
    """Why an action cannot have this key, or ""."""
    if sequence.isEmpty():
        return tr("Press a key.")
    pressed = sequence[0]
    plain = pressed.keyboardModifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
    if plain and pressed.key() in _MOVING:
        return tr("{key} is needed to move about.", key=shown(sequence))
    return ""


def _read(keys: str) -> list[QKeySequence]:
    # A space stays behind each comma, so that "Ctrl+," can be told from two keys.
    return [made for part in keys.split(", ") if part and not (made := QKeySequence(part, _PORTABLE)).isEmpty()]


def _written(sequences: list[QKeySequence]) -> str:
    return ", ".join(sequence.toString(_PORTABLE) for sequence in sequences)
