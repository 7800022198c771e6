/**
 * The errors that a learner can meet, which all have the same form.
 *
 * Whoever reads an error has three questions: what did I give, what was expected, what do I change? An error
 * has the answers as fields, which programs and tests can read, and its message is made of them in the
 * lesson's language.
 */
import { written } from "./written.js";
import { say, type Sentence } from "../language/language.js";

/** The parts of an error, from which its message is made. */
export interface Complaint {
  /** Where it happened: a layer's name, a function, a file. */
  readonly where?: string;
  /** The argument that is wrong, as the caller wrote it: `inputShape`, `y`. */
  readonly argument: string;
  /** The value that was received, as text for the reader: `[32, 10]`, `"relus"`. */
  readonly received: string | Sentence;
  /** What was expected, as text for the reader. */
  readonly expected: string | Sentence;
  /** What to change, as a sentence. */
  readonly mend: Sentence;
}

/**
 * The base class of the errors that the course throws on purpose; any other error is a defect of the course.
 * @example
 * ```ts
 * try {
 *   tensor([1, 2, 3], [2, 2]);
 * } catch (error) {
 *   if (error instanceof NeuronesError) console.log(error.message);
 * }
 * ```
 */
export class NeuronesError extends Error {
  override name = "NeuronesError";

  constructor(message?: string) {
    super(typeof message === "string" || message === undefined ? message : written(message));
  }
}

/**
 * An argument that cannot be used as it is. The message tells what was received, what was expected, and what
 * to change.
 * @example
 * ```ts
 * try {
 *   layers.dropout({ rate: 2 });
 * } catch (error) {
 *   console.log(error instanceof ArgumentError); // true
 * }
 * ```
 */
export class ArgumentError extends NeuronesError {
  override name = "ArgumentError";
  readonly where: string | undefined;
  readonly argument: string;
  readonly received: string;
  readonly expected: string;
  readonly mend: string;

  /** @throws NeuronesError where the complaint itself lacks one of its parts */
  constructor(complaint: Complaint) {
    checkComplaint(complaint);
    const received = spoken(complaint.received);
    const expected = spoken(complaint.expected);
    const mend = say(complaint.mend);
    const subject =
      complaint.where === undefined ? complaint.argument : `${complaint.where}, ${complaint.argument}`;
    super(
      say({
        fr: `${subject} : reçu ${received}, attendu ${expected}. ${mend}`,
        en: `${subject}: received ${received}, expected ${expected}. ${mend}`,
      }),
    );
    this.where = complaint.where;
    this.argument = complaint.argument;
    this.received = received;
    this.expected = expected;
    this.mend = mend;
  }
}

/**
 * Shapes that do not fit together; `received` and `expected` are shapes.
 * @example
 * ```ts
 * try {
 *   matMul(ones([2, 3]), ones([2, 3]));
 * } catch (error) {
 *   console.log(error instanceof ShapeError); // true
 * }
 * ```
 */
export class ShapeError extends ArgumentError {
  override name = "ShapeError";
}

/**
 * NaN or an infinite number, with which the computation cannot go on.
 * @example
 * ```ts
 * new NumericError({
 *   where: "area",
 *   argument: "radius",
 *   received: "NaN",
 *   expected: "a finite number",
 *   mend: { fr: "Vérifiez le rayon.", en: "Check the radius." },
 * });
 * ```
 */
export class NumericError extends ArgumentError {
  override name = "NumericError";
}

/**
 * A call that came too early, such as `fit` before `compile`.
 * @example
 * ```ts
 * const net = sequential({ layers: [layers.dense({ units: 1, inputShape: [2] })] });
 * try {
 *   net.evaluate([[1, 2]], [1]);
 * } catch (error) {
 *   console.log(error instanceof StateError); // true: the model is not compiled
 * }
 * ```
 */
export class StateError extends ArgumentError {
  override name = "StateError";
}

/**
 * A file or a download with unexpected content; `argument` is the file's name.
 * @example
 * ```ts
 * try {
 *   await datasets.mnist({ directory: "nowhere", standIn: false });
 * } catch (error) {
 *   console.log(error instanceof DataError); // true
 * }
 * ```
 */
export class DataError extends ArgumentError {
  override name = "DataError";
}

function checkComplaint(complaint: unknown): asserts complaint is Complaint {
  const given = (typeof complaint === "object" && complaint !== null ? complaint : {}) as Record<
    keyof Complaint,
    unknown
  >;
  const sentence = (value: unknown) =>
    typeof value === "object" && value !== null && "fr" in value && "en" in value;
  const text = (value: unknown) => typeof value === "string" || sentence(value);
  if (
    typeof given.argument === "string" &&
    text(given.received) &&
    text(given.expected) &&
    sentence(given.mend)
  )
    return;
  throw new NeuronesError(
    say({
      fr: "Une erreur se décrit par { argument, received, expected, mend } ; mend est une phrase { fr, en }.",
      en: "An error is described by { argument, received, expected, mend }; mend is a sentence { fr, en }.",
    }),
  );
}

function spoken(text: string | Sentence): string {
  return typeof text === "string" ? text : say(text);
}
