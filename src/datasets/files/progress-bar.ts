/** The progress of a download or of reading a large file, as one line below the cell that is updated. */
import { after } from "#timer";
import { notebook, type DisplayHandle } from "../../host/notebook.js";
import { formatNumber, say, type Sentence } from "../../language/language.js";

/** The width of the bar in characters, and the least milliseconds between two updates. */
const WIDTH = 30;
const PERIOD = 150;

export class ProgressBar {
  private readonly started = performance.now();
  private changed = -Infinity;
  private handle: DisplayHandle | undefined;
  private first: number | undefined;
  private done = 0;
  /**
   * Shows later a value that came too soon after the last update, so that the bar is right even if no other
   * value comes.
   */
  private cancel: (() => void) | undefined;

  /**
   * @param title    the name of the operation: `MNIST : téléchargement`
   * @param total    the total number of bytes
   * @param silence  milliseconds before the bar appears; an operation that ends sooner shows none
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
    const wait = Math.max(this.changed + PERIOD, this.started + this.silence) - now;
    if (wait <= 0) this.change(now);
    else this.cancel ??= after(wait, () => this.change(performance.now()));
  }

  private change(now: number): void {
    this.cancel?.();
    this.cancel = undefined;
    this.changed = now;
    this.write(this.describe(this.done, (now - this.started) / 1000));
  }

  /** Replaces the bar by a sentence; shows nothing if there was no bar. */
  end(sentence: Sentence): void {
    this.cancel?.();
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

/** A number of bytes in megabytes: « 9,9 Mo ». */
export function formatMegabytes(bytes: number): string {
  const number = formatNumber(bytes / 1e6, { maximumFractionDigits: 1 });
  return say({ fr: `${number} Mo`, en: `${number} MB` });
}

function formatSeconds(seconds: number): string {
  return seconds < 90
    ? `${formatNumber(Math.ceil(seconds))} s`
    : `${formatNumber(Math.ceil(seconds / 60))} min`;
}
