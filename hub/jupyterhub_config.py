"""JupyterHub on one machine, beside a shared installation (docs/hub.md).

    /opt/neurones/.venv/bin/python -m jupyterhub --config /opt/neurones/hub/jupyterhub_config.py

Users are the machine's own (PAM). Set by environment variables:

    NEURONES_HUB_STATE      folder of the Hub's database and secrets, /var/lib/neurones-hub by default
    NEURONES_HUB_ADDRESS    http://127.0.0.1:8000 by default: put a server with a certificate before it
    NEURONES_HUB_ADMINS     administrators, separated by commas
    NEURONES_HUB_MEMORY     memory for a user, 1G by default; only some spawners enforce it, the kernel respects it
    NEURONES_HUB_IDLE       seconds after which a server that nobody uses is ended, 3600 by default
    NEURONES_HUB_SPAWNER    the spawner's class, "local" by default; "systemd" enforces the memory
    NEURONES_HUB_PROXY      the command of configurable-http-proxy, if it is not on the PATH
    NEURONES_EXCHANGE, NEURONES_DATA, NEURONES_LANGUAGE, NEURONES_COMPILER_IDLE    handed to every user
"""

import fcntl
import os
import sys
import time
from pathlib import Path

c = get_config()  # noqa: F821

here = Path(__file__).resolve().parent
state = Path(os.environ.get("NEURONES_HUB_STATE", "/var/lib/neurones-hub"))
state.mkdir(mode=0o700, parents=True, exist_ok=True)


def wait_for_the_last_hub(seconds=60):
    """Waits until no other Hub uses this state. Two at a time would end each other's proxy, and none would be reached."""
    lock = os.open(state / "hub.lock", os.O_RDWR | os.O_CREAT, 0o600)
    for second in range(seconds):
        try:
            # Held until this process ends, in whatever way; it is not handed on to the proxy and the servers.
            fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            if second == 0:
                print(f"neurones: another Hub uses {state}; waiting until it has ended", file=sys.stderr, flush=True)
            time.sleep(1)
            continue
        os.truncate(lock, 0)
        os.pwrite(lock, f"{os.getpid()}\n".encode(), 0)
        return
    other = os.pread(lock, 20, 0).decode().strip()
    sys.exit(
        f"neurones: another Hub, process {other}, uses {state}. End it first, or name another folder by NEURONES_HUB_STATE."
    )


# JupyterHub's other commands read this file while the Hub runs.
if not {"token", "upgrade-db"}.intersection(sys.argv):
    wait_for_the_last_hub()

c.JupyterHub.bind_url = os.environ.get("NEURONES_HUB_ADDRESS", "http://127.0.0.1:8000")
c.JupyterHub.db_url = f"sqlite:///{state / 'jupyterhub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(state / "cookie-secret")
c.ConfigurableHTTPProxy.pid_file = str(state / "proxy.pid")
if os.environ.get("NEURONES_HUB_PROXY"):
    c.ConfigurableHTTPProxy.command = os.environ["NEURONES_HUB_PROXY"].split()

# The Hub may be started again while people work: their servers stay, and the proxy until the next Hub starts its own.
c.JupyterHub.cleanup_servers = False
c.JupyterHub.cleanup_proxy = False

c.JupyterHub.authenticator_class = "pam"
c.Authenticator.allow_all = True
c.Authenticator.admin_users = set(filter(None, os.environ.get("NEURONES_HUB_ADMINS", "").split(",")))

spawner = os.environ.get("NEURONES_HUB_SPAWNER", "local")
c.JupyterHub.spawner_class = {"local": "localprocess"}.get(spawner, spawner)
c.Spawner.cmd = [sys.executable, str(here / "single_user.py")]
c.Spawner.default_url = "/lab"
c.Spawner.mem_limit = os.environ.get("NEURONES_HUB_MEMORY", "1G")
c.Spawner.start_timeout = 120
# Of the Hub's own environment a user gets these, and the variables that any program needs.
c.Spawner.env_keep = ["PATH", "LANG", "LC_ALL"]
c.Spawner.environment = {
    # In a class many compilers rest at any time: this is half of the memory.
    "NEURONES_COMPILER_IDLE": os.environ.get("NEURONES_COMPILER_IDLE", "60"),
    # Programs with many threads keep less memory that they have freed: some MB for each user.
    "MALLOC_ARENA_MAX": "2",
    **{
        name: os.environ[name]
        for name in ("NEURONES_EXCHANGE", "NEURONES_DATA", "NEURONES_LANGUAGE", "NEURONES_KERNEL_MEMORY")
        if os.environ.get(name)
    },
}

c.JupyterHub.load_roles = [
    {
        "name": "idle-culler",
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
        "services": ["idle-culler"],
    }
]
c.JupyterHub.services = [
    {
        "name": "idle-culler",
        "command": [
            sys.executable,
            "-m",
            "jupyterhub_idle_culler",
            f"--timeout={os.environ.get('NEURONES_HUB_IDLE', '3600')}",
        ],
    }
]
