/**
 * JupyterLab's settings for the course: no news or update checks, the learner's language, nothing fetched
 * from the network, and the course's kernel as the only choice. They are written into the clone's environment
 * as defaults, which a person's own settings override.
 *
 * JupyterLab loads one style sheet from a person's configuration, `custom/custom.css`. The course writes it
 * (figures shrink to the width of their cell and follow a dark theme, text breaks between words), unless a
 * person has written their own.
 */
import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { LANGUAGES, type Language } from "../src/language/language.js";
import { NIGHT_FILTER } from "../src/plots/theme.js";
import { KERNEL_NAMES } from "../system/kernel-names.js";
import type { Layout } from "../system/layout.js";
import { writeIfChanged } from "../system/write-aside.js";

/** The address on which JupyterLab listens: this machine only. */
export const ADDRESS = "127.0.0.1";

/** Defaults of JupyterLab's own settings, per extension. */
export function labOverrides(language: Language): Record<string, unknown> {
  return {
    "@jupyterlab/apputils-extension:notification": { fetchNews: "false", checkForUpdates: false },
    "@jupyterlab/translation-extension:plugin": { locale: language === "fr" ? "fr_FR" : "en" },
    // The kernel's messages give line numbers.
    "@jupyterlab/notebook-extension:tracker": {
      codeCellConfig: { lineNumbers: true, autoClosingBrackets: true },
    },
    "@jupyterlab/completer-extension:manager": { showDocumentationPanel: true },
    // A notebook that is opened without its kernel shows its widgets as they were saved.
    "@jupyter-widgets/jupyterlab-manager:plugin": { saveState: true },
  };
}

/** The server's configuration. */
function serverConfiguration(): Record<string, unknown> {
  return {
    // Its warnings (a notebook that is not trusted yet, timeouts inside its libraries) do not help a student.
    Application: { log_level: "ERROR" },
    ServerApp: {
      ip: ADDRESS,
      // `npm start` chooses the port, and says so if it is taken.
      port_retries: 0,
      // Without this, Ctrl-C asks a question that times out after five seconds.
      answer_yes: true,
      allow_root: true,
      jpserver_extensions: {
        "nbgrader.server_extensions.formgrader": false,
        "nbgrader.server_extensions.validate_assignment": false,
        "nbgrader.server_extensions.assignment_list": false,
        "nbgrader.server_extensions.course_list": false,
      },
    },
    ...exporters(),
    LabApp: {
      // Loads the course's style sheet (`LAB_STYLE`).
      custom_css: true,
      extension_manager: "readonly",
      news_url: null,
      check_for_updates_class: "jupyterlab.NeverCheckForUpdate",
    },
    KernelSpecManager: { allowed_kernelspecs: Object.values(KERNEL_NAMES), ensure_native_kernel: false },
    MultiKernelManager: { default_kernel_name: KERNEL_NAMES.fr },
  };
}

/**
 * The entries of the menu « Exporter »: only formats that work with a lesson and need no other program.
 *
 * Disabled are PDF and LaTeX (they need Inkscape and TeX), reStructuredText and AsciiDoc (pandoc), Python (a
 * lesson is TypeScript), and HTML with slides: JupyterLab sanitizes them by default, without figures and
 * verdicts. Each exporter inherits `enabled` from its base class, so those that remain are enabled by name.
 */
function exporters(): Record<string, { enabled: boolean }> {
  return {
    TemplateExporter: { enabled: false },
    MarkdownExporter: { enabled: true },
    ScriptExporter: { enabled: true },
  };
}

/**
 * Disabled extensions: announcements and the extension list use the network, nbgrader's panels are for
 * instructors.
 *
 * JupyterLab asks with each page whether its parts have to be built anew, for which its server starts Node. The course's
 * extensions come built.
 */
function pageConfiguration(): Record<string, unknown> {
  return {
    buildAvailable: false,
    buildCheck: false,
    disabledExtensions: {
      "@jupyterlab/apputils-extension:announcements": true,
      "@jupyterlab/extensionmanager-extension": true,
      "@jupyter/nbgrader": true,
    },
  };
}

/** The first line of the course's style sheet, by which it is recognised. */
export const STYLE_MARK = "/* neurones: written by the set-up; delete this line to keep your own */";

/**
 * JupyterLab's own style shows pictures at their natural size, even wider than the cell, and breaks output
 * inside words.
 */
export const LAB_STYLE = `${STYLE_MARK}
.jp-RenderedSVG img, .jp-RenderedImage img { max-width: 100%; height: auto; }
[data-jp-theme-light="true"] .jp-RenderedSVG img { color-scheme: light; }
[data-jp-theme-light="false"] .jp-RenderedSVG img { color-scheme: dark; }
.jp-OutputArea-output .js-plotly-plot, .jp-OutputArea-output.js-plotly-plot { max-width: 720px; }
[data-jp-theme-light="false"] .js-plotly-plot { filter: ${NIGHT_FILTER}; }
.jp-OutputArea-output.jp-RenderedText pre { word-break: normal; overflow-wrap: anywhere; }
[data-jp-theme-light="false"] .neurones-verdict { filter: ${NIGHT_FILTER}; }
.jp-RenderedHTMLCommon td, .jp-RenderedHTMLCommon th { overflow-wrap: normal; word-break: normal; }
@media print { .js-plotly-plot, .neurones-verdict { filter: none; } }
`;

/**
 * The folder with JupyterLab's settings in this language: a server keeps its language, whatever commands run beside
 * it.
 */
export function settingsFolder(layout: Layout, language: Language): string {
  return path.join(layout.jupyterData, "lab", `settings-${language}`);
}

/** Writes the settings files that differ from those of the course. */
export async function installSettings(layout: Layout, language: Language): Promise<void> {
  const files: [string, Record<string, unknown>][] = [
    [path.join(layout.jupyterData, "lab", "settings", "overrides.json"), labOverrides(language)],
    ...LANGUAGES.map((each): [string, Record<string, unknown>] => [
      path.join(settingsFolder(layout, each), "overrides.json"),
      labOverrides(each),
    ]),
    [path.join(layout.jupyterConfig, "jupyter_server_config.json"), serverConfiguration()],
    // By the clone's package.json every .js below it is an ES module; JupyterLab's files are CommonJS.
    [path.join(layout.environment, "package.json"), { type: "commonjs" }],
    [path.join(layout.jupyterConfig, "labconfig", "page_config.json"), pageConfiguration()],
  ];
  for (const [file, content] of files) await writeIfChanged(file, `${JSON.stringify(content, null, 2)}\n`);
}

/** Writes the style sheet into a person's configuration, unless the person has written their own. */
export async function installStyle({ personal }: Layout): Promise<void> {
  // Some of Jupyter's tools start IPython, which writes elsewhere if this folder is missing.
  await mkdir(personal, { recursive: true });
  const style = path.join(personal, "config", "custom", "custom.css");
  const present = await readFile(style, "utf8").catch(() => STYLE_MARK);
  if (present.startsWith(STYLE_MARK)) await writeIfChanged(style, LAB_STYLE);
}
