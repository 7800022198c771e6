/** Stopping at exceptions: which ones, and what is told about one. */
import { say } from "../../language/language.js";
import type { Fields } from "../protocol/message.js";
import type { Pause } from "./pause.js";

/** The exceptions at which the debugger may stop, by the names of the filters. */
export const UNCAUGHT = "uncaught";
export const ALL = "all";

/** The filters in the form of the protocol. */
export function exceptionFilters(): Fields[] {
  return [
    {
      filter: UNCAUGHT,
      label: say({ fr: "Erreurs qui terminent la cellule", en: "Errors that end the cell" }),
      default: false,
    },
    { filter: ALL, label: say({ fr: "Toutes les erreurs", en: "All errors" }), default: false },
  ];
}

/** What was thrown, in the form of the protocol. */
export function exceptionInfo(pause: Pause): Fields {
  const { thrown } = pause;
  const description = thrown?.description ?? String(thrown?.value ?? "");
  return {
    exceptionId: thrown?.className ?? thrown?.type ?? "",
    description: description.split("\n    at ")[0] ?? "",
    breakMode: "always",
  };
}
