/**
 * Shows the progress of a training: one line for each epoch, with a bar, the time left, loss and metrics.
 *
 * In a notebook all lines are one display that is updated in place. A console cannot be updated, so there
 * each line is written when its epoch is over.
 */
import { inNotebook, notebook, type DisplayHandle } from "../../host/notebook.js";
import { formatNumber, say } from "../../language/language.js";
import { writeLogs, type Logs } from "./logs.js";

export interface Progress {
  epochBegin(epoch: number, batches: number | undefined): void;
  /** Updates the line at most every `REFRESH` milliseconds; `logs` is called only then. */
  batchEnd(done: number, logs: () => Readonly<Logs>): void;
  epochEnd(logs: Readonly<Logs>): void;
  /** Shows the last lines, also where the training ended in the middle of an epoch. */
  end(): void;
}

/** For `verbose: 0`. */
const SILENT: Progress = {
  epochBegin: () => undefined,
  batchEnd: () => undefined,
  epochEnd: () => undefined,
  end: () => undefined,
};

const BAR_WIDTH = 10;
/** The least number of milliseconds between two updates. */
const REFRESH = 120;
/** The greatest number of lines shown: the first epoch, an ellipsis, and the last epochs. */
const MOST_LINES = 21;

export function progressOf(epochs: number, verbose: number): Progress {
  return verbose === 0 ? SILENT : new ProgressLines(epochs);
}

class ProgressLines implements Progress {
  private readonly epochs: number;
  private readonly finished: string[] = [];
  private current: string | undefined;
  private display: DisplayHandle | undefined;
  private shown = 0;
  private heading = "";
  private started = 0;
  private batches: number | undefined;

  constructor(epochs: number) {
    this.epochs = epochs;
  }

  epochBegin(epoch: number, batches: number | undefined): void {
    const total = String(this.epochs);
    this.heading = say({
      fr: `époque ${String(epoch + 1).padStart(total.length)}/${total}`,
      en: `epoch ${String(epoch + 1).padStart(total.length)}/${total}`,
    });
    this.batches = batches;
    this.started = performance.now();
  }

  batchEnd(done: number, logs: () => Readonly<Logs>): void {
    const now = performance.now();
    if (now - this.shown < REFRESH || !inNotebook()) return;
    const elapsed = (now - this.started) / 1000;
    const left =
      this.batches === undefined
        ? say({ fr: `lot ${done}`, en: `batch ${done}` })
        : say({
            fr: `${bar(done / this.batches)} reste ${writeSeconds((elapsed * (this.batches - done)) / done)}`,
            en: `${bar(done / this.batches)} ${writeSeconds((elapsed * (this.batches - done)) / done)} left`,
          });
    this.current = `${this.heading}  ${left}  ${writeLogs(logs())}`;
    this.show();
  }

  epochEnd(logs: Readonly<Logs>): void {
    const line = `${this.heading}  ${bar(1)} ${writeSeconds((performance.now() - this.started) / 1000)}  ${writeLogs(logs)}`;
    this.current = undefined;
    this.finished.push(line);
    if (!inNotebook()) console.log(line);
    else if (performance.now() - this.shown >= REFRESH) this.show();
  }

  end(): void {
    if (inNotebook() && this.finished.length > 0) this.show();
  }

  private show(): void {
    const lines = this.current === undefined ? this.finished : [...this.finished, this.current];
    const cut = lines.length <= MOST_LINES ? lines : [lines[0], "…", ...lines.slice(2 - MOST_LINES)];
    const bundle = { "text/plain": cut.join("\n") };
    this.shown = performance.now();
    if (this.display === undefined) this.display = notebook().display(bundle);
    else this.display.update(bundle);
  }
}

/** ━━━━━━━━╸─────────── */
function bar(share: number): string {
  const full = Math.round(share * BAR_WIDTH);
  return "━".repeat(full) + "─".repeat(BAR_WIDTH - full);
}

/** « 4 s », « 2 min 05 s ». */
function writeSeconds(seconds: number): string {
  if (seconds < 9.95)
    return `${formatNumber(seconds, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} s`;
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, "0")} s`;
}
