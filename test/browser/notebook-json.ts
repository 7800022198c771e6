/** The content of a notebook of code cells, as it is stored. */
export function notebookOf(cells: readonly string[], kernel = "neurones"): Readonly<Record<string, unknown>> {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { name: kernel, display_name: "TypeScript (neurones)", language: "typescript" },
    },
    cells: cells.map((source, i) => ({
      id: `cell-${i + 1}`,
      cell_type: "code",
      metadata: {},
      execution_count: null,
      outputs: [],
      source,
    })),
  };
}
