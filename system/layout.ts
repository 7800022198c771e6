/**
 * The paths of the clone's folders and files; no other file knows them, nor where a virtual environment has
 * its Python.
 *
 * Of an installation that many people share (`shared.ts`), everything that is written lies in the home of the person
 * who works; the installation itself is only read.
 *
 * Paths are made for the given platform, not for the one that runs this, so that those of Windows can be
 * tested on Linux.
 */
import path from "node:path";
import type { Language } from "../src/language/language.js";

/** The clone's folders and files; all paths are absolute. */
export interface Layout {
  readonly platform: NodeJS.Platform;
  readonly root: string;
  /** The language of the lessons that a command is about. */
  readonly edition: Language;
  /** The editions of the course, a folder for each language. */
  readonly notebooks: string;
  /**
   * The lessons of this edition with their solutions. Instructors open these, and the students' versions are
   * made from them.
   */
  readonly lessons: string;
  /** True if many people share this installation, which nobody writes into. */
  readonly isShared: boolean;
  /** The lessons in the student's version, in which the student works. */
  readonly work: string;
  /** What the commands keep for themselves: digests of delivered lessons, images of the sandbox, Jupyter's files. */
  readonly state: string;
  /** The course's folder of an instructor who names no other. */
  readonly evaluation: string;
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

/** The folder in which a student works, by the language of the lessons. */
const WORK: Readonly<Record<Language, string>> = { fr: "travail", en: "work" };

/**
 * The layout of a clone at `root` on `platform`, for the lessons of one language.
 * @param home  the home of the person who works, if many people share the clone
 */
export function layoutOf(
  root: string,
  platform: NodeJS.Platform = process.platform,
  edition: Language = "fr",
  home?: string,
): Layout {
  const { join } = platform === "win32" ? path.win32 : path.posix;
  const environment = join(root, ".venv");
  const own = home ?? root;
  const state = home === undefined ? join(root, ".neurones") : join(home, ".local", "share", "neurones");
  return {
    platform,
    root,
    edition,
    notebooks: join(root, "notebooks"),
    lessons: join(root, "notebooks", edition),
    isShared: home !== undefined,
    work: join(own, WORK[edition]),
    state,
    evaluation: join(own, "evaluation"),
    setUp: join(root, "kernel-setup"),
    compiledTesting: join(root, "dist", "commands", "testing"),
    kernelMain: join(root, "dist", "src", "kernel", "main.js"),
    environment,
    python: pythonIn(environment, platform),
    environmentStamp: join(environment, "neurones.json"),
    jupyterData: join(environment, "share", "jupyter"),
    jupyterConfig: join(environment, "etc", "jupyter"),
    personal: join(state, "jupyter"),
  };
}

/** The Python of a virtual environment. */
export function pythonIn(environment: string, platform: NodeJS.Platform = process.platform): string {
  return platform === "win32"
    ? path.win32.join(environment, "Scripts", "python.exe")
    : path.posix.join(environment, "bin", "python");
}
