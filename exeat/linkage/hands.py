"""Work handed to as many hands as there are processors, its results in the order in which it was handed out."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from threading import Condition
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
Other = TypeVar("Other")
HANDS = max(1, min(4, os.cpu_count() or 1))
MANY = 10_000  # rows from which on two hands are quicker than one


def in_order(work: Callable[[Item], Result], items: Iterable[Item], hands: int = HANDS) -> Iterator[Result]:
    """The work on each item, several at once; with one hand it is done where it is asked for."""
    if hands < 2:
        yield from map(work, items)
        return
    with ThreadPoolExecutor(hands) as pool:
        waiting: deque[Future[Result]] = deque()
        for item in items:
            waiting.append(pool.submit(work, item))
            if len(waiting) > hands:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def together(rows: int, one: Callable[[], Result], other: Callable[[], Other]) -> tuple[Result, Other]:
    """Two different things done at the same time where there are many rows, and else one after the other."""
    if rows < MANY or HANDS < 2:
        return one(), other()
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(other)
        return one(), coming.result()


class Ahead(Generic[Item]):
    """Items that can be gone through again; the first of them is fetched at once, each other while one is worked on."""

    def __init__(self, items: Iterable[Item]) -> None:
        self.items = items
        self._begun: Iterator[Item] | None = _fetching(items)

    def __iter__(self) -> Iterator[Item]:
        """The items in order."""
        begun, self._begun = self._begun, None
        return begun if begun is not None else _fetching(self.items)


def _fetching(items: Iterable[Item]) -> Iterator[Item]:
    """The items, the first of which is asked for here and now."""
    pool, begun = ThreadPoolExecutor(1), iter(items)
    return _fetched(pool, begun, pool.submit(_next, begun))


def _fetched(pool: ThreadPoolExecutor, begun: Iterator[Item], coming: Future[list[Item]]) -> Iterator[Item]:
    with pool:
        while item := coming.result():
            coming = pool.submit(_next, begun)
            yield item[0]


def _next(begun: Iterator[Item]) -> list[Item]:
    """The next item alone in a list, which is empty at the end."""
    return list(islice(begun, 1))


class Turns:
    """Lets several hands do one part of their work strictly one after the other, by the number of the item."""

    def __init__(self) -> None:
        self._next, self._changed, self._broken = 0, Condition(), False

    def wait(self, number: int) -> None:
        """Wait until all items before this one have had their turn."""
        with self._changed:
            self._changed.wait_for(lambda: self._next >= number or self._broken)

    def done(self, number: int, *, broken: bool = False) -> None:
        """This item has had its turn; `broken` lets everyone go on, because nothing will come of the work."""
        with self._changed:
            self._next, self._broken = max(self._next, number + 1), self._broken or broken
            self._changed.notify_all()
