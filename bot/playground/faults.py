"""Make Slack's Web API slow, busy or unwilling, so that tests see what the bot does then."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass


@dataclass(slots=True)
class Fault:
    """An error for the next calls of a method; with `retry_after` an HTTP 429."""

    error: str
    times: int
    retry_after: int | None = None


class Faults:
    """The faults asked for, by method."""

    def __init__(self) -> None:
        """Start with a willing Slack."""
        self._faults: defaultdict[str, list[Fault]] = defaultdict(list)
        self._delays: dict[str, float] = {}

    def add(self, method: str, fault: Fault) -> None:
        """Let the next calls of a method fail."""
        self._faults[method].append(fault)

    def delay(self, method: str, seconds: float) -> None:
        """Let every further call of a method take longer; 0 ends that."""
        self._delays[method] = seconds

    def delay_of(self, method: str) -> float:
        """Return the seconds a call of a method waits."""
        return self._delays.get(method, 0.0)

    def take(self, method: str) -> Fault | None:
        """Return the fault this call meets, counting it as used."""
        for fault in self._faults.get(method, ()):
            if fault.times > 0:
                fault.times -= 1
                return fault
        return None
