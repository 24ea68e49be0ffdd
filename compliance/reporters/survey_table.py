"""What ``compliance terms`` finds as tables for people: duties, and a matrix of uses and media with its reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compliance.model.context import ALWAYS, VOCABULARY, Context
from compliance.model.result import Obligation
from compliance.model.survey import Answer, Cell, Survey
from compliance.reporters.reasons import date_terms, show_condition
from compliance.reporters.table import NO_ADVICE

_HEADERS = ("rule", "what is asked", "on whose word", "when")
_SHARES = (0.22, 0.40, 0.20, 0.18)
_FRAME = 13
"""Columns that the lines of a grid and the blanks beside them take."""

Lines = Iterator[str]


def render_survey(survey: Survey, width: int) -> str:
    """Return the answer for the context, the duties, the matrix if there is one, and the addresses of the terms."""
    parts = [
        "\n".join(_head(survey)),
        _matrix(survey, width) if survey.cells else "",
        "" if survey.cells else _duties(survey, width),
        "\n".join(_terms(survey)),
        NO_ADVICE,
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(survey: Survey) -> Lines:
    yield survey.subject
    if any(origin.policy or origin.url for origin in survey.origins):
        yield f"  from: {' < '.join(origin.name for origin in survey.origins)}"
    yield f"  context: {_show_context(survey.context)}"
    if not survey.cells:
        yield f"  this use: {_show_answer(survey.use)}"
    for origin, reason in survey.farther:
        yield f"  {origin.name}: {reason}"


def _show_context(context: Context) -> str:
    pairs = sorted(context.values.items())
    return ", ".join(f"{k}={v}{' (assumed)' if k in context.assumed else ''}" for k, v in pairs) or "nothing is known"


def _show_answer(cell: Cell) -> str:
    what = "yes, if all below is done" if cell.answer is Answer.YES_IF else str(cell.answer)
    whom = f" (whom to ask: {cell.contact})" if cell.contact else ""
    return f"{what}: {cell.reason}{whom}"


def _duties(survey: Survey, width: int) -> str:
    rows = [
        (
            owed.obligation.rule,
            f"{owed.obligation.clause}{' (a wish)' if owed.obligation.severity == 'note' else ''}",
            _authority(owed.obligation),
            "always" if owed.condition == ALWAYS else f"if {show_condition(owed.condition)}",
        )
        for owed in survey.owed
    ]
    return _grid(rows, _HEADERS, [max(int((width - _FRAME) * share), 8) for share in _SHARES]) if rows else ""


def _authority(obligation: Obligation) -> str:
    remark = "" if obligation.confidence == "read" else f" ({obligation.confidence})"
    return f"{obligation.authority}: {obligation.policy}{remark}" if obligation.policy else str(obligation.authority)


def _grid(rows: Sequence[Sequence[str]], headers: Sequence[str], widths: Sequence[int]) -> str:
    from tabulate import tabulate  # noqa: PLC0415

    return tabulate(
        [list(row) for row in rows],
        headers=list(headers),
        tablefmt="simple_grid",
        maxcolwidths=list(widths),
        maxheadercolwidths=list(widths),
        disable_numparse=True,
    )


def _matrix(survey: Survey, width: int) -> str:
    """Return a row per group of uses that are answered alike, a column per such group of media, and the reasons."""
    shown = [cell for cell in survey.cells if _is_shown(survey, cell)]
    notes = list(dict.fromkeys(map(_note, shown)))
    marks = {(*_row_of(survey, cell), cell.context.get("medium")): _mark(cell, notes) for cell in shown}
    rows = list(dict.fromkeys(_row_of(survey, cell) for cell in shown))
    media = _group([(m, tuple(marks[*row, m] for row in rows)) for m in VOCABULARY["medium"]])
    variants = list(dict.fromkeys(variant for variant, _ in rows))
    cells = []
    for variant in variants:
        uses = [(use, tuple(marks[variant, use, names[0]] for names, _ in media)) for v, use in rows if v == variant]
        for names, answers in _group(uses):
            cells.append((_name_row(names, variant), *answers))
    column = max((width - 4) // (len(media) + 1) - 3, 10)
    grid = _grid(cells, ("", *(", ".join(names) for names, _ in media)), [column] * (len(media) + 1))
    reasons = "\n".join(line for number, note in enumerate(notes, 1) for line in _show_note(number, note, width))
    return f"{grid}\n\n{_assume(survey)}{reasons}"


def _row_of(survey: Survey, cell: Cell) -> tuple[str, str]:
    """Return the flag that a cell has as yes where the context leaves it open, and its use."""
    changed = (k for k, v in cell.context.values.items() if v == "yes" and survey.context.get(k) is None)
    return next(changed, ""), cell.context.get("use") or ""


def _is_shown(survey: Survey, cell: Cell) -> bool:
    flag, _ = _row_of(survey, cell)
    return not flag or flag in survey.telling


def _group(items: Sequence[tuple[str, tuple[str, ...]]]) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return the names that have the same answers together, in the order of the first of each."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for name, answers in items:
        groups.setdefault(answers, []).append(name)
    return [(tuple(names), answers) for answers, names in groups.items()]


def _name_row(uses: Sequence[str], variant: str) -> str:
    name = "every use" if len(uses) == len(VOCABULARY["use"]) else ", ".join(uses)
    return f"{name}; {variant}=yes" if variant else name


_Note = tuple[Answer, str, str, str, tuple[str, ...]]


def _note(cell: Cell) -> _Note:
    """Return what a cell's answer rests on; cells with the same note share a number."""
    authority = _authority(cell.obligation) if cell.obligation else ""
    duties = tuple(
        owed.obligation.clause + ("" if owed.condition == ALWAYS else f" (if {show_condition(owed.condition)})")
        for owed in cell.duties
    )
    return cell.answer, cell.reason, authority, cell.contact, tuple(dict.fromkeys(duties))


def _mark(cell: Cell, notes: Sequence[_Note]) -> str:
    return f"{cell.answer} [{notes.index(_note(cell)) + 1}]"


def _show_note(number: int, note: _Note, width: int) -> Lines:
    from wcwidth import wrap  # noqa: PLC0415

    answer, reason, authority, contact, duties = note
    head = f"[{number}] {answer}: {reason}{f' ({authority})' if authority else ''}"
    head += f"; whom to ask: {contact}" if contact else ""
    yield from wrap(head, max(width, 20), subsequent_indent="    ")
    for duty in duties:
        yield from wrap(f"    - {duty}", max(width, 20), subsequent_indent="      ")


def _assume(survey: Survey) -> str:
    """Return what the first rows take for granted of the flags that matter and that the context leaves open."""
    assumed = [f"{flag}=no" for flag in sorted(survey.telling) if VOCABULARY[flag] == ("yes", "no")]
    assumed = [pair for pair in assumed if survey.context.get(pair.partition("=")[0]) is None]
    return f"Unless a row says otherwise: {', '.join(assumed)}.\n" if assumed else ""


def _terms(survey: Survey) -> Lines:
    """Yield the address and date of each policy that is spoken of."""
    cells = survey.cells or (survey.use,)
    owed = survey.owed if not survey.cells else [duty for cell in cells for duty in cell.duties]
    obligations = [*(one.obligation for one in owed), *(cell.obligation for cell in cells if cell.obligation)]
    seen = {o.policy: o for o in obligations if o.policy and o.terms_url}
    for name, obligation in sorted(seen.items()):
        yield f"{name}: {', '.join(filter(None, (obligation.terms_url, date_terms(obligation))))}"
