"""Results that are kept for the very same arguments, for what follows from rulesets and not from a plan."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

F = TypeVar("F", bound=Callable[..., Any])


def remembered(most: int) -> Callable[[F], F]:
    """Keeps the last ``most`` results of a function of frozen objects, given by place and told apart by identity.

    ``functools.lru_cache`` would hash a whole ruleset at every call. What is kept holds its arguments, so that
    no other object can come to have the identity of one of them.
    """

    def decorate(function: F) -> F:
        known: dict[tuple[int, ...], tuple[Any, Any]] = {}

        @wraps(function)
        def answer(*arguments: Any) -> Any:
            key = tuple(map(id, arguments))
            found = known.get(key)
            if found is not None:
                return found[1]
            result = function(*arguments)
            if len(known) >= most:
                known.pop(next(iter(known)), None)  # the oldest
            known[key] = (arguments, result)
            return result

        return cast(F, answer)

    return decorate
