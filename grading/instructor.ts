/**
 * JupyterLab for an instructor: the lessons with their solutions, and nbgrader's menus (Formgrader) for the
 * course's folder.
 *
 * nbgrader's extensions are switched off for students. An instructor's JupyterLab reads one more folder of
 * configuration, which switches them on. The formgrader requires the course's folder to lie below the folder
 * that JupyterLab serves. Therefore JupyterLab serves the clone, or the deepest folder that contains both the
 * clone and the course's folder, and opens `notebooks/`.
 */
import path from "node:path";
import type { InstructorJupyter } from "../kernel-setup/start.js";
import { writeIfChanged } from "../system/write-aside.js";
import type { Layout } from "../system/layout.js";
import { readArguments } from "./arguments.js";
import { writeConfiguration, writeReference } from "./nbgrader/configuration.js";

const EXTENSIONS = ["formgrader", "validate_assignment", "assignment_list", "course_list"];

/**
 * Writes the configuration; the course's folder is `evaluation/`, or the one that `NEURONES_COURSE` names.
 */
export async function prepareInstructor(layout: Layout): Promise<InstructorJupyter> {
  const { course } = readArguments(layout, [], { usage: "" });
  const folder = path.join(layout.state, "instructor");
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
  await writeReference(course, folder);
  return {
    folder: commonFolder(layout.root, course.root),
    args: [`--FileContentsManager.preferred_dir=${layout.notebooks}`],
    env: { JUPYTER_CONFIG_PATH: folder },
  };
}

/** The deepest folder that contains both. */
function commonFolder(one: string, other: string): string {
  let folder = one;
  while (path.relative(folder, other).startsWith("..")) folder = path.dirname(folder);
  return folder;
}
