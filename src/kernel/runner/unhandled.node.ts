/**
 * The events of errors that no code handles, in Node, where they would end the process. The twin for the browser
 * is `unhandled.browser.ts`.
 */
import type { UnhandledErrors } from "./unhandled-errors.js";

export function onUnhandled({ failed, handled }: UnhandledErrors): void {
  process.on("unhandledRejection", failed);
  process.on("rejectionHandled", handled);
  process.on("uncaughtException", (error) => failed(error));
}
