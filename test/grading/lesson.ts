/**
 * A small lesson for the tests of grading, with one cell of each kind, and functions that make such cells.
 */
import { KERNEL_NAMES } from "../../system/kernel-names.js";
import { inEnglish, type Names } from "../notebooks/editions/code.js";
import type { Cell, Notebook, NbgraderMetadata } from "../../grading/notebook-file.js";

const METADATA: NbgraderMetadata = {
  schema_version: 3,
  grade: false,
  grade_id: "",
  locked: false,
  solution: false,
  task: false,
};

export function code(id: string, source: string, nbgrader?: Partial<NbgraderMetadata>): Cell {
  return {
    id,
    cell_type: "code",
    metadata: nbgrader === undefined ? {} : { nbgrader: { ...METADATA, grade_id: id, ...nbgrader } },
    source,
    outputs: [],
    execution_count: null,
  };
}

export function markdown(id: string, source: string, nbgrader?: Partial<NbgraderMetadata>): Cell {
  return {
    id,
    cell_type: "markdown",
    metadata: nbgrader === undefined ? {} : { nbgrader: { ...METADATA, grade_id: id, ...nbgrader } },
    source,
  };
}

/** An answer cell and its test. */
export function exercise(id: string, points: number, name: string, solution: string): Cell[] {
  return [
    code(id, solution, { solution: true }),
    code(`${id}-test`, `exercises.check("${id}", ${name})`, { grade: true, locked: true, points }),
  ];
}

function notebookOf(cells: readonly Cell[]): Notebook {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { name: "neurones", display_name: "TypeScript (neurones)", language: "typescript" },
      language_info: { name: "typescript" },
    },
    cells,
  };
}

const LOGISTIC = `const logistique = (z: number): number => {
  // BEGIN SOLUTION
  // STUB return NaN;
  return 1 / (1 + Math.exp(-z));
  // END SOLUTION
};`;

const CHOICE = `// BEGIN SOLUTION
// STUB const reponse = "";
const reponse = "b";
// END SOLUTION`;

const LINE = `const droite = (b: number, w1: number, w2: number): number[] => {
  // BEGIN SOLUTION
  // STUB return [NaN, NaN];
  return [-w1 / w2, -b / w2];
  // END SOLUTION
};`;

/** The lesson; its tests have 2, 1 and 3 points, its text has 2. */
export const LESSON: Notebook = notebookOf([
  markdown("titre", "# Une leçon"),
  code("outils", `import { exercises, plots } from "neurones";`),
  ...exercise("03-logistique", 2, "logistique", LOGISTIC),
  ...exercise("03-lineaire", 1, "reponse", CHOICE),
  code("figure", `plots.curves({ title: "La courbe", functions: { "f": logistique }, domain: [-3, 3] });`),
  ...exercise("03-droite", 3, "droite", LINE),
  markdown(
    "03-que-dire",
    "Que dire ?\n\n<!-- BEGIN SOLUTION -->\nLe modèle de réponse.\n<!-- END SOLUTION -->",
    { grade: true, solution: true, points: 2 },
  ),
]);

/** Names of the English edition of the lesson, by the French ones. */
export const ENGLISH_NAMES: Names = {
  logistique: "logistic",
  reponse: "answer",
  droite: "line",
  pente: "slope",
};

/** What the English edition says where the French one says something. */
const ENGLISH_TEXTS: Readonly<Record<string, string>> = {
  titre: "# A lesson",
  "03-que-dire": "What can be said?\n\n<!-- BEGIN SOLUTION -->\nThe model answer.\n<!-- END SOLUTION -->",
};

export const ENGLISH_LESSON: Notebook = {
  ...LESSON,
  metadata: { ...LESSON.metadata, kernelspec: { name: KERNEL_NAMES.en, language: "typescript" } },
  cells: LESSON.cells.map((cell) => ({
    ...cell,
    source: ENGLISH_TEXTS[cell.id ?? ""] ?? inEnglish(cell.source, ENGLISH_NAMES),
  })),
};
