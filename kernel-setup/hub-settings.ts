/**
 * Settings of JupyterLab on a server for a class, besides those of the course: no extension of the server that the course
 * does without, and nbgrader's list of assignments where the server has an exchange. Each extension takes memory for each
 * user.
 *
 * Each lies in a folder of its own, which `user-server.ts` adds to Jupyter's. nbgrader's configuration takes the folder
 * of the exchange from `NEURONES_EXCHANGE`.
 */
import path from "node:path";
import type { Layout } from "../system/layout.js";
import { writeIfChanged } from "../system/write-aside.js";

/** The extensions of the server that the course does without: language servers, terminals, Notebook 7. */
const UNUSED = ["jupyter_lsp", "jupyter_server_terminals", "notebook"];

/** The parts of nbgrader's extension of the page that are for instructors. */
const FOR_INSTRUCTORS = ["formgrader", "course-list", "create-assignment", "validate-assignment"];

/** The folders of these settings, as Jupyter takes them: the first counts most. */
export function hubConfigurations(layout: Layout, hasExchange: boolean): string {
  const folders = hasExchange
    ? [folderOf(layout, "exchange"), folderOf(layout, "hub")]
    : [folderOf(layout, "hub")];
  return folders.join(path.delimiter);
}

function folderOf({ environment }: Layout, name: "hub" | "exchange"): string {
  return path.join(environment, "etc", `neurones-${name}`);
}

export async function installHubSettings(layout: Layout): Promise<void> {
  const [hub, exchange] = [folderOf(layout, "hub"), folderOf(layout, "exchange")];
  const off = Object.fromEntries(UNUSED.map((name) => [name, false]));
  await write(hub, "jupyter_server_config.json", {
    ServerApp: { jpserver_extensions: off, terminals_enabled: false },
  });
  await write(hub, path.join("labconfig", "page_config.json"), {
    disabledExtensions: { "@jupyterlab/terminal-extension": true },
  });
  await write(exchange, "jupyter_server_config.json", {
    ServerApp: { jpserver_extensions: { "nbgrader.server_extensions.assignment_list": true } },
  });
  await write(exchange, path.join("labconfig", "page_config.json"), {
    disabledExtensions: {
      "@jupyter/nbgrader": false,
      ...Object.fromEntries(FOR_INSTRUCTORS.map((name) => [`@jupyter/nbgrader:${name}`, true])),
    },
  });
  await writeIfChanged(path.join(exchange, "nbgrader_config.py"), NBGRADER);
}

function write(folder: string, name: string, content: unknown): Promise<void> {
  return writeIfChanged(path.join(folder, name), `${JSON.stringify(content, null, 2)}\n`);
}

const NBGRADER = `"""The exchange for students; written by the set-up."""
import os

c = get_config()
c.CourseDirectory.course_id = "neurones"
c.Exchange.root = os.environ["NEURONES_EXCHANGE"]
# Some spawners start all servers as one user of the system.
c.CourseDirectory.student_id = os.environ.get("JUPYTERHUB_USER", "*")
`;
