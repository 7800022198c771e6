/**
 * Where everything is: the one place that knows the clone's folders and how a virtual environment looks on each system.
 *
 * Paths are made for the platform asked for, not the one this runs on, so that those of Windows are tested on Linux.
 */
import path from "node:path";

/** The clone's folders and files that the set-up works with; all absolute. */
export interface Layout {
  readonly platform: NodeJS.Platform;
  readonly root: string;
  /** The lessons with their solutions: what an instructor opens, and what everything else is made from. */
  readonly notebooks: string;
  /** The lessons as a student gets them and works on them. */
  readonly work: string;
  /** The set-up's own sources: Python scripts, pins and logos are used where they lie. */
  readonly setUp: string;
  readonly compiledSetUp: string;
  /** The kernel's compiled entry point. */
  readonly kernelMain: string;
  /** The virtual environment, the interpreter in it, and the mark that it is complete. */
  readonly environment: string;
  readonly python: string;
  readonly environmentStamp: string;
  /** Where the environment keeps Jupyter's data (kernels, JupyterLab's settings) and configuration. */
  readonly jupyterData: string;
  readonly jupyterConfig: string;
  /** What a person's own use of JupyterLab leaves: settings, workspaces, running servers, history. */
  readonly personal: string;
}

/** The layout of a clone at `root` on `platform`. */
export function layoutOf(root: string, platform: NodeJS.Platform = process.platform): Layout {
  const { join } = platform === "win32" ? path.win32 : path.posix;
  const environment = join(root, ".venv");
  return {
    platform,
    root,
    notebooks: join(root, "notebooks"),
    work: join(root, "travail"),
    setUp: join(root, "kernel-setup"),
    compiledSetUp: join(root, "dist", "kernel-setup"),
    kernelMain: join(root, "dist", "src", "kernel", "main.js"),
    environment,
    python: pythonIn(environment, platform),
    environmentStamp: join(environment, "neurones.json"),
    jupyterData: join(environment, "share", "jupyter"),
    jupyterConfig: join(environment, "etc", "jupyter"),
    personal: join(root, ".neurones", "jupyter"),
  };
}

/** The interpreter of a virtual environment. */
export function pythonIn(environment: string, platform: NodeJS.Platform = process.platform): string {
  return platform === "win32"
    ? path.win32.join(environment, "Scripts", "python.exe")
    : path.posix.join(environment, "bin", "python");
}
