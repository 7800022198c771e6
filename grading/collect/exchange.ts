/**
 * What students have handed in through nbgrader's exchange: a folder for each submission, in
 * `EXCHANGE/neurones/inbound/`, named `STUDENT+LESSON+TIME+RANDOM`, which nbgrader writes as that student.
 *
 * Any user may write any name there. Where the machine knows the user of this name, the folder must be that user's own.
 */
import { lstat, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Sentence } from "../../src/language/language.js";
import { run } from "../../system/run-process.js";
import type { Course } from "../course.js";
import { TIMESTAMP } from "../handed-in/timestamp.js";
import { filesIn, type LeftFile, type SourceFile } from "./files.js";

const SUBMISSION = /^([^+]+)\+([^+]+)\+(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)(\.\d+)? UTC(?:\+.*)?$/;

/** The file in which nbgrader keeps the secret by which a student finds the feedback for a submission. */
export const SECRET = "submission_secret.txt";
/** What nbgrader writes into a submission besides the student's files. */
const OF_NBGRADER = [SECRET, TIMESTAMP];

const FOREIGN: Sentence = {
  fr: "ce dossier n’appartient pas à l’utilisateur dont il porte le nom",
  en: "this folder does not belong to the user whose name it has",
};

/** The files of all submissions, each with its student and its time of hand-in. */
export async function filesInExchange(course: Course): Promise<(SourceFile | LeftFile)[]> {
  const inbound = path.join(course.exchange, "neurones", "inbound");
  const found: (SourceFile | LeftFile)[] = [];
  const ids = new Map<string, Promise<number | undefined>>();
  for (const name of (await readdir(inbound).catch(() => [])).sort()) {
    const [, student, , time, fraction = ""] = SUBMISSION.exec(name) ?? [];
    if (student === undefined) continue;
    const folder = path.join(inbound, name);
    const { uid } = await lstat(folder);
    if (!ids.has(student)) ids.set(student, userId(student));
    const id = await ids.get(student);
    if (id !== undefined && id !== uid) {
      found.push({ name, why: FOREIGN });
      continue;
    }
    const modified = new Date(`${time.replace(" ", "T")}${fraction.slice(0, 4)}Z`);
    const secret = await readFile(path.join(folder, SECRET), "utf8").catch(() => "");
    for (const file of await filesIn(folder)) {
      if (OF_NBGRADER.includes(file.name)) continue;
      const named = { ...file, name: `${name}/${file.name}` };
      found.push("why" in named ? named : { ...named, modified, handedIn: { student, secret } });
    }
  }
  return found;
}

/** The number of a user of this machine; undefined if it does not know the user. */
async function userId(name: string): Promise<number | undefined> {
  const { code, output } = await run("id", ["-u", "--", name], { quiet: true });
  return code === 0 ? Number(output.trim()) : undefined;
}
