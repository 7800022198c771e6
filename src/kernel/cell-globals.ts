/**
 * The globals that every cell can use without an import. The compiler reads these declarations for each cell;
 * the runner defines the functions themselves (`runner/displays.ts`).
 */

/** An output shown below a cell that can be replaced later. */
export interface CellDisplay {
  /** The identifier by which the front end finds this output. */
  readonly id: string;
  /** Replaces the shown value by this one. */
  update(value: unknown): void;
}

declare global {
  /**
   * Shows a value below the running cell, in its richest form.
   *
   * @param value Anything: a figure, a tensor, a DOM node, a MIME bundle such as `{ "text/html": "<b>oui</b>"
   *   }`.
   * @param options `id` names the display: another `display` with the same `id` in the same run replaces it.
   *   With `raw: true`, as in Deno's notebooks, the value is a MIME bundle whatever its types are called.
   */
  function display(value: unknown, options?: { readonly id?: string; readonly raw?: boolean }): CellDisplay;

  /**
   * Removes the outputs that the running cell has shown so far.
   *
   * @param options With `wait: true`, they are removed only when the next output arrives, so that an
   *   animation does not flicker.
   */
  function clearOutput(options?: { readonly wait?: boolean }): void;

  /** Asks the learner for a line of text. */
  function input(prompt?: string): Promise<string>;

  /** Asks the learner for a line of text and hides it while it is typed. */
  function password(prompt?: string): Promise<string>;
}
