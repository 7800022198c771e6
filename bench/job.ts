/** One benchmark: gets the options after the job names, prints its table, and throws if it cannot measure. */
export type BenchJob = (options: readonly string[]) => Promise<void>;
