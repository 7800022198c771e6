/** What a playground begins with, as plain data: a page without a kernel opens the same playground from it. */
import type { Problem, Settings } from "./settings.js";

/** The MIME type under which the output of a cell holds it, beside the still picture. */
export const BEGINNING_TYPE = "application/vnd.neurones.playground+json";

export interface Beginning {
  readonly settings: Settings;
  /** The learner's own examples. */
  readonly own?: {
    readonly problem: Problem;
    readonly x: readonly (readonly number[])[];
    /** The labels of the classes as they were given, or the numbers to predict. */
    readonly y: readonly number[];
  };
}
