/**
 * The jobs of `npm run bench` and their options. An option that is unknown, or that a named job does not use,
 * is refused.
 */
import { parseArgs } from "node:util";

/** The values of all options. */
export interface BenchOptions {
  /** The number of threads that each side may use. */
  readonly threads: number;
  /** The number of measurements; each job has its own default. */
  readonly rounds: number | undefined;
  /** Whether standard output gets lines of JSON instead of a table. */
  readonly json: boolean;
  /** The peers to compare with; by default all. */
  readonly peers: readonly string[] | undefined;
  /** The folder of another checkout of this project, built, to compare with; by default none. */
  readonly beside: string | undefined;
  /** The number of users of a server. */
  readonly users: number | undefined;
  /** The folder of a shared installation. */
  readonly shared: string | undefined;
}

export type OptionName = keyof BenchOptions;

/**
 * One benchmark: prints its table, or throws if it cannot measure.
 * @throws UsageError if it cannot use the value of an option
 */
export type BenchJob = (options: BenchOptions) => Promise<void>;

/** The exports of a file in `bench/jobs/`. */
export interface BenchModule {
  readonly default: BenchJob;
  /** The options that it uses; by default none. */
  readonly accepts?: readonly OptionName[];
}

const OPTIONS = {
  threads: { type: "string" },
  rounds: { type: "string" },
  json: { type: "boolean" },
  peers: { type: "string" },
  beside: { type: "string" },
  users: { type: "string" },
  shared: { type: "string" },
} as const;

/** An error in the command line; its message is for the person who wrote it. */
export class UsageError extends Error {}

/** A command line, read: the names of jobs, the options, and the names of the options that were given. */
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
    beside: values.beside,
    users: countIn(values.users, "users"),
    shared: values.shared,
  };
  if (options.peers?.length === 0) throw new UsageError("--peers needs a value");
  for (const name of ["beside", "shared"] as const)
    if (options[name] === "") throw new UsageError(`--${name} needs a folder`);
  return { names, options, given: Object.keys(values) as OptionName[] };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** Refuses options that were given and that this job ignores. */
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
    throw new UsageError(`--${name} needs a whole number of at least 1, received ${text}`);
  return Number(text);
}
