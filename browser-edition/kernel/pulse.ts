/**
 * Notices that the runner's worker does not answer while a cell waits or runs, whatever the reason: files that do not
 * arrive, a long computation without a pause, or a browser that has lost what the worker waits for.
 *
 * The page asks, and the worker answers between two turns. Nothing is ended by force: only the learner knows whether the
 * cell may take so long.
 */
import { say } from "../../src/language/language.js";

/** Milliseconds between two questions. */
const PERIOD = 5000;
/** Milliseconds without an answer after which the learner is told. */
const PATIENCE = 30_000;

/** What a pulse asks with, and tells by. */
export interface PulseParts {
  /** Sends the worker a question, whose answer is told to `heard`. */
  readonly ask: () => void;
  /** Shows a sentence below the cell that runs; called once for each silence. */
  readonly tell: (sentence: string) => void;
  /** Whether the worker still loads its files. */
  readonly isLoading: () => boolean;
  readonly period?: number;
  readonly patience?: number;
}

export class Pulse {
  private timer: ReturnType<typeof setInterval> | undefined;
  /** The moment of the oldest question without an answer. */
  private asked: number | undefined;
  private isTold = false;

  constructor(private readonly parts: PulseParts) {}

  /** A cell begins to run, or to wait for the worker. */
  start(): void {
    this.timer ??= setInterval(() => this.beat(), this.parts.period ?? PERIOD);
  }

  /** The worker has answered a question, and so all before it. */
  heard(): void {
    this.asked = undefined;
    this.isTold = false;
  }

  /** The cell has ended, or the worker. */
  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    this.heard();
  }

  private beat(): void {
    const { ask, tell, isLoading, patience = PATIENCE } = this.parts;
    if (this.asked === undefined) {
      this.asked = performance.now();
      return ask();
    }
    const silence = performance.now() - this.asked;
    if (this.isTold || silence < patience) return;
    this.isTold = true;
    const seconds = Math.round(silence / 1000);
    tell(isLoading() ? loadingNotice(seconds) : silenceNotice(seconds));
  }
}

/** What the learner reads: what may be the reason, and what to do. */
function silenceNotice(seconds: number): string {
  return say({
    fr: `Cette cellule n’a laissé aucune pause au noyau depuis ${seconds} s : elle calcule, ou le navigateur l’a bloquée. Si elle devrait avoir fini, appuyez sur arrêt ; quelques secondes plus tard le noyau repart à neuf : les variables seront perdues, votre carnet reste tel quel.\n`,
    en: `This cell has left the kernel no pause for ${seconds} s: it computes, or the browser has blocked it. If it should have ended, press stop; some seconds later the kernel starts afresh: the variables will be lost, your notebook stays as it is.\n`,
  });
}

function loadingNotice(seconds: number): string {
  return say({
    fr: `Le noyau attend ses fichiers depuis ${seconds} s. Vérifiez la connexion, enregistrez (Ctrl + S), puis rechargez la page.\n`,
    en: `The kernel has been waiting for its files for ${seconds} s. Check the connection, save (Ctrl + S), then load the page again.\n`,
  });
}
