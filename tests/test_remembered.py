"""Results are kept for the very same objects, never for others, and not without end."""

import gc

from checker.remembered import remembered


class Thing:
    """Equal to every other."""

    def __eq__(self, other):
        return True

    __hash__ = None


def counted(most):
    calls = []

    @remembered(most)
    def function(*things):
        calls.append(things)
        return len(calls)

    return function, calls


def test_the_same_objects_are_asked_once():
    function, calls = counted(8)
    one, other = Thing(), Thing()
    assert [function(one, other), function(one, other)] == [1, 1]
    assert len(calls) == 1


def test_objects_that_are_only_equal_are_asked_again():
    function, _ = counted(8)
    assert [function(Thing()), function(Thing()), function(Thing(), Thing())] == [1, 2, 3]


def test_what_is_kept_keeps_its_objects_so_that_no_new_one_takes_their_identity():
    function, calls = counted(1000)
    for _ in range(500):
        function(Thing())
        calls.clear()
    gc.collect()
    known = {function(Thing()) for _ in range(100)}
    assert known == set(range(1, 101))  # each was asked: `calls` counts from 1 again


def test_only_so_many_are_kept_the_oldest_go():
    function, _ = counted(2)
    first, second, third = Thing(), Thing(), Thing()
    assert [function(first), function(second), function(third)] == [1, 2, 3]
    assert [function(second), function(third)] == [2, 3]
    assert function(first) == 4
