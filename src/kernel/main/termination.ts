/** The error messages when the runner is terminated, or when a cell is stopped before it began. */
import { say, type Sentence } from "../../language/language.js";
import type { ErrorReport } from "../runner/messages.js";
import type { Termination, TerminationCause } from "./runner.js";

const NAMES: Readonly<Record<TerminationCause, string>> = {
  interrupt: "KernelInterrupted",
  memory: "OutOfMemory",
  crash: "RunnerCrashed",
};

const REASONS: Readonly<Record<TerminationCause, Sentence>> = {
  interrupt: {
    fr: "exécution arrêtée de force : ce code ne pouvait pas être arrêté autrement.",
    en: "stopped by force: this code could not be stopped otherwise.",
  },
  memory: {
    fr: "mémoire épuisée : cette cellule en demandait plus que la machine n'en accorde.",
    en: "out of memory: this cell asked for more memory than the machine grants.",
  },
  crash: {
    fr: "le programme qui exécute les cellules s'est terminé de façon inattendue.",
    en: "the program that runs the cells ended unexpectedly.",
  },
};

const CONSEQUENCE: Sentence = {
  fr: "Les variables sont perdues ; le noyau repart à neuf : réexécutez les cellules précédentes.",
  en: "The variables are lost; the kernel starts afresh: run the previous cells again.",
};

/**
 * The error that is shown below the running cell, or below the cell that ran last, after the runner was
 * terminated.
 */
export function terminationReport({ cause, detail }: Termination): ErrorReport {
  const addition = detail === "" ? "" : ` (${detail})`;
  const evalue = `${say(REASONS[cause])}${addition} ${say(CONSEQUENCE)}`;
  return { ename: NAMES[cause], evalue, traceback: [`${NAMES[cause]}: ${evalue}`] };
}

/** The error of a cell that the learner stopped before it began to run. */
export function stoppedReport(): ErrorReport {
  const evalue = say({
    fr: "exécution arrêtée à votre demande avant de commencer.",
    en: "stopped at your request before it began.",
  });
  return { ename: "KernelInterrupted", evalue, traceback: [`KernelInterrupted: ${evalue}`] };
}

/** The notice that is shown when a cell does not stop soon after the learner pressed stop. */
export function slowStopNotice(): string {
  return say({
    fr: "L'arrêt tarde : du code de bibliothèque est en cours. Dans quelques secondes, ou dès que vous appuyez de nouveau sur arrêt, il y sera mis fin de force ; les variables seront alors perdues.\n",
    en: "The cell has not stopped yet: library code is running. In a few seconds, or as soon as you press stop again, it will be ended by force; the variables will then be lost.\n",
  });
}

/** The notice that is shown when widgets have lost the runner that answers them. */
export function closedWidgetsNotice(): string {
  return say({
    fr: "Les contrôles et figures animées du carnet ne répondent plus : réexécutez leurs cellules.\n",
    en: "The notebook's controls and live figures no longer answer: run their cells again.\n",
  });
}
