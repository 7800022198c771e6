/**
 * The call `exercises.check(id, answer)` as it is written in the running cell: which variables the answer
 * consists of, and what the session knows of them.
 */
import { nearest } from "../errors/choose.js";
import { notebook, type RunningCell } from "../host/notebook.js";
import { isFilledIn, onlyComputes } from "./attempt.js";

/**
 * At most so many letters may differ between a variable's name and the expected one: `gradientsW1` is not
 * `gradientDeJ`.
 */
const MISSPELT_LETTERS = 2;

export class CheckCall {
  private constructor(
    private readonly cell: RunningCell,
    /** The variables in the answer's expression, such as `h11`, `h21`, `h12`. */
    readonly names: readonly string[],
  ) {}

  /**
   * The call in the running cell; undefined outside a notebook, and if the cell does not check this exercise.
   */
  static of(id: string): CheckCall | undefined {
    const { cell } = notebook().currentRun();
    const escaped = id.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
    const [, expression] =
      new RegExp(
        String.raw`exercises\.check\(\s*["'\u0060]${escaped}["'\u0060]\s*,\s*([\s\S]+?)\s*\)\s*;?\s*(?:$|\n)`,
      ).exec(cell?.code ?? "") ?? [];
    if (cell === undefined || expression === undefined) return undefined;
    const words = new Set(
      [...expression.matchAll(/(?<![\p{L}\p{N}_$.])[\p{L}_$][\p{L}\p{N}_$]*/gu)].map(([word]) => word),
    );
    return new CheckCall(
      cell,
      [...words].filter((word) => Object.hasOwn(cell.variables, word)),
    );
  }

  /** The variables whose newest definition failed, so that they still have an older value. */
  get outdated(): readonly string[] {
    return this.names.filter((name) => this.cell.outdated.includes(name));
  }

  /** The variables whose cells are out of date, each with the name that has changed since they ran. */
  get stale(): NonNullable<RunningCell["stale"]> {
    return this.cell.stale?.filter(({ name }) => this.names.includes(name)) ?? [];
  }

  /** True if a cell gives one of the variables anything other than the placeholder in the statement. */
  get isFilledIn(): boolean {
    return this.names.some((name) => isFilledIn(name, this.cell.definitionOf(name) ?? ""));
  }

  /**
   * Another variable that may be the learner's answer: one whose name is almost one of the expected names, or
   * a function for which `fits` is true.
   */
  likelyAnswer(
    fits: (value: unknown) => boolean,
  ): { readonly name: string; readonly expected: string } | undefined {
    const others = Object.keys(this.cell.variables).filter(
      (name) => name !== "_" && !this.names.includes(name),
    );
    for (const expected of this.names) {
      const near = nearest(expected, others, MISSPELT_LETTERS);
      if (near !== undefined && expected.length > 3 && this.hasExpectedType(near))
        return { name: near, expected };
    }
    const [expected] = this.names;
    const name =
      expected === undefined
        ? undefined
        : others.find((other) => this.mayBeCalled(other) && fits(this.cell.variables[other]));
    return name === undefined || expected === undefined ? undefined : { name, expected };
  }

  /**
   * True for a function that a cell defines and that has no side effects, so that it may be called unasked.
   */
  private mayBeCalled(name: string): boolean {
    const value = this.cell.variables[name];
    const isDefined = new RegExp(
      String.raw`\b(?:const|let|var|function)\s+${name.replaceAll("$", "\\$")}(?![\p{L}\p{N}_$])`,
      "u",
    ).test(this.cell.definitionOf(name) ?? "");
    return typeof value === "function" && isDefined && onlyComputes(value as (...inputs: never[]) => unknown);
  }

  /** True for a variable that has the same type as one of the expected ones. */
  private hasExpectedType(name: string): boolean {
    const value = this.cell.variables[name];
    return (
      this.names.some((expected) => typeof this.cell.variables[expected] === typeof value) &&
      value !== undefined
    );
  }
}
