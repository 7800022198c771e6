/**
 * The tests' report: a line per suite with its time, each failure at once and again at the end, each skipped test
 * named with its reason, and last the line `N passed, N failed`.
 */
import Mocha from "mocha";
import { endSoon } from "./leftovers.js";

const { EVENT_SUITE_END, EVENT_TEST_PASS, EVENT_TEST_FAIL, EVENT_TEST_PENDING, EVENT_RUN_END } = Mocha.Runner.constants;

/** The largest exit status that systems tell apart. */
const MOST_STATUS = 255;

/** How long a suite took and how its tests ended. */
interface Tally {
  passed: number;
  failed: number;
  milliseconds: number;
}

export default class TestReporter extends Mocha.reporters.Base {
  static readonly description = "a line per suite, and last the numbers passed and failed";

  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const tallies = new Map<Mocha.Suite, Tally>();
    const tallyOf = (test: Mocha.Runnable): Tally => {
      const suite = outermost(test.parent);
      const tally = tallies.get(suite) ?? { passed: 0, failed: 0, milliseconds: 0 };
      tallies.set(suite, tally);
      tally.milliseconds += test.duration ?? 0;
      return tally;
    };
    runner.on(EVENT_TEST_PASS, (test) => {
      tallyOf(test).passed++;
    });
    runner.on(EVENT_TEST_PENDING, (test) => {
      console.log(`  - skipped: ${test.fullTitle()}`);
    });
    runner.on(EVENT_TEST_FAIL, (test, error: Error) => {
      tallyOf(test).failed++;
      console.log(`  ✗ ${test.fullTitle()}\n      ${error.message.split("\n", 1)[0]}`);
    });
    runner.on(EVENT_SUITE_END, (suite) => {
      const tally = tallies.get(suite);
      if (tally) console.log(describeTally(suite.title, tally));
    });
    runner.once(EVENT_RUN_END, () => {
      if (this.failures.length > 0) Mocha.reporters.Base.list(this.failures);
      // The very last line, also after a word on what was left open.
      process.once("exit", () => console.log(closingLine(this.stats)));
      endSoon(Math.min(this.stats.failures, MOST_STATUS));
    });
  }
}

function outermost(suite: Mocha.Suite | undefined): Mocha.Suite {
  if (suite === undefined) throw new TypeError("a test belongs to a suite");
  return suite.parent === undefined || suite.parent.root ? suite : outermost(suite.parent);
}

function describeTally(title: string, tally: Tally): string {
  const mark = tally.failed === 0 ? "✓" : "✗";
  const failures = tally.failed === 0 ? "" : `, ${tally.failed} failed`;
  return `${mark} ${title}: ${tally.passed} passed${failures} (${(tally.milliseconds / 1000).toFixed(1)} s)`;
}

/** The last line of the report; `, N skipped` follows where tests were. */
export function closingLine(stats: Pick<Mocha.Stats, "passes" | "failures" | "pending">): string {
  const skipped = stats.pending === 0 ? "" : `, ${stats.pending} skipped`;
  return `${stats.passes} passed, ${stats.failures} failed${skipped}`;
}
