"""Executes one notebook through its kernel and prints its progress as events.

    python execute_lesson.py NOTEBOOK [OUTPUT]

Each event is one line on standard output: the character U+001E, then JSON. The executed notebook is written to OUTPUT
even if cells fail, completely or not at all. On a signal, the kernel is ended before this program.
"""

import asyncio
import json
import os
import signal
import sys
import threading
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError


def tell(event, **details):
    sys.stdout.write("\x1e" + json.dumps({"event": event, **details}) + "\n")
    sys.stdout.flush()


def failure_of(cell):
    """The cell's error output; None if the lesson declares the error by a tag."""
    if "raises-exception" in cell.metadata.get("tags", []):
        return None
    return next((output for output in cell.outputs if output.output_type == "error"), None)


class Lesson:
    def __init__(self, source):
        self.notebook = nbformat.read(source, as_version=4)
        cells = [cell for cell in self.notebook.cells if cell.cell_type == "code" and cell.source.strip()]
        self.number = {cell.id: index for index, cell in enumerate(cells, start=1)}
        self.client = NotebookClient(
            self.notebook,
            timeout=None,
            # A failing cell does not stop the execution: every failure is reported.
            allow_errors=True,
            resources={"metadata": {"path": str(source.parent)}},
            on_cell_execute=self.cell_starts,
            on_cell_executed=self.cell_ends,
        )

    def cell_starts(self, cell, cell_index):
        tell("cell", number=self.number[cell.id], total=len(self.number))

    def cell_ends(self, cell, cell_index, execute_reply):
        error = failure_of(cell)
        if error is not None:
            tell(
                "failure",
                number=self.number[cell.id],
                name=error.ename,
                message=error.evalue,
                traceback="\n".join(error.traceback),
            )

    def run(self):
        """Executes the notebook; returns False if a signal stopped it.

        The event loop runs in a thread of its own: in the main thread nbclient would replace this program's signal handlers
        and report a stop as a dead kernel. A cancelled execution shuts its kernel down.
        """
        stopped = threading.Event()
        running = {}
        outcome = {}

        async def execute():
            running["loop"] = asyncio.get_running_loop()
            running["task"] = asyncio.create_task(self.client.async_execute())
            if stopped.is_set():
                running["task"].cancel()
            await running["task"]

        def run():
            try:
                asyncio.run(execute())
            except (asyncio.CancelledError, Exception) as error:
                outcome["error"] = error

        def stop(*_):
            stopped.set()
            if "task" in running:
                running["loop"].call_soon_threadsafe(running["task"].cancel)

        thread = threading.Thread(target=run)
        for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), stop)
        thread.start()
        while thread.is_alive():
            thread.join(timeout=0.1)  # On Windows, a wait without a timeout receives no signals.
        if stopped.is_set():
            return False
        if "error" in outcome:
            raise outcome["error"]
        return True


def write_aside(notebook, target):
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        nbformat.write(notebook, aside)
        os.replace(aside, target)
    finally:
        aside.unlink(missing_ok=True)


def main(source, target=None):
    lesson = Lesson(Path(source).resolve())
    try:
        finished = lesson.run()
    except DeadKernelError:
        tell("kernel-died")
        finished = True
    if target is not None and finished:
        write_aside(lesson.notebook, Path(target))
    return 0 if finished else 130


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
