/**
 * The processors of this machine, of which each running sandbox has one (Linux): so a submission that keeps all its
 * threads busy takes nothing from another that is graded at the same time.
 */
import { readFileSync } from "node:fs";

/** A processor that a sandbox uses. */
export interface TakenProcessor {
  readonly number: number;
  /** Gives it back; to be called once. */
  release(): void;
}

/** Hands out processors: each time one that the fewest sandboxes use. */
export class Processors {
  private readonly users: Map<number, number>;

  /** @param numbers the processors' numbers; none where they are not known */
  constructor(numbers: readonly number[] = allowedProcessors()) {
    // Several programs that grade at once begin with different processors.
    const first = numbers.length === 0 ? 0 : process.pid % numbers.length;
    this.users = new Map([...numbers.slice(first), ...numbers.slice(0, first)].map((number) => [number, 0]));
  }

  /** Takes a processor; undefined where none is known. */
  take(): TakenProcessor | undefined {
    const [least] = [...this.users].sort(([, one], [, other]) => one - other);
    if (least === undefined) return undefined;
    const [number, users] = least;
    this.users.set(number, users + 1);
    return { number, release: () => this.users.set(number, (this.users.get(number) ?? 1) - 1) };
  }
}

/** The processors on which this process may run, by the system's list such as `0-3,8`; empty where it tells none. */
export function allowedProcessors(status: string = ownStatus()): number[] {
  const list = /^Cpus_allowed_list:\s*(\S+)$/m.exec(status)?.[1] ?? "";
  return list
    .split(",")
    .filter((range) => /^\d+(-\d+)?$/.test(range))
    .flatMap((range) => {
      const [first, last = first] = range.split("-").map(Number);
      return Array.from({ length: last - first + 1 }, (_, i) => first + i);
    });
}

function ownStatus(): string {
  try {
    return readFileSync("/proc/self/status", "utf8");
  } catch {
    return "";
  }
}
