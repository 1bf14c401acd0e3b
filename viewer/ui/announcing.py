"""What there is to say when a brief has been opened: what is wrong with it, and what became of its notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from viewer.annotations.lost import take_along
from viewer.annotations.notes_folder import notes_folder
from viewer.errors import Fault, ViewerError
from viewer.folders import Folders
from viewer.language import tr, trn
from viewer.ui.banner import Banner
from viewer.ui.reloading import Reloading
from viewer.ui.session import Session

_FEW = 3  # faults that are seen at once


def announce(
    session: Session,
    reloading: Reloading | None,
    banner: Banner,
    folders: Folders,
    reload: Callable[[str], None],
    notices: Sequence[str] = (),
) -> None:
    """Say it in the banner, if there is anything, with `notices` of what has nothing to do with the brief. Notes that
    were left behind are offered to be taken along, after which the brief is to be read again with `reload`."""
    faults: list[Fault] = [*session.brief.faults, *session.index.faults]
    faults.sort(key=lambda fault: (fault.severity, fault.line, fault.column))
    counted = [trn("1 thing is wrong in this brief:", "{n} things are wrong in this brief:", len(faults))]
    lines = [*notices, *session.notices, *counted[: len(faults) > _FEW]]
    lines += [fault.at(session.brief.name) for fault in faults]
    if not session.brief.text.strip():
        lines.append(tr("This brief has no text."))
    if reloading and reloading.why:
        lines.insert(0, reloading.sentence(session))
    if lost := session.lost:
        first = tr("The notes of this very text lie in {file}, whose brief is gone.", file=lost.name)

        def take() -> None:
            try:
                session.saver.close()
                take_along(lost, session.path, notes_folder(session.path, folders))
                told = tr("The notes were taken along.")
            except ViewerError as error:
                told = str(error)
            reload(told)

        banner.say([first, *lines], role="warning", button=tr("Take them along"), action=take)
    elif lines:
        grave = any(fault.severity == "error" for fault in faults) or session.notices
        banner.say(lines, role="danger" if grave else "accent" if reloading and not faults else "warning")
