/**
 * Messages of a running training: R's `lifesign` lines, and a progress line if it takes longer than a moment.
 */
import { notebook, type DisplayHandle } from "../host/notebook.js";
import { formatNumber, say } from "../language/language.js";
import type { NeuralnetStep } from "./options.js";
import type { Settings } from "./settings.js";
import type { Trained } from "./training.js";

/** Milliseconds before the progress line appears, and between two updates of it. */
const SILENCE = 1500;
const PAUSE = 300;

export class LifeSigns {
  private readonly started = performance.now();
  private changed = this.started;
  private line: DisplayHandle | undefined;

  constructor(private readonly settings: Settings) {}

  step(repetition: number, { step, reachedThreshold }: Omit<NeuralnetStep, "repetition">): void {
    const { lifesign, lifesignStep } = this.settings;
    if (lifesign === "full" && step % lifesignStep === 0)
      console.log(this.describe(repetition, step, reachedThreshold));
    if (step % 32 !== 0) return;
    const now = performance.now();
    if (now - this.started < SILENCE || now - this.changed < PAUSE) return;
    this.changed = now;
    this.show(this.describe(repetition, step, reachedThreshold));
  }

  end(repetition: number, { steps, error, converged }: Trained): void {
    if (this.settings.lifesign === "none") return;
    const outcome = converged
      ? say({ fr: "convergence", en: "converged" })
      : say({ fr: "pas de convergence", en: "not converged" });
    console.log(
      say({
        fr: `répétition ${repetition}/${this.settings.rep} : ${formatNumber(steps)} étape(s), erreur ${formatNumber(error, { maximumSignificantDigits: 6 })}, ${outcome}`,
        en: `repetition ${repetition}/${this.settings.rep}: ${formatNumber(steps)} step(s), error ${formatNumber(error, { maximumSignificantDigits: 6 })}, ${outcome}`,
      }),
    );
  }

  /** Clears the progress line. */
  close(): void {
    this.line?.update({ "text/plain": "" });
  }

  private describe(repetition: number, step: number, reachedThreshold: number): string {
    const { rep, stepmax } = this.settings;
    const largest = formatNumber(reachedThreshold, { maximumSignificantDigits: 3 });
    return say({
      fr: `neuralnet : répétition ${repetition}/${rep}, étape ${formatNumber(step)} sur au plus ${formatNumber(stepmax)}, plus grande dérivée ${largest}`,
      en: `neuralnet: repetition ${repetition}/${rep}, step ${formatNumber(step)} of at most ${formatNumber(stepmax)}, largest derivative ${largest}`,
    });
  }

  private show(text: string): void {
    if (this.line === undefined) this.line = notebook().display({ "text/plain": text });
    else this.line.update({ "text/plain": text });
  }
}
