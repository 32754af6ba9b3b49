"""The process in which libFuzzer calls the program: ``python -m fuzz.guided_process NAME [options of libFuzzer]``."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable

import atheris

with atheris.instrument_imports(include=["checker"]):
    from checker.extracting import extract
    from checker.extracting.document import Paragraph, Source
    from checker.extracting.drafting.draft import draft
    from checker.extracting.grammar.phrase_language import PhraseError, Synonyms, read_phrase
    from checker.extracting.grammar.quantities import quantities_in
    from checker.extracting.grammar.times import times_in
    from checker.extracting.tokens import tokens_of
    from checker.i18n import language
    from checker.problems import InvalidFile
    from checker.reading.library import load_library
    from checker.reading.load import parse_plan

from checker.extracting.documents.letters import clean_letters
from fuzz import laws

LIBRARY = load_library(phrases=True)
SYNONYMS = Synonyms.of(LIBRARY.catalogue.synonyms)


def plans(data: bytes) -> None:
    """The bytes of a plan file."""
    try:
        parse_plan(data, "p.yaml", "p", LIBRARY.catalogue)
    except InvalidFile as error:
        laws.problems_hold(error, {"p.yaml": data})


def phrases(data: bytes) -> None:
    """A phrase in the first line, and a text in the others."""
    phrase, _, text = data.decode("utf-8", "replace").partition("\n")
    tokens = tokens_of(clean_letters(text))
    quantities_in(tokens)
    times_in(tokens)
    try:
        read_phrase(phrase, SYNONYMS)
    except PhraseError as error:
        if not error.message:
            raise


def prose(data: bytes) -> None:
    """The paragraphs of a document."""
    lines = [
        line for line in (clean_letters(line).strip() for line in data.decode("utf-8", "replace").splitlines()) if line
    ]
    if not lines:
        return
    source = Source("a.txt", "0" * 64, "txt", tuple(map(Paragraph, lines)))
    draft(extract.extract_from(source, LIBRARY), "p", language("vi"))


def main() -> None:
    """Sets libFuzzer going; it never returns."""
    named: dict[str, Callable[[bytes], None]] = {"plans": plans, "phrases": phrases, "prose": prose}
    one = named[sys.argv[1]]
    logging.disable()
    if one is prose:
        from fuzz import documents

        documents.library()  # compiles the phrases once
    atheris.Setup([sys.argv[0], *sys.argv[2:]], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
