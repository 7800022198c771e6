"""Executes one notebook through its kernel and tells, line by line, how it goes.

    python execute_lesson.py NOTEBOOK [OUTPUT]

Each event is one line on standard output: the character U+001E, then JSON. The executed notebook is written to OUTPUT,
whole or not at all, also when cells fail. A signal ends the kernel before this program.
"""

import asyncio
import json
import os
import signal
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError


def tell(event, **details):
    sys.stdout.write("\x1e" + json.dumps({"event": event, **details}) + "\n")
    sys.stdout.flush()


def failure_of(cell):
    """The cell's error output, unless the lesson announces the error with a tag."""
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
            # Every cell runs and every failure is told; what follows from a failure fails by itself.
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

    async def run(self):
        """Executes; true unless a signal cut it short."""
        stopped = asyncio.Event()
        task = asyncio.create_task(self.client.async_execute())
        await asyncio.sleep(0)
        await asyncio.sleep(0)

        def stop(*_):
            stopped.set()
            task.cancel()

        loop = asyncio.get_running_loop()
        if os.name == "nt":
            signal.signal(signal.SIGINT, lambda *_: loop.call_soon_threadsafe(stop))
        else:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                loop.add_signal_handler(number, stop)
        try:
            await task
        except asyncio.CancelledError:
            pass
        return not stopped.is_set()


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
        finished = asyncio.run(lesson.run())
    except DeadKernelError:
        tell("kernel-died")
        finished = True
    if target is not None and finished:
        write_aside(lesson.notebook, Path(target))
    return 0 if finished else 130


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
