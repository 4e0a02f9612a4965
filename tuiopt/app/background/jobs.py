"""Work behind the screen, in threads that nobody waits for."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import Generic, TypeAlias, TypeVar

T = TypeVar("T")

Post: TypeAlias = Callable[[Callable[[], None]], None]
"""Has something called in the interface's thread, soon, or never where nobody is there any more."""


class Job(Generic[T]):
    """A request, as its work sees it: a stop flag, and whom to tell of what comes on the way."""

    def __init__(
        self, post: Post, deliver: Callable[[T], None], warn: Callable[[str], None]
    ) -> None:
        self._post = post
        self._deliver = deliver
        self._warn = warn
        self._stopped = threading.Event()
        self._waiting: list[T] = []
        self._lock = threading.Lock()  # or a result that comes while one is taken would be lost

    def stopped(self) -> bool:
        """Whether nobody wants the result any more; to be asked every few milliseconds."""
        return self._stopped.is_set()

    def stop(self) -> None:
        """From now on nothing of it is told."""
        self._stopped.set()

    def deliver(self, result: T) -> None:
        """What is there so far; where the interface is slower, it gets the last one alone."""
        with self._lock:
            waiting, self._waiting = self._waiting, [result]
        if not waiting:
            self.tell(self._hand_over)

    def warn(self, text: str) -> None:
        """What the person should know."""
        self.tell(lambda: self._warn(text))

    def tell(self, call: Callable[[], None]) -> None:
        """Has something called in the interface's thread, unless the job is outdated by then."""
        self._post(lambda: None if self.stopped() else call())

    def _hand_over(self) -> None:
        with self._lock:
            waiting, self._waiting = self._waiting, []
        for result in waiting:
            self._deliver(result)


Work: TypeAlias = Callable[[Job[T]], T | None]
"""What a job does, in its thread. What it returns is delivered when the job is over."""


def _raised(error: Exception) -> None:
    raise error


class Jobs(Generic[T]):
    """Does one thing at a time; the latest request wins, and an older one is told to stop.

    `deliver`, `warn` and `fail` are called in the interface's thread, for the latest job alone.
    `warn` gets each text once. `fail` gets the exception that ends a job; without it, it is raised
    in the interface's thread.
    """

    def __init__(
        self,
        post: Post,
        deliver: Callable[[T], None],
        warn: Callable[[str], None],
        fail: Callable[[Exception], None] = _raised,
    ) -> None:
        self._post = post
        self._deliver = deliver
        self._warn = warn
        self._fail = fail
        self._warned: set[str] = set()
        self._latest: Job[T] | None = None

    @property
    def busy(self) -> bool:
        """Whether a job is under way; not any more when its result is delivered."""
        return self._latest is not None

    def start(self, work: Work[T]) -> None:
        """Begins with something else than before."""
        self.stop()
        self._latest = job = Job(self._post, self._deliver, self._warn_once)
        # A daemon: it may be in a compiler, and quitting does not wait for that.
        threading.Thread(target=self._run, args=(job, work), name="tuiopt-job", daemon=True).start()

    def stop(self) -> None:
        """Whatever is under way is wanted no more."""
        if self._latest is not None:
            self._latest.stop()
            self._latest = None

    def _run(self, job: Job[T], work: Work[T]) -> None:
        try:
            result = work(job)
        except Exception as error:
            job.tell(partial(self._end, None, error))
        else:
            job.tell(partial(self._end, result))

    def _end(self, result: T | None, error: Exception | None = None) -> None:
        self._latest = None
        if error is not None:
            self._fail(error)
        elif result is not None:
            self._deliver(result)

    def _warn_once(self, text: str) -> None:
        if text not in self._warned:
            self._warned.add(text)
            self._warn(text)
