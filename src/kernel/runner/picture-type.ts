/** Recognises pictures by their first bytes. */
import { isUint8Array } from "#kernel/runner/values";

/** The bytes at the beginning of each kind of picture; a dot stands for any byte. */
const BEGINNINGS: readonly (readonly [type: string, pattern: RegExp])[] = [
  ["image/png", /^\x89PNG\r\n\x1a\n/],
  ["image/jpeg", /^\xff\xd8\xff/],
  ["image/gif", /^GIF8/],
  ["image/webp", /^RIFF[^]{4}WEBP/],
];
const LONGEST = 12;

/** The MIME type of a picture in these bytes; undefined for any other value. */
export function pictureType(value: unknown): string | undefined {
  if (!isUint8Array(value)) return undefined;
  let start = "";
  for (let at = 0; at < Math.min(value.length, LONGEST); at++) start += String.fromCharCode(value[at]);
  return BEGINNINGS.find(([, pattern]) => pattern.test(start))?.[0];
}
