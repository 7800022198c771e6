"""The configuration of a server for a class, with users of the load run in place of the machine's own."""

import os
from pathlib import Path

c = get_config()  # noqa: F821

load_subconfig(str(Path(os.environ["BENCH_SHARED"]) / "hub" / "jupyterhub_config.py"))  # noqa: F821

c.JupyterHub.hub_port = int(os.environ["BENCH_HUB_PORT"])
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{os.environ['BENCH_PROXY_PORT']}"
c.ConfigurableHTTPProxy.auth_token = os.environ["BENCH_TOKEN"]
c.JupyterHub.authenticator_class = "dummy"
c.DummyAuthenticator.password = os.environ["BENCH_TOKEN"]
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = os.environ["BENCH_HOMES"] + "/{username}"
c.Spawner.environment["NEURONES_QUICK"] = "1"
# The load run's WebSockets cannot send a header.
c.Spawner.environment["JUPYTERHUB_ALLOW_TOKEN_IN_URL"] = "1"
c.Spawner.start_timeout = c.Spawner.http_timeout = 600
c.JupyterHub.load_roles.append(
    {
        "name": "load-run",
        "scopes": ["admin:users", "admin:servers", "access:servers", "list:users"],
        "services": ["load-run"],
    }
)
c.JupyterHub.services.append({"name": "load-run", "api_token": os.environ["BENCH_TOKEN"]})
