/**
 * Which folder may import which, checked by dependency-cruiser (`npm run lint`): the frame of
 * `docs/design.md`.
 *
 * A folder may import the folders of its row and no other; a folder without a row fails. No files may import
 * each other in a circle, by `import type` included.
 */

/** Folders that almost every other folder may import. */
export const BASE = ["src/language", "src/errors", "src/host"];

/** The engine: folders that `fit` and its fast implementation build on. */
const PARTS = ["tensor", "activations", "layers", "losses", "optimizers", "random"].map(inSource);

/** All folders whose tensors and models the entry for programs of TensorFlow.js names anew. */
const ENGINE = [
  ...["tensor", "autograd", "initializers", "regularizers", "constraints", "random"],
  ...["activations", "losses", "metrics", "optimizers", "layers", "model", "fast"],
].map(inSource);

/**
 * Each folder with the folders and files that it may import. Rows of subfolders take precedence over those
 * above them.
 */
export const MAY_IMPORT = {
  "src/language": [],
  "src/errors": ["src/language"],
  "src/host": ["src/errors"],
  "src/arithmetic": [],
  "src/random": [...BASE, "src/arithmetic"],
  "src/tensor": [...BASE, "src/random"],
  "src/autograd": [...BASE, "src/tensor", "src/random"],
  "src/activations": [...BASE, "src/tensor", "src/autograd"],
  "src/initializers": [...BASE, "src/tensor", "src/random"],
  "src/regularizers": [...BASE, "src/tensor", "src/autograd"],
  "src/constraints": [...BASE, "src/tensor", "src/autograd"],
  "src/losses": [...BASE, "src/tensor", "src/autograd", "src/activations"],
  "src/optimizers": [...BASE, "src/tensor", "src/autograd"],
  "src/metrics": [...BASE, "src/tensor"],
  "src/layers": [
    ...BASE,
    ...["tensor", "autograd", "activations", "initializers"].map(inSource),
    ...["regularizers", "constraints", "random"].map(inSource),
  ],
  "src/model": [
    ...BASE,
    ...["tensor", "autograd", "layers", "losses", "optimizers", "metrics"].map(inSource),
  ],
  // A training is told what it trains; it does not know the class Model.
  "src/model/training": [
    ...BASE,
    ...["tensor", "autograd", "layers", "losses", "optimizers", "metrics", "random"].map(inSource),
    ...["graph.ts", "compile.ts"].map((file) => `src/model/${file}`),
  ],
  "src/fast": [...BASE, ...PARTS, "src/autograd", "src/model"],
  "src/neuralnet": [...BASE, "src/arithmetic", "src/random"],
  "src/data": [...BASE, "src/tensor", "src/random"],
  "src/datasets": [...BASE, "src/arithmetic", "src/tensor", "src/random", "src/data"],
  "src/lesson": BASE,
  "src/plots": [...BASE, "src/neuralnet"],
  // The small DOM in which figures are drawn.
  "src/plots/document": [],
  // The callbacks of models, and those that draw.
  "src/callbacks": [...BASE, "src/model", "src/plots"],
  "src/exercises": [...BASE, "src/random"],
  // The trainer, beside a cell or in a worker of a page.
  "src/playground": [
    ...BASE,
    ...["tensor", "autograd", "layers", "regularizers", "optimizers", "model", "fast"].map(inSource),
    ...["data", "datasets", "plots", "widgets"].map(inSource),
  ],
  // What trainer and view say to each other.
  "src/playground/protocol": [],
  // A front end for the page, joined into one file.
  "src/playground/view": ["src/language", "src/playground/protocol"],
  // Controls and comms as a cell sees them: they know nothing of the engine.
  "src/widgets": BASE,
  // The second public entry, which names and composes the engine; no other folder of `src` may import it.
  "src/tfjs": [...BASE, ...ENGINE],
  "src/kernel": ["src/language", "src/host"],
  system: BASE,
  // What the course adds to JupyterLab's pages, joined into one file.
  "lab-extension": ["src/kernel/cells", "src/language", "system/kernel-names.ts"],
  // How the lessons reach the place where a student works.
  delivery: ["src/language", "system"],
  "kernel-setup": ["src/language", "src/host", "src/plots", "src/kernel", "system", "delivery"],
  // The kernel without the course, as a package of npm.
  "kernel-package": ["src/language", "src/host", "src/kernel", "system", "kernel-setup"],
  grading: [
    ...["src/language", "src/host", "src/exercises", "src/kernel", "system", "delivery"],
    ...["start", "prepare", "snapshot-script"].map((file) => `kernel-setup/${file}.ts`),
  ],
  // What a class is given: the folder is written by the instructor's command; its start is the student's.
  kit: ["src/language", "system", "delivery", "kernel-setup", "grading"],
  "commands/lessons": ["src/language", "system"],
  // Tests tell which kernels they did not try.
  "commands/testing": ["src/language", "src/fast", "system", "kernel-setup", "grading"],
  commands: [
    ...["src/language", "system", "kernel-setup", "grading", "kit", "training", "pages"],
    ...["browser-edition", "kernel-package"],
  ],
  training: ["src/index.ts", "src/language", "src/errors", "src/random", "src/model"],
  // The course in a browser: what builds the site, and what runs in the page and in its workers.
  "browser-edition": [
    ...["index.ts", "tfjs", "language", "host", "kernel"].map(inSource),
    ...["system", "delivery", "grading", "kernel-setup", "lab-extension"],
  ],
  // The data beside its pages, made of what `datasets` has verified.
  "browser-edition/data": ["src/datasets"],
  pages: [
    "src/index.ts",
    "src/language",
    "src/host",
    "src/playground",
    "system",
    "grading",
    "browser-edition",
    "commands/lessons",
    "test",
  ],
  bench: ["src", "system", "kernel-setup", "grading", "test"],
  test: [
    ...[
      "src",
      "system",
      "delivery",
      "kernel-setup",
      "kernel-package",
      "commands",
      "grading",
      "kit",
      "browser-edition",
      "pages",
    ],
    "bench",
  ],
};

/** The folders with sources. */
export const TOP_FOLDERS = [...new Set(Object.keys(MAY_IMPORT).map((folder) => folder.split("/")[0]))];

/** The public API may import every folder of the engine. */
const PUBLIC_API = "src/index.ts";

/**
 * Two classes that are defined by each other: a layer is called on symbolic tensors, and these know their
 * layer.
 */
const ALLOWED_CIRCLE = "^src/layers/(layer|symbolic-tensor)\\.ts$";

function inSource(folder) {
  return `src/${folder}`;
}

/**
 * A pattern for the files of a folder, or for one file; `#…` are the adapters of `src/host` (package.json,
 * "imports").
 */
function within(place) {
  if (place.endsWith(".ts")) return `^${place}$`;
  return place === "src/host" ? "^((dist/)?src/host/|#)" : `^${place}/`;
}

const ROWS = Object.entries(MAY_IMPORT);

export default {
  forbidden: [
    {
      name: "no-circles",
      comment: "These files import each other in a circle: move what both need into a file of its own.",
      severity: "error",
      from: {},
      to: { circular: true, via: { pathNot: ALLOWED_CIRCLE } },
    },
    {
      name: "folder-without-row",
      comment: "This folder has no row in imports.config.js.",
      severity: "error",
      from: { pathNot: [...ROWS.map(([folder]) => within(folder)), within(PUBLIC_API)] },
      to: {},
    },
    ...ROWS.map(([folder, allowed]) => ({
      name: `imports-of-${folder.replaceAll("/", "-")}`,
      comment: `${folder} may import only: ${allowed.join(", ") || "nothing"} (see imports.config.js).`,
      severity: "error",
      from: {
        path: within(folder),
        pathNot: ROWS.map(([other]) => other)
          .filter((other) => other.startsWith(`${folder}/`))
          .map(within),
      },
      to: {
        path: [...TOP_FOLDERS.map(within), "^dist/src/host/", "^#"],
        pathNot: [folder, ...allowed].map(within),
      },
    })),
  ],
  options: {
    tsConfig: { fileName: "tsconfig.base.json" },
    // `import type` is gone after compilation.
    tsPreCompilationDeps: true,
    // AssemblyScript is not TypeScript.
    exclude: { path: "^src/[^/]+/assembly/" },
    doNotFollow: { path: "^(node_modules|dist)/" },
    skipAnalysisNotInRules: true,
  },
};
