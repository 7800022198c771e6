import type { BenchOptions, OptionName } from "./options.js";

/** One benchmark: prints its table, and throws if it cannot measure; a `UsageError` where an option's value is of no use to it. */
export type BenchJob = (options: BenchOptions) => Promise<void>;

/** A job, as a file of `bench/jobs/` exports it. */
export interface BenchModule {
  readonly default: BenchJob;
  /** The options that it heeds; none where it does not say. */
  readonly accepts?: readonly OptionName[];
}
