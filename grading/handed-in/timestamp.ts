/** nbgrader's file with the time of a hand-in, `timestamp.txt`: a date, a time and a time zone. */
import { instantOf, isTimeZone } from "./local-time.js";

/** The name of the file, which lies beside the notebook. */
export const TIMESTAMP = "timestamp.txt";

const FORM =
  /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*([A-Za-z][\w/+-]*|[+-]\d\d:?\d\d)?$/;

/** The time as this course writes it: `2026-12-01 22:59:00 UTC`. */
export function timestampText(time: Date): string {
  return `${time
    .toISOString()
    .replace("T", " ")
    .replace(/\.\d+Z$/, " UTC")}\n`;
}

/**
 * The time in a text of this form; undefined for any other text. A text without a time zone is in `usual`, which nbgrader
 * takes to be UTC.
 */
export function timeIn(text: string, usual = "UTC"): Date | undefined {
  const match = FORM.exec(text.trim());
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0));
  const zone = match[7] === "Z" ? "UTC" : (match[7] ?? usual);
  const sign = /^([+-])(\d\d):?(\d\d)$/.exec(zone);
  if (sign === null && !isTimeZone(zone)) return undefined;
  const instant = instantOf({ year, month, day, hour, minute, second }, sign === null ? zone : "UTC");
  if (instant === undefined || sign === null) return instant;
  const ahead = (Number(sign[2]) * 60 + Number(sign[3])) * (sign[1] === "-" ? -1 : 1);
  return new Date(instant.getTime() - ahead * 60_000);
}
