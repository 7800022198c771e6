/**
 * The options of `npm run bench`, by name: what is unknown, or is known but not to the job that is asked for, is refused.
 */
import { parseArgs } from "node:util";

/** Everything an option can say. */
export interface BenchOptions {
  /** How many threads each side may use. */
  readonly threads: number;
  /** How often everything is measured; each job has its own habit where nothing is said. */
  readonly rounds: number | undefined;
  /** Whether standard output gets lines of JSON instead of a table. */
  readonly json: boolean;
  /** Whom to compare with; everybody where nothing is said. */
  readonly peers: readonly string[] | undefined;
}

export type OptionName = keyof BenchOptions;

const OPTIONS = {
  threads: { type: "string" },
  rounds: { type: "string" },
  json: { type: "boolean" },
  peers: { type: "string" },
} as const;

/** Something on the command line that cannot be used; the message is for who wrote it. */
export class UsageError extends Error {}

/** What a command line says: names of jobs, options, and which of these were given. */
export interface CommandLine {
  readonly names: readonly string[];
  readonly options: BenchOptions;
  readonly given: readonly OptionName[];
}

export function parseCommandLine(words: readonly string[]): CommandLine {
  const { values, positionals: names } = parse(words);
  const options = {
    threads: countIn(values.threads, "threads") ?? 1,
    rounds: countIn(values.rounds, "rounds"),
    json: values.json ?? false,
    peers: values.peers?.split(",").filter((name) => name !== ""),
  };
  if (options.peers?.length === 0) throw new UsageError("--peers wants a value");
  return { names, options, given: Object.keys(values) as OptionName[] };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** Refuses what was given and this job has no use for: it would be measured as if nothing had been said. */
export function checkAccepted(
  job: string,
  given: readonly OptionName[],
  accepted: readonly OptionName[],
): void {
  const refused = given.filter((name) => !accepted.includes(name)).map((name) => `--${name}`);
  if (refused.length > 0)
    throw new UsageError(
      `${job} has no option ${refused.join(", ")}; it has ${accepted.map((name) => `--${name}`).join(", ") || "none"}`,
    );
}

function countIn(text: string | undefined, name: OptionName): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d*$/.test(text))
    throw new UsageError(`--${name} wants a whole number from 1 on, received ${text}`);
  return Number(text);
}
