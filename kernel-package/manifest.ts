/** The `package.json` of the kernel's own package, made of that of the course. */

/** What the manifest of the course says that the kernel's says too. */
export interface CourseManifest {
  readonly version: string;
  readonly license: string;
  readonly engines: Readonly<Record<string, string>>;
  readonly imports: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

/**
 * The packages that the kernel needs: the protocol's sockets, the executor of cells, the compiler with Node's types, and
 * what joins the compiler into one script for its snapshot.
 */
const DEPENDENCIES = ["@types/node", "esbuild", "tslab", "typescript", "zeromq"];

/** The adapters (`package.json`, "imports") that the kernel imports. */
const ADAPTERS = ["#turn", "#kernel/*"];

/** The manifest; `files` are the files of the package, by their paths in it. */
export function manifestOf(course: CourseManifest, files: readonly string[]): Record<string, unknown> {
  const { version, license, engines, imports, dependencies } = course;
  return {
    name: "neurones-kernel",
    version,
    description:
      "A Jupyter kernel for TypeScript: checked cells, packages from npm, a stop button that stops everything",
    keywords: ["jupyter", "kernel", "typescript", "notebook", "jupyterlab"],
    license,
    type: "module",
    engines,
    bin: { "neurones-kernel": "dist/kernel-package/main.js" },
    exports: { "./package.json": "./package.json" },
    imports: Object.fromEntries(ADAPTERS.map((name) => [name, imports[name]!["default"]])),
    files,
    dependencies: Object.fromEntries(DEPENDENCIES.map((name) => [name, dependencies[name]])),
    // The course's engine, for notebooks that import it; the kernel does without.
    peerDependencies: { neurones: version },
    peerDependenciesMeta: { neurones: { optional: true } },
  };
}
