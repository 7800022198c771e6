/**
 * Dates as Moodle writes them for a person: « mercredi 10 juin 2026, 14:14 », “Wednesday, 10 June 2026, 2:14 PM”. They are in the
 * time zone of the person who downloaded them, and have no seconds.
 */
import { instantOf } from "../handed-in/local-time.js";

const MONTHS: readonly (readonly string[])[] = [
  ["janvier", "janv", "january", "jan"],
  ["fevrier", "fevr", "february", "feb"],
  ["mars", "march", "mar"],
  ["avril", "avr", "april", "apr"],
  ["mai", "may"],
  ["juin", "june", "jun"],
  ["juillet", "juil", "july", "jul"],
  ["aout", "august", "aug"],
  ["septembre", "sept", "september", "sep"],
  ["octobre", "oct", "october"],
  ["novembre", "nov", "november"],
  ["decembre", "dec", "december"],
];

/** The instant of a date in French or English; undefined if the text is none, such as “-”. */
export function dateIn(text: string, timeZone: string): Date | undefined {
  const words = text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
  const time = /(\d{1,2})\s?[:h]\s?(\d\d)(?::(\d\d))?\s*([ap])?\.?\s?m?/.exec(words);
  const year = /\b(\d{4})\b/.exec(words);
  const date = words.replace(time?.[0] ?? "", " ").replace(year?.[0] ?? "", " ");
  const day = /\b(\d{1,2})\b/.exec(date);
  const month = MONTHS.findIndex((names) =>
    names.some((name) => new RegExp(String.raw`(?<![a-z])${name}(?![a-z])`).test(date)),
  );
  if (time === null || year === null || day === null || month < 0) return undefined;
  const half = time[4];
  const hour = half === undefined ? Number(time[1]) : (Number(time[1]) % 12) + (half === "p" ? 12 : 0);
  return instantOf(
    {
      year: Number(year[1]),
      month: month + 1,
      day: Number(day[1]),
      hour,
      minute: Number(time[2]),
      second: Number(time[3] ?? 0),
    },
    timeZone,
  );
}
