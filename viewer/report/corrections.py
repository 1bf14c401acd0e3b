"""What the reader's annotations say about mentions: “this is …”, “no mention”, and entities added to the brief.

One occurrence is corrected by an annotation on its words whose entity is `actor:ID`, `mineral:ID`, `place:ID` or
`not:`, as a link in a brief has it. What is to hold for the whole brief is front matter in an annotation on the
brief, which can be pasted into the brief as it stands. So corrections travel with the notes and merge like them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from viewer.annotations.anchors import Placed
from viewer.annotations.model import Annotation
from viewer.brief.model import DeclaredEntity, Group
from viewer.brief.source import BriefError, clean_text
from viewer.mentions.corrections import Corrections, Occurrence, joined
from viewer.mentions.yaml_text import as_front_matter

#: What `Annotation.entity` is for words that are no mention.
NO_MENTION = "not:"


def corrections_of(annotations: Iterable[Annotation], placed: Mapping[str, Placed]) -> Corrections:
    """The corrections in some annotations, those made last coming last. What cannot be read is passed over."""
    occurrences: list[Occurrence] = []
    declared: dict[str, DeclaredEntity] = {}
    ignored: list[str] = []
    for annotation in sorted(annotations, key=lambda annotation: (annotation.modified, annotation.id)):
        where = placed.get(annotation.id)
        if annotation.entity and where and where.start is not None and where.end is not None:
            entity = annotation.entity.partition(":")[2] if ":" in annotation.entity else annotation.entity
            occurrences.append(Occurrence(where.start, where.end, entity))
        if annotation.declares:
            # Imported when it is needed: PyYAML takes 30 ms, and few briefs have such an annotation.
            from viewer.brief.front_matter import parse_front_matter

            try:
                front, _ = parse_front_matter(clean_text(annotation.declares))
            except BriefError:
                continue
            for entity_ in front.entities:
                declared[entity_.id] = joined(declared.get(entity_.id), entity_)
            ignored += front.ignore
    return Corrections(tuple(occurrences), tuple(declared.values()), ignored=tuple(dict.fromkeys(ignored)))


def is_correction(annotation: Annotation) -> bool:
    """Whether an annotation says something about mentions."""
    return bool(annotation.entity or annotation.declares)


def declaration(group: Group, id: str, name: str = "", kind: str = "", aliases: Iterable[str] = ()) -> str:
    """Front matter that declares one entity, to be pasted into a brief or kept in an annotation."""
    return as_front_matter(Corrections(declared=(DeclaredEntity(id, group, name, kind, tuple(aliases)),)), {})


def ignoring(*texts: str) -> str:
    """Front matter that says that texts are never a mention."""
    return as_front_matter(Corrections(ignored=texts), {})
