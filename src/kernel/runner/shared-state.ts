/**
 * The few numbers that the main thread and the runner share, for what cannot wait until the other's event loop turns:
 * a cell may be in an endless loop.
 */

/** Whether synchronous code of a cell runs inside `vm`, where a SIGINT stops it. */
export const OUTSIDE = 0;
export const INSIDE = 1;
/** The main thread has decided to send a SIGINT: the runner must stay inside until it arrives, else it ends the process. */
export const SIGNALLED = 2;

const BYTES = Int32Array.BYTES_PER_ELEMENT;
/** Output on its way beyond which a run waits: the front end cannot read that fast. */
const FULL = 16 * 2 ** 20;

export class SharedState {
  static readonly size = 3 * BYTES;

  /** `interrupted[0]` is the serial of the newest interrupted run. */
  readonly interrupted: Int32Array;
  private readonly place: Int32Array;
  private readonly underway: Int32Array;

  constructor(readonly buffer: SharedArrayBuffer = new SharedArrayBuffer(SharedState.size)) {
    this.interrupted = new Int32Array(buffer, 0, 1);
    this.place = new Int32Array(buffer, BYTES, 1);
    this.underway = new Int32Array(buffer, 2 * BYTES, 1);
  }

  /** Runner: synchronous code of a cell begins. */
  enter(): void {
    Atomics.store(this.place, 0, INSIDE);
  }

  /** Runner: synchronous code of a cell has ended; false where a SIGINT is on its way and must be awaited inside. */
  leave(): boolean {
    return Atomics.compareExchange(this.place, 0, INSIDE, OUTSIDE) !== SIGNALLED;
  }

  /** Runner: certainly outside, however it came there. */
  left(): void {
    Atomics.store(this.place, 0, OUTSIDE);
  }

  /** Main thread: true where a SIGINT may be sent now, and then must be. */
  claimSignal(): boolean {
    return Atomics.compareExchange(this.place, 0, INSIDE, SIGNALLED) === INSIDE;
  }

  /** Runner: so much output is on its way; waits while too much is, unless `stopped` says that the run is to end. */
  sending(size: number, stopped: () => boolean): void {
    let now = Atomics.add(this.underway, 0, size) + size;
    while (now > FULL && !stopped()) {
      Atomics.wait(this.underway, 0, now, 20);
      now = Atomics.load(this.underway, 0);
    }
  }

  /** Main thread: so much output has gone out. */
  sent(size: number): void {
    Atomics.sub(this.underway, 0, size);
    Atomics.notify(this.underway, 0);
  }
}
