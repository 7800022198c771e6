/**
 * The few numbers that the runner shares with the thread that attends to it, for what cannot wait until the runner's
 * event loop turns: a cell may be in an endless loop.
 */

/** Whether synchronous code of a cell runs inside `vm`, where a SIGINT stops it. */
const OUTSIDE = 0;
const INSIDE = 1;
/** A SIGINT is about to be sent: the runner must stay inside until it arrives, else it ends the process. */
const SIGNALLED = 2;

/** Output on its way beyond which a run waits: the front end cannot read that fast. */
const FULL = 16 * 2 ** 20;
/** Milliseconds that a barrier is waited for at most, and between two looks for a stop. */
const PATIENCE = 2000;
const LOOK = 20;

/** The place of each number. */
const enum Word {
  interrupted,
  place,
  underway,
  children,
  passed,
  running,
  count,
}

export class SharedState {
  private readonly words: Int32Array;
  /** `interrupted[0]` is the serial of the newest interrupted run. */
  readonly interrupted: Int32Array;
  private asked = 0;

  constructor(
    readonly buffer: SharedArrayBuffer = new SharedArrayBuffer(Word.count * Int32Array.BYTES_PER_ELEMENT),
  ) {
    this.words = new Int32Array(buffer);
    this.interrupted = new Int32Array(buffer, Word.interrupted, 1);
  }

  /** Attendant: this run and those before it are to stop. */
  interrupt(run: number): void {
    Atomics.store(this.words, Word.interrupted, Math.max(Atomics.load(this.words, Word.interrupted), run));
    // Whoever waits for room or for a barrier looks again.
    Atomics.notify(this.words, Word.underway);
    Atomics.notify(this.words, Word.passed);
  }

  /** Attendant: a run is about to begin. */
  begin(): void {
    Atomics.store(this.words, Word.running, 1);
  }

  /** Runner: the run has ended. */
  end(): void {
    Atomics.store(this.words, Word.running, 0);
  }

  /** Whether a run is under way. */
  get isRunning(): boolean {
    return Atomics.load(this.words, Word.running) === 1;
  }

  /** Runner: synchronous code of a cell begins. */
  enter(): void {
    Atomics.store(this.words, Word.place, INSIDE);
  }

  /** Runner: synchronous code of a cell has ended; false where a SIGINT is on its way and must be awaited inside. */
  leave(): boolean {
    return Atomics.compareExchange(this.words, Word.place, INSIDE, OUTSIDE) !== SIGNALLED;
  }

  /** Runner: certainly outside, however it came there. */
  left(): void {
    Atomics.store(this.words, Word.place, OUTSIDE);
  }

  /** Runner: does what a SIGINT must not cut short. */
  unsignalled(work: () => void): void {
    const place = Atomics.compareExchange(this.words, Word.place, INSIDE, OUTSIDE);
    // `vm` ends this loop as soon as the signal is there.
    if (place === SIGNALLED) for (;;);
    work();
    if (place === INSIDE) this.enter();
  }

  /** Attendant: true where a SIGINT may be sent to the runner now, and then must be. */
  claimSignal(): boolean {
    return Atomics.compareExchange(this.words, Word.place, INSIDE, SIGNALLED) === INSIDE;
  }

  /** Runner: it waits for another process to end, within this call. */
  waitingForChild<T>(wait: () => T): T {
    Atomics.add(this.words, Word.children, 1);
    try {
      return wait();
    } finally {
      Atomics.sub(this.words, Word.children, 1);
    }
  }

  /** Attendant: whether the runner waits for another process to end. */
  get waitsForChild(): boolean {
    return Atomics.load(this.words, Word.children) > 0;
  }

  /** Runner: so much output is on its way; waits while too much is, unless `stopped` says that the run is to end. */
  sending(size: number, stopped: () => boolean): void {
    let now = Atomics.add(this.words, Word.underway, size) + size;
    while (now > FULL && !stopped()) {
      Atomics.wait(this.words, Word.underway, now, LOOK);
      now = Atomics.load(this.words, Word.underway);
    }
  }

  /** Attendant: so much output has gone out. */
  sent(size: number): void {
    Atomics.sub(this.words, Word.underway, size);
    Atomics.notify(this.words, Word.underway);
  }

  /** Runner: asks by `ask` that all written so far be shown, and waits until it is, unless `stopped` says otherwise. */
  barrier(ask: (barrier: number) => void, stopped: () => boolean): void {
    const barrier = ++this.asked;
    ask(barrier);
    for (let waited = 0; waited < PATIENCE && !stopped(); waited += LOOK) {
      const passed = Atomics.load(this.words, Word.passed);
      if (passed >= barrier) return;
      Atomics.wait(this.words, Word.passed, passed, LOOK);
    }
  }

  /** Attendant: all that was written before this barrier is shown. */
  pass(barrier: number): void {
    Atomics.store(this.words, Word.passed, barrier);
    Atomics.notify(this.words, Word.passed);
  }
}
