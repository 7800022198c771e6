/** What grading a submission results in: plain data, which is kept as JSON and shown to the instructor and the student. */
import type { Comparison } from "../../src/exercises/exercise.js";
import type { Cell } from "../notebook-file.js";

/** Why a test cell earned its points or did not; all but `right` earn nothing, unless a part of a wrong answer was right. */
export type TestState =
  | "right"
  | "wrong"
  /** The stub is as it was, or the answer is empty. */
  | "unanswered"
  /** The cell, or the answer's, is not there, there twice, or not as it was given out. */
  | "missing"
  | "duplicated"
  | "edited"
  /** It did not run to its end, or took too long. */
  | "failed"
  | "late"
  /** The process was lost while it ran, or before it could run. */
  | "lost"
  /** More was sent than asked for, or something else. */
  | "irregular";

/** The result of one test cell. */
export interface TestResult {
  readonly gradeId: string;
  readonly exercise: string;
  readonly state: TestState;
  readonly points: number;
  readonly maximum: number;
  /** In words, for the student. */
  readonly reason: string;
  readonly comparison?: Comparison;
  readonly hint?: string;
}

/** A question in words: marked by hand, unless nothing was written. */
export interface TextResult {
  readonly gradeId: string;
  readonly maximum: number;
  readonly isEmpty: boolean;
  /** SHA-256 of what was written: a mark by hand is for one text. */
  readonly digest: string;
}

export interface Marking {
  readonly tests: readonly TestResult[];
  readonly texts: readonly TextResult[];
  /** The notebook as it ran: the student's cells in their order, with the outputs of this run, the lesson's own metadata. */
  readonly cells: readonly Cell[];
  /** For the instructor: what was odd about the submission. */
  readonly notes: readonly string[];
  /** With this seed the same inputs are drawn again. */
  readonly seed: number;
  readonly seconds: number;
}
