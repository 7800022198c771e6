/** The configurations for JupyterHub: Python and the Hub read them, and what they name exists. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { layoutOf } from "../../system/layout.js";
import { ended, run } from "../../system/run-process.js";
import { ROOT } from "../setup/clone.js";

const { python } = layoutOf(ROOT);
const HUB = path.join(ROOT, "hub");
const CONFIGURATION = path.join(HUB, "jupyterhub_config.py");

const ask = (program: string, env: NodeJS.ProcessEnv = {}) =>
  run(python, ["-c", program, CONFIGURATION], { quiet: true, env: { ...process.env, ...env } });

describe("the configurations of a server for a class", () => {
  let state: string;
  before(async () => (state = await mkdtemp(path.join(tmpdir(), "neurones-hub-"))));
  after(() => rm(state, { recursive: true, force: true }));

  it("JupyterHub's sets only what exists, by JupyterHub's own reading", async function () {
    if ((await ask("import jupyterhub")).code !== 0) {
      console.log("not tried: JupyterHub is not installed (a shared installation has it)");
      this.skip();
    }
    const program = `
import sys
from jupyterhub.app import JupyterHub
from jupyterhub.spawner import LocalProcessSpawner
from jupyterhub.proxy import ConfigurableHTTPProxy
from jupyterhub.auth import Authenticator
app = JupyterHub()
app.load_config_file(sys.argv[1])
known = {"JupyterHub": JupyterHub, "Spawner": LocalProcessSpawner, "Authenticator": Authenticator, "ConfigurableHTTPProxy": ConfigurableHTTPProxy}
unknown = [f"{section}.{name}" for section, values in app.config.items() for name in values if section in known and name not in known[section].class_traits(config=True)]
print(unknown, sorted(set(app.config) - set(known)), app.config.Spawner.environment)
`;
    const { code, output } = await ask(program, {
      NEURONES_HUB_STATE: state,
      NEURONES_EXCHANGE: "/srv/exchange",
    });
    assert.equal(code, 0, output);
    assert.match(
      output,
      /^\[\] \[\] \{'NEURONES_COMPILER_IDLE': '60', 'NEURONES_EXCHANGE': '\/srv\/exchange'\}/m,
    );
  });

  it("a second Hub waits until the first has ended, and says which one it is if that does not end", async () => {
    const reads = `
import sys, time
from traitlets.config import Config
exec(compile(open(sys.argv[1]).read(), sys.argv[1], "exec"), {"__file__": sys.argv[1], "get_config": Config})
print("read", flush=True)`;
    const env = { NEURONES_HUB_STATE: state };
    const first = spawn(python, ["-c", `${reads}\nsys.stdin.read()`, CONFIGURATION], {
      env: { ...process.env, ...env },
      stdio: ["pipe", "pipe", "inherit"],
    });
    await once(first.stdout, "data");
    const impatient = reads.replace(
      "import sys, time",
      "import sys, time\ntime.sleep = lambda seconds: None",
    );
    const refused = await ask(impatient, env);
    assert.equal(refused.code, 1);
    assert.ok(refused.output.includes(`another Hub, process ${first.pid}, uses ${state}.`), refused.output);
    assert.equal(
      (await ask(reads.replace("import sys, time", "import sys, time\nsys.argv.append('token')"), env)).code,
      0,
    );
    const second = ask(reads, env);
    const end = ended(first);
    first.stdin.end();
    await end;
    assert.equal((await second).code, 0);
  });

  it("its programs are whole, and start what is there", async () => {
    const program = "import ast, sys; ast.parse(open(sys.argv[1]).read())";
    for (const name of ["single_user.py", "jupyterhub_config.py"]) {
      const { code, output } = await run(python, ["-c", program, path.join(HUB, name)], { quiet: true });
      assert.equal(code, 0, output);
    }
    assert.match(
      await readFile(path.join(HUB, "single_user.py"), "utf8"),
      /"kernel-setup" \/ "user-server\.js"/,
    );
    assert.ok(existsSync(path.join(ROOT, "kernel-setup", "user-server.ts")));
  });

  it("the container and Kubernetes start the same program", async () => {
    const [dockerfile, values] = await Promise.all(
      ["Dockerfile", path.join("kubernetes", "values.yaml")].map((name) =>
        readFile(path.join(HUB, name), "utf8"),
      ),
    );
    for (const text of [dockerfile, values]) {
      assert.match(text, /\/opt\/neurones\/\.venv\/bin\/python/);
      assert.match(text, /\/opt\/neurones\/hub\/single_user\.py/);
    }
    assert.match(dockerfile, /npm run setup -- --shared \/opt\/neurones/);
  });
});
