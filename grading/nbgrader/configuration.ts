/**
 * nbgrader's configuration of a course, `nbgrader_config.py`: a few lines of ours at its beginning, and below them whatever the
 * instructor writes, which stays and takes precedence.
 */
import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { writeIfChanged } from "../../system/write-aside.js";
import type { Course } from "../course.js";

const NAME = "nbgrader_config.py";
const BEGIN = "# >>> neurones: the course's commands keep these lines up to date";
const END = "# <<< neurones: your own settings stand below this line; they are kept";
/** The lines between the two, with them. */
const OURS = new RegExp(`^# >>> neurones[^\\n]*\\n[\\s\\S]*?^# <<< neurones[^\\n]*\\n?`, "m");
/** The whole file, as it was written before instructors' settings were kept. */
const EARLIER =
  /^"""Written by the course's commands, which update it[^\n]*"""\n[^]*?^configure\([^\n]*\)\n/m;

/** Writes our lines into the course's configuration. */
export async function writeConfiguration(course: Course): Promise<void> {
  await mkdir(course.exchange, { recursive: true });
  const file = course.path(NAME);
  const present = (await readFile(file, "utf8").catch(() => "")).replace(EARLIER, "");
  const lines = `${BEGIN}
import sys
sys.path[:0] = [${pythonText(pluginFolder(course))}, ${pythonText(course.root)}]
from neurones_nbgrader import configure
c = get_config()
configure(c, ${pythonText(course.root)}, ${pythonText(process.execPath)})
${END}
`;
  const others = OURS.test(present) ? present : `${lines}${present}`;
  await writeIfChanged(
    file,
    others.replace(OURS, () => lines),
  );
}

/** Writes a configuration into another folder that reads the course's. */
export async function writeReference(course: Course, folder: string): Promise<void> {
  await writeIfChanged(
    path.join(folder, NAME),
    `"""Written by npm start -- --instructor."""\nload_subconfig(${pythonText(course.path(NAME))})\n`,
  );
}

/** The folder of nbgrader's plug-ins. */
export function pluginFolder(course: Course): string {
  return path.join(course.layout.root, "grading", "nbgrader");
}

/** A text as a literal of Python, whose escape sequences are those of JSON. */
function pythonText(text: string): string {
  return JSON.stringify(text);
}
