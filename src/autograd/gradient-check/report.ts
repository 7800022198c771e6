/** The result of a check of gradients, as values and as text for the cell. */
import { JUPYTER_DISPLAY } from "../../host/notebook.js";
import { formatNumber, say } from "../../language/language.js";
import { formatShape, type Shape } from "../../tensor/shape.js";
import type { Comparison } from "./differences.js";
import type { Mistake, MistakeKind } from "./mistakes.js";

/** One parameter of a check. */
export interface CheckedParameter {
  readonly name: string;
  readonly shape: Shape;
  /** How many of its entries were compared. */
  readonly checked: number;
  readonly passed: boolean;
  /**
   * The entry with the largest error, and its index such as `[2, 0]`; undefined where nothing was compared.
   */
  readonly worst: (Comparison & { readonly index: string }) | undefined;
  /** The most likely mistake, where the check failed. */
  readonly mistake: Mistake | undefined;
}

/**
 * The result of `checkGradient`: for each parameter how far its gradient is from the differences of the loss.
 * @example
 * ```ts
 * const report: GradientReport = checkGradient(({ w }) => w.square().sum(), { w: [1, 2] });
 * report.passed; // true
 * ```
 */
export class GradientReport {
  readonly parameters: readonly CheckedParameter[];

  constructor(parameters: readonly CheckedParameter[]) {
    this.parameters = parameters;
  }

  get passed(): boolean {
    return this.parameters.every(({ passed }) => passed);
  }

  /** The parameters whose gradient is wrong. */
  get failures(): readonly CheckedParameter[] {
    return this.parameters.filter(({ passed }) => !passed);
  }

  /** The kind of mistake in the first wrong gradient; undefined where all are right. */
  get mistake(): MistakeKind | undefined {
    return this.failures[0]?.mistake?.kind;
  }

  toString(): string {
    const count = this.parameters.reduce((sum, { checked }) => sum + checked, 0);
    if (this.passed)
      return say({
        fr: `✓ les gradients de ${this.parameters.map(({ name }) => name).join(", ")} sont justes (${count} valeur(s) comparée(s))`,
        en: `✓ the gradients of ${this.parameters.map(({ name }) => name).join(", ")} are right (${count} value(s) compared)`,
      });
    return this.parameters.map(describe).join("\n");
  }

  [JUPYTER_DISPLAY](): Readonly<Record<string, string>> {
    return { "text/plain": this.toString() };
  }
}

function describe({ name, shape, passed, worst, mistake }: CheckedParameter): string {
  if (passed || mistake === undefined)
    return say({
      fr: `✓ ${name} ${formatShape(shape)} : juste`,
      en: `✓ ${name} ${formatShape(shape)}: right`,
    });
  const write = (value: number) => formatNumber(value, { maximumSignificantDigits: 6 });
  const entry =
    worst === undefined
      ? ""
      : say({
          fr: `${worst.index} vaut ${write(worst.computed)} au lieu de ${write(worst.expected)} ; `,
          en: `${worst.index} is ${write(worst.computed)} instead of ${write(worst.expected)}; `,
        });
  return `✗ ${name} ${formatShape(shape)}${say({ fr: " :", en: ":" })} ${entry}${say(mistake.explanation)}`;
}
