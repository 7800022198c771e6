/**
 * Jasmine as TensorFlow.js' tests expect it: its functions as globals, and the module `jasmine_util`, with one
 * environment that computes on a processor and answers at once.
 *
 * Two matchers are replaced, `toThrow` and `toThrowError`. Where a test expects an error with a certain text, an
 * error of ours passes too if it is a `NeuronesError`, because its texts are its own. A crash (`TypeError: … is
 * not a function`) passes neither: it is not the refusal that the test asks for.
 */
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** What the command uses of `tf.engine()`; an entry may have less. */
export interface EngineLike {
  startScope?(): void;
  endScope?(): void;
  disposeVariables?(): void;
  reset?(): void;
}

interface TestEnvironment {
  readonly name: string;
  readonly backendName: string;
  readonly isDataSync: boolean;
  readonly flags: Readonly<Record<string, unknown>>;
}

interface Constraints {
  readonly flags?: Readonly<Record<string, unknown>>;
  readonly predicate?: (environment: TestEnvironment) => boolean;
}

export interface SpecResult {
  readonly fullName: string;
  readonly status: string;
  readonly failedExpectations: readonly { readonly message: string; readonly stack?: string }[];
}

interface MatcherResult {
  pass: boolean;
  message?: string | (() => string);
}

interface Matcher {
  compare(actual: unknown, ...expected: unknown[]): MatcherResult;
}

type MatcherFactory = (utilities: unknown) => Matcher;

interface JasmineGlobals {
  readonly jasmine: {
    DEFAULT_TIMEOUT_INTERVAL: number;
    getEnv(): {
      configure(options: object): void;
      addReporter(reporter: { specDone(result: SpecResult): void }): void;
      execute(): Promise<unknown>;
    };
    addMatchers(matchers: Record<string, MatcherFactory>): void;
  };
  readonly describe: (name: string, body: () => void) => void;
  readonly beforeAll: (work: () => unknown) => void;
  readonly beforeEach: (work: () => unknown) => void;
  readonly afterEach: (work: () => unknown) => void;
}

interface JasmineCore {
  noGlobals(): JasmineGlobals;
}

/** Seconds after which a test fails. */
const LIMIT = 20;

export interface JasmineRun {
  /** Stands for TensorFlow.js' module `jasmine_util`. */
  readonly utilities: Record<string, unknown>;
  /** Runs all tests that were described; `done` gets each result. */
  execute(done: (result: SpecResult) => void): Promise<void>;
}

/** Sets jasmine's globals. */
export function prepareJasmine(engine: () => EngineLike, isOurs: (error: unknown) => boolean): JasmineRun {
  const core = (require("jasmine-core") as JasmineCore).noGlobals();
  Object.assign(globalThis, core);
  const { jasmine, describe, beforeAll, beforeEach, afterEach } = core;
  jasmine.DEFAULT_TIMEOUT_INTERVAL = LIMIT * 1000;
  const environment = jasmine.getEnv();
  environment.configure({ random: false, autoCleanClosures: false });
  beforeEach(() => jasmine.addMatchers(throwingMatchers(isOurs)));
  const environmentOfTests: TestEnvironment = {
    name: "cpu",
    backendName: "cpu",
    isDataSync: true,
    flags: {},
  };
  const describeWithFlags = (
    name: string,
    constraints: Constraints | null,
    tests: (environment: TestEnvironment) => void,
  ): void => {
    if (constraints?.flags !== undefined || constraints?.predicate?.(environmentOfTests) === false) return;
    describe(`${name} `, () => {
      beforeAll(() => engine().reset?.());
      beforeEach(() => engine().startScope?.());
      afterEach(() => {
        engine().endScope?.();
        engine().disposeVariables?.();
      });
      tests(environmentOfTests);
    });
  };
  const never: Constraints = { predicate: () => false };
  return {
    utilities: {
      describeWithFlags,
      ALL_ENVS: {},
      NODE_ENVS: {},
      SYNC_BACKEND_ENVS: {},
      HAS_NODE_WORKER: never,
      HAS_WORKER: never,
      BROWSER_ENVS: never,
      CHROME_ENVS: never,
      TEST_ENVS: [environmentOfTests],
      registerTestEnv: () => undefined,
      setTestEnvs: () => undefined,
    },
    async execute(done) {
      environment.addReporter({ specDone: done });
      await environment.execute();
    },
  };
}

/** What V8 writes when a program uses a name that does not exist: no refusal, but a crash. */
const CRASH = /is not a (function|constructor)|is not (defined|iterable)|Cannot (read|set) propert/;

/** `toThrow` and `toThrowError`, for which a crash is no error and an error of ours may have any text. */
function throwingMatchers(isOurs: (error: unknown) => boolean): Record<string, MatcherFactory> {
  const matcher =
    (fits: (thrown: unknown, expected: readonly unknown[]) => boolean): MatcherFactory =>
    () => ({
      compare(actual, ...expected) {
        const thrown = errorOf(actual);
        if (thrown === undefined) return { pass: false, message: "Expected function to throw an error." };
        const pass = !CRASH.test(String(thrown.error)) && fits(thrown.error, expected);
        return {
          pass,
          message: () =>
            pass
              ? `Expected function not to throw, but it threw ${String(thrown.error)}`
              : `Expected function to throw ${expected.map(String).join(", ")}, but it threw ${String(thrown.error)}`,
        };
      },
    });
  return {
    toThrow: matcher((thrown, expected) => expected.length === 0 || String(expected[0]) === String(thrown)),
    toThrowError: matcher(
      (thrown, expected) =>
        isOurs(thrown) || (thrown instanceof Error && expected.every((each) => fitsError(thrown, each))),
    ),
  };
}

/** Whether an error is what a test asks for: a class, a pattern for its message, or its message. */
function fitsError(thrown: Error, expected: unknown): boolean {
  if (expected instanceof RegExp) return expected.test(thrown.message);
  return typeof expected === "function" ? thrown instanceof expected : thrown.message === expected;
}

/** What a function throws, in an object; undefined if it throws nothing. */
function errorOf(work: unknown): { readonly error: unknown } | undefined {
  try {
    (work as () => unknown)();
    return undefined;
  } catch (error) {
    return { error };
  }
}
