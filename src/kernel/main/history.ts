/**
 * The history: the cells executed in this session. It is held in memory only, because the course writes no
 * file outside its own folder.
 * https://jupyter-client.readthedocs.io/en/stable/messaging.html#history
 */
import type { Fields } from "../protocol/message.js";

const SESSION = 1;

interface Entry {
  readonly line: number;
  readonly input: string;
  output: string | null;
}

/** An entry in the protocol's form: session, line, and the input, alone or with its output. */
export type HistoryItem = readonly [number, number, string | readonly [string, string | null]];

export class History {
  private readonly entries: Entry[] = [];

  /** Adds a cell's input; the returned function adds its output. */
  add(line: number, input: string): (output: string) => void {
    const entry: Entry = { line, input, output: null };
    this.entries.push(entry);
    return (output) => (entry.output = output);
  }

  /** Answers a `history_request`. */
  ask(request: Fields): readonly HistoryItem[] {
    const withOutput = request["output"] === true;
    return this.select(request).map(({ line, input, output }) => [
      SESSION,
      line,
      withOutput ? [input, output] : input,
    ]);
  }

  private select(request: Fields): readonly Entry[] {
    const count = number(request["n"]);
    switch (request["hist_access_type"]) {
      case "range":
        return this.range(
          number(request["session"]) ?? 0,
          number(request["start"]) ?? 0,
          number(request["stop"]),
        );
      case "search":
        return last(this.search(text(request["pattern"]) ?? "*", request["unique"] === true), count);
      default:
        return last(this.entries, count);
    }
  }

  /** Session 0 is the current one; negative numbers mean earlier sessions, of which there is no history. */
  private range(session: number, start: number, stop: number | undefined): readonly Entry[] {
    if (session !== 0 && session !== SESSION) return [];
    return this.entries.filter(({ line }) => line >= start && (stop === undefined || line < stop));
  }

  private search(pattern: string, unique: boolean): readonly Entry[] {
    const matches = matcher(pattern);
    const found = this.entries.filter(({ input }) => matches(input));
    if (!unique) return found;
    return found.filter(
      ({ input }, index) => found.findLastIndex((other) => other.input === input) === index,
    );
  }
}

/**
 * Tests whether a whole input matches a pattern: `*` stands for any text, `?` for any character. The time
 * grows at most with the product of both lengths.
 */
function matcher(pattern: string): (input: string) => boolean {
  return (input) => {
    let [at, star, retry] = [0, -1, 0];
    let here = 0;
    while (here < input.length) {
      if (at < pattern.length && pattern[at] === "*") [star, retry, at] = [at, here, at + 1];
      else if (at < pattern.length && (pattern[at] === "?" || pattern[at] === input[here]))
        [at, here] = [at + 1, here + 1];
      else if (star >= 0) [at, retry, here] = [star + 1, retry + 1, retry + 1];
      else return false;
    }
    while (pattern[at] === "*") at++;
    return at === pattern.length;
  };
}

function last(entries: readonly Entry[], count: number | undefined): readonly Entry[] {
  return count === undefined ? entries : entries.slice(Math.max(0, entries.length - count));
}

function number(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
