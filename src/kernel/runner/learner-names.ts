/**
 * The learner's names in messages that V8 builds from the compiled text: a variable of the session is a box there,
 * `(0, f$0.value)()`, and V8 says so. `$0` is a mark that no name of the cell has (`compiler/names.ts`).
 */

const CALLED = /\(0 ?, ([\p{L}_$][\p{L}\p{M}\p{N}_$]*)\$\d+\.value\)/gu;
const BOXED = /(?<![\p{L}\p{N}_$.])([\p{L}_$][\p{L}\p{M}\p{N}_$]*)\$\d+\.value/gu;
const LAST_VALUE = /(?<![\p{L}\p{N}_$.])\$\d+exports\._(?![\p{L}\p{N}_$])/gu;
const HELPER = /(?<![\p{L}\p{N}_$.])\$\d+(?:awaited|defaultOf|namespaceOf)\((.*?)(?:, \S+)?\)/gu;

/** What V8 calls the variables that it makes itself: what a loop goes through, and what a catch clause has caught. */
const NAMELESS =
  /^(\.for|\.catch)(?= is not )|(?<= of ')(\.for|\.catch)(?=' as it is )|(?<=^Cannot destructure ')(\.for|\.catch)(?=' as it is )/gu;
const SAID: Readonly<Record<string, string>> = { ".for": "element of the loop", ".catch": "value caught" };

/** Words such as `x$0` that some cell has written itself: in that cell the mark is another. */
const written = new Set<string>();

/** Takes note of a cell's source, whose own names stay as they are. */
export function noteSource(source: string): void {
  for (const [word] of source.matchAll(/[\p{L}_$][\p{L}\p{M}\p{N}_$]*\$\d+/gu)) written.add(word);
}

/** A message with the names as they were written. */
export function withLearnerNames(given: string): string {
  const message =
    given.includes(".for") || given.includes(".catch")
      ? given.replaceAll(NAMELESS, (name) => SAID[name]!)
      : given;
  if (!message.includes("$")) return message;
  const named = (match: string, name: string): string =>
    written.has(/[^ (]+(?=\.value)/.exec(match)![0]) ? match : name;
  return message
    .replaceAll(CALLED, named)
    .replaceAll(BOXED, named)
    .replaceAll(LAST_VALUE, "_")
    .replaceAll(HELPER, "await $1");
}

/** The errors that V8 makes of source text; told by name, since a cell's constructors may be another realm's. */
const OF_SOURCE = new Set(["TypeError", "ReferenceError", "RangeError", "SyntaxError"]);

/** Gives an error that V8 made a message with the names as they were written, also for a cell that catches it. Never throws. */
export function nameAsWritten(error: unknown): void {
  try {
    if (typeof error !== "object" || error === null || !OF_SOURCE.has((error as Error).name)) return;
    const { message } = error as Error;
    if (typeof message !== "string") return;
    const named = withLearnerNames(message);
    if (named !== message) (error as Error).message = named;
  } catch {
    // A frozen error, or one that cannot be read, keeps what it says.
  }
}
