/**
 * How a submission came in: from which file, when it was handed in, and under which number of Moodle's.
 *
 * `timestamp.txt` beside the submission is nbgrader's file: with the due date it decides whether a submission is late. So it
 * holds a time only where one is known, and the record says what it was taken from.
 */
import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { writeAside, writeIfChanged } from "../../system/write-aside.js";
import type { Course } from "../course.js";
import { TIMESTAMP, timestampText } from "./timestamp.js";

/** What the time of a hand-in was taken from. */
export type TimeSource =
  /** Moodle's grading worksheet. */
  | "worksheet"
  /** nbgrader's exchange: the file `timestamp.txt` beside the notebook, or the name of the submission's folder. */
  | "timestamp"
  /** The time of change of the file itself. */
  | "file"
  /** Nothing: the files of Moodle's archives have the time of the download. */
  | "unknown";

/** A participant of an assignment in Moodle; the number is another one for each assignment. */
export interface Participant {
  readonly number: string;
  /** The full name, as Moodle has it. */
  readonly name: string;
}

export interface HandIn {
  /** The path of the file, in the folder or archive that was collected. */
  readonly file: string;
  /** The time of change of the file (ISO 8601): of several files of a student the newest counts. */
  readonly modified: string;
  /** When the student handed it in (ISO 8601), if that is known. */
  readonly time?: string;
  readonly timeFrom: TimeSource;
  readonly participant?: Participant;
}

/** The record of a submission; undefined if it was not collected by our command. */
export async function readHandIn(
  course: Course,
  student: string,
  lesson: string,
): Promise<HandIn | undefined> {
  const text = await readFile(course.handIn(student, lesson), "utf8").catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as HandIn);
}

/**
 * Stores the record, then nbgrader's file with the time. In this order: a time without a record would be that of a submission
 * that nbgrader has collected, and a command that was ended between the two would take the same file for an older one.
 */
export async function storeHandIn(
  course: Course,
  student: string,
  lesson: string,
  handIn: HandIn,
): Promise<void> {
  await writeAside(course.handIn(student, lesson), `${JSON.stringify(handIn, null, 2)}\n`);
  const timestamp = path.join(path.dirname(course.submitted(student, lesson)), TIMESTAMP);
  if (handIn.time === undefined) await rm(timestamp, { force: true });
  else await writeIfChanged(timestamp, timestampText(new Date(handIn.time)));
}
