"""Runs a Python program, and stops it, with the command that has started it, just before each of its writes into a course's
folder, until it is told to go on (see moments.ts): `python python.py PROGRAM ARGUMENTS...`. What counts is a file opened for
writing, renamed, copied or deleted, a folder made or deleted, and before and after a commit of the gradebook.
"""

import builtins
import io
import os
import runpy
import shutil
import signal
import sys

from sqlalchemy.orm import Session

WITHIN = os.environ["NEURONES_WRITES_IN"] + os.sep
plain_open = io.open


def stop():
    """Stops all processes of the group: the command and all that it has started."""
    os.killpg(0, signal.SIGSTOP)


def is_within(file):
    return isinstance(file, (str, os.PathLike)) and os.path.abspath(file).startswith(WITHIN)


def stopping(module, name):
    write = getattr(module, name)

    def stopping_first(*words, **options):
        if any(is_within(word) for word in words[:2]):
            stop()
        return write(*words, **options)

    setattr(module, name, stopping_first)


def opening(file, mode="r", *words, **options):
    opened = plain_open(file, mode, *words, **options)
    # The file is empty now, and will be written.
    if set(mode) & set("wax+") and is_within(file):
        stop()
    return opened


for module, name in [(os, "replace"), (os, "rename"), (os, "remove"), (os, "unlink"), (os, "mkdir"), (shutil, "rmtree"), (shutil, "copy")]:
    stopping(module, name)
io.open = builtins.open = opening

plain_commit = Session.commit


def commit(self):
    stop()
    plain_commit(self)
    stop()


Session.commit = commit

sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
