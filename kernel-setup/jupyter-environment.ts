/**
 * The environment variables under which Python and Jupyter run: all they write stays in the clone, and nothing that a
 * person has set up for another Jupyter or Python reaches in.
 */
import path from "node:path";
import type { Layout } from "./layout.js";

/** What another installation may have set and would change what runs here. */
const FOREIGN = [
  "JUPYTER_PATH",
  "JUPYTER_CONFIG_PATH",
  "JUPYTERLAB_DIR",
  "JUPYTERLAB_SETTINGS_DIR",
  "JUPYTERLAB_WORKSPACES_DIR",
  "PYTHONHOME",
  "PYTHONPATH",
  "PYTHONSTARTUP",
  // pip compiles nothing here: what Python has compiled it must be able to keep.
  "PYTHONDONTWRITEBYTECODE",
  "VIRTUAL_ENV",
  "PIP_USER",
  "PIP_TARGET",
  "PIP_PREFIX",
];

/** The variables for Python programs of the environment, on top of those given. */
export function isolatedEnvironment(layout: Layout, env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !FOREIGN.includes(name.toUpperCase()));
  const { join } = layout.platform === "win32" ? path.win32 : path.posix;
  return {
    ...Object.fromEntries(kept),
    JUPYTER_CONFIG_DIR: join(layout.personal, "config"),
    JUPYTER_DATA_DIR: join(layout.personal, "data"),
    JUPYTER_RUNTIME_DIR: join(layout.personal, "runtime"),
    IPYTHONDIR: join(layout.personal, "ipython"),
    PYTHONNOUSERSITE: "1",
    // On Windows Python would else read and write in the console's old character set.
    PYTHONUTF8: "1",
    PIP_DISABLE_PIP_VERSION_CHECK: "1",
  };
}
