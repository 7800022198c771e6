/**
 * Restores the learner's names in error messages. V8 builds them from the compiled text, where a variable of
 * the session is a box: a call of `f` is written `(0, f$0.value)()`. `$0` is a suffix that no name of the
 * cell has (`compiler/names.ts`).
 */

const CALLED = /\(0 ?, ([\p{L}_$][\p{L}\p{M}\p{N}_$]*)\$\d+\.value\)/gu;
const BOXED = /(?<![\p{L}\p{N}_$.])([\p{L}_$][\p{L}\p{M}\p{N}_$]*)\$\d+\.value/gu;
const LAST_VALUE = /(?<![\p{L}\p{N}_$.])\$\d+exports\._(?![\p{L}\p{N}_$])/gu;
const HELPER = /(?<![\p{L}\p{N}_$.])\$\d+(?:awaited|defaultOf|namespaceOf)\((.*?)(?:, \S+)?\)/gu;

/**
 * V8's own names for variables that have none in the source: the element of a loop, and the value that
 * `catch` received.
 */
const NAMELESS =
  /^(\.for|\.catch)(?= is not )|(?<= of ')(\.for|\.catch)(?=' as it is )|(?<=^Cannot destructure ')(\.for|\.catch)(?=' as it is )/gu;
const SAID: Readonly<Record<string, string>> = { ".for": "element of the loop", ".catch": "value caught" };

/** Words such as `x$0` that occur in the source of a cell: in that cell another suffix is used. */
const written = new Set<string>();

/** Records the names with such a suffix in a cell's source; `withLearnerNames` leaves them unchanged. */
export function noteSource(source: string): void {
  for (const [word] of source.matchAll(/[\p{L}_$][\p{L}\p{M}\p{N}_$]*\$\d+/gu)) written.add(word);
}

/** A message with the names that the learner wrote. */
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

/**
 * The errors whose messages quote the source; compared by name, since a cell's constructors belong to another
 * realm.
 */
const OF_SOURCE = new Set(["TypeError", "ReferenceError", "RangeError", "SyntaxError"]);

/**
 * Restores the learner's names in the message of an error of V8's, also for a cell that catches the error.
 * Never throws.
 */
export function nameAsWritten(error: unknown): void {
  try {
    if (typeof error !== "object" || error === null || !OF_SOURCE.has((error as Error).name)) return;
    const { message } = error as Error;
    if (typeof message !== "string") return;
    const named = withLearnerNames(message);
    if (named !== message) (error as Error).message = named;
  } catch {
    // The message of a frozen error, or of one that cannot be read, stays as it is.
  }
}
