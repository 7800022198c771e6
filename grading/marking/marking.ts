/**
 * The result of grading a submission: plain data, stored as JSON and shown to the instructor and the student.
 */
import type { Comparison } from "../../src/exercises/exercise.js";
import type { Language } from "../../src/language/language.js";
import type { Cell } from "../notebook-file.js";

/**
 * Why a test cell earned its points or did not. Only `right` earns all points; `wrong` earns a share if a
 * part of the answer was right; the others earn nothing.
 */
export type TestState =
  | "right"
  | "wrong"
  /** The stub was not changed, or the answer is empty. */
  | "unanswered"
  /** The test cell, or the cell of its answer, was deleted. */
  | "missing"
  /** The test cell's text was changed. */
  | "edited"
  /** The cell ended with an error. */
  | "failed"
  /** The cell took too long. */
  | "late"
  /** The process was terminated while the cell ran, or the submission's time was over before it could run. */
  | "terminated"
  /** The reply was not of the form that was asked for. */
  | "irregular";

/** The result of one test cell. */
export interface TestResult {
  readonly gradeId: string;
  readonly exercise: string;
  readonly state: TestState;
  readonly points: number;
  readonly maximum: number;
  /** A sentence for the student. */
  readonly reason: string;
  readonly comparison?: Comparison;
  readonly hint?: string;
}

/** The result of a question that is answered in words. It is marked by hand, unless nothing was written. */
export interface TextResult {
  readonly gradeId: string;
  readonly maximum: number;
  readonly isEmpty: boolean;
  /** SHA-256 of the answer's text: a mark given by hand is valid for one text only. */
  readonly digest: string;
}

export interface Marking {
  /** The language of the submission, and of all sentences for the student. */
  readonly language: Language;
  readonly tests: readonly TestResult[];
  readonly texts: readonly TextResult[];
  /** The student's cells in their order, with the outputs of this run and the metadata of the lesson. */
  readonly cells: readonly Cell[];
  /** Irregularities of the submission, for the instructor. */
  readonly notes: readonly string[];
  /** The seed from which the inputs of functions were drawn. */
  readonly seed: number;
  readonly seconds: number;
}
