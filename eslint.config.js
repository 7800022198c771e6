/**
 * The rules of ESLint: the recommended ones, strict types, no Node API in what runs in a browser, and the
 * length of lines. Which folder may import which is in `imports.config.js`; the format is Prettier's.
 */
import tseslint from "typescript-eslint";

/** Folders that need Node; all others of `src` also run in a browser. */
const NEEDS_NODE = ["kernel", "datasets"];

/** The longest line. */
const LONGEST_LINE = 130;
/** Characters that a longer line may have around its string or template. */
const AROUND_TEXT = 40;

/**
 * No line over 130 characters, except one that consists of a long string, template, regular expression or
 * URL.
 */
const lineLength = {
  meta: {
    type: "layout",
    messages: { long: "This line has {{length}} characters; the limit is {{limit}}." },
  },
  create(context) {
    const { lines } = context.sourceCode;
    const texts = [];
    const remember = (node) => void texts.push(node.loc);
    /** The characters of a line that belong to a string, a template or a regular expression. */
    const textOn = (line) => {
      const length = lines[line - 1].length;
      const covered = texts
        .filter(({ start, end }) => start.line <= line && end.line >= line)
        .map(({ start, end }) => [
          start.line === line ? start.column : 0,
          end.line === line ? end.column : length,
        ]);
      return covered.reduce((most, [from, to]) => Math.max(most, to - from), 0);
    };
    return {
      Literal: (node) => typeof node.value !== "number" && remember(node),
      TemplateLiteral: remember,
      "Program:exit"() {
        lines.forEach((text, i) => {
          const rest = text.trim().length - textOn(i + 1);
          if (text.length <= LONGEST_LINE || rest <= AROUND_TEXT || /https?:\/\/\S{50,}/.test(text)) return;
          context.report({
            loc: { line: i + 1, column: LONGEST_LINE },
            messageId: "long",
            data: { length: text.length, limit: LONGEST_LINE },
          });
        });
      },
    };
  },
};

export default tseslint.config(
  {
    ignores: [
      "dist",
      ".venv",
      "node_modules",
      "travail",
      "evaluation",
      "site",
      "coverage",
      ".cache",
      ".neurones",
      "notebooks",
      // AssemblyScript is not TypeScript.
      "src/*/assembly",
    ],
  },
  ...tseslint.configs.recommended,
  {
    plugins: { neurones: { rules: { "line-length": lineLength } } },
    rules: { "neurones/line-length": "error" },
  },
  {
    files: ["**/*.ts"],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "no-constant-condition": "off",
      "@typescript-eslint/no-require-imports": ["error", { allowAsImport: true }],
      // An interface may extend a computed type, as the methods that `src/autograd/methods.ts` gives to
      // tensors do.
      "@typescript-eslint/no-empty-object-type": ["error", { allowInterfaces: "with-single-extends" }],
    },
  },
  {
    // Programs that run before anything is compiled are CommonJS.
    files: ["**/*.cjs"],
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
  {
    files: ["src/**/*.ts"],
    // An adapter to Node has a twin for the browser; package.json's "imports" chooses between the two.
    ignores: [...NEEDS_NODE.map((folder) => `src/${folder}/**`), "**/*.node.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: [{ group: ["node:*"], message: "This folder must run in a browser." }] },
      ],
      "no-restricted-globals": ["error", "process", "Buffer", "__dirname", "require"],
    },
  },
);
