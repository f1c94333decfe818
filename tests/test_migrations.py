"""The schema of DATABASE_URL: the steps make what the models say, keep what is there, and are taken once."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from bot import feedback_store, inbox_store, memory_store, schema
from bot.__main__ import main
from bot.database import Database
from bot.errors import MemoryUnavailable
from bot.memory import Memory
from bot.telegram import registration

MODELS = (memory_store.TABLES, inbox_store.TABLES, feedback_store.TABLES, registration.TABLES)
ROWS = {
    "conversations": {"name": "11", "updated": "2026-11-01 12:00:00", "state": '{"city": "Duisburg"}'},
    "model_tokens": {"day": "2026-11-01", "name": "", "tokens": 7},
    "webhooks": {"bot": 1, "fingerprint": "f"},
    "workers": {"owner": "w", "beat": 3},
}


def opened(address: str) -> Database:
    return Database.open(address, memory_store.TABLES)


def differences(address: str) -> list[object]:
    engine = sa.create_engine(address)
    with engine.connect() as connection:
        found: list[object] = compare_metadata(MigrationContext.configure(connection), list(MODELS))
    engine.dispose()
    return found


def make_as_before(address: str, *some: sa.MetaData) -> None:
    """A database as releases without migrations made it, with rows."""
    engine = sa.create_engine(address)
    for models in some:
        models.create_all(engine)
    with engine.begin() as connection:
        for table in {table.name for models in some for table in models.sorted_tables} & ROWS.keys():
            names = ", ".join(ROWS[table])
            values = ", ".join(f":{name}" for name in ROWS[table])
            connection.execute(sa.text(f"INSERT INTO {table} ({names}) VALUES ({values})"), ROWS[table])
    engine.dispose()


def test_the_steps_make_what_the_models_say(database_address: str) -> None:
    assert differences(database_address)  # an empty database lacks everything
    opened(database_address).close()
    assert differences(database_address) == []


def test_the_newest_step_is_the_one_that_the_program_asks_for() -> None:
    steps = ScriptDirectory(str(Path(schema.__file__).parent / "migrations"))
    assert steps.get_heads() == [schema.NEWEST]


@pytest.mark.parametrize("some", [MODELS, MODELS[:1]], ids=["all tables", "conversations alone"])
def test_a_database_of_before_keeps_its_rows(database_address: str, some: tuple[sa.MetaData, ...]) -> None:
    make_as_before(database_address, *some)
    database = opened(database_address)
    assert database.schema() == schema.NEWEST
    with database.reading() as connection:
        assert connection.execute(sa.text("SELECT tokens FROM model_tokens")).scalar_one() == 7
    database.close()
    assert differences(database_address) == []
    memory = Memory.open(database_address)
    assert memory.conversation("11").city == "Duisburg"
    memory.close()


def test_processes_that_start_together_take_turns(database_address: str) -> None:
    failures: list[BaseException] = []

    def start() -> None:
        try:
            opened(database_address).close()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=start) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert differences(database_address) == []


def test_a_database_of_a_newer_release_is_left_alone(
    database_address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    database = opened(database_address)
    with database.writing() as connection:
        connection.exec_driver_sql(f"UPDATE {schema.VERSION_TABLE} SET version_num = '7000'")
    monkeypatch.setenv("DATABASE_URL", database_address)
    assert main(["inbox"]) == 2
    printed = capsys.readouterr()
    assert printed.err.count("\n") == 1 and "schema 7000" in printed.err and "update the program" in printed.err
    assert database.schema() == "7000"
    database.close()


def test_a_step_that_fails_changes_nothing(
    database_address: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A second step that ends in an error takes the first one back, which ran in the same transaction."""
    steps = tmp_path / "migrations"
    (steps / "versions").mkdir(parents=True)
    shipped = Path(schema.__file__).parent / "migrations"
    for name in ("env.py", "versions/step_0001_first_tables.py"):
        (steps / name).write_text((shipped / name).read_text())
    failing = (
        'from alembic import op\nrevision = "0002"\ndown_revision = "0001"\ndef upgrade():\n    op.execute("no SQL")\n'
    )
    (steps / "versions" / "step_0002.py").write_text(failing)
    monkeypatch.setattr(schema, "_STEPS", steps)
    with pytest.raises(MemoryUnavailable, match="the database cannot be used"):
        opened(database_address)
    engine = sa.create_engine(database_address)
    assert sa.inspect(engine).get_table_names() == []
    engine.dispose()


def test_a_database_that_is_up_to_date_loads_no_alembic(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'bot.sqlite3'}"
    opened(address).close()
    code = (
        "import sys; from bot.database import Database; from bot.tables import TABLES;"
        f"Database.open({address!r}, TABLES).close(); print('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
