"""Which tasks of the norms a plan's task may carry out, by the phrases of the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checker.extracting.grammar.matching import Machine, sentence_numbers
from checker.extracting.grammar.phrase_language import Pattern, Synonyms, read_phrase
from checker.extracting.tokens import Token
from checker.reading.models import Catalogue, Ruleset


@dataclass(frozen=True, slots=True)
class TaskLexicon:
    """The catalogue's phrases for tasks and questions of the norms, ready to be found in tokens."""

    _ids: tuple[str, ...]
    _patterns: tuple[Pattern, ...]
    _machine: Machine
    _before: Machine

    @classmethod
    def of(cls, rulesets: Sequence[Ruleset], catalogue: Catalogue) -> TaskLexicon:
        """Of the tasks and questions of these rulesets alone, in their order. Raises PhraseError."""
        synonyms = Synonyms.of(catalogue.synonyms)
        asked = [task.id for ruleset in rulesets for task in ruleset.tasks]
        asked += [question.id for ruleset in rulesets for question in ruleset.questions]
        phrases = [(id_, text) for id_ in asked for text in catalogue.task_phrases.get(id_, ())]
        patterns = tuple(read_phrase(text, synonyms) for _, text in phrases)
        return cls(
            tuple(id_ for id_, _ in phrases),
            patterns,
            Machine.of([pattern.nodes for pattern in patterns]),
            Machine.of([pattern.before for pattern in patterns]),
        )

    def answers(self, tokens: Sequence[Token]) -> tuple[str, ...]:
        """The ids of all whose words stand in the text, each once and in the order of the rulesets."""
        found = list(self._machine.matches(tokens))
        sentences = sentence_numbers(tokens)
        before = {
            (match.phrase, sentences[match.start]): match.end for match in reversed(list(self._before.matches(tokens)))
        }
        places = {
            match.phrase
            for match in found
            if not self._patterns[match.phrase].before
            or before.get((match.phrase, sentences[match.start]), len(tokens)) <= match.start
        }
        return tuple(dict.fromkeys(self._ids[place] for place in sorted(places)))
