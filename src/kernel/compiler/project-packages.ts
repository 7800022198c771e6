/**
 * The names that a cell could import from the packages of its project: those that the nearest `package.json` names, in the
 * notebook's folder or above it, as far as they are installed.
 *
 * They are read when a name is first searched, for a quarter of a second at most at each question; what is left is read at
 * the next one. The names of a package are read again only where its version has changed.
 */
import { fileVersion } from "#kernel/compiler/installation";
import { ExportReader, type DeclarationFiles } from "./exported-names.js";

const TIME_PER_QUESTION = 250;
/** The most packages of a project, and the most parts of a package, as `preact/hooks`, that are read. */
const MOST_PACKAGES = 100;
const MOST_PARTS = 20;

/** The lists of a `package.json`: what it needs to run first. */
const NEEDED = ["dependencies"] as const;
const OTHERS = ["peerDependencies", "optionalDependencies", "devDependencies"] as const;

/** For each name the module from which to import it. */
export type ProjectNames = ReadonlyMap<string, string>;

export interface ProjectExports {
  /** The names of what the project needs to run. */
  readonly needed: ProjectNames;
  /** The names of what it needs for its development alone, or may lack. */
  readonly others: ProjectNames;
}

interface Module {
  readonly specifier: string;
  readonly isNeeded: boolean;
}

export class ProjectPackages {
  /** The state of the project's files for which `pending` and the names hold. */
  private state: string | undefined;
  private pending: Module[] = [];
  private needed = new Map<string, string>();
  private others = new Map<string, string>();
  /** The names of each module, by its specifier, its file and its version. */
  private readonly read = new Map<string, readonly string[]>();
  private reader: ExportReader;

  constructor(private readonly files: DeclarationFiles) {
    this.reader = new ExportReader(files);
  }

  /** The names of the packages of the project that holds a folder. */
  namesFor(folder: string): ProjectExports {
    const project = this.projectOf(folder);
    if (project === undefined) return { needed: new Map(), others: new Map() };
    const state = stateOf(project);
    if (state !== this.state) {
      this.state = state;
      this.needed = new Map();
      this.others = new Map();
      this.pending = this.modulesOf(project);
      this.reader = new ExportReader(this.files);
    }
    const end = performance.now() + TIME_PER_QUESTION;
    while (this.pending.length > 0 && performance.now() < end) this.add(this.pending.shift()!, folder);
    return { needed: this.needed, others: this.others };
  }

  private add({ specifier, isNeeded }: Module, folder: string): void {
    const names = isNeeded ? this.needed : this.others;
    for (const name of this.namesOf(specifier, `${folder}/cell.ts`))
      if (!names.has(name)) names.set(name, specifier);
  }

  private namesOf(specifier: string, fromFile: string): readonly string[] {
    const module = this.files.resolve(specifier, fromFile);
    if (module === undefined) return [];
    const { resolvedFileName: file, packageId } = module;
    const key = [specifier, file, packageId?.version, fileVersion(file)].join("\n");
    const known = this.read.get(key);
    if (known !== undefined) return known;
    const names = [...this.reader.namesOf(specifier, file)];
    this.read.set(key, names);
    return names;
  }

  /** The nearest folder with a `package.json`, this one or one above it. */
  private projectOf(folder: string): string | undefined {
    if (this.files.read(`${folder}/package.json`) !== undefined) return folder;
    const parent = folder.replace(/\/[^/]*$/, "");
    return parent === folder || parent === "" ? undefined : this.projectOf(parent);
  }

  /** The modules of the packages that a project names, whole packages before their parts. */
  private modulesOf(project: string): Module[] {
    const manifest = this.manifestIn(project);
    const named = (lists: readonly string[], isNeeded: boolean): Module[] =>
      lists
        .flatMap((list) => Object.keys(recordOf(manifest[list])))
        .filter((specifier) => !specifier.startsWith("@types/"))
        .map((specifier) => ({ specifier, isNeeded }));
    const packages = [...named(NEEDED, true), ...named(OTHERS, false)].slice(0, MOST_PACKAGES);
    const parts = packages.flatMap(({ specifier, isNeeded }) => {
      const { exports } = this.manifestIn(`${project}/node_modules/${specifier}`);
      return Object.keys(recordOf(exports))
        .filter((key) => /^\.\/[^*]*[^*./][^*.]*$/.test(key))
        .slice(0, MOST_PARTS)
        .map((key) => ({ specifier: `${specifier}${key.slice(1)}`, isNeeded }));
    });
    return [...packages, ...parts];
  }

  private manifestIn(folder: string): Readonly<Record<string, unknown>> {
    try {
      return recordOf(JSON.parse(this.files.read(`${folder}/package.json`) ?? "{}"));
    } catch {
      // A file that is being written, or broken, names no packages; npm says what is wrong in it.
      return {};
    }
  }
}

/** A text that changes when the project names other packages, or when others are installed. */
function stateOf(project: string): string {
  const files = [
    "package.json",
    "node_modules",
    "node_modules/.package-lock.json",
    "node_modules/.modules.yaml",
  ];
  return [project, ...files.map((file) => fileVersion(`${project}/${file}`))].join("\n");
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}
