"""What the plans of a run say on each requirement, put together by province: no larger for a thousand plans than for one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from checker.judging.assess import Status
from checker.judging.nation import Verdict, Voice, together
from checker.reading.models import Ruleset
from checker.reporting.digest import NormDigest, PlanDigest, Promise
from checker.reporting.nation_figures import places_of

_VERDICTS: dict[Status, Verdict] = {
    "met": "satisfies",
    "exceeded": "satisfies",
    "weaker": "fails",
    "late": "fails",
    "unclear": "unclear",
    "missing": "silent",
}


@dataclass(frozen=True, slots=True)
class Speech:
    """What one plan says on one requirement that binds it: its governing answer, and what that means for its province.

    ``final``: nothing is marked for review that the value or whose it is rests on.
    """

    digest: PlanDigest
    status: Status
    promise: Promise | None
    voice: Voice
    final: bool


@dataclass(slots=True)
class Voices:
    """All that the national figure of one requirement needs of the plans that it binds.

    ``provinces`` by code, each with all its plans together; ``places`` are the most digits behind the comma of what
    counts; ``open`` is how many plans are not final.
    """

    provinces: dict[int, Voice] = field(default_factory=dict)
    places: int = 0
    open: int = 0

    def add(self, speech: Speech) -> None:
        """Adds what one plan says."""
        self._hear(speech.voice)
        if speech.voice.floor is not None:
            self.places = max(self.places, places_of(speech.voice.floor))
        self.open += not speech.final

    def merge(self, other: Voices) -> None:
        """Adds what other plans of the run say."""
        for voice in other.provinces.values():
            self._hear(voice)
        self.places = max(self.places, other.places)
        self.open += other.open

    def _hear(self, voice: Voice) -> None:
        known = self.provinces.get(voice.province)
        self.provinces[voice.province] = voice if known is None else together(known, voice)


VoicesOfRun = tuple[tuple[Voices, ...], ...]
"""For each ruleset of a run and each of its requirements."""


def no_voices(rulesets: Sequence[Ruleset]) -> VoicesOfRun:
    """To begin with."""
    return tuple(tuple(Voices() for _ in ruleset.requirements) for ruleset in rulesets)


def speeches(digest: PlanDigest, norm: NormDigest) -> Iterator[tuple[int, Speech]]:
    """What a plan says on each requirement of a norm that binds it, with the requirement's place in the norm.

    A plan of a commune speaks for no province: nothing.
    """
    if not norm.applies or digest.level != "province":
        return
    gaps, open_, promises = dict(norm.accepted), set(norm.open), {promise.place: promise for promise in norm.promises}
    for place, status in enumerate(norm.statuses):
        if status == "not_applicable":
            continue
        promise = promises.get(place)
        # an accepted gap is still a gap: no promise comes of it
        verdict = _VERDICTS[gaps.get(place, status)]
        floor = promise.floor if promise and promise.counts else None
        voice = Voice(digest.province_code, verdict, floor)
        final = place not in open_ and not digest.province_marked
        yield place, Speech(digest, status, promise, voice, final)


def hear(voices: VoicesOfRun, digest: PlanDigest) -> None:
    """Adds what one plan says."""
    for of_norm, norm in zip(voices, digest.norms, strict=True):
        for place, speech in speeches(digest, norm):
            of_norm[place].add(speech)
