"""Starts a user's server from a shared installation; JupyterHub's spawner runs it as that user.

    python single_user.py [arguments of jupyterhub-singleuser]

A program of the course prepares the user's home and tells the environment and the arguments of JupyterLab
(kernel-setup/user-server.ts). NEURONES_LANGUAGE is the language of the lessons, fr or en.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


# Other packages load these where they are there, and do without them where they are not. Not to load them saves a fifth of
# a server's memory and half of its start.
UNUSED = (
    "rfc3987_syntax",  # a grammar of addresses, for settings that hold some
    "cryptography",  # the Hub's own store of secrets
    "mako.ext.pygmentplugin",  # coloured errors of a library of templates
)

SERVER = f"""
import sys
sys.path[:] = filter(None, sys.path)  # no module of the user's folder stands in for one of the server's
sys.modules.update(dict.fromkeys({UNUSED!r}))
from jupyterhub.singleuser import main
sys.exit(main())
"""


def node_of(environment):
    """The Node that runs the kernel, as its specification names it."""
    specification = environment / "share" / "jupyter" / "kernels" / "neurones" / "kernel.json"
    return json.loads(specification.read_text("utf-8"))["argv"][0]


def main(arguments):
    program = ROOT / "dist" / "kernel-setup" / "user-server.js"
    command = [node_of(Path(sys.prefix)), str(program), os.environ.get("NEURONES_LANGUAGE", "fr")]
    prepared = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8")
    if prepared.returncode != 0:
        return prepared.returncode
    told = json.loads(prepared.stdout)
    os.environ.update(told["env"])
    # nbgrader fetches assignments into the folder in which the server starts.
    os.chdir(told["folder"])
    # This process becomes the server: none is left beside it.
    os.execv(sys.executable, [sys.executable, "-c", SERVER, *told["args"], *arguments])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
