"""JSON Schemas of the files that people write, so that an editor completes, checks and explains them.

They are made from the models (``build``), from what the models cannot say (``constraints``), and from
what is known at the time (``known``): indicators, norms, provinces. Draft-07, the one draft that all
editors read.

What a schema cannot see is left to ``check`` and ``check lint``: how a number was spelled before YAML
read it (1.000, 1e3), and what spans a file, such as ids that stand twice or a plan's id and the file's
name. On the other hand a schema refuses ``key: null``, which it cannot tell from a key without a value.
"""

KINDS = ("plan", "ruleset", "indicators", "ruleset-test", "acceptances", "provinces")
"""The kinds of files, as ``schema:`` in a file names them."""
