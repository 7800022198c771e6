/** The due date of a lesson, which nbgrader's gradebook keeps: its plug-in decides what a late submission costs. */
import { say } from "../../src/language/language.js";
import { SetUpError } from "../../system/set-up-error.js";
import type { Course } from "../course.js";
import { callNbgrader } from "../nbgrader/nbgrader.js";
import { ownTimeZone } from "./local-time.js";
import { timeIn } from "./timestamp.js";

/** What removes a due date. */
const NONE = "none";

/**
 * The date (ISO 8601, in UTC) that an option gives; `none` removes the present one. A time without a zone is in that of this
 * machine.
 * @throws SetUpError if the text is no date with a time
 */
export function dueDate(text: string | undefined): string | undefined {
  if (text === undefined || text === NONE) return text;
  const date = timeIn(text, ownTimeZone());
  if (date !== undefined) return date.toISOString();
  throw new SetUpError({
    fr: `--due attend une date avec son heure, comme 2026-12-01T23:59+01:00, ou ${NONE} ; reçu « ${text} ».`,
    en: `--due expects a date with its time, such as 2026-12-01T23:59+01:00, or ${NONE}; received “${text}”.`,
  });
}

/** Stores the date for these lessons, and says it in the time of this machine. */
export async function setDueDate(course: Course, lessons: readonly string[], date: string): Promise<void> {
  if (lessons.length === 0) return;
  await callNbgrader(course, ["due", date, ...lessons], () => undefined);
  const shown = date === NONE ? undefined : shownDate(date);
  console.log(
    shown === undefined
      ? say({ fr: "sans date limite", en: "no due date" })
      : say({ fr: `à rendre avant : ${shown}`, en: `to be handed in before: ${shown}` }),
  );
}

/** A date as this machine's clock shows it, with the zone: `2026-12-01 23:59 (Europe/Paris)`. */
export function shownDate(date: string): string {
  const text = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "short" }).format(
    new Date(date),
  );
  return `${text} (${ownTimeZone()})`;
}
