"""The index of what entries say, by which they are found. Its rows have the ids of their entries."""

from collections.abc import Iterable, Sequence

from sqlite_utils import Database

from bot.model import Entry, Found, Term
from bot.reading.search import found_by
from bot.store import packing
from bot.store.database import change, query, when

_PAGE = 200  # texts read at once when all are indexed

# Of what was found first by the order of coming, which the index has, the newest: a feed's first poll brings
# what is older than others had before.
FOUND = """
    select entries.id, entries.feed, entries.seen_at, texts.title, texts.summary,
        substr(texts.content, 1, 1000) as content, texts.link, texts.guid, texts.published, texts.language,
        reports.story_id
    from (
        select rowid as entry_id from words where words match :terms order by rowid desc limit 200
    ) as hits
    join entries on entries.id = hits.entry_id
    join texts on texts.id = (select max(id) from texts where texts.entry_id = entries.id)
    left join reports on reports.entry_id = entries.id
    order by min(coalesce(texts.published, entries.seen_at), entries.seen_at) desc, entries.id desc
    limit :limit
"""


def put(db: Database, entry_id: int, entry: Entry, *, new: bool = False) -> None:
    """An entry is found by what it says now, and by nothing that it said before, if it is not `new`."""
    if not new:
        change(db, "delete from words where rowid = :id", id=entry_id)
    change(
        db,
        "insert into words (rowid, said) values (:id, :said)",
        id=entry_id,
        said=found_by((entry.title, entry.summary, entry.content)),
    )


def forget(db: Database, entry_ids: Iterable[int]) -> None:
    """These entries are found no longer."""
    change(db, "delete from words where rowid in (select value from json_each(:ids))", ids=list(entry_ids))


def put_all(db: Database) -> None:
    """Index every entry by its newest text, a page at a time."""
    sql = """
        select texts.*, entries.feed from texts join entries on entries.id = texts.entry_id
        where texts.id > :after order by texts.id limit :limit
    """
    after = 0
    while rows := query(db, sql, after=after, limit=_PAGE):
        for row in rows:  # a later text of an entry takes the place of those before
            put(db, row["entry_id"], packing.entry(row))
        after = rows[-1]["id"]


def search(db: Database, terms: Sequence[Term], limit: int) -> list[Found]:
    """The newest entries with all these terms; see Store.search."""
    rows = query(db, FOUND, terms=match(terms), limit=limit)
    return [Found(packing.entry(row), when(row["seen_at"]), row["story_id"]) for row in rows]


def match(terms: Sequence[Term]) -> str:
    """Terms in the language of FTS5. Every word stands in quotes, where nothing is an operator.

    https://www.sqlite.org/fts5.html#full_text_query_syntax
    """
    wanted = " AND ".join(_any(term.forms) for term in terms if not term.excluded)
    excluded = [form for term in terms if term.excluded for form in term.forms]
    return f"({wanted}) NOT {_any(excluded)}" if excluded else wanted


def _any(forms: Iterable[str]) -> str:
    quoted = ('"{}"'.format(form.replace("\x00", " ").replace('"', '""')) for form in forms)
    return f"({' OR '.join(quoted)})"
