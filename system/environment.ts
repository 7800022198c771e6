/**
 * The environment variables of the programs that the commands start. For Python and Jupyter: all files they
 * write stay in the clone, and the settings of another Jupyter or Python on the machine have no effect.
 */
import { existsSync } from "node:fs";
import path from "node:path";
import type { Layout } from "./layout.js";

/** Variables of another installation that would change the behaviour of this one. */
const FOREIGN = [
  "JUPYTER_PATH",
  "JUPYTER_CONFIG_PATH",
  "JUPYTERLAB_DIR",
  "JUPYTERLAB_SETTINGS_DIR",
  "JUPYTERLAB_WORKSPACES_DIR",
  "PYTHONHOME",
  "PYTHONPATH",
  "PYTHONSTARTUP",
  // pip compiles nothing here, so Python must be able to store the modules that it compiles.
  "PYTHONDONTWRITEBYTECODE",
  "VIRTUAL_ENV",
  "PIP_USER",
  "PIP_TARGET",
  "PIP_PREFIX",
];

/** The variables for the Python programs of the environment, added to the given ones. */
export function isolatedEnvironment(layout: Layout, env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const own = Object.entries(env).filter(([name]) => !FOREIGN.includes(name.toUpperCase()));
  const { join } = layout.platform === "win32" ? path.win32 : path.posix;
  return {
    ...Object.fromEntries(own),
    JUPYTER_CONFIG_DIR: join(layout.personal, "config"),
    JUPYTER_DATA_DIR: join(layout.personal, "data"),
    JUPYTER_RUNTIME_DIR: join(layout.personal, "runtime"),
    IPYTHONDIR: join(layout.personal, "ipython"),
    // The kernel checks as strictly as the course asks, wherever a learner puts a notebook.
    NEURONES_CHECKS: "course",
    PYTHONNOUSERSITE: "1",
    // On Windows Python would else read and write in the console's old character set.
    PYTHONUTF8: "1",
    PIP_DISABLE_PIP_VERSION_CHECK: "1",
  };
}

/**
 * The variable with the folder of the real data sets: the one that `NEURONES_DATA` names, else
 * `../shared/data` beside the clone; empty if there is none.
 */
export function dataVariable(
  layout: Layout,
  env: NodeJS.ProcessEnv = process.env,
): { readonly NEURONES_DATA?: string } {
  const beside = path.resolve(layout.root, "..", "shared", "data");
  const data = env.NEURONES_DATA ?? (existsSync(beside) ? beside : undefined);
  return data === undefined ? {} : { NEURONES_DATA: data };
}
