"""What makes the reading of a table doubtful, and why a cell is passed over."""

from __future__ import annotations

from checker.extracting.doubts import Reason
from checker.i18n import N_

CELL_OF_SEVERAL_YEARS = Reason(N_("one cell stands below several years; read as the last of them, {year}"))
CELL_OF_SEVERAL_ROWS = Reason(N_("one cell stands beside several rows"))
CHANGE_IN_NAME = Reason(N_("the name begins with “{words}”; the number is read as the level to be reached"))
GAIN_NOT_SAID = Reason(N_("neither the name nor the cell says that the number is a gain"))
NAMES_SEVERAL = Reason(N_("the row names several indicators: “{words}”"), grave=True)
NAME_SAYS_MORE = Reason(N_("the row’s name says more than the indicator: “{words}”"))
NO_NUMBER = Reason(N_("the cell only says yes, and the name gives no number"))
PROMISE_WITH_NUMBER = Reason(N_("the indicator is a promise, the cell gives the number {value}"))
SHARE_BELOW_ONE = Reason(N_("{value} may be a fraction instead of a percentage"))
YEAR_IN_NAME = Reason(N_("the name gives this number no year; read as the year {year} of the table’s column"))
YEAR_OF_ISSUE = Reason(
    N_("the column is of {year}, the year of the document; it may report what was reached"), grave=True
)
YEAR_ALMOST_OVER = Reason(N_("the column is of {year}, the year of the document, and may repeat an earlier plan"))
NATIONAL_VALUE = Reason(N_("the words speak of the whole country: “{words}”"), grave=True)
NOTE_WITHOUT_CUE = Reason(N_("the note does not say that this is the present value"))

UNKNOWN_NAME = N_("the row’s name is none of the catalogue’s indicators")
A_PART_ONLY = N_("the row speaks of a part only")
COUNTS_OTHERS = N_("the number counts “{words}”, which the indicator does not")
SOMEBODY_ELSES = N_("the column is somebody else’s target: “{words}”")
NO_TARGET_COLUMN = N_("the column holds no target: “{words}”")
WORDS_ONLY = N_("the cell says it in words that no indicator knows")
A_CHANGE = N_("the number says by how much, the indicator measures how much there is")
NO_HEAD = N_("the table has no heading row that says what its columns are")
