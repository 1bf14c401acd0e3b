"""The relations in a window of their own: a drawing, the connections as a list, and the passages of one of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSpinBox, QSplitter, QToolButton, QVBoxLayout, QWidget

from viewer.brief.model import GROUPS, Brief, Group
from viewer.language import mark, tr
from viewer.mentions.index import MentionIndex
from viewer.mentions.relations import Graph, make_graph
from viewer.pages.theme import Theme
from viewer.report.graph_layout import Layout, lay_out
from viewer.report.relations import relations_csv, relations_svg, remark
from viewer.ui.brief_view import BriefView
from viewer.ui.edge_list import EdgeList
from viewer.ui.pair_passages import pair_passage
from viewer.ui.picture_saving import Savable
from viewer.ui.relations_canvas import ZOOM_STEP, RelationsCanvas
from viewer.ui.session import Session
from viewer.ui.wording import counted, pair_words

_GROUP_TITLES: dict[Group, str] = {"actor": mark("&Actors"), "mineral": mark("&Minerals"), "place": mark("&Places")}
_NOTHING = Graph("sentence", (), ())


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is to be drawn; `at_least` is 0 where nobody has said."""

    declared: bool = False
    at_least: int = 0
    groups: tuple[Group, ...] = GROUPS


@dataclass(frozen=True, slots=True)
class _Drawn:
    whole: Graph
    shown: Graph
    layout: Layout
    at_least: int


def _draw(brief: Brief, index: MentionIndex, wanted: _Wanted) -> _Drawn:
    whole = make_graph(brief, index)
    groups = whole.chosen(groups=wanted.groups)
    at_least = wanted.at_least or groups.sensible_minimum()
    shown = groups.chosen(declared=wanted.declared, at_least=at_least).connected()
    return _Drawn(whole, shown, lay_out(shown), at_least)


class RelationsView(BriefView[_Drawn]):
    """The relations of a brief; an entity is chosen by a click on its node."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._asked = False
        self.graph = _NOTHING
        self._layout_of_graph = Layout(0, 0, {}, ())
        self._remark = ""
        self.canvas = RelationsCanvas(theme)
        self.edges = EdgeList(theme, self)
        self.declared_only = QCheckBox(tr("&Declared only"))
        self.declared_only.setToolTip(tr("Leave out names that only stand together in the text"))
        self.at_least = QSpinBox()
        self.at_least.lineEdit().setTextMargins(6, 0, 0, 0)
        self.at_least.setAccessibleName(tr("Named together in at least so many sentences"))
        self.at_least.setMinimum(1)
        self.groups = {group: QCheckBox(tr(_GROUP_TITLES[group])) for group in GROUPS}
        self._said, self._heading = QLabel(), QLabel()
        for label, name in ((self._said, "muted"), (self._heading, "section")):
            label.setObjectName(name)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.resize(1180, 740)
        self.setMinimumSize(760, 420)
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 8, 12, 4)
        bar.setSpacing(12)
        for box in self.groups.values():
            box.setChecked(True)
            bar.addWidget(box)
        bar.addSpacing(12)
        bar.addWidget(self.declared_only)
        label = QLabel(tr("Named &together at least"))
        label.setBuddy(self.at_least)
        self._together = label
        bar.addWidget(label)
        bar.addWidget(self.at_least)
        for words, tip, slot in (
            ("−", tr("Zoom out (-)"), lambda: self.canvas.zoom(1 / ZOOM_STEP)),
            ("+", tr("Zoom in (+)"), lambda: self.canvas.zoom(ZOOM_STEP)),
            (tr("All"), tr("Show all of it (0)"), self.canvas.fit),
        ):
            button = QToolButton()
            button.setText(words)
            button.setToolTip(tip)
            button.setAccessibleName(tip.partition(" (")[0])
            button.clicked.connect(slot)
            bar.addWidget(button)
        bar.addWidget(self.saving, 1)
        self._said.setContentsMargins(12, 0, 12, 8)
        side = QWidget()
        side.setObjectName("side")
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._heading)
        column.addWidget(self.edges, 1)
        right = QSplitter(Qt.Orientation.Vertical)
        right.setChildrenCollapsible(False)
        right.addWidget(side)
        right.addWidget(self.passages)
        right.setMinimumWidth(260)
        self._splitter.addWidget(self.canvas)
        self._splitter.addWidget(right)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setSizes([820, 360])
        self._column.addLayout(bar)
        self._column.addWidget(self._said)
        self._column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        for box in (*self.groups.values(), self.declared_only):
            box.toggled.connect(self.refresh)
        self.declared_only.toggled.connect(lambda on: self.at_least.setEnabled(not on))
        self.declared_only.toggled.connect(lambda on: self._together.setEnabled(not on))
        self.at_least.valueChanged.connect(self._at_least_asked)
        self.canvas.node_chosen.connect(self._node_chosen)
        self.canvas.entity_chosen.connect(self.entity_chosen)
        self.canvas.edge_chosen.connect(self._edge_on_canvas)
        self.edges.edge_chosen.connect(self._edge_in_list)
        self.edges.activated.connect(lambda _index: self.passages.take_focus())

    def show_session(self, session: Session | None) -> None:
        """Show the relations of another brief, or nothing."""
        self._asked = False
        if session:
            self.setWindowTitle(tr("Relations – {title}", title=session.brief.title))
        self._follow(session, _Drawn(_NOTHING, _NOTHING, Layout(0, 0, {}, ()), 1), tr("Drawing …"))

    def set_theme(self, theme: Theme) -> None:
        for part in (self.canvas, self.edges, self.passages):
            part.set_theme(theme)

    @property
    def said(self) -> str:
        """What is drawn, in a sentence."""
        return self._said.text()

    def _wanted(self) -> _Wanted:
        groups = tuple(group for group, box in self.groups.items() if box.isChecked())
        return _Wanted(self.declared_only.isChecked(), self.at_least.value() if self._asked else 0, groups)

    def _at_least_asked(self) -> None:
        self._asked = True
        self.refresh()

    def _work(self, session: Session) -> Callable[[], _Drawn]:
        brief, index, wanted = session.brief, session.index, self._wanted()
        return lambda: _draw(brief, index, wanted)

    def _show(self, drawn: _Drawn) -> None:
        shown = self.graph = drawn.shown
        self._layout_of_graph = drawn.layout
        with QSignalBlocker(self.at_least):
            self.at_least.setMaximum(max(1, drawn.whole.most, drawn.at_least))
            self.at_least.setValue(drawn.at_least)
        self.canvas.show_graph(shown, drawn.layout)
        said = remark(drawn.whole, shown, drawn.at_least, self.declared_only.isChecked())
        self._remark = said if drawn.whole.nodes else ""
        self._said.setText(self._remark)
        whole = tr("This brief declares no relation, and no sentence of it names two entities.")
        self._empty.setText(tr("Nothing is left to draw.") if drawn.whole.edges else whole)
        self._stack.setCurrentIndex(1 if shown.edges else 0)
        self._list_edges(self.canvas.node)
        self.shown.emit()

    def _list_edges(self, node: str) -> None:
        self.edges.show_edges(self.graph, node)
        count = counted(len(self.edges.numbers()), "connection")
        self._heading.setText(
            tr("{connections} of {name}", connections=count, name=self.graph.node(node).name) if node else count
        )
        self.passages.show_passages(tr("Choose a connection to see its passages."), [])

    def _node_chosen(self, node: str) -> None:
        self._list_edges(node)

    def _edge_on_canvas(self, number: int) -> None:
        if number not in self.edges.numbers():
            self.canvas.select("")
            self.canvas.select_edge(number)
            self._list_edges("")
        self.edges.select(number)
        self._show_passages(number)

    def _edge_in_list(self, number: int) -> None:
        self.canvas.select_edge(number)
        self._show_passages(number)

    def _show_passages(self, number: int) -> None:
        session = self._session
        if session is None:
            return
        edge = self.graph.edges[number]
        one, other = (self.graph.node(id).name for id in (edge.source, edge.target))
        heading = pair_words(one, other, len(edge.passages), self.graph.unit)
        ids = (edge.source, edge.target)
        rows = [pair_passage(session.brief, session.index, span, ids) for span in edge.passages]
        self.passages.show_passages(heading, rows)

    def _savable(self) -> Savable | None:
        session, graph, layout, remark = self._session, self.graph, self._layout_of_graph, self._remark
        if session is None:
            return None
        brief = session.brief
        return Savable(
            session.path,
            "relations",
            lambda: relations_svg(graph, layout, brief.title, brief.front.marking, remark=remark),
            lambda: relations_csv(graph),
        )
