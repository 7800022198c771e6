/**
 * The paths of the clone's folders and files; no other file knows them, nor where a virtual environment has
 * its Python.
 *
 * Paths are made for the given platform, not for the one that runs this, so that those of Windows can be
 * tested on Linux.
 */
import path from "node:path";

/** The clone's folders and files; all paths are absolute. */
export interface Layout {
  readonly platform: NodeJS.Platform;
  readonly root: string;
  /**
   * The lessons with their solutions. Instructors open these, and the students' versions are made from them.
   */
  readonly notebooks: string;
  /** The lessons in the student's version, in which the student works. */
  readonly work: string;
  /** The folder of the set-up, with the locks of the Python packages and the kernel's logos. */
  readonly setUp: string;
  /** The compiled programs that run tests. */
  readonly compiledTesting: string;
  /** The kernel's compiled entry point. */
  readonly kernelMain: string;
  /** The virtual environment, its Python, and the file that marks it as complete. */
  readonly environment: string;
  readonly python: string;
  readonly environmentStamp: string;
  /** The environment's folders for Jupyter's data (kernels, JupyterLab's settings) and configuration. */
  readonly jupyterData: string;
  readonly jupyterConfig: string;
  /**
   * The files that JupyterLab writes while a person uses it: settings, workspaces, running servers, history.
   */
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
    compiledTesting: join(root, "dist", "commands", "testing"),
    kernelMain: join(root, "dist", "src", "kernel", "main.js"),
    environment,
    python: pythonIn(environment, platform),
    environmentStamp: join(environment, "neurones.json"),
    jupyterData: join(environment, "share", "jupyter"),
    jupyterConfig: join(environment, "etc", "jupyter"),
    personal: join(root, ".neurones", "jupyter"),
  };
}

/** The Python of a virtual environment. */
export function pythonIn(environment: string, platform: NodeJS.Platform = process.platform): string {
  return platform === "win32"
    ? path.win32.join(environment, "Scripts", "python.exe")
    : path.posix.join(environment, "bin", "python");
}
