/**
 * Mocha's reporter in each process of tests: it sends every suite, failure and skipped test to the process
 * that started it, which reports on all of them (`test-report.ts`).
 */
import { format } from "node:util";
import Mocha from "mocha";
import { endSoon } from "./leftovers.js";
import type { TestEvent } from "./test-report.js";

const {
  EVENT_SUITE_BEGIN,
  EVENT_SUITE_END,
  EVENT_TEST_PASS,
  EVENT_TEST_FAIL,
  EVENT_TEST_PENDING,
  EVENT_RUN_END,
} = Mocha.Runner.constants;

/** The largest exit status of POSIX systems. */
const MOST_STATUS = 255;

/** The results so far of a suite that is running. */
interface Tally {
  passed: number;
  failed: number;
  readonly start: number;
}

export default class TestReporter extends Mocha.reporters.Base {
  static readonly description = "sends the results to the process that started this one";

  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const tallies = new Map<Mocha.Suite, Tally>();
    const tallyOf = (test: Mocha.Runnable): Tally | undefined => tallies.get(outermost(test.parent));
    runner.on(EVENT_SUITE_BEGIN, (suite) => {
      if (isOutermost(suite)) tallies.set(suite, { passed: 0, failed: 0, start: performance.now() });
    });
    runner.on(EVENT_TEST_PASS, (test) => {
      const tally = tallyOf(test);
      if (tally) tally.passed++;
    });
    runner.on(EVENT_TEST_PENDING, (test) => send({ type: "skipped", title: test.fullTitle() }));
    runner.on(EVENT_TEST_FAIL, (test, error: Error) => {
      const tally = tallyOf(test);
      if (tally) tally.failed++;
      send({ type: "failure", title: test.fullTitle(), message: error.message.split("\n", 1)[0] });
    });
    runner.on(EVENT_SUITE_END, (suite) => {
      const tally = tallies.get(suite);
      if (tally)
        send({
          type: "suite",
          title: suite.title,
          passed: tally.passed,
          failed: tally.failed,
          milliseconds: performance.now() - tally.start,
        });
    });
    runner.once(EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      send({ type: "end", passes, failures, pending, details: detailsOf(this.failures) });
      endSoon(Math.min(failures, MOST_STATUS));
    });
  }
}

function send(event: TestEvent): void {
  process.send?.(event);
}

function isOutermost(suite: Mocha.Suite): boolean {
  return suite.parent?.root === true;
}

function outermost(suite: Mocha.Suite | undefined): Mocha.Suite {
  if (suite === undefined) throw new TypeError("a test belongs to a suite");
  return suite.parent === undefined || isOutermost(suite) ? suite : outermost(suite.parent);
}

/** The failures with their stacks and differences, as mocha itself writes them. */
function detailsOf(failures: Mocha.Test[]): string {
  if (failures.length === 0) return "";
  const lines: string[] = [];
  const { Base } = Mocha.reporters;
  const write = Base.consoleLog;
  Base.consoleLog = (...parts: unknown[]) => lines.push(format(...parts));
  try {
    Base.list(failures);
  } finally {
    Base.consoleLog = write;
  }
  return lines.join("\n");
}
