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

const OPTIONS = { threads: { type: "string" }, rounds: { type: "string" }, json: { type: "boolean" }, peers: { type: "string" } } as const;

/** Something on the command line that cannot be used; the message is for who wrote it. */
export class UsageError extends Error {}

/** What a command line says: names of jobs, options, and which of these were given. */
export interface CommandLine {
  readonly names: readonly string[];
  readonly options: BenchOptions;
  readonly given: readonly OptionName[];
}

export function parseCommandLine(words: readonly string[]): CommandLine {
  const { tokens } = parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true, strict: false, tokens: true });
  const names: string[] = [];
  const values = new Map<OptionName, string | undefined>();
  for (const token of tokens) {
    if (token.kind === "positional") names.push(token.value);
    if (token.kind !== "option") continue;
    const known = Object.keys(OPTIONS).find((name): name is OptionName => name === token.name);
    if (known === undefined) throw new UsageError(`unknown option: ${token.rawName}. Known: ${Object.keys(OPTIONS).map((name) => `--${name}`).join(", ")}`);
    if (OPTIONS[known].type === "boolean" && token.value !== undefined) throw new UsageError(`--${known} takes no value, received ${token.value}`);
    values.set(known, token.value);
  }
  const options = {
    threads: countIn(values, "threads") ?? 1,
    rounds: countIn(values, "rounds"),
    json: values.has("json"),
    peers: values.has("peers") ? textIn(values, "peers").split(",").filter((name) => name !== "") : undefined,
  };
  return { names, options, given: [...values.keys()] };
}

/** Refuses what was given and this job has no use for: it would be measured as if nothing had been said. */
export function checkAccepted(job: string, given: readonly OptionName[], accepted: readonly OptionName[]): void {
  const refused = given.filter((name) => !accepted.includes(name)).map((name) => `--${name}`);
  if (refused.length > 0) throw new UsageError(`${job} has no option ${refused.join(", ")}; it has ${accepted.map((name) => `--${name}`).join(", ") || "none"}`);
}

function textIn(values: ReadonlyMap<OptionName, string | undefined>, name: OptionName): string {
  const text = values.get(name);
  // An option that follows is no value: `--peers --json` forgot one.
  if (text === undefined || text === "" || text.startsWith("--")) throw new UsageError(`--${name} wants a value`);
  return text;
}

function countIn(values: ReadonlyMap<OptionName, string | undefined>, name: OptionName): number | undefined {
  if (!values.has(name)) return undefined;
  const text = textIn(values, name);
  if (!/^[1-9]\d*$/.test(text)) throw new UsageError(`--${name} wants a whole number from 1 on, received ${text}`);
  return Number(text);
}
