/** JupyterLite, which builds the site: a locked package beside those of learning, installed when it is first needed. */
import path from "node:path";
import { say } from "../../src/language/language.js";
import { installLocks, readLock } from "../../kernel-setup/python-packages.js";
import { isolatedEnvironment } from "../../system/environment.js";
import type { Layout } from "../../system/layout.js";
import { run } from "../../system/run-process.js";
import { SetUpError } from "../../system/set-up-error.js";

/** The lock of JupyterLite. */
const LOCK = "requirements-lite.lock";

/** Installs JupyterLite, unless the version of the lock is there. */
export async function ensureJupyterLite(layout: Layout): Promise<void> {
  const lock = await readLock(path.join(layout.setUp, LOCK));
  const wanted = /^jupyterlite-core==(\S+)/m.exec(lock.text)?.[1];
  const question = "import importlib.metadata as m; print(m.version('jupyterlite-core'))";
  const present = await run(layout.python, ["-c", question], { quiet: true, timeout: 60_000 });
  if (present.code === 0 && present.output.trim() === wanted) return;
  console.log(
    say({ fr: "neurones : installation de JupyterLite…", en: "neurones: installing JupyterLite…" }),
  );
  const installed = await installLocks(layout, [lock]);
  if (installed.code === 0) return;
  console.error(installed.output.split("\n").slice(-8).join("\n"));
  throw new SetUpError({
    fr: `L’installation de JupyterLite ${wanted} a échoué (voir ci-dessus) : il faut le réseau la première fois. Relancez la même commande.`,
    en: `Installing JupyterLite ${wanted} failed (see above): the first time it needs the network. Run the same command again.`,
  });
}

/** Where JupyterLite finds what it puts together, and where it writes. */
export interface LiteFolders {
  /** The folder with the site's configuration. */
  readonly configuration: string;
  /** The folder with the notebooks. */
  readonly contents: string;
  readonly output: string;
}

/** Builds the site. */
export async function buildJupyterLite(layout: Layout, folders: LiteFolders): Promise<void> {
  const built = await run(
    layout.python,
    [
      ...["-m", "jupyterlite_core.app", "build", "--apps", "lab", "--apps", "notebooks"],
      ...["--no-sourcemaps", "--no-unused-shared-packages", "--lite-dir", folders.configuration],
      ...["--contents", folders.contents, "--output-dir", folders.output],
    ],
    { cwd: folders.configuration, env: isolatedEnvironment(layout), quiet: true },
  );
  if (built.code === 0) return;
  console.error(built.output.split("\n").slice(-20).join("\n"));
  throw new SetUpError({
    fr: "JupyterLite n’a pas pu construire le site (voir ci-dessus).",
    en: "JupyterLite could not build the site (see above).",
  });
}
