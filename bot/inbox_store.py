"""The tables of updates and of the processes that work on them. Every function is a step of a caller's transaction.

An update waits, is leased to one process, and ends as done or parked. Its payload is wiped when it is done; its id is
kept, so that it is known when Telegram delivers it once more.
"""

from collections.abc import Sequence
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

WAITING, LEASED, DONE, PARKED = "waiting", "leased", "done", "parked"
LONGEST_REASON = 200  # characters

TABLES = sa.MetaData()
UPDATES = sa.Table(
    "updates",
    TABLES,
    sa.Column("bot", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("lane", sa.String(64), nullable=False),  # updates of one lane are worked on one after another
    sa.Column("state", sa.String(8), nullable=False),
    sa.Column("owner", sa.String(64), nullable=False, default=""),
    sa.Column("attempts", sa.Integer, nullable=False, default=0),  # how often it was leased
    sa.Column("begun", sa.Integer, nullable=False, default=0),  # sends that were or may have been applied
    sa.Column("reason", sa.String(LONGEST_REASON), nullable=False, default=""),
    sa.Column("arrived", sa.Float, nullable=False),  # seconds since 1970
    sa.Column("payload", sa.Text, nullable=False),  # JSON in ASCII
    sa.Index("updates_by_state", "bot", "state", "lane", "id"),
)
WORKERS = sa.Table(
    "workers",
    TABLES,
    sa.Column("owner", sa.String(64), primary_key=True),
    sa.Column("beat", sa.BigInteger, nullable=False),  # grows for as long as the process lives
)
_U, _W = UPDATES.c, WORKERS.c
_NEW = {
    "sqlite": sqlite.insert(UPDATES).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(UPDATES).on_conflict_do_nothing(),
}


class NewUpdate(NamedTuple):
    """An update as it came in."""

    id: int
    lane: str
    payload: str


class Claimed(NamedTuple):
    """An update that is leased to us."""

    id: int
    lane: str
    attempts: int
    begun: int
    arrived: float
    payload: str


class Listed(NamedTuple):
    """An update as the operator sees it: nothing that a person wrote."""

    bot: int
    id: int
    attempts: int
    reason: str
    arrived: float


class Lease(NamedTuple):
    """A process that holds updates, and its last beat; None where it is not even known."""

    owner: str
    beat: int | None


_MINE = sa.and_(
    _U.bot == sa.bindparam("bot_"), _U.id == sa.bindparam("id_"), _U.owner == sa.bindparam("owner_"), _U.state == LEASED
)
_BEGIN = sa.update(UPDATES).where(_MINE).values(begun=_U.begun + 1)
_RESCIND = sa.update(UPDATES).where(_MINE).values(begun=_U.begun - 1)
_PARK = sa.update(UPDATES).where(_MINE).values(state=PARKED, owner="", reason=sa.bindparam("reason_"))
_FINISH = (
    sa.update(UPDATES).where(_MINE).values(state=DONE, owner="", reason=sa.bindparam("reason_"), lane="", payload="")
)
_BEAT = sa.update(WORKERS).where(_W.owner == sa.bindparam("owner_")).values(beat=_W.beat + 1)


def _claim() -> sa.UpdateBase:
    """The first waiting update of every lane of which nothing is leased; what others are claiming is passed over."""
    bot: sa.BindParameter[int] = sa.bindparam("bot_")
    other = UPDATES.alias("other")
    taken = sa.exists().where(other.c.bot == bot, other.c.state == LEASED, other.c.lane == _U.lane)
    first = sa.func.min(_U.id)
    heads = sa.select(first).where(_U.bot == bot, _U.state == WAITING, ~taken).group_by(_U.lane).order_by(first)
    free = (
        sa.select(_U.id)
        .where(_U.bot == bot, _U.state == WAITING, _U.id.in_(heads.limit(sa.bindparam("limit_")).scalar_subquery()))
        .with_for_update(skip_locked=True)
    )
    return (
        sa.update(UPDATES)
        .where(_U.bot == bot, _U.state == WAITING, _U.id.in_(free.scalar_subquery()))
        .values(state=LEASED, owner=sa.bindparam("owner_"), attempts=_U.attempts + 1)
        .returning(_U.id, _U.lane, _U.attempts, _U.begun, _U.arrived, _U.payload)
    )


_CLAIM = _claim()


def store(connection: sa.Connection, bot: int, updates: Sequence[NewUpdate], now: float) -> int:
    """Writes updates that are not known yet; returns how many they were."""
    rows = [{**update._asdict(), "bot": bot, "state": WAITING, "arrived": now} for update in updates]
    new = _NEW[connection.dialect.name]
    return connection.execute(new, rows, execution_options={"preserve_rowcount": True}).rowcount if rows else 0


def register(connection: sa.Connection, owner: str) -> None:
    """Makes a process known that will lease updates."""
    connection.execute(sa.insert(WORKERS), {"owner": owner, "beat": 0})


def beat(connection: sa.Connection, owner: str) -> bool:
    """Shows that a process lives; false where another has already taken over its work."""
    return connection.execute(_BEAT, {"owner_": owner}).rowcount > 0


def claim(connection: sa.Connection, bot: int, owner: str, limit: int) -> list[Claimed] | None:
    """Leases the first waiting updates of free lanes, oldest first; None to a process that does not count as alive."""
    if not beat(connection, owner):
        return None
    rows = connection.execute(_CLAIM, {"bot_": bot, "owner_": owner, "limit_": limit})
    return sorted(Claimed(*row) for row in rows)


def begin(connection: sa.Connection, bot: int, update: int, owner: str) -> bool:
    """Notes that a send begins; false where the update is no longer leased to `owner`."""
    return connection.execute(_BEGIN, {"bot_": bot, "id_": update, "owner_": owner}).rowcount > 0


def rescind(connection: sa.Connection, bot: int, update: int, owner: str) -> None:
    """Notes that a send begun has certainly not been applied."""
    connection.execute(_RESCIND, {"bot_": bot, "id_": update, "owner_": owner})


def finish(connection: sa.Connection, bot: int, update: int, owner: str, reason: str) -> None:
    """Ends an update and wipes its payload; `reason` says what is odd about it, "" if nothing is."""
    connection.execute(_FINISH, {"bot_": bot, "id_": update, "owner_": owner, "reason_": reason[:LONGEST_REASON]})


def park(connection: sa.Connection, bot: int, update: int, owner: str, reason: str) -> None:
    """Lays an update aside for the operator."""
    connection.execute(_PARK, {"bot_": bot, "id_": update, "owner_": owner, "reason_": reason[:LONGEST_REASON]})


def release(connection: sa.Connection, owner: str) -> None:
    """Gives back what a process holds, as if it had never been leased, and strikes the process off."""
    held = sa.update(UPDATES).where(_U.owner == owner, _U.state == LEASED)
    connection.execute(held.values(state=WAITING, owner="", attempts=_U.attempts - 1))
    connection.execute(sa.delete(WORKERS).where(_W.owner == owner))


def leases(connection: sa.Connection, bot: int) -> list[Lease]:
    """The processes that hold updates of a bot."""
    held = sa.select(_U.owner, _W.beat).select_from(UPDATES.outerjoin(WORKERS, _U.owner == _W.owner))
    return [Lease(*row) for row in connection.execute(held.where(_U.bot == bot, _U.state == LEASED).distinct())]


def take_over(connection: sa.Connection, lease: Lease) -> int:
    """Frees the updates of a process, unless it has shown life since; returns how many they were."""
    if lease.beat is not None:
        unchanged = sa.delete(WORKERS).where(_W.owner == lease.owner, _W.beat == lease.beat)
        if not connection.execute(unchanged).rowcount:
            return 0
    held = sa.update(UPDATES).where(_U.owner == lease.owner, _U.state == LEASED)
    return connection.execute(held.values(state=WAITING, owner="")).rowcount


def stored(connection: sa.Connection, bot: int, lanes: Sequence[str]) -> list[str]:
    """The payloads that are still stored of some lanes, oldest first."""
    wanted = sa.select(_U.payload).where(_U.bot == bot, _U.lane.in_(lanes), _U.payload != "")
    return list(connection.execute(wanted.order_by(_U.arrived, _U.id)).scalars())


def forget(connection: sa.Connection, bot: int, lanes: Sequence[str]) -> None:
    """Wipes what is parked of some lanes; what waits in them is still to be answered and wiped then."""
    parked = sa.update(UPDATES).where(_U.bot == bot, _U.state == PARKED, _U.lane.in_(lanes))
    connection.execute(parked.values(state=DONE, lane="", payload=""))


def sweep(connection: sa.Connection, *, done_before: float, parked_before: float) -> int:
    """Deletes what ended long ago; returns how many updates that were."""
    old = sa.or_(
        sa.and_(_U.state == DONE, _U.arrived < done_before), sa.and_(_U.state == PARKED, _U.arrived < parked_before)
    )
    return connection.execute(sa.delete(UPDATES).where(old)).rowcount


def counts(connection: sa.Connection, bot: int | None = None) -> dict[str, int]:
    """How many updates wait, are leased and are parked."""
    shown = (WAITING, LEASED, PARKED)
    wanted = sa.select(_U.state, sa.func.count().label("number")).where(_U.state.in_(shown)).group_by(_U.state)
    wanted = wanted if bot is None else wanted.where(_U.bot == bot)
    return dict.fromkeys(shown, 0) | {row.state: row.number for row in connection.execute(wanted)}


def listed(connection: sa.Connection) -> list[Listed]:
    """The parked updates, oldest first."""
    wanted = sa.select(_U.bot, _U.id, _U.attempts, _U.reason, _U.arrived).where(_U.state == PARKED)
    return [Listed(*row) for row in connection.execute(wanted.order_by(_U.arrived, _U.id))]


def unknown_fates(connection: sa.Connection, reason: str) -> int:
    """How many updates of the last days ended with this reason."""
    wanted = sa.select(sa.func.count()).where(_U.state == DONE, _U.reason == reason)
    return connection.execute(wanted).scalar_one()


def retry(connection: sa.Connection, update: int) -> int:
    """Lets a parked update wait again, as if it were new; returns how many there were of that id."""
    parked = sa.update(UPDATES).where(_U.id == update, _U.state == PARKED)
    return connection.execute(parked.values(state=WAITING, attempts=0, begun=0, reason="")).rowcount


def drop(connection: sa.Connection, update: int) -> int:
    """Wipes a parked update; returns how many there were of that id."""
    parked = sa.update(UPDATES).where(_U.id == update, _U.state == PARKED)
    return connection.execute(parked.values(state=DONE, lane="", payload="")).rowcount
