/**
 * JupyterLab for an instructor: the lessons with their solutions, and nbgrader's menus (Formgrader) for the course's folder.
 *
 * nbgrader's extensions are off for students; an instructor's JupyterLab reads one more folder of configuration, which
 * turns them on. The formgrader wants the course's folder below the one that JupyterLab serves, so that is the clone (or, with the course's folder elsewhere, what
 * holds both), and what opens is `notebooks/`.
 */
import path from "node:path";
import { writeIfChanged } from "../system/write-aside.js";
import type { Layout } from "../system/layout.js";
import { readArguments } from "./arguments.js";
import { writeConfiguration } from "./nbgrader/nbgrader.js";

const EXTENSIONS = ["formgrader", "validate_assignment", "assignment_list", "course_list"];

/** What is different for an instructor. */
export interface InstructorJupyter {
  readonly folder: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/** Writes the configuration; the course's folder is `evaluation/`, or the one that `NEURONES_COURSE` names. */
export async function prepareInstructor(layout: Layout): Promise<InstructorJupyter> {
  const { course } = readArguments(layout, [], { usage: "" });
  const folder = path.join(layout.root, ".neurones", "instructor");
  const isOn = Object.fromEntries(
    EXTENSIONS.map((name) => [`nbgrader.server_extensions.${name}`, name === "formgrader"]),
  );
  const files: [string, unknown][] = [
    ["jupyter_server_config.json", { ServerApp: { jpserver_extensions: isOn } }],
    [path.join("labconfig", "page_config.json"), { disabledExtensions: { "@jupyter/nbgrader": false } }],
  ];
  for (const [name, content] of files)
    await writeIfChanged(path.join(folder, name), `${JSON.stringify(content, null, 2)}\n`);
  await writeConfiguration(course);
  await writeConfiguration(course, folder);
  return {
    folder: commonFolder(layout.root, course.root),
    args: [`--FileContentsManager.preferred_dir=${layout.notebooks}`],
    env: { JUPYTER_CONFIG_PATH: folder },
  };
}

/** The deepest folder that holds both. */
function commonFolder(one: string, other: string): string {
  let folder = one;
  while (path.relative(folder, other).startsWith("..")) folder = path.dirname(folder);
  return folder;
}
