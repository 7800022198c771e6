/**
 * The numbers that the runner shares with its attendant's thread, for information that cannot wait for the
 * runner's event loop: a cell may be in an endless loop.
 */

/** Whether synchronous code of a cell runs inside `vm`, where a SIGINT stops it. */
const OUTSIDE = 0;
const INSIDE = 1;
/** A SIGINT is about to be sent: the runner must stay inside `vm` until it arrives. */
const SIGNALLED = 2;
/** Milliseconds after which a signal that has not arrived is sent again. */
const SIGNAL_WAIT = 250;

/** If the size of output that was not sent to the front end yet exceeds this, the run waits. */
const FULL = 16 * 2 ** 20;
/** The longest wait for a barrier, and the interval between two checks for a stop, in milliseconds. */
const BARRIER_TIMEOUT = 2000;
const CHECK_INTERVAL = 20;

/**
 * Whether numbers lie in memory that threads share. A page that is not isolated may share none: then each side has
 * numbers of its own, and the runner learns from messages what is to stop.
 */
export function isShared({ buffer }: Int32Array): boolean {
  return typeof SharedArrayBuffer !== "undefined" && buffer instanceof SharedArrayBuffer;
}

/** Memory for the numbers; shared where that is possible. */
function memory(bytes: number): ArrayBufferLike {
  return typeof SharedArrayBuffer === "undefined" ? new ArrayBuffer(bytes) : new SharedArrayBuffer(bytes);
}

/** The index of each number. */
const enum Word {
  interrupted,
  messages,
  place,
  underway,
  children,
  passed,
  running,
  count,
}

export class SharedState {
  private readonly words: Int32Array;
  /** `interrupted[0]` is the number of the newest interrupted run, `interrupted[1]` how many comm messages wait. */
  readonly interrupted: Int32Array;
  private asked = 0;

  constructor(readonly buffer: ArrayBufferLike = memory(Word.count * Int32Array.BYTES_PER_ELEMENT)) {
    this.words = new Int32Array(buffer);
    this.interrupted = new Int32Array(buffer, Word.interrupted, 2);
  }

  /** Attendant, and runner where no memory is shared: this run and all earlier ones must stop. */
  interrupt(run: number): void {
    Atomics.store(this.words, Word.interrupted, Math.max(Atomics.load(this.words, Word.interrupted), run));
    // Wakes the runner if it waits in `sending` or `barrier`.
    Atomics.notify(this.words, Word.underway);
    Atomics.notify(this.words, Word.passed);
  }

  /** Attendant, and runner where no memory is shared: a comm message waits for the runner. */
  addMessage(): void {
    Atomics.add(this.words, Word.messages, 1);
  }

  /** Runner: a comm message has been taken. */
  takeMessage(): void {
    Atomics.sub(this.words, Word.messages, 1);
  }

  /** Attendant: a run is about to begin. */
  begin(): void {
    Atomics.store(this.words, Word.running, 1);
  }

  /** Runner: the run has ended. */
  end(): void {
    Atomics.store(this.words, Word.running, 0);
  }

  /** Whether a run has begun and not ended. */
  get isRunning(): boolean {
    return Atomics.load(this.words, Word.running) === 1;
  }

  /** Runner: synchronous code of a cell begins. */
  enter(): void {
    Atomics.store(this.words, Word.place, INSIDE);
  }

  /**
   * Runner: synchronous code of a cell has ended; false if a SIGINT is on its way, which must arrive inside
   * `vm`.
   */
  leave(): boolean {
    return Atomics.compareExchange(this.words, Word.place, INSIDE, OUTSIDE) !== SIGNALLED;
  }

  /**
   * Runner: waits for the SIGINT that is on its way; `vm` ends this loop as soon as it is there. It may have ended other code
   * instead: in Node 24 an expression that the debugger computed while it held the cell. Then another one is asked for.
   */
  awaitSignal(): never {
    for (;;) {
      if (Atomics.wait(this.words, Word.place, SIGNALLED, SIGNAL_WAIT) === "timed-out") this.enter();
    }
  }

  /** Attendant: whether synchronous code of a cell runs to which no signal is on its way. */
  get isInside(): boolean {
    return Atomics.load(this.words, Word.place) === INSIDE;
  }

  /** Runner: the call of `vm` has returned, in whatever way. */
  left(): void {
    Atomics.store(this.words, Word.place, OUTSIDE);
  }

  /** Runner: calls a function that a SIGINT must not interrupt. */
  unsignalled(work: () => void): void {
    const place = Atomics.compareExchange(this.words, Word.place, INSIDE, OUTSIDE);
    if (place === SIGNALLED) this.awaitSignal();
    work();
    if (place === INSIDE) this.enter();
  }

  /** Attendant: true if a SIGINT may be sent to the runner now; the attendant must then send it. */
  claimSignal(): boolean {
    return Atomics.compareExchange(this.words, Word.place, INSIDE, SIGNALLED) === INSIDE;
  }

  /** Runner: calls a function that waits for another process to end. */
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

  /**
   * Runner: output of this size is being sent. Waits while too much output was not sent to the front end yet,
   * unless `stopped` returns true.
   */
  sending(size: number, stopped: () => boolean): void {
    if (!isShared(this.words)) return;
    let now = Atomics.add(this.words, Word.underway, size) + size;
    while (now > FULL && !stopped()) {
      Atomics.wait(this.words, Word.underway, now, CHECK_INTERVAL);
      now = Atomics.load(this.words, Word.underway);
    }
  }

  /** Attendant: output of this size was sent to the front end. */
  sent(size: number): void {
    Atomics.sub(this.words, Word.underway, size);
    Atomics.notify(this.words, Word.underway);
  }

  /**
   * Runner: asks by `ask` that all output so far be shown, and waits until it is, unless `stopped` returns
   * true.
   */
  barrier(ask: (barrier: number) => void, stopped: () => boolean): void {
    const barrier = ++this.asked;
    ask(barrier);
    for (let waited = 0; waited < BARRIER_TIMEOUT && !stopped(); waited += CHECK_INTERVAL) {
      const passed = Atomics.load(this.words, Word.passed);
      if (passed >= barrier) return;
      Atomics.wait(this.words, Word.passed, passed, CHECK_INTERVAL);
    }
  }

  /** Attendant: all output before this barrier is shown. */
  pass(barrier: number): void {
    Atomics.store(this.words, Word.passed, barrier);
    Atomics.notify(this.words, Word.passed);
  }
}
