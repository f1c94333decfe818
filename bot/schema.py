"""Brings a database to the schema of this release, once, whoever comes first. Alembic is loaded only where it is behind."""

import logging
from pathlib import Path

import sqlalchemy as sa

from bot.errors import MemoryUnavailable

NEWEST = "0001"  # the last step in bot/migrations/versions
VERSION_TABLE = "alembic_version"
_STEPS = Path(__file__).parent / "migrations"
_LOCK = 7_343_412_001  # of PostgreSQL's advisory locks, one that nothing else on the server is likely to use

logger = logging.getLogger(__name__)


def schema_version(connection: sa.Connection) -> str:
    """The number of the last step that a database has taken, "" for one that is empty or older than the steps."""
    if not sa.inspect(connection).has_table(VERSION_TABLE):
        return ""
    return connection.exec_driver_sql(f"SELECT version_num FROM {VERSION_TABLE}").scalar() or ""


def bring_up_to_date(engine: sa.Engine) -> None:
    """Takes the steps that a database lacks, all or none; processes that start together take turns.

    Raises:
        MemoryUnavailable: The database is of a newer release.
        SQLAlchemyError: It cannot be read or written.
    """
    with engine.connect() as connection:
        version = schema_version(connection)
    if version == NEWEST:
        return
    with engine.begin() as connection:
        _take_turns(connection)
        version = schema_version(connection)  # another process may have been first
        if version != NEWEST:
            _take_steps(connection, version)


def _take_turns(connection: sa.Connection) -> None:
    """Waits until no other process changes the schema; lasts until the transaction ends."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
    else:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _take_steps(connection: sa.Connection, version: str) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    logging.getLogger("alembic").setLevel(logging.WARNING)
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_STEPS).replace("%", "%%"))
    known = {step.revision for step in ScriptDirectory.from_config(config).walk_revisions()}
    if version and version not in known:
        raise MemoryUnavailable(
            f"the database has schema {version}, of a newer release; this one knows schema {NEWEST}: update the program"
        )
    command.upgrade(config, "head")
    logger.info("the database was brought from schema %s to %s", version or "none", NEWEST)
