"""What keeps the rounds going: huey with SQLite, or procrastinate where a PostgreSQL server is named.

The queue only wakes: what is to be sent stands in the outbox of each dossier. A queue that is lost, or a
process killed at any moment, costs no letter; the next round finds what is due.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
from huey import SqliteHuey
from huey.consumer import Consumer
from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from procrastinate.jobs import Status
from procrastinate.tasks import Task

from summitry.foundation.printable import one_line
from summitry.foundation.refusals import NotWritable, Refused

Round = Callable[[], None]

NAME = "summitry-watch"
STALLED = 30.0
"""Seconds without a sign of life after which a round that another process began counts as dead."""


def with_huey(round_: Round, place: Path, every: int) -> None:
    """Do a round at once and then every so many seconds, until the process is asked to end.

    ``place`` is the queue's file, of its owner alone.

    Raises:
        NotWritable: when it cannot be made.
    """
    try:
        place.touch(mode=0o600)
    except OSError as error:
        raise NotWritable(f"{place} could not be written: {(error.strerror or '').lower()}.") from None
    queue = SqliteHuey(NAME, filename=str(place), results=False)
    queue.flush()  # one chain of rounds: that of a process that was killed is not taken up beside it

    @queue.task(name=NAME)  # type: ignore[untyped-decorator]
    def next_round() -> None:
        next_round.schedule(delay=every)
        round_()

    next_round()
    Consumer(queue, workers=1, periodic=False, initial_delay=0.05, max_delay=1.0).run()


def with_procrastinate(round_: Round, database: str, every: int) -> None:
    """The same with the queue in a PostgreSQL database; its tables are made when they are missing.

    Several machines may serve from one database: one of them does each round.

    Raises:
        Refused: when the server cannot be reached.
    """
    logging.getLogger("procrastinate").setLevel(logging.CRITICAL)
    app = App(connector=PsycopgConnector(conninfo=database))

    @app.task(name=NAME, queue=NAME, queueing_lock=NAME)
    async def next_round() -> None:
        await _wake(next_round, every)
        await asyncio.to_thread(round_)

    async def serve() -> None:
        async with app.open_async():
            await _prepare(app)
            await _wake(next_round, 0)
            await app.run_worker_async(
                queues=[NAME], concurrency=1, fetch_job_polling_interval=1.0, delete_jobs="always",
                stalled_worker_timeout=STALLED,
            )  # fmt: skip

    try:
        asyncio.run(serve())
    except (ConnectorException, psycopg.Error) as error:
        why = one_line(str(error.__cause__ or error))
        raise Refused(f"The PostgreSQL server of the operator's file did not answer: {why}.") from None


async def _wake(task: Task[Any, Any, Any], after: int) -> None:
    """Ask for the next round, unless one is asked for already."""
    try:
        await task.configure(schedule_in={"seconds": after}).defer_async()
    except AlreadyEnqueued:
        return


async def _prepare(app: App) -> None:
    """Make the tables when they are missing; let go of rounds whose process died."""
    found = await app.connector.execute_query_one_async("SELECT to_regclass('procrastinate_jobs') AS jobs")
    if found["jobs"] is None:
        await app.schema_manager.apply_schema_async()
    for job in await app.job_manager.get_stalled_jobs(queue=NAME, seconds_since_heartbeat=STALLED):
        await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=True)
