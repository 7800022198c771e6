/** What tests of the browser edition evaluate in a page, in whichever browser, and what they find in its cells. */

/** Whether the notebook's kernel is idle. */
export const IS_IDLE =
  "window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'";

/** Runs all cells to their end. */
export const RUN_ALL = "jupyterapp.commands.execute('notebook:run-all-cells').then(() => undefined)";

/** The code cells (`RunCell[]`), as JSON: outputs may be nested more deeply than an evaluation can return. */
export const CODE_CELLS = `JSON.stringify(jupyterapp.shell.currentWidget.content.model.sharedModel.toJSON().cells
  .filter(({ cell_type }) => cell_type === "code")
  .map(({ id, source, execution_count, outputs }) => ({
    id, code: [source].flat().join(""), count: execution_count, outputs,
  })))`;

/** How code that is in no cell was answered: what it wrote, with the traceback of its error. */
export interface Answered {
  readonly text: string;
  readonly milliseconds: number;
}

/** Executes code that is in no cell (`Answered`). */
export function sending(code: string): string {
  return `(async () => {
    const { kernel } = jupyterapp.shell.currentWidget.sessionContext.session;
    const started = performance.now();
    const future = kernel.requestExecute({ code: ${JSON.stringify(code)} });
    let text = "";
    future.onIOPub = ({ header, content }) => {
      if (header.msg_type === "stream") text += content.text;
      if (header.msg_type === "error") text += content.traceback.join("\\n");
      if (header.msg_type === "execute_result") text += content.data["text/plain"];
    };
    await future.done;
    return { text, milliseconds: performance.now() - started };
  })()`;
}

/** A code cell of the open notebook. */
export interface RunCell {
  readonly id: string;
  readonly code: string;
  readonly count: number | null;
  readonly outputs: readonly { readonly output_type: string; readonly [key: string]: unknown }[];
}

/** The errors that cells show, each with its cell. */
export function errorsOf(cells: readonly RunCell[]): string[] {
  return cells.flatMap(({ id, outputs }) =>
    outputs
      .filter(({ output_type }) => output_type === "error")
      .map(({ ename, evalue }) => `${id}: ${String(ename)}: ${String(evalue)}`),
  );
}

/** The verdicts of exercises that are not green, each with its cell. */
export function failedChecks(cells: readonly RunCell[]): string[] {
  return cells.flatMap(({ id, code, outputs }) =>
    code.startsWith("exercises.check(") && !JSON.stringify(outputs).includes("✓")
      ? [`${id}: ${JSON.stringify(outputs).slice(0, 300)}`]
      : [],
  );
}
