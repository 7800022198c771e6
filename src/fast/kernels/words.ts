/** The types of the kernels for embeddings. */

/** Kernels for embeddings. */
export interface WordKernels {
  areWords(x: number, count: number, words: number): boolean;
  rowDistances(x: number, count: number, width: number, distances: number): void;
  fetchRows(table: number, distances: number, count: number, width: number, y: number): void;
  addToRows(dy: number, distances: number, count: number, width: number, dtable: number): void;
  meanOfRows(
    table: number,
    distances: number,
    rows: number,
    steps: number,
    width: number,
    masked: boolean,
    y: number,
  ): void;
  addMeansToRows(
    dy: number,
    distances: number,
    rows: number,
    steps: number,
    width: number,
    masked: boolean,
    dtable: number,
  ): void;
}
