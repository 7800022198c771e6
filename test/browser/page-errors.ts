/** The errors that a page's own JavaScript throws. */
import type { Page } from "playwright-core";

/** A list that each error of the page is added to, but for those that are no fault of the course. */
export function pageErrorsOf(page: Page): string[] {
  const errors: string[] = [];
  page.on("pageerror", (error) => {
    if (!isKnown(error)) errors.push(error.stack ?? error.message);
  });
  return errors;
}

function isKnown({ message, stack = "" }: Error): boolean {
  return message.includes(SLOW_START) || (message.includes(NO_OBSERVER) && stack.includes("jlab_core"));
}

/**
 * What anywidget says where a page was so busy that a model took more than two seconds to begin; the controls work
 * all the same (`src/widgets/views/page-module.ts`).
 */
const SLOW_START = "[anywidget] Failed to initialize model.";

/**
 * JupyterLab 4.6 watches which cells are in view, and looks for new cells one frame after a change. A notebook that
 * left the page within that frame, as while a tab is restored, has no observer any more; nothing needs it then.
 * Every setting that avoids the observer (`windowingMode`) shows long lessons more slowly.
 */
const NO_OBSERVER = "Cannot read properties of null (reading 'observe')";
