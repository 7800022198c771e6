/**
 * Writes the browser edition: a folder of static files with JupyterLite, the kernel's extension and the lessons.
 * It is made aside and put in its place as a whole.
 */
import { createHash } from "node:crypto";
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import { labOverrides, LAB_STYLE } from "../../kernel-setup/jupyter-settings.js";
import type { Language, Sentence } from "../../src/language/language.js";
import { KERNEL_NAMES } from "../../system/kernel-names.js";
import type { Layout } from "../../system/layout.js";
import { bundleKernel } from "./bundle-kernel.js";
import { entryScripts } from "./entry-scripts.js";
import { buildJupyterLite, ensureJupyterLite } from "./jupyterlite.js";
import { startPage } from "./start-page.js";

/** The name of the kernel's JupyterLab extension. */
const EXTENSION = "neurones-browser-edition";
/** JupyterLab's extensions that lessons need: widgets, figures of plotly. */
const EXTENSIONS = ["@jupyter-widgets/jupyterlab-manager", "anywidget", "jupyterlab-plotly"];
/** The apps whose pages are built. */
const APPS = ["lab", "notebooks"];

export interface LiteOptions {
  /** The lessons: the text of each notebook by its file name. */
  readonly lessons: ReadonlyMap<string, string>;
  /** Variables that the engine reads. */
  readonly environment: Readonly<Record<string, string>>;
  /** Writes further files into the site, such as the data sets. */
  readonly addFiles: (site: string) => Promise<void>;
}

/** Writes the site into the folder `target`, which is replaced. */
export async function writeLite(layout: Layout, target: string, options: LiteOptions): Promise<void> {
  await ensureJupyterLite(layout);
  const aside = `${target}.${process.pid}.new`;
  const at = (...parts: string[]): string => path.join(aside, ...parts);
  try {
    await rm(aside, { recursive: true, force: true });
    for (const folder of ["configuration", "contents"]) await mkdir(at(folder), { recursive: true });
    for (const [name, text] of options.lessons) await writeFile(at("contents", name), text);
    await collectExtensions(layout, at("extensions"), options.environment);
    await writeConfiguration(layout, at("configuration"), at("extensions"));
    const site = at("site");
    await buildJupyterLite(layout, {
      configuration: at("configuration"),
      contents: at("contents"),
      output: site,
    });
    await options.addFiles(site);
    await writePages(layout, site, [...options.lessons.keys()]);
    await writeServiceWorker(layout, site);
    await rm(target, { recursive: true, force: true });
    await rename(site, target);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

/** Copies the extensions of the environment that lessons need, and makes ours. */
async function collectExtensions(
  layout: Layout,
  folder: string,
  environment: LiteOptions["environment"],
): Promise<void> {
  const installed = path.join(layout.jupyterData, "labextensions");
  for (const name of EXTENSIONS)
    await cp(path.join(installed, name), path.join(folder, name), { recursive: true });
  const own = path.join(folder, EXTENSION);
  await bundleKernel(layout.root, own, environment);
  await writeJson(path.join(own, "package.json"), {
    name: EXTENSION,
    version: "0.1.0",
    jupyterlab: { _build: { load: "bundle/remote-entry.js", extension: "./extension" } },
    jupyterlite: { liteExtension: true },
  });
}

async function writeConfiguration(layout: Layout, folder: string, extensions: string): Promise<void> {
  await writeJson(path.join(folder, "jupyter_lite_config.json"), {
    LiteBuildConfig: { ignore_sys_prefix: ["federated_extensions"] },
    FederatedExtensionAddon: { extra_labextensions_path: [extensions] },
  });
  await writeJson(path.join(folder, "overrides.json"), labOverrides(layout.edition));
  await writeJson(path.join(folder, "jupyter-lite.json"), {
    "jupyter-lite-schema-version": 0,
    "jupyter-config-data": {
      appName: "neurones",
      defaultKernelName: KERNEL_NAMES[layout.edition],
      // Tests drive JupyterLab by it.
      exposeAppInBrowser: true,
      disabledExtensions: [
        "@jupyterlab/apputils-extension:announcements",
        "@jupyterlab/extensionmanager-extension",
      ],
    },
  });
}

/** Adds our first script and style to the page of each app, and a page that leads to the lessons. */
async function writePages(layout: Layout, site: string, lessons: readonly string[]): Promise<void> {
  await joinScript(layout, "isolate.js", path.join(site, "page", "isolate.js"));
  await writeFile(path.join(site, "page", "style.css"), LAB_STYLE + NOTICE_STYLE);
  for (const app of APPS) {
    const page = path.join(site, app, "index.html");
    const text = await readFile(page, "utf8");
    const next = entryScripts(await readFile(path.join(site, "build", app, "bundle.js"), "utf8"));
    const scripts = next.map((name) => `../build/${name}`).join(" ");
    const head = `<head>\n    <script src="../page/isolate.js" data-next="${scripts}"></script>\n    <link rel="stylesheet" href="../page/style.css">`;
    // The page's scripts read the course's language from this attribute (`page/isolate.ts`).
    const ours = text.replace(/<html(?: lang="[^"]*")?/, `<html lang="${layout.edition}"`);
    await writeFile(page, inLanguage(ours.replace("<head>", head), layout.edition));
  }
  await writeFile(path.join(site, "index.html"), startPage(lessons, layout.edition));
}

/** Puts the course's words in the place of those that JupyterLite writes in English into each page. */
function inLanguage(page: string, language: Language): string {
  return PAGE_WORDS.reduce((text, [english, sentence]) => text.replace(english, sentence[language]), page);
}

const PAGE_WORDS: readonly (readonly [english: string, ours: Sentence])[] = [
  [
    "<title>Jupyter Notebook - Notebooks</title>",
    { fr: "<title>neurones</title>", en: "<title>neurones</title>" },
  ],
  ["<title>JupyterLite</title>", { fr: "<title>neurones</title>", en: "<title>neurones</title>" }],
  ["Loading JupyterLite...", { fr: "neurones…", en: "neurones…" }],
  [
    "WASM powered Jupyter running in the browser.",
    {
      fr: "Les réseaux de neurones, à exécuter dans le navigateur.",
      en: "Neural networks, to run in the browser.",
    },
  ],
  [
    "JupyterLite requires JavaScript to be enabled in your browser.",
    {
      fr: "Le cours a besoin de JavaScript : autorisez-le dans votre navigateur.",
      en: "The course needs JavaScript: allow it in your browser.",
    },
  ],
];

const NOTICE_STYLE = `
.neurones-notice { position: fixed; z-index: 2000; bottom: 0; left: 0; right: 0; padding: 8px 40px 8px 12px; background: #fff3cd; color: #332701; font: 14px sans-serif; }
.neurones-notice button { position: absolute; right: 8px; top: 4px; border: 0; background: none; font-size: 20px; cursor: pointer; }
`;

/** Puts our service worker in front of JupyterLite's, with the list of the files that it keeps. */
async function writeServiceWorker(layout: Layout, site: string): Promise<void> {
  const script = path.join(site, "service-worker.js");
  await rename(script, path.join(site, "jupyterlite-service-worker.js"));
  const all = await readdir(site, { recursive: true, withFileTypes: true });
  const files = all
    .filter((file) => file.isFile())
    .map((file) => path.relative(site, path.join(file.parentPath, file.name)).replaceAll(path.sep, "/"))
    .filter((file) => !NOT_KEPT.test(file))
    .sort();
  // The worker's own text counts, too: it decides in which form the cache holds the files.
  const hash = createHash("sha256").update(await readFile(pageScript(layout, "service-worker.js")));
  for (const file of files) hash.update(file).update(await readFile(path.join(site, file)));
  await writeJson(path.join(site, "kept-files.json"), files);
  await joinScript(layout, "service-worker.js", script, {
    BUILD: JSON.stringify(hash.digest("hex").slice(0, 16)),
  });
}

/** A compiled script of the folder `page`. */
function pageScript(layout: Layout, name: string): string {
  return path.join(layout.root, "dist", "browser-edition", "page", name);
}

/** Joins a script of the folder `page` with what it imports; `define` replaces its declared constants. */
async function joinScript(
  layout: Layout,
  name: string,
  outfile: string,
  define: Readonly<Record<string, string>> = {},
): Promise<void> {
  await build({
    entryPoints: [pageScript(layout, name)],
    outfile,
    bundle: true,
    minify: true,
    charset: "utf8",
    target: "es2022",
    define: { ...define },
    logLevel: "error",
  });
}

/** Files that the service worker does not keep: data sets have a cache of their own; some files no page asks for. */
const NOT_KEPT =
  /^data\/|\.(?:map|d\.ts)$|^(?:rspack|bootstrap|package)|LICENSE|licenses|\/package\.json$|service-worker\.js$/;

async function writeJson(file: string, content: unknown): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify(content, null, 2)}\n`);
}
