/**
 * What every cell can use without importing it. The declarations below are part of each cell's program; the runner
 * thread puts the functions themselves in place.
 */

/** Something shown below a cell, which can be replaced later. */
export interface CellDisplay {
  /** The id under which the front end knows it. */
  readonly id: string;
  /** Shows this value instead. */
  update(value: unknown): void;
}

declare global {
  /**
   * Shows a value below the running cell, in its richest form.
   *
   * @param value Anything: a figure, a tensor, a DOM node, a MIME bundle such as `{ "text/html": "<b>oui</b>" }`.
   * @param options `id` names the display: what the same run of a cell shows again under that id replaces it.
   */
  function display(value: unknown, options?: { readonly id?: string }): CellDisplay;

  /**
   * Clears what the running cell has shown so far.
   *
   * @param options With `wait`, only when the next output arrives, so that an animation does not flicker.
   */
  function clearOutput(options?: { readonly wait?: boolean }): void;

  /** Asks the learner for a line of text. */
  function input(prompt?: string): Promise<string>;

  /** Asks the learner for a line of text that is not shown while it is typed. */
  function password(prompt?: string): Promise<string>;
}
