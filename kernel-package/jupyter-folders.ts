/**
 * The folders in which Jupyter looks for kernels, as `jupyter_core` finds them
 * (https://docs.jupyter.org/en/latest/use/jupyter-directories.html).
 *
 * Paths are made for the given platform, not for the one that runs this, so that all can be tested on one.
 */
import path from "node:path";
import type { Person } from "../src/host/system-cache.node.js";

/** Joins a path for a platform. */
export function joiner(platform: NodeJS.Platform): (...parts: string[]) => string {
  return platform === "win32" ? path.win32.join : path.posix.join;
}

/** The folder of Jupyter's data of a person. */
export function personalData({ platform, home, environment }: Person): string {
  const join = joiner(platform);
  const named = environment["JUPYTER_DATA_DIR"];
  if (named) return named;
  if (isOn(environment["JUPYTER_PLATFORM_DIRS"])) return platformData({ platform, home, environment });
  if (platform === "darwin") return join(home, "Library", "Jupyter");
  if (platform === "win32") {
    const roaming = environment["APPDATA"];
    return roaming
      ? join(roaming, "jupyter")
      : join(environment["JUPYTER_CONFIG_DIR"] || join(home, ".jupyter"), "data");
  }
  return join(environment["XDG_DATA_HOME"] || join(home, ".local", "share"), "jupyter");
}

/** The folder of Jupyter's data below a prefix, such as that of a virtual environment. */
export function dataBelow(prefix: string, platform: NodeJS.Platform): string {
  return joiner(platform)(prefix, "share", "jupyter");
}

/** Where Python's `platformdirs` puts the data of the application « Jupyter ». */
function platformData({ platform, home, environment }: Person): string {
  const join = joiner(platform);
  if (platform === "darwin") return join(home, "Library", "Application Support", "Jupyter");
  if (platform === "win32")
    return join(environment["LOCALAPPDATA"] || join(home, "AppData", "Local"), "Jupyter");
  return join(environment["XDG_DATA_HOME"] || join(home, ".local", "share"), "Jupyter");
}

/** What `jupyter_core` takes for true in an environment variable. */
function isOn(value: string | undefined): boolean {
  return value !== undefined && !["no", "n", "false", "off", "0", "0.0"].includes(value.toLowerCase());
}
