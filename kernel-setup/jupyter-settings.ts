/**
 * JupyterLab as the course wants it: quiet, in the learner's language, with nothing fetched from the network, and with
 * no kernel but the course's own to choose. Written into the clone's environment, below what a person sets themselves.
 */
import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Language } from "../src/language/language.js";
import { LAB_STYLE, STYLE_MARK } from "./jupyter-style.js";
import { KERNEL_NAME } from "./kernelspec.js";
import type { Layout } from "./layout.js";
import { writeIfChanged } from "./write-aside.js";

/** Where JupyterLab listens: on this machine only. */
export const ADDRESS = "127.0.0.1";

/** Defaults of JupyterLab's own settings, per extension. */
function labOverrides(language: Language): Record<string, unknown> {
  return {
    "@jupyterlab/apputils-extension:notification": { fetchNews: "false", checkForUpdates: false },
    "@jupyterlab/translation-extension:plugin": { locale: language === "fr" ? "fr_FR" : "en" },
    // The kernel's messages name lines.
    "@jupyterlab/notebook-extension:tracker": {
      codeCellConfig: { lineNumbers: true, autoClosingBrackets: true },
    },
    "@jupyterlab/completer-extension:manager": { showDocumentationPanel: true },
  };
}

/** The server's configuration. */
function serverConfiguration(): Record<string, unknown> {
  return {
    // Its warnings (a notebook that is not trusted yet, timeouts of its own libraries) are no business of a student.
    Application: { log_level: "ERROR" },
    ServerApp: {
      ip: ADDRESS,
      // We choose the port, and say so when it is taken.
      port_retries: 0,
      // A question on Ctrl-C that times out after five seconds helps nobody.
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
      // Reads our style sheet.
      custom_css: true,
      extension_manager: "readonly",
      news_url: null,
      check_for_updates_class: "jupyterlab.NeverCheckForUpdate",
    },
    KernelSpecManager: { allowed_kernelspecs: [KERNEL_NAME], ensure_native_kernel: false },
    MultiKernelManager: { default_kernel_name: KERNEL_NAME },
  };
}

/**
 * What the menu « Exporter » offers: what works with a lesson and needs nothing else installed.
 *
 * Left out are PDF and LaTeX (they need Inkscape and TeX), reStructuredText and AsciiDoc (pandoc), Python (a lesson is TypeScript),
 * and HTML with slides: JupyterLab exports it sanitized unless told otherwise, without figures and verdicts. Every exporter takes
 * the setting from the one it is derived from, so that those that stay are named.
 */
function exporters(): Record<string, { enabled: boolean }> {
  return {
    TemplateExporter: { enabled: false },
    MarkdownExporter: { enabled: true },
    ScriptExporter: { enabled: true },
  };
}

/** What JupyterLab leaves out: announcements and the list of extensions ask the network, nbgrader's panels are an instructor's. */
function pageConfiguration(): Record<string, unknown> {
  return {
    disabledExtensions: {
      "@jupyterlab/apputils-extension:announcements": true,
      "@jupyterlab/extensionmanager-extension": true,
      "@jupyter/nbgrader": true,
    },
  };
}

/** Writes the settings where they are not as wanted. */
export async function installSettings(layout: Layout, language: Language): Promise<void> {
  const files: [string, Record<string, unknown>][] = [
    [path.join(layout.jupyterData, "lab", "settings", "overrides.json"), labOverrides(language)],
    [path.join(layout.jupyterConfig, "jupyter_server_config.json"), serverConfiguration()],
    // The clone's package.json makes every .js below it an ES module; those that JupyterLab carries are not.
    [path.join(layout.environment, "package.json"), { type: "commonjs" }],
    [path.join(layout.jupyterConfig, "labconfig", "page_config.json"), pageConfiguration()],
  ];
  // IPython, which some of Jupyter's tools start, writes elsewhere when this folder is missing.
  await mkdir(layout.personal, { recursive: true });
  const style = path.join(layout.personal, "config", "custom", "custom.css");
  const present = await readFile(style, "utf8").catch(() => STYLE_MARK);
  if (present.startsWith(STYLE_MARK)) await writeIfChanged(style, LAB_STYLE);
  for (const [file, content] of files) await writeIfChanged(file, `${JSON.stringify(content, null, 2)}\n`);
}
