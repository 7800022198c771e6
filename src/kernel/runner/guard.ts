/**
 * The object that compiled cells call to check for a stop and to report their names, and the two errors that
 * a cell cannot catch.
 */
import { say } from "../../language/language.js";
import type { RunGuard } from "../compiler/contract.js";
import { Attribution } from "./attribution.js";
import { cells } from "./cells.js";
import { nameAsWritten } from "./learner-names.js";

/** The learner pressed stop. */
export class KernelInterrupted extends cells.Error {
  override name = "KernelInterrupted";
  constructor() {
    super(
      say({
        fr: "exécution arrêtée à votre demande ; les variables gardent leur valeur.",
        en: "stopped at your request; variables keep their values.",
      }),
    );
  }
}

/** A cell called `process.exit`. */
export class ProcessExit extends cells.Error {
  override name = "ProcessExit";
  constructor(call: string) {
    super(
      say({
        fr: `${call} termine la cellule, pas le noyau ; les variables gardent leur valeur. Pour repartir de zéro, redémarrez le noyau.`,
        en: `${call} ends the cell, not the kernel; variables keep their values. To start afresh, restart the kernel.`,
      }),
    );
  }
}

export class Guard extends Attribution implements RunGuard {
  readonly builtIn = { Map, Object, ReferenceError: cells.ReferenceError, Symbol };
  /** The names to which the newest run has given a value. */
  private names = new Set<string>();
  /** For each name, the run that last gave it a value. */
  readonly makers = new Map<string, number>();

  /** The runs whose cell has run again: what they have left running ends. */
  private readonly replaced = new Set<number>();

  constructor(
    readonly interrupted: Int32Array,
    readonly deliverMessages: () => void,
  ) {
    super();
  }

  override begin<T>(run: number, work: () => T): T {
    this.names = new Set();
    return super.begin(run, work);
  }

  /** Whether what has this number must end. */
  isStopped(serial: number): boolean {
    return this.isInterrupted(serial) || this.isReplaced(serial);
  }

  /** Whether the learner has pressed stop since this number was given. */
  isInterrupted(serial: number): boolean {
    return this.interrupted[0] >= serial;
  }

  /** Ends what a run and the messages of its comms have left running, where it continues after an `await`. */
  replace(run: number): void {
    this.replaced.add(run);
  }

  isReplaced(serial: number): boolean {
    return this.replaced.size > 0 && this.replaced.has(this.runOf(serial));
  }

  override resumed(serial: number): void {
    if (this.isReplaced(serial)) this.stop();
    super.resumed(serial);
  }

  stop(): never {
    throw new KernelInterrupted();
  }

  stopCurrent(): void {
    const serial = this.now();
    if (this.isStopped(serial)) this.stop();
    // A library has called this code after an `await`, for a message that came after the stop.
    this.current = serial;
  }

  isStop(error: unknown): boolean {
    return error instanceof KernelInterrupted || error instanceof ProcessExit;
  }

  caught(error: unknown): void {
    nameAsWritten(error);
  }

  made(name: string): void {
    this.names.add(name);
    this.makers.set(name, this.current);
  }

  /** The names to which the newest run has given a value so far. */
  get defined(): readonly string[] {
    return [...this.names];
  }
}
