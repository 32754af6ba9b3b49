"""Why a reading is not sure: each reason a msgid, so that the draft says it in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass, field

from checker.i18n import N_


@dataclass(frozen=True, slots=True)
class Reason:
    """``text`` is a msgid with {placeholders}; ``grave`` where the reading is as likely wrong as right."""

    text: str
    grave: bool = False

    def doubt(self, **values: str) -> Doubt:
        return Doubt(self.text, self.grave, values)


@dataclass(frozen=True, slots=True)
class Doubt:
    """One reason, with its values; an item that has one is marked for review."""

    text: str
    grave: bool = False
    values: dict[str, str] = field(default_factory=dict)


COLUMN_LOST = Reason(
    N_("the row has {given} values for {columns} columns and the copy lost which; read as the year {year}"), grave=True
)
NO_YEAR = Reason(N_("the words name no year"))
YEAR_OF_NEIGHBOUR = Reason(N_("the year {year} stands in a heading that may belong to something else"), grave=True)
YEAR_OF_THE_NORM = Reason(
    N_("the headings near it leave the years {years} possible; {year} was taken because a norm asks for it"), grave=True
)
YEAR_OF_TITLE = Reason(N_("no heading names a year; {year} is that of the document’s title"))
OUTSIDE_GOALS = Reason(N_("the words stand among tasks, not among targets"))
PART_OF_THE_PEOPLE = Reason(N_("the number speaks of a part only: “{words}”"))
AGAINST_DIRECTION = Reason(N_("the bound “{words}” runs against what is better for this indicator"), grave=True)
OTHER_UNIT = Reason(N_("the unit “{words}” is not the indicator’s"), grave=True)
ABOVE_CEILING = Reason(N_("{value} is more than can be"), grave=True)
CHANGE_OF_A_LEVEL = Reason(N_("“{words}” says by how much, the indicator how much"), grave=True)
LEVEL_OF_A_CHANGE = Reason(N_("“{words}” says how much, the indicator by how much"), grave=True)
EACH_YEAR = Reason(N_("the number is one of each year"), grave=True)
BEFORE_THE_YEAR = Reason(N_("“{words}” names no last year; read as {year}"))
YEAR_OF_THE_SENTENCE_BEFORE = Reason(N_("the year {year} stands in the sentence before"))
AFTER_A_PRESENT_VALUE = Reason(N_("the sentence before tells what was reached, not what is aimed at"), grave=True)
BETWEEN_NAME_AND_NUMBER = Reason(N_("between the name and the number stands “{words}”"))
BEHIND_THE_NUMBER = Reason(N_("behind the number stands “{words}”"))
SEVERAL_NUMBERS = Reason(N_("several numbers stand beside this name"), grave=True)
IN_TURN = Reason(N_("names and numbers were matched by their order"))
WORDS_OF_A_NORM = Reason(N_("the words may only repeat what “{words}” asks"), grave=True)
WIDER_THAN_ASKED = Reason(N_("the number speaks of “{words}”, which is wider than the indicator"))
NO_NUMBER_BUT_ALL = Reason(N_("the words give no number; read as everybody, 100%"))
PAIRED_ACROSS_LINES = Reason(N_("name and number stand apart and were matched by their order"), grave=True)
VAGUE_SHARE = Reason(N_("“{words}” gives no number"))
IN_A_NOTE = Reason(N_("the words stand in a note"), grave=True)
TOLD_AS_REACHED = Reason(N_("the words behind the number compare it, as one does with what was reached"), grave=True)
YEAR_OF_ISSUE = Reason(N_("{year} is the year of the document itself; the number may be a result"))
YEAR_OF_THE_LAST_ITEM = Reason(N_("the year {year} stands behind a later item of the sentence"))
ON_CONDITION = Reason(N_("the target holds on a condition: “{words}”"), grave=True)
NO_UNIT = Reason(N_("no unit stands behind the number"), grave=True)
NO_DATE = Reason(N_("the document has no date; {year} may be past"), grave=True)
MAY_BE_TODAY = Reason(N_("the words may tell of today: they name neither an aim nor a year"))
NO_SUCH_YEAR = Reason(N_("the year in “{words}” cannot be right"), grave=True)
THOSE_THAT_REACH_IT = Reason(N_("the words may only single out those that reach the number"), grave=True)
BEFORE_THE_NAME = Reason(N_("before the name stands “{words}”"))
