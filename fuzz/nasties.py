"""Values that programs stumble over."""

from __future__ import annotations

import random

CANARY = "nqcanary"
"""A word that must never become the name of an element or of an attribute."""

MARKUP = (
    f"<{CANARY}>", f'"><{CANARY} x="', f"' {CANARY}='1", f"</script><{CANARY}>", f"</style><{CANARY}>", f"--><{CANARY}>",
    f"]]><{CANARY}/>", f"<img src=x on{CANARY}=1>", f"<svg/on{CANARY}=1>", f"&lt;{CANARY}&gt;", f"</textarea><{CANARY}>",
    f"javascript:{CANARY}", f"[x](javascript:{CANARY})", f"![x](http://{CANARY}.invalid/a.png)", f"`<{CANARY}>`",
    f"http://{CANARY}.invalid/", f"{{{{ {CANARY} }}}}", "{{7*7}}", "{% for x in y %}", "${7*7}", "{0}", "{text}", "%s%n",
    "{", "}", "{}", "|", "| a | b |", "\\", "`", "```", "***", "# x", "- x", "1. x", "> x", "$x$", "&amp;", "<!--", "]]>",
)  # fmt: skip
FORMULAS = (
    '=cmd|" /C calc"!A0', "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=HYPERLINK(\"http://x\")", "'=1", ";=1", "＝1",
)  # fmt: skip
LETTERS = (
    "đ", "Ế", "e\u0302\u0301", "ﬁ", "ﷺ", "İ", "ß", "ǅ", "🩺", "👩\u200d⚕️", "𝟗𝟕", "٩٧", "９７", "½", "²", "Ⅳ", "a\u0300" * 40,
    "\u0301", "\ud7ff", "\U0010fffd", "\ue000", "\u3000", "\u00a0", "\u2009", "\ufe0f", "\u034f", "\u115f", "\u3164",
    "\U000e0100", "中文", "שלום", "مرحبا", "\u0e33", "ក្ក", "\u1ab0", "\ufdd0", "\U0001d173",
)  # fmt: skip
HIDDEN = ("\u202e", "\u200b", "\ufeff", "\u2028", "\u2029", "\x85", "\x1b[31m", "\x07", "\x00", "\x7f", "\x9b", "\u2066",
          "\xad", "\ufff9", "\U000e0041", "\x0b", "\x0c", "\r", "\u061c", "\ufffe")  # fmt: skip
NUMBERS = (
    "0", "-0", "00", "1", "-1", "+5", "4", "100", "97.5", "97,5", "97.50", "100.0", "99.999999", "99.9999999", "1.000", "1,000",
    "1 000", "1.000.000", "1e5", "1e999", "-1e-999", ".inf", "-.inf", ".nan", "NaN", "Infinity", "0x10", "0o17", "0b1", "1_000",
    "999999999", "999999999.999999", "-999999999", "1000000000", "9" * 400, "0." + "0" * 400 + "1", "000000000000000001",
    "٩٧", "９７", "½", "1,2,3", "1.2.3", "--1", "+-1", "1.", ".5", "5%", "5 %", "12:30", "190:20:30", "1/2", "nhiều", "≥ 95", "",
)  # fmt: skip
YEARS = (
    "2026", "2030", "2045", "2100", "2101", "0", "0000", "0001", "1", "999", "1000", "9999", "10000", "99999", "-2030", "2030.0", "2030,0",
    "20 30", "２０３０", "0x7EA", "2_030", "2030-01-01", "năm 2030", "1e3", "2024", "2025", "2027", "2035", "",
)  # fmt: skip
DATES = (
    "2025-11-21", "2025-09-09", "2025-09-08", "2025", "2025-09", "2026-01", "2026-13-45", "2026-02-29", "2024-02-29", "0000", "0000-00",
    "0000-00-00", "0001-01-01", "9999-12-31", "9999", "9999-12", "10000-01-01", "21/11/2025", "21.11.2025", "99/99/9999", "31/02/2025",
    "0/0/0000", "2025-9-9", "2025-11-21T00:00:00Z", "٢٠٢٥-١١-٢١", "2026-Q4", "2026-Q5", "yearly", "continuous", "2026-Q0", "0000-Q1",
    "9999-Q4", "2026-00-10", "1000", "1000-01-01", "",
)  # fmt: skip
YAML_WORDS = (
    "~", "null", "true", "false", "yes", "no", "on", "off", "y", "N", "có", "không", "True", "TRUE", "<<", "=", "!!str x", "!!binary aGk=",
    "!!python/object/apply:os.system [id]", "!x y", "&a x", "*a", "[]", "{}", "[[]]", "{a: b}", "- x", "? x", "|", ">", "|+9", ">-", "%YAML 1.1",
    "---", "...", "--- !<tag:yaml.org,2002:str>", "@x", "`x", "#x", "x #y", ": x", "x:", '"', "'", '"\\x00"', '"\\u202e"', '"\\uD800"',
    '"\\U0010FFFF"', '"\\N"', '"\\_"', '"\\L"', "'\n\n'", '"a\\\n  b"', "? {a: b}\n: c", "? [a]\n: b", "{? a}", "[a: b]",
)  # fmt: skip


def text(rng: random.Random) -> str:
    """A text of any kind, mostly short, now and then endless."""
    kind = rng.random()
    if kind < 0.25:
        return rng.choice(MARKUP)
    if kind < 0.35:
        return rng.choice(FORMULAS)
    if kind < 0.5:
        return "".join(rng.choice(LETTERS) for _ in range(rng.randint(1, 5)))
    if kind < 0.58:
        return rng.choice(("x", "Sở Y tế", "a ")) + rng.choice(HIDDEN) + rng.choice(("y", "", "bình quân"))
    if kind < 0.62:
        return rng.choice(("x", "đ", "a ", "<", "\n", "{", "🩺", "e\u0301", "(", "\\")) * rng.choice(
            (100, 1000, 20_000)
        )
    if kind < 0.7:
        return rng.choice(("a\nb", "a\n\n\nb", "  x  ", "\t", " ", "", "\n", "a\r\nb", "x" * 70 + "\n" + "y" * 70))
    return rng.choice(NUMBERS + YEARS + DATES + YAML_WORDS)


def visible_text(rng: random.Random) -> str:
    """A text that a plan may hold: no hidden character, not empty."""
    kind = rng.random()
    if kind < 0.35:
        return rng.choice(MARKUP)
    if kind < 0.45:
        return rng.choice(FORMULAS).strip()
    if kind < 0.6:
        return "x" + "".join(found for _ in range(rng.randint(1, 4)) if "\u200d" not in (found := rng.choice(LETTERS)))
    if kind < 0.63:
        return rng.choice(("x", "đài ", "<", "y\n", "🩺", "(", "_")) * rng.choice((50, 500, 3000))
    return rng.choice(
        ("bình quân mỗi trạm", "Sở Y tế", "97,5", "tại y tế cơ sở\nbình quân", "a\n\nb", "tiến tới", "Phụ lục 1, III.5", "142/KH-UBND",
         "“97,5%”", "100 % dân số", "đến năm 2030", "a, b; c. d", "null", "~", "1.000", "x" * 61)
    )  # fmt: skip
