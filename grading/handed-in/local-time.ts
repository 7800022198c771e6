/** Times of day in a time zone, and the instants that they are. */
import { SetUpError } from "../../system/set-up-error.js";

/** A date and a time of day as a clock shows them; months count from 1. */
export interface ClockTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** The time zone of this machine, such as `Europe/Paris`. */
export function ownTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** True if the name is that of a time zone, such as `Europe/Paris` or `+01:00`. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The time zone that an option names. Throws `SetUpError` if there is none of this name. */
export function timeZoneNamed(name: string): string {
  if (isTimeZone(name)) return name;
  throw new SetUpError({
    fr: `« ${name} » n’est pas un fuseau horaire. Exemples : Europe/Paris, America/Montreal, UTC.`,
    en: `“${name}” is not a time zone. Examples: Europe/Paris, America/Montreal, UTC.`,
  });
}

/** The instant at which clocks of a time zone show this time; undefined if no calendar has such a date. */
export function instantOf(time: ClockTime, timeZone: string): Date | undefined {
  const asUtc = Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second);
  const shown = new Date(asUtc);
  const isShown =
    shown.getUTCMonth() + 1 === time.month &&
    shown.getUTCDate() === time.day &&
    shown.getUTCHours() === time.hour;
  if (!isShown) return undefined;
  // The zone's distance from UTC at a guess of the instant; a second step is right near a change to summer time.
  let instant = asUtc;
  for (let step = 0; step < 2; step++) instant = asUtc - distanceAt(instant, timeZone);
  return new Date(instant);
}

/** Milliseconds by which clocks of the zone are ahead of UTC. */
function distanceAt(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(instant);
  const [year, month, day, hour, minute, second] = (
    ["year", "month", "day", "hour", "minute", "second"] as const
  ).map((name) => Number(parts.find(({ type }) => type === name)?.value));
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}
