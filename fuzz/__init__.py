"""Throws made-up files at the program: plans, rulesets and documents, most of them small and wrong.

Whatever is thrown, it holds: a file is read, judged and rendered, or refused in words, with its place; no other
exception, no hang, no more memory than a bound; same bytes when done twice; nothing of a file becomes markup; and
what the engine says of a valid plan is what the oracle of the tests says. ``python -m fuzz --help``; docs/fuzzing.md.

Every input follows from the kind, the seed and its number alone, so that one that did harm can be made again.
"""
