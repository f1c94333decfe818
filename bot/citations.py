"""A passage -> the citation that a person sees: title, section, main source, further ones, date of review."""

from bot.answer import Citation
from knowledge import Passage, Source

MOST_FURTHER = 3  # other sources of a passage that are named


def citation(number: int, passage: Passage) -> Citation:
    """The citation of a passage under a number."""
    origin, *others = passage.sources or (Source(""),)
    return Citation(
        number=number,
        title=passage.title,
        section=passage.section,
        source=origin.title,
        address=origin.address,
        further=tuple(source.title for source in others[:MOST_FURTHER]),
        reviewed=passage.reviewed.isoformat() if passage.reviewed else "",
        passage_id=passage.id,
        quote=passage.text,
    )
