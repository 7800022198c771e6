/** How far a download or a long reading is: one line below the cell, changed in place. */
import { clearTimeout, setTimeout } from "node:timers";
import { notebook, type DisplayHandle } from "../../host/notebook.js";
import { formatNumber, say, type Sentence } from "../../language/language.js";

/** Characters of the bar, and milliseconds between two changes of it. */
const WIDTH = 30;
const PAUSE = 150;

export class ProgressBar {
  private readonly started = performance.now();
  private changed = -Infinity;
  private handle: DisplayHandle | undefined;
  private first: number | undefined;
  private done = 0;
  /** Waits to show what came too soon after the last change: a transfer that falls silent must not look further back than it is. */
  private waiting: NodeJS.Timeout | undefined;

  /**
   * @param title what is going on: `MNIST : téléchargement`
   * @param total bytes in all
   * @param silence milliseconds before the bar appears: what is done by then needs none
   */
  constructor(
    private readonly title: Sentence,
    private readonly total: number,
    private readonly silence = 0,
  ) {}

  /** Shows that `bytes` of the total are done. */
  show(bytes: number): void {
    this.first ??= bytes;
    this.done = bytes;
    const now = performance.now();
    const wait = Math.max(this.changed + PAUSE, this.started + this.silence) - now;
    if (wait <= 0) this.change(now);
    else this.waiting ??= setTimeout(() => this.change(performance.now()), wait).unref();
  }

  private change(now: number): void {
    clearTimeout(this.waiting);
    this.waiting = undefined;
    this.changed = now;
    this.write(this.describe(this.done, (now - this.started) / 1000));
  }

  /** Leaves this sentence where the bar was; nothing where no bar was shown. */
  end(sentence: Sentence): void {
    clearTimeout(this.waiting);
    if (this.handle !== undefined) this.write(say(sentence));
  }

  private describe(bytes: number, seconds: number): string {
    const share = Math.min(1, bytes / this.total);
    const full = Math.round(share * WIDTH);
    const speed = (bytes - (this.first ?? 0)) / Math.max(seconds, 1e-3);
    const left =
      seconds > 1 && speed > 0
        ? say({
            fr: `, reste ${formatSeconds((this.total - bytes) / speed)}`,
            en: `, ${formatSeconds((this.total - bytes) / speed)} left`,
          })
        : "";
    const percent = formatNumber(share, { style: "percent" });
    return `${say(this.title)} ${"█".repeat(full)}${"░".repeat(WIDTH - full)} ${percent}, ${formatMegabytes(bytes)} / ${formatMegabytes(this.total)}${left}`;
  }

  private write(text: string): void {
    if (this.handle === undefined) this.handle = notebook().display({ "text/plain": text });
    else this.handle.update({ "text/plain": text });
  }
}

/** A number of bytes for the reader: 9,9 Mo. */
export function formatMegabytes(bytes: number): string {
  const number = formatNumber(bytes / 1e6, { maximumFractionDigits: 1 });
  return say({ fr: `${number} Mo`, en: `${number} MB` });
}

function formatSeconds(seconds: number): string {
  return seconds < 90
    ? `${formatNumber(Math.ceil(seconds))} s`
    : `${formatNumber(Math.ceil(seconds / 60))} min`;
}
