/** What the cell of a check says beside the answer's value: by which names it asks for it, and what became of these. */
import { nearest } from "../errors/choose.js";
import { notebook, type RunningCell } from "../host/notebook.js";
import { isFilledIn, onlyComputes } from "./attempt.js";

/** So many letters may differ in a name that is meant to be the one asked for: `gradientsW1` is not `gradientDeJ`. */
const SLIPS = 2;

export class Asked {
  private constructor(
    private readonly cell: RunningCell,
    /** The names in the answer's expression, such as `h11`, `h21`, `h12`. */
    readonly names: readonly string[],
  ) {}

  /** Undefined outside a notebook, and where the cell is no check of this exercise. */
  static of(id: string): Asked | undefined {
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
    return new Asked(
      cell,
      [...words].filter((word) => Object.hasOwn(cell.variables, word)),
    );
  }

  /** Names whose newest cell failed. */
  get outdated(): readonly string[] {
    return this.names.filter((name) => this.cell.outdated.includes(name));
  }

  /** True where some name was given something else than what the statement left. */
  get isFilledIn(): boolean {
    return this.names.some((name) => isFilledIn(name, this.cell.definitionOf(name) ?? ""));
  }

  /** Another variable that may be the answer: one that `fits`, or one whose name is nearly one of those asked for. */
  otherwise(
    fits: (value: unknown) => boolean,
  ): { readonly name: string; readonly asked: string } | undefined {
    const others = Object.keys(this.cell.variables).filter(
      (name) => name !== "_" && !this.names.includes(name),
    );
    for (const asked of this.names) {
      const near = nearest(asked, others, SLIPS);
      if (near !== undefined && asked.length > 3 && this.isAnswer(near)) return { name: near, asked };
    }
    const [asked] = this.names;
    const name =
      asked === undefined
        ? undefined
        : others.find((other) => this.isTriable(other) && fits(this.cell.variables[other]));
    return name === undefined || asked === undefined ? undefined : { name, asked };
  }

  /** True for a function that a cell defines and that may be called without the learner's asking: it only computes. */
  private isTriable(name: string): boolean {
    const value = this.cell.variables[name];
    const isDefined = new RegExp(
      String.raw`\b(?:const|let|var|function)\s+${name.replaceAll("$", "\\$")}(?![\p{L}\p{N}_$])`,
      "u",
    ).test(this.cell.definitionOf(name) ?? "");
    return typeof value === "function" && isDefined && onlyComputes(value as (...inputs: never[]) => unknown);
  }

  /** True for a variable of the kind of those asked for. */
  private isAnswer(name: string): boolean {
    const value = this.cell.variables[name];
    return (
      this.names.some((asked) => typeof this.cell.variables[asked] === typeof value) && value !== undefined
    );
  }
}
