/**
 * The report on the tests of all processes: a line for each suite with its time, each failure at once and
 * again at the end, each skipped test by name, the progress, the slowest suites, the jobs that computed longest,
 * and finally the line `N passed, N failed`.
 *
 * A job that failed while others ran may run a second time. Its second result counts; where it passes, the
 * report names the job and its first failures, which nobody should take for none.
 */

/** The result of an outermost suite; its time includes its hooks. */
export interface SuiteResult {
  readonly title: string;
  readonly passed: number;
  readonly failed: number;
  readonly milliseconds: number;
}

/** A message from a process that runs tests to the process that reports on them. */
export type TestEvent =
  | ({ readonly type: "suite" } & SuiteResult)
  | { readonly type: "failure"; readonly title: string; readonly message: string }
  | { readonly type: "skipped"; readonly title: string }
  | {
      readonly type: "end";
      readonly passes: number;
      readonly failures: number;
      readonly pending: number;
      readonly details: string;
    };

/** What the process of a job has told, or what became of it. */
interface JobResult {
  readonly passes: number;
  readonly failures: number;
  readonly pending: number;
  readonly details: string;
}

/** The number of slow suites, and of jobs that computed long, named at the end of the report. */
const SLOWEST = 10;

export interface TestReportOptions {
  /** Writes a line. */
  readonly write: (line: string) => void;
  /**
   * Replaces the progress line; without it (the output is not a terminal), a line is written when a job
   * starts.
   */
  readonly progress?: (text: string) => void;
  readonly jobs: number;
  /** Lines written before and after the tests: the programs that this machine lacks. */
  readonly notes?: readonly string[];
  /** Milliseconds since the start. */
  readonly elapsed: () => number;
}

export class TestReport {
  private readonly running = new Set<string>();
  /** The result of each job that has one. */
  private readonly results = new Map<string, JobResult>();
  /** The first results of the jobs that run a second time. */
  private readonly firstResults = new Map<string, JobResult>();
  private readonly suites: SuiteResult[] = [];
  /** The processor time of each job, in seconds. */
  private readonly computed = new Map<string, number>();

  constructor(private readonly options: TestReportOptions) {
    this.writeNotes();
  }

  /** The number of failed tests so far, including jobs that did not run to their end. */
  get failures(): number {
    return this.sum("failures");
  }

  /** The jobs that have failed so far. */
  get failedJobs(): string[] {
    return [...this.results].filter(([, { failures }]) => failures > 0).map(([job]) => job);
  }

  /** Records that a job starts. */
  starts(job: string): void {
    this.running.add(job);
    if (this.options.progress === undefined) this.options.write(`… ${job} (${this.place()})`);
    else this.showProgress();
  }

  /** Sets the result of a job aside, since the job runs a second time. */
  repeats(job: string): void {
    const first = this.results.get(job);
    if (first === undefined) return;
    this.firstResults.set(job, first);
    this.results.delete(job);
    this.options.write(`${job} failed while other jobs ran: it runs a second time, alone`);
  }

  /** Records an event that a job has sent. */
  take(job: string, event: TestEvent): void {
    const { write } = this.options;
    if (event.type === "suite") {
      if (event.passed + event.failed > 0) {
        this.suites.push(event);
        write(describeSuite(event));
      }
    } else if (event.type === "failure") {
      write(`  ✗ ${event.title}\n      ${event.message}`);
    } else if (event.type === "skipped") {
      write(`  - skipped: ${event.title}`);
    } else {
      const { passes, failures, pending, details } = event;
      this.results.set(job, { passes, failures, pending, details });
    }
    this.showProgress();
  }

  /**
   * Records that a job's process has ended; one that has not sent its result counts as one failure.
   * @param computed the processor time of all its processes in seconds, where the system tells it
   */
  ends(job: string, toldResult: boolean, status: number, computed?: number): void {
    this.running.delete(job);
    if (computed !== undefined) this.computed.set(job, computed + (this.computed.get(job) ?? 0));
    if (!toldResult) {
      const details = `the process ended with status ${status} before its tests were over`;
      this.results.set(job, failure(details));
      this.options.write(`  ✗ ${job}: ${details}`);
    }
    this.showProgress();
  }

  /** Counts jobs that were not started as failures. */
  leavesOut(jobs: readonly string[]): void {
    for (const job of jobs) this.results.set(job, failure("not run, since the run was stopped"));
  }

  /**
   * Writes the failures again, the slowest suites and the closing line. A run without any test is a failure:
   * the pattern of its `--grep` matches no title.
   */
  close(): void {
    const { write, elapsed } = this.options;
    const counts = { passes: this.sum("passes"), pending: this.sum("pending") };
    if (this.results.size > 0 && counts.passes + counts.pending + this.failures === 0)
      this.results.set("no test ran", failure("no title matches"));
    for (const [job, { failures, details }] of this.results) if (failures > 0) write(`\n${job}:\n${details}`);
    this.writeUnsteady();
    if (this.suites.length > SLOWEST) {
      write(`\nThe ${SLOWEST} slowest suites, of ${clock(elapsed())} in all:`);
      const slowest = [...this.suites].sort((a, b) => b.milliseconds - a.milliseconds).slice(0, SLOWEST);
      for (const { title, milliseconds } of slowest) write(timeLine(milliseconds, title));
      write("");
    }
    this.writeComputed();
    this.writeNotes();
    write(closingLine({ ...counts, failures: this.failures }));
  }

  /** Names the jobs that failed beside others and passed alone. */
  private writeUnsteady(): void {
    for (const [job, { failures, details }] of this.firstResults)
      if (this.results.get(job)?.failures === 0)
        this.options.write(
          `\nUNSTEADY: ${job} passed alone; ${failures} failed while other jobs ran:\n${details}`,
        );
  }

  /** Names the jobs with the most processor time. */
  private writeComputed(): void {
    const { write } = this.options;
    if (this.computed.size <= SLOWEST) return;
    const jobs = [...this.computed].sort(([, a], [, b]) => b - a);
    const all = jobs.reduce((sum, [, computed]) => sum + computed, 0);
    write(`The ${SLOWEST} jobs that computed longest, of ${clock(1000 * all)} of processor time in all:`);
    for (const [job, computed] of jobs.slice(0, SLOWEST)) write(timeLine(1000 * computed, job));
    write("");
  }

  private sum(count: "passes" | "failures" | "pending"): number {
    return [...this.results.values()].reduce((sum, result) => sum + result[count], 0);
  }

  private writeNotes(): void {
    for (const note of this.options.notes ?? []) this.options.write(note);
  }

  private showProgress(): void {
    this.options.progress?.(`${[...this.running].join(", ")}: ${this.place()}`);
  }

  private place(): string {
    const { jobs, elapsed } = this.options;
    return `${this.results.size} of ${jobs} jobs done, ${this.sum("passes")} passed, ${clock(elapsed())}`;
  }
}

function failure(details: string): JobResult {
  return { passes: 0, failures: 1, pending: 0, details };
}

function describeSuite({ title, passed, failed, milliseconds }: SuiteResult): string {
  return `${failed === 0 ? "✓" : "✗"} ${title}: ${passed} passed${failed === 0 ? "" : `, ${failed} failed`} (${seconds(milliseconds)})`;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** A line of a list of what took long. */
function timeLine(milliseconds: number, what: string): string {
  return `  ${seconds(milliseconds).padStart(8)}  ${what}`;
}

/** `3 min 07 s` */
function clock(milliseconds: number): string {
  const whole = Math.round(milliseconds / 1000);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, "0")} s`;
}

/** The last line of the report; `, N skipped` follows if tests were skipped. */
function closingLine({
  passes,
  failures,
  pending,
}: {
  readonly passes: number;
  readonly failures: number;
  readonly pending: number;
}): string {
  return `${passes} passed, ${failures} failed${pending === 0 ? "" : `, ${pending} skipped`}`;
}
