/**
 * The processor time of the tests' jobs: of each job's process and of all that it has started, directly or not, user and
 * system time together. Where jobs share the processors, it tells what each of them costs, which its duration does not.
 *
 * The system adds to a process's time that of the children for whose end it has waited. A browser ends without waiting
 * for its helpers; so all processes are looked at from time to time too, and a helper counts as it was last seen. The
 * result is therefore at most a little too small. Only Linux tells these times in files; elsewhere there is no result.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";

/** Milliseconds between two looks at all processes; one look takes some milliseconds. */
const INTERVAL = 2000;

/** The unit of the times in `/proc`, in seconds; the same on every Linux. */
const TICK = 0.01;

/** What `/proc/PID/stat` says of a process; times in ticks. */
interface Sample {
  readonly pid: number;
  readonly parent: number;
  /** When it started; with the number, which the system uses again, it names the process. */
  readonly started: number;
  /** What the process itself has computed. */
  readonly own: number;
  /** The same of its children that have ended and been waited for, and of theirs. */
  readonly waited: number;
}

/** A process as it was last seen, with all the children that it was seen to have. */
interface Seen {
  last: Sample;
  readonly children: Seen[];
}

export class ProcessorTimes {
  /** The processes of all jobs, by number; one that has ended stays in its parent's children alone. */
  private readonly present = new Map<number, Seen>();
  /** The processes of the jobs, by number. */
  private readonly jobs = new Map<number, Seen>();
  /** What the jobs that have ended have computed, in ticks. */
  private counted = readSample("self")?.waited ?? 0;
  private readonly timer = setInterval(() => this.look(), INTERVAL).unref();

  /** Begins to look at the processes; undefined where the system does not tell. */
  static start(): ProcessorTimes | undefined {
    return existsSync("/proc/self/stat") ? new ProcessorTimes() : undefined;
  }

  private constructor() {}

  /** Begins to follow a child process of this one. */
  follow(pid: number): void {
    const last = readSample(String(pid));
    if (last === undefined) return;
    const job: Seen = { last, children: [] };
    this.jobs.set(pid, job);
    this.present.set(pid, job);
  }

  /** The seconds that a child and all its descendants have computed; to be called as soon as it has ended. */
  secondsOf(pid: number): number {
    // This process has waited for the child.
    const waited = readSample("self")?.waited ?? this.counted;
    const told = waited - this.counted;
    this.counted = waited;
    const job = this.jobs.get(pid);
    this.jobs.delete(pid);
    return TICK * Math.max(told, job === undefined ? 0 : total(job));
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Looks at all processes and keeps the times of those that belong to a job. */
  private look(): void {
    const samples = readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => readSample(pid) ?? [])
      // Parents before their children.
      .sort((a, b) => a.started - b.started || a.pid - b.pid);
    const before = new Map(this.present);
    this.present.clear();
    for (const sample of samples) {
      const known = before.get(sample.pid);
      if (known?.last.started === sample.started) {
        known.last = sample;
        this.present.set(sample.pid, known);
        continue;
      }
      const parent = this.present.get(sample.parent);
      if (parent === undefined) continue;
      const seen: Seen = { last: sample, children: [] };
      parent.children.push(seen);
      this.present.set(sample.pid, seen);
    }
  }
}

/** What a process and all its descendants have computed, in ticks: each child counts once, as told or as seen. */
function total({ last, children }: Seen): number {
  return (
    last.own +
    Math.max(
      last.waited,
      children.reduce((sum, child) => sum + total(child), 0),
    )
  );
}

/** Undefined for a process that has ended. */
function readSample(pid: string): Sample | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // `12 (a name (with) brackets) S 1 …`: the numbers begin behind the last bracket, with the third field.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const field = (number: number): number => Number(fields[number - 3]);
    return {
      pid: Number.parseInt(text, 10),
      parent: field(4),
      started: field(22),
      own: field(14) + field(15),
      waited: field(16) + field(17),
    };
  } catch {
    return undefined;
  }
}
