"""Who and what the open brief names, found anew with every correction, and the names that nothing explains."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from viewer.brief.model import Brief
from viewer.mentions.corrections import Corrections
from viewer.mentions.index import Indexer, MentionIndex
from viewer.mentions.model import Suggestion
from viewer.ui.own_names import OwnNames
from viewer.ui.tasks import Task


class Recognition(QObject):
    """Works on another thread, for a long brief's sake. `corrections` tells what the reader said about the brief.

    Signals: `reindexed()` when `index` is another one, `suggested()` when `suggestions` are.
    """

    reindexed = Signal()
    suggested = Signal()

    def __init__(
        self,
        brief: Brief,
        indexer: Indexer,
        index: MentionIndex,
        own: OwnNames,
        corrections: Callable[[], Corrections],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.index = index
        self.suggestions: tuple[Suggestion, ...] = ()
        self._brief = brief
        self._indexer = indexer
        self._own = own
        self._corrections = corrections
        self._indexing: Task | None = None
        self._is_old = False
        self._suggesting: Task | None = None
        self._suggest()

    def reindex(self) -> None:
        """Find the mentions anew; once more after that if this is asked for again meanwhile."""
        self._is_old = True
        if self._indexing is None:
            self._index()

    def _index(self) -> None:
        self._is_old = False
        corrections = self._corrections()
        self._indexing = Task(lambda: self._indexer.index(corrections.over(self._own.read().corrections)), self)
        self._indexing.done.connect(self._use_index)
        self._indexing.start()

    def _use_index(self, index: MentionIndex) -> None:
        self._indexing = None
        self.index = index
        self.reindexed.emit()
        if self._is_old:
            self._index()
        else:
            self._suggest()

    def _suggest(self) -> None:
        if self._suggesting or self._indexing:
            return
        index = self.index

        def work() -> tuple[Suggestion, ...]:
            # Imported when it is needed: it takes 20 ms, which opening the window need not wait for.
            from viewer.mentions.suggest import suggest

            return suggest(self._brief, index)

        self._suggesting = Task(work, self)
        self._suggesting.done.connect(lambda found: self._use_suggestions(found, index))
        self._suggesting.start()

    def _use_suggestions(self, suggestions: tuple[Suggestion, ...], index: MentionIndex) -> None:
        self._suggesting = None
        if index is not self.index:
            self._suggest()
            return
        self.suggestions = suggestions
        self.suggested.emit()
