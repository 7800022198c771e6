/**
 * Options of Quarto at the top of a cell, as in `#| label: fig-loss`.
 *
 * Quarto knows no comments of TypeScript, so it reads options behind `#`, and removes them before it runs a cell; JupyterLab
 * and others send them with the cell. https://quarto.org/docs/reference/cells/cells-jupyter.html
 */

const OPTIONS = /^(?:#\|.*(?:\r?\n|$))+/;

/** The code with these options as comments, each in its place and of the same length. */
export function optionsAsComments(code: string): string {
  return code.replace(OPTIONS, (lines) => lines.replaceAll(/^#\|/gm, "//"));
}
