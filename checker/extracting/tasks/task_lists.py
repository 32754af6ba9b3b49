"""Tasks from the lists of a document's sections: one for each item that sets something to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from checker.extracting.document import Paragraph, Source
from checker.extracting.doubts import Doubt, Reason
from checker.extracting.findings import Assigned, Evidence, Span
from checker.extracting.outlines.heading_years import years_in_heading
from checker.extracting.outlines.numbering import marker_of
from checker.extracting.outlines.outline import Place
from checker.extracting.tasks.task_agents import (
    GIVEN,
    agencies_named,
    agency_heading,
    is_assigning_label,
    who_acts,
    without_lead,
)
from checker.extracting.tasks.task_dues import Due, due_in_sentence
from checker.extracting.tasks.task_tables import ANSWERS_PROPOSED, Answers, no_answers
from checker.extracting.tasks.task_words import first_sentence, quote_of, task_title
from checker.extracting.tokens import words_of
from checker.i18n import N_

LEAD_OF_SECTION = Reason(N_("the lead agency is that of the whole section"))
DUE_ELSEWHERE = Reason(N_("the date stands in another sentence of the item"))
SEVERAL_TASKS = Reason(N_("the item has several sentences; only the first was made a task"))
NOT_IN_TABLE = Reason(N_("the tables of tasks do not have it; it may be part of another task"))
_MOST_SENTENCES = 3
_FEWEST_WORDS = 5
# no item of a real list is longer; what is, is read as far as this
_LONGEST_ITEM = 6000
_ALIKE = 0.6
# "Các nhiệm vụ cụ thể tại Phụ lục số 02": says where the tasks are, and sets none
_POINTS = re.compile(
    r"(?:(?:các|những|danh mục|phân công)\s+)*(?:nhiệm vụ|nội dung|công việc|chỉ tiêu)\b[^.;]{0,80}?"
    r"\s(?:tại|theo|ở|trong)\s+(?:các\s+)?(?:phụ lục|biểu|bảng)\b[^.;]{0,120}[.;]?",
    re.I,
)


def read_task_lists(
    source: Source, places: Sequence[Place], of_tables: Sequence[Assigned] = (), answers: Answers = no_answers
) -> tuple[Assigned, ...]:
    """The tasks of the sections for tasks, and of those for organisation where an item names who is to act or by when.

    Where tables assign tasks as well (``of_tables``), what they have is not said again.
    ``answers`` proposes the norm's tasks that a title carries out; a proposal is always to be reviewed.
    """
    found: list[Assigned] = []
    section_leads = _section_leads(source, places)
    known = [_pairs(f"{task.title} {task.evidence.quote}") for task in of_tables]
    for at, (block, place) in enumerate(zip(source.blocks, places, strict=True)):
        if not isinstance(block, Paragraph) or place.role not in ("tasks", "organisation"):
            continue
        task = _task(at, block, place, section_leads.get(_section(place)), answers)
        if task is None:
            continue
        beside_tables = bool(of_tables) and place.role == "tasks"
        for one in (task, *_further(task, at, block, answers)):
            text = block.text[:_LONGEST_ITEM] if one is task else one.evidence.quote
            if not beside_tables:
                found.append(one)
            elif not _is_among(one, text, known):
                found.append(replace(one, doubts=(*one.doubts, NOT_IN_TABLE.doubt())))
    return tuple(found)


def _is_among(task: Assigned, text: str, known: Sequence[set[tuple[str, str]]]) -> bool:
    """If a table has the task already: half of what that says is in this item, or half of this item in that."""
    own, title = _pairs(text), _pairs(task.title)
    return any(
        len(own & other) >= _ALIKE * len(other) or len(title & other) >= _ALIKE * len(title) for other in known if other
    )


def _pairs(text: str) -> set[tuple[str, str]]:
    return set(pairwise(word for word in words_of(text) if word[0].isalnum()))


def _section(place: Place) -> str:
    """The numbered section, without its items."""
    return place.where.partition(",")[0]


def _section_leads(source: Source, places: Sequence[Place]) -> dict[str, tuple[tuple[str, ...], bool]]:
    """Who leads all of a section, by its line "* Phân công thực hiện: Giao …", and if that is said to be yearly."""
    leads: dict[str, tuple[tuple[str, ...], bool]] = {}
    for block, place in zip(source.blocks, places, strict=True):
        if (
            not isinstance(block, Paragraph)
            or place.role not in ("tasks", "organisation")
            or not _assigns(block, place)
        ):
            continue
        words = _own_words(block)
        _, colon, after = words.partition(":")
        given = GIVEN.match((after if colon and is_assigning_label(words) else words).strip())
        if given is None or _section(place) in leads:
            continue
        yearly = re.search(r"(?:hằng|hàng) năm", words, re.I) is not None
        leads[_section(place)] = (agencies_named(given.group(1)), yearly)
    return leads


def _assigns(block: Paragraph, place: Place) -> bool:
    """If a paragraph says who carries out the section: under such a label, or with the label before it."""
    return is_assigning_label(_own_words(block)) or any(is_assigning_label(title) for title in place.titles[1:])


def _own_words(block: Paragraph) -> str:
    marker = marker_of(block.text, block.label)
    begin = marker.end if marker else 0
    return block.text[begin : begin + _LONGEST_ITEM].strip()


def _task(
    at: int,
    block: Paragraph,
    place: Place,
    section: tuple[tuple[str, ...], bool] | None,
    answers: Answers,
) -> Assigned | None:
    marker = marker_of(block.text, block.label)
    begin = marker.end if marker else 0
    words = block.text[begin : begin + _LONGEST_ITEM]
    if not _says_what_to_do(words, place):
        return None
    assigning = _assigns(block, place)
    sentences = _sentences(words)
    lead, partners = who_acts(sentences[0])
    doubts: list[Doubt] = []
    heading = agency_heading(place)
    if heading:
        lead = heading
    due = _due(sentences, doubts)
    if assigning and lead and section and lead == section[0]:
        return None
    if place.role == "organisation" and not lead and due == Due(None, None):
        return None
    if not lead and section is not None and not assigning:
        lead = section[0]
        doubts.append(LEAD_OF_SECTION.doubt())
        if due == Due(None, None) and section[1]:
            due = Due("yearly", None)
    if len(sentences) > _MOST_SENTENCES:
        doubts.append(SEVERAL_TASKS.doubt())
    title = task_title(without_lead(sentences[0]))
    proposed = answers(_clauses(sentences[0])[0])
    if proposed:
        doubts.append(ANSWERS_PROPOSED.doubt())
    start, end = quote_of(words)
    start, end = begin + start, begin + end
    evidence = Evidence(block.text[start:end], place.where, block.page_at(start), (Span(at, start, end),))
    return Assigned(
        title=title[:1].upper() + title[1:],
        evidence=evidence,
        group=place.group,
        lead=lead,
        partners=partners,
        due=due.due,
        due_words=due.words,
        answers=proposed,
        doubts=tuple(doubts),
    )


def _further(task: Assigned, at: int, block: Paragraph, answers: Answers) -> Iterator[Assigned]:
    """Tasks in the item's later clauses, where they carry out something else that a norm asks for."""
    marker = marker_of(block.text, block.label)
    begin = marker.end if marker else 0
    words = block.text[begin : begin + _LONGEST_ITEM]
    known = set(task.answers)
    clauses = [clause for sentence in _sentences(words) for clause in _clauses(sentence)]
    position = 0
    for number, clause in enumerate(clauses):
        position = words.index(clause, position)
        proposed = tuple(answer for answer in answers(clause) if answer not in known)
        if not number or not proposed or len(clause.split()) < _FEWEST_WORDS:
            continue
        known.update(proposed)
        start, end = quote_of(clause)
        start, end = begin + position + start, begin + position + end
        doubts: list[Doubt] = [ANSWERS_PROPOSED.doubt(), *(d for d in task.doubts if d.text == LEAD_OF_SECTION.text)]
        due = _due([clause], doubts)
        title = task_title(clause)
        yield replace(
            task,
            title=title[:1].upper() + title[1:],
            evidence=replace(
                task.evidence,
                quote=block.text[start:end],
                page=block.page_at(start),
                spans=(Span(at, start, end),),
            ),
            partners=(),
            due=due.due,
            due_words=due.words,
            answers=proposed,
            doubts=tuple(doubts),
        )


def _clauses(sentence: str) -> list[str]:
    """The parts of a sentence that a semicolon ends, and what a colon announces."""
    found = [part.strip(" .") for part in re.split(r";\s|:\s|,\s+(?=đến năm 20|phấn đấu )", sentence)]
    return [part for part in found if part] or [sentence]


def _says_what_to_do(words: str, place: Place) -> bool:
    """If the paragraph is an item that sets something: no heading, no remark in brackets, no lead-in to a list."""
    text = words.strip()
    if len(text.split()) < _FEWEST_WORDS or text.startswith("(") or text.endswith(":"):
        return False
    if place.titles and text.rstrip(" .:") == place.titles[-1].rstrip(" .:"):
        return False
    if _POINTS.fullmatch(text):
        return False
    if place.role == "organisation" and words_of(text)[:2] in (words_of("trên đây"), words_of("căn cứ")):
        return False
    return any(character.islower() for character in text)


def _sentences(text: str) -> list[str]:
    found: list[str] = []
    rest = text.strip()
    while rest and len(found) < 20:
        sentence = first_sentence(rest)
        found.append(sentence)
        rest = rest[len(sentence) :].lstrip(" .")
    return found or [text]


def _due(sentences: Sequence[str], doubts: list[Doubt]) -> Due:
    for number, sentence in enumerate(sentences[:6]):
        # a year of the sentence that no heading would set belongs to the name of a programme
        due = due_in_sentence(sentence, named=not years_in_heading(sentence))
        if due != Due(None, None):
            if number:
                doubts.append(DUE_ELSEWHERE.doubt())
            return due
    return Due(None, None)
