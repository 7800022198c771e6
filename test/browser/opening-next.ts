/**
 * What tests evaluate in a page of JupyterLab, or of the browser edition, that goes from one lesson to the next in the same
 * window, as a student does. Opening a window for each would load JupyterLab each time.
 */

/** Closes the notebook in front, its last changes unsaved, and ends its kernel; opens the one at a path. */
export function openingNext(path: string): string {
  return `(async () => {
    const closed = jupyterapp.shell.currentWidget;
    await closed.sessionContext.shutdown();
    closed.dispose();
    const opened = await jupyterapp.commands.execute("docmanager:open", { path: ${JSON.stringify(path)} });
    await opened.revealed;
    await opened.sessionContext.ready;
  })()`;
}
