/**
 * The run under whose cell the output of each serial number appears.
 *
 * A run has a serial number, and so has each message that a comm delivers. What the message causes is stopped
 * by its own number, since the number of the run may have been stopped long ago; its output appears below the
 * cell of the run that opened the comm.
 */

/** More changes from one run to another than are remembered. */
const LIMIT = 20_000;

export class Places {
  /** From each of these numbers on, until the next of them, serial numbers belong to the run beside it. */
  private starts: number[] = [];
  private runs: number[] = [];
  private last = 0;
  private hasMessages = false;

  /** Adds a number: greater than all before, but for the run of a cell that was compiled meanwhile. */
  add(serial: number, run: number): void {
    if (serial !== run) this.hasMessages = true;
    const follows = serial === this.last + 1 && this.runs[this.runs.length - 1] === run;
    const at = serial > this.last ? this.starts.length : this.after(serial);
    this.last = Math.max(this.last, serial);
    if (follows) return;
    this.starts.splice(at, 0, serial);
    this.runs.splice(at, 0, run);
    if (this.starts.length < LIMIT) return;
    this.starts = this.starts.slice(LIMIT / 2);
    this.runs = this.runs.slice(LIMIT / 2);
  }

  /** The run under whose cell output of this serial number appears. */
  runOf(serial: number): number {
    if (!this.hasMessages) return serial;
    const at = this.after(serial);
    return at === 0 ? serial : this.runs[at - 1];
  }

  /** The index of the first start after this number. */
  private after(serial: number): number {
    let [low, high] = [0, this.starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.starts[middle] <= serial) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
