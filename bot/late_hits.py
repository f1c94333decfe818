"""Passages that are searched for when somebody first looks at them: a question that is asked back needs none."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import overload

from knowledge import Hit


class LateHits(Sequence[Hit]):
    """Ranked passages that `search` finds, once; errors are those of the search, at the first look."""

    def __init__(self, search: Callable[[], Sequence[Hit]]) -> None:
        self._search = search

    @cached_property
    def _found(self) -> Sequence[Hit]:
        return self._search()

    @overload
    def __getitem__(self, place: int) -> Hit: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Hit]: ...

    def __getitem__(self, place: int | slice) -> Hit | Sequence[Hit]:
        return self._found[place]

    def __len__(self) -> int:
        return len(self._found)
