"""What a report says of tasks: due dates, quantities and what became of a norm's task."""

from __future__ import annotations

from checker.i18n import N_, Language
from checker.reading.dates import read_date
from checker.reading.models import NormTask, Quantity, Task
from checker.reporting.wording import with_unit


def due_in_words(due: str | None, language: Language) -> str | None:
    """ "quý IV/2026", "năm 2026", "ngày 31/12/2026", "hằng năm", "thường xuyên"; None for none."""
    if due is None:
        return None
    if due == "yearly":
        return language.say("every year")
    if due == "continuous":
        return language.say("continuously")
    year, _, quarter = due.partition("-Q")
    if quarter:
        number = ("I", "II", "III", "IV")[int(quarter) - 1]
        return language.say("quarter {number} of {year}", number=number, year=year)
    return language.on(read_date(due))


def quantity_in_words(quantity: Quantity, language: Language) -> str:
    """ "ít nhất 40 bác sĩ/năm, 2026–2030"."""
    amount = with_unit(quantity.at_least, quantity.unit, language)
    years = years_in_words(quantity)
    return ", ".join(part for part in (language.say("at least {value}", value=amount), years) if part)


def years_in_words(quantity: Quantity) -> str:
    """ "2026–2030", "từ 2026" has no end: "2026–"; empty where no year is given."""
    if quantity.from_ == quantity.to:
        return str(quantity.from_ or "")
    return f"{quantity.from_ or ''}–{quantity.to or ''}" if quantity.from_ or quantity.to else ""


def asked_of_task(task: NormTask, language: Language) -> str:
    """What a norm asks of a task beyond its title: "hạn: quý II/2026", "ít nhất 1.000 bác sĩ/năm"."""
    parts = []
    if task.quantity:
        parts.append(quantity_in_words(task.quantity, language))
    due = due_in_words(task.due, language)
    if due:
        parts.append(language.say("due: {due}", due=due))
    if task.over == "nation":
        parts.append(language.say("added up over all provinces"))
    return "; ".join(parts) or language.say("no deadline")


def said_by_task(task: Task, language: Language) -> str:
    """A task's lead agency, output, number and time in one line, and what of it is lacking."""
    due = due_in_words(task.due, language)
    parts = [
        language.say("lead: {lead}", lead="; ".join(task.lead)) if task.lead else language.say("no lead agency"),
        language.say("output: {output}", output=task.output) if task.output else language.say("no output"),
    ]
    if task.quantity:
        parts.append(quantity_in_words(task.quantity, language))
    if due:
        parts.append(language.say("due: {due}", due=due))
    elif task.due_words:
        parts.append(language.say("no due date, but “{words}”", words=task.due_words))
    else:
        parts.append(language.say("no due date"))
    return " · ".join(parts)


def lacking(task: Task, language: Language) -> str:
    """ "cơ quan chủ trì, thời hạn": what a task must say and does not."""
    texts = (
        (task.lead, N_("lead agency")),
        (task.output, N_("output")),
        (task.due, N_("due date")),
    )
    return ", ".join(language.say(text) for said, text in texts if not said)
