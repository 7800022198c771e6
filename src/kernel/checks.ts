/**
 * How strictly cells are checked.
 *
 * - `course`: every finding of the type checker stops a cell, and the habits of beginners get advice.
 * - `plain`: for anybody's notebooks. What is only doubtful is a warning beside the result, a callback given to a
 *   value without a type needs no types either, and code that runs as it stands gets no advice.
 */
export type Checks = "course" | "plain";

/** The environment variable that chooses the checks; the commands of the course set it. */
const VARIABLE = "NEURONES_CHECKS";

/**
 * The checks for the notebooks of a folder: those that the environment names, else those of the course in its own
 * folders.
 *
 * @param directory The notebook's folder.
 * @param home The folder of this package.
 */
export function checksFor(
  directory: string,
  home: string,
  environment: Readonly<Record<string, string | undefined>>,
): Checks {
  const named = environment[VARIABLE];
  if (named === "course" || named === "plain") return named;
  const isInside = directory === home || /^[\\/]/.test(directory.slice(home.length));
  return directory.startsWith(home) && isInside && !/[\\/]node_modules[\\/]/.test(home) ? "course" : "plain";
}
