/**
 * The dialogs of browsers and of Deno, which cells have outside of the course: a beginner is told of `await input(…)`
 * instead. They are declared as if by a cell before the first one, so that the prepared program need not be made anew.
 * The runner defines the functions themselves (`runner/dialogs.ts`).
 */
export const DIALOG_FUNCTIONS = `/**
 * Asks for a line of text, and waits for it.
 *
 * @param message What is asked.
 * @param initial The answer if the line is empty.
 */
declare function prompt(message?: string, initial?: string): string | null;

/** Asks a question, and waits for its answer: true for a line that begins with y, or with o for "oui". */
declare function confirm(message?: string): boolean;

/** Shows a message, and waits until the person has seen it. */
declare function alert(message?: unknown): void;

export {};
`;
