/**
 * A figure that grows while a model trains: the curves of loss and metrics, drawn anew after an epoch.
 *
 * It replaces one display by the next and needs no widget, so it works in every front end, and the last drawing
 * stays in the notebook.
 */
import { checkOptions } from "../errors/check-options.js";
import { list, numberFrom, text } from "../errors/kinds.js";
import { notebook, type DisplayHandle } from "../host/notebook.js";
import { Callback } from "../model/callbacks/callback.js";
import type { Logs } from "../model/training/logs.js";
import type { Trainee } from "../model/training/trainee.js";
import { history } from "../plots/plots.js";

/** The options of `live`. */
export interface LiveOptions {
  /** The quantities that are drawn, one panel each: `["loss", "accuracy"]`; by default all that are measured. */
  readonly quantities?: readonly string[];
  /** The title of the figure. */
  readonly title?: string;
  /** The least time between two drawings, in milliseconds; 250 by default. */
  readonly interval?: number;
}

const KINDS = {
  quantities: list('["loss", "accuracy"]'),
  title: text("Apprentissage"),
  interval: numberFrom(0, 250),
};
/** Drawing may take this share of the time of the training. */
const SHARE = 0.1;

class Live extends Callback<Trainee> {
  private values: Record<string, number[]> = {};
  private display: DisplayHandle | undefined;
  private isDrawn = true;
  /** The time before which nothing is drawn. */
  private next = 0;

  constructor(private readonly options: LiveOptions) {
    super();
    checkOptions(options, KINDS, "live");
  }

  onTrainBegin(): void {
    this.values = {};
    this.display = undefined;
    this.next = 0;
  }

  onEpochEnd(_epoch: number, logs: Readonly<Logs>): void {
    for (const [name, value] of Object.entries(logs)) (this.values[name] ??= []).push(value);
    this.isDrawn = false;
    if (performance.now() >= this.next) this.draw();
  }

  onTrainEnd(): void {
    if (!this.isDrawn) this.draw();
  }

  private draw(): void {
    const { quantities, title, interval = 250 } = this.options;
    const begun = performance.now();
    const figure = history(
      { history: this.values },
      { ...(quantities !== undefined && { quantities }), ...(title !== undefined && { title }) },
    );
    if (this.display === undefined) this.display = notebook().display(figure.bundle);
    else this.display.update(figure.bundle);
    this.isDrawn = true;
    const end = performance.now();
    this.next = end + Math.max(interval, (end - begun) / SHARE);
  }
}

/**
 * Draws loss and metrics while the training goes on, in one figure that grows.
 * @throws {ArgumentError} for an option that is unknown or wrong, or a quantity that is not measured
 * @param options `quantities`, `title`, `interval`
 * @example
 * ```ts
 * const model = sequential({ layers: [layers.dense({ units: 1, inputShape: [1] })] });
 * model.compile({ optimizer: "sgd", loss: "meanSquaredError" });
 * await model.fit([[1], [2]], [[2], [4]], { epochs: 5, verbose: 0, callbacks: callbacks.live() });
 * ```
 */
export const live = (options: LiveOptions = {}): Callback<Trainee> => new Live(options);
