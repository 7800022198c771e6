/**
 * The rules of the house: the field's recommended ones, strict types, and the arrows of `docs/design.md`.
 * A room may import the rooms before it in ROOMS and never those after it.
 */
import { importX } from "eslint-plugin-import-x";
import { createTypeScriptImportResolver } from "eslint-import-resolver-typescript";
import tseslint from "typescript-eslint";

/** Every room with the rooms it may import; a room not named here fails the lint. */
const MAY_IMPORT = {
  language: [],
  errors: ["language"],
  host: ["language", "errors"],
  arithmetic: [],
  random: ["errors", "arithmetic"],
  tensor: ["errors", "random"],
  autograd: ["tensor"],
  activations: ["autograd"],
  initializers: ["tensor", "random"],
  regularizers: ["autograd"],
  losses: ["autograd", "activations"],
  optimizers: ["tensor", "autograd"],
  metrics: ["tensor"],
  layers: ["autograd", "activations", "initializers", "regularizers", "random"],
  model: ["layers", "losses", "optimizers", "metrics", "random"],
  fast: ["model"],
  neuralnet: ["arithmetic", "random", "metrics"],
  data: ["tensor", "random"],
  datasets: ["data", "arithmetic"],
  lesson: ["language", "host"],
  plots: ["model", "neuralnet", "datasets"],
  exercises: ["plots"],
  kernel: ["language", "host"],
};
/** Rooms that every room above them may use. */
const GROUND = ["language", "errors", "host"];
/** Rooms that must run in a browser: no Node API. */
const BROWSER_SAFE = Object.keys(MAY_IMPORT).filter((room) => room !== "kernel" && room !== "datasets");

function allowed(room) {
  const seen = new Set();
  const visit = (name) => {
    if (seen.has(name)) return;
    seen.add(name);
    MAY_IMPORT[name].forEach(visit);
  };
  visit(room);
  if (!GROUND.includes(room) && room !== "kernel") GROUND.forEach((name) => seen.add(name));
  return seen;
}

const zones = Object.keys(MAY_IMPORT).map((room) => ({
  target: `./src/${room}`,
  from: "./src",
  except: [...allowed(room)].map((name) => `./${name}`),
  message: `src/${room} may import only: ${[...allowed(room)].filter((name) => name !== room).join(", ") || "nothing"} (see docs/design.md)`,
}));

export default tseslint.config(
  {
    ignores: [
      "dist",
      ".venv",
      "node_modules",
      "travail",
      "evaluation",
      "site",
      ".cache",
      ".neurones",
      "notebooks",
      "src/*/assembly",
    ],
  }, // AssemblyScript is no TypeScript
  ...tseslint.configs.recommended,
  {
    files: ["**/*.ts"],
    plugins: { "import-x": importX },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    settings: { "import-x/resolver-next": [createTypeScriptImportResolver({ project: "tsconfig.json" })] },
    rules: {
      "import-x/no-cycle": "error",
      "import-x/no-restricted-paths": ["error", { zones, basePath: import.meta.dirname }],
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "no-constant-condition": "off",
      "@typescript-eslint/no-require-imports": ["error", { allowAsImport: true }],
      // An interface may extend a computed type: so do the methods that `src/autograd/methods.ts` gives to tensors.
      "@typescript-eslint/no-empty-object-type": ["error", { allowInterfaces: "with-single-extends" }],
    },
  },
  {
    // What an old Node must be able to read: CommonJS.
    files: ["kernel-setup/*.cjs"],
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
  {
    files: BROWSER_SAFE.map((room) => `src/${room}/**/*.ts`),
    // An adapter to Node has a twin for the browser; package.json's "imports" chooses between the two.
    ignores: ["**/*.node.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: [{ group: ["node:*"], message: "This room must run in a browser." }] },
      ],
      "no-restricted-globals": ["error", "process", "Buffer", "__dirname", "require"],
    },
  },
);
