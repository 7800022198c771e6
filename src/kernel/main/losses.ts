/** What a learner is told when the runner, and with it every variable, is gone. */
import { say, type Sentence } from "../../language/language.js";
import type { ErrorReport } from "../runner/messages.js";
import type { Loss } from "./runner.js";

const NAMES: Readonly<Record<Loss, string>> = {
  interrupt: "KernelInterrupted",
  memory: "OutOfMemory",
  crash: "RunnerCrashed",
};

const REASONS: Readonly<Record<Loss, Sentence>> = {
  interrupt: {
    fr: "exécution arrêtée de force : ce code ne pouvait pas être arrêté autrement.",
    en: "stopped by force: this code could not be stopped otherwise.",
  },
  memory: {
    fr: "mémoire épuisée : cette cellule en demandait plus que la machine n'en accorde.",
    en: "out of memory: this cell asked for more than the machine grants.",
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

/** The error of the cell that ran, or had run last, when everything was lost. */
export function lossReport(loss: Loss, detail: string): ErrorReport {
  const addition = detail === "" ? "" : ` (${detail})`;
  const evalue = `${say(REASONS[loss])}${addition} ${say(CONSEQUENCE)}`;
  return { ename: NAMES[loss], evalue, traceback: [`${NAMES[loss]}: ${evalue}`] };
}

/** The learner pressed stop before the cell began to run. */
export function stoppedReport(): ErrorReport {
  const evalue = say({
    fr: "exécution arrêtée à votre demande avant de commencer.",
    en: "stopped at your request before it began.",
  });
  return { ename: "KernelInterrupted", evalue, traceback: [`KernelInterrupted: ${evalue}`] };
}

/** Said while a stop that was asked for does not come about. */
export function stubbornNotice(): string {
  return say({
    fr: "L'arrêt tarde : du code de bibliothèque est en cours. Dans quelques secondes, ou dès que vous appuyez de nouveau sur arrêt, il y sera mis fin de force ; les variables seront alors perdues.\n",
    en: "The stop is slow to come: library code is running. In some seconds, or as soon as you press stop again, it is ended by force; the variables will then be lost.\n",
  });
}
