/**
 * The events of errors that no code handles, in a worker of a page. The twin for Node is `unhandled.node.ts`.
 */
import type { UnhandledErrors } from "./unhandled-errors.js";

export function onUnhandled({ failed, handled }: UnhandledErrors): void {
  addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    failed(event.reason, event.promise);
  });
  addEventListener("rejectionhandled", ({ promise }) => handled(promise));
  addEventListener("error", (event) => {
    event.preventDefault();
    failed(event.error);
  });
}
