/**
 * When each file of a collection was handed in, as far as that is known.
 *
 * Moodle's worksheet says it. The entries of Moodle's archives do not: Moodle gives them the time at which the archive was
 * downloaded, by which everybody would be late. nbgrader's exchange says it in `timestamp.txt`. Of any other file the time of
 * its last change is taken.
 */
import path from "node:path";
import type { LeftFile, SourceFile } from "../collect/files.js";
import { moodleOf } from "../collect/recognise.js";
import { dateIn } from "../moodle/dates.js";
import type { Worksheet } from "../moodle/worksheet.js";
import type { HandIn } from "./hand-in.js";
import { TIMESTAMP, timeIn } from "./timestamp.js";

/** The longest `timestamp.txt` that is read. */
const LONGEST = 100;

export class HandInTimes {
  private constructor(
    private readonly timestamps: ReadonlyMap<string, Date>,
    private readonly participants: ReadonlyMap<string, Date>,
  ) {}

  /**
   * Reads the times, and takes nbgrader's files out of the list; those that lie beside a notebook are added to `left` as
   * by-products.
   * @param timeZone  the zone of the times in the worksheet
   */
  static async read(
    files: readonly (SourceFile | LeftFile)[],
    left: LeftFile[],
    worksheet: Worksheet | undefined,
    timeZone: string,
  ): Promise<{ readonly times: HandInTimes; readonly rest: SourceFile[] }> {
    const folders = new Set(
      files.filter(({ name }) => path.basename(name) !== TIMESTAMP).map(({ name }) => path.dirname(name)),
    );
    const timestamps = new Map<string, Date>();
    const rest: SourceFile[] = [];
    for (const file of files) {
      if ("why" in file) continue;
      const folder = path.dirname(file.name);
      const isTimestamp = path.basename(file.name) === TIMESTAMP && folders.has(folder);
      const content = isTimestamp ? await file.read().catch(() => Buffer.alloc(0)) : undefined;
      const time = content === undefined ? undefined : timeIn(content.toString("utf8", 0, LONGEST));
      if (time === undefined) rest.push(file);
      else {
        timestamps.set(folder, time);
        left.push({ name: file.name, why: TAKEN, isByproduct: true });
      }
    }
    const participants = new Map<string, Date>();
    for (const { participant, handedIn } of worksheet?.rows ?? []) {
      const time = dateIn(handedIn ?? "", timeZone);
      if (time !== undefined) participants.set(participant, time);
    }
    return { times: new HandInTimes(timestamps, participants), rest };
  }

  /** How a file came in. */
  handInOf({ name, modified, handedIn }: SourceFile): HandIn {
    const participant = moodleOf(name);
    const common = {
      file: name,
      modified: modified.toISOString(),
      ...(participant === undefined ? {} : { participant }),
    };
    if (participant !== undefined) {
      const time = this.participants.get(participant.number);
      return time === undefined
        ? { ...common, timeFrom: "unknown" }
        : { ...common, time: time.toISOString(), timeFrom: "worksheet" };
    }
    // nbgrader's exchange has the time in the name of the submission's folder.
    if (handedIn !== undefined) return { ...common, time: modified.toISOString(), timeFrom: "timestamp" };
    const timestamp = this.timestamps.get(path.dirname(name));
    return timestamp === undefined
      ? { ...common, time: modified.toISOString(), timeFrom: "file" }
      : { ...common, time: timestamp.toISOString(), timeFrom: "timestamp" };
  }
}

const TAKEN = {
  fr: "c’est l’heure de la remise, prise en compte",
  en: "it is the time of the hand-in, which was taken",
};
