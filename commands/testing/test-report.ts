/**
 * The report on the tests of all processes: a line for each suite with its time, each failure at once and
 * again at the end, each skipped test by name, the progress, the slowest suites, and finally the line
 * `N passed, N failed`.
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

/** The number of slow suites named at the end of the report. */
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
  private passed = 0;
  private failed = 0;
  private pending = 0;
  private done = 0;
  private readonly running = new Set<string>();
  private readonly suites: SuiteResult[] = [];
  private readonly details: string[] = [];

  constructor(private readonly options: TestReportOptions) {
    this.writeNotes();
  }

  /** The number of failed tests so far, including jobs that did not run to their end. */
  get failures(): number {
    return this.failed;
  }

  /** Records that a job starts. */
  starts(job: string): void {
    this.running.add(job);
    if (this.options.progress === undefined) this.options.write(`… ${job} (${this.place()})`);
    else this.showProgress();
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
      this.passed += event.passes;
      this.failed += event.failures;
      this.pending += event.pending;
      if (event.details !== "") this.details.push(`${job}\n${event.details}`);
    }
    this.showProgress();
  }

  /** Records that a job's process has ended; one that has not sent its result counts as one failure. */
  ends(job: string, toldResult: boolean, status: number): void {
    this.running.delete(job);
    this.done++;
    if (!toldResult) {
      this.failed++;
      const text = `${job}: the process ended with status ${status} before its tests were over`;
      this.details.push(text);
      this.options.write(`  ✗ ${text}`);
    }
    this.showProgress();
  }

  /** Counts jobs that were not started as failures. */
  leavesOut(jobs: readonly string[]): void {
    this.failed += jobs.length;
    for (const job of jobs) this.details.push(`${job}: not run, since the run was stopped`);
  }

  /**
   * Writes the failures again, the slowest suites and the closing line. A run without any test is a failure:
   * the pattern of its `--grep` matches no title.
   */
  close(): void {
    const { write, elapsed } = this.options;
    if (this.done > 0 && this.passed + this.failed + this.pending === 0) {
      this.failed = 1;
      this.details.push("no test ran: no title matches");
    }
    for (const text of this.details) write(`\n${text}`);
    if (this.suites.length > SLOWEST) {
      write(`\nThe ${SLOWEST} slowest suites, of ${clock(elapsed())} in all:`);
      const slowest = [...this.suites].sort((a, b) => b.milliseconds - a.milliseconds).slice(0, SLOWEST);
      for (const { title, milliseconds } of slowest)
        write(`  ${seconds(milliseconds).padStart(7)}  ${title}`);
      write("");
    }
    this.writeNotes();
    write(closingLine({ passes: this.passed, failures: this.failed, pending: this.pending }));
  }

  private writeNotes(): void {
    for (const note of this.options.notes ?? []) this.options.write(note);
  }

  private showProgress(): void {
    this.options.progress?.(`${[...this.running].join(", ")}: ${this.place()}`);
  }

  private place(): string {
    return `${this.done} of ${this.options.jobs} jobs done, ${this.passed} passed, ${clock(this.options.elapsed())}`;
  }
}

function describeSuite({ title, passed, failed, milliseconds }: SuiteResult): string {
  return `${failed === 0 ? "✓" : "✗"} ${title}: ${passed} passed${failed === 0 ? "" : `, ${failed} failed`} (${seconds(milliseconds)})`;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
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
