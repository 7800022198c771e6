/** What a process that runs tests tells the one that reports on them, message by message. */

/** A suite at the top of a test file: how its tests ended, and how long it took with its preparation. */
export interface SuiteResult {
  readonly title: string;
  readonly passed: number;
  readonly failed: number;
  readonly milliseconds: number;
}

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
