/** What a submission may take of the machine it is graded on. */

export interface Limits {
  /** Seconds for one cell, and for one observation of an answer. */
  readonly cellSeconds: number;
  /** Seconds for the whole submission, all attempts together. */
  readonly totalSeconds: number;
  /** Of all its processes together. */
  readonly memoryMegabytes: number;
  /** Of the one folder it may write to, which lies in memory. */
  readonly scratchMegabytes: number;
  /** Of everything that it sends out. */
  readonly outputMegabytes: number;
  /** Processes, the sandbox's own included. */
  readonly processes: number;
}

/** Ample for every lesson with its training shortened. */
export const LIMITS: Limits = {
  cellSeconds: 45,
  totalSeconds: 600,
  memoryMegabytes: 2048,
  scratchMegabytes: 64,
  outputMegabytes: 64,
  processes: 8,
};
