/**
 * The kernel's main program: Jupyter starts it as `node main.js CONNECTION_FILE [LANGUAGE]` in the notebook's folder.
 * It speaks this language until a cell chooses another; without it French in the course, elsewhere the language of
 * the locale.
 */
import { LANGUAGES, setLanguage } from "../language/language.js";
import { checksFor } from "./checks.js";
import { startCompiler } from "./compiler/client.js";
import { inPackage } from "./compiler/installation.node.js";
import { createDebugger } from "./debugger/debugger.js";
import { localeLanguage } from "./locale.js";
import { compilerRest } from "./main/compiler-rest.js";
import { downloadsBeside } from "./main/download-packages.js";
import { INSTALLED_VERSIONS } from "./main/installed-versions.js";
import { Kernel } from "./main/kernel.js";
import { watchParent } from "./main/parent-watch.js";
import { prepareLater } from "./main/prepare-later.js";
import { runnerProcesses } from "./main/runner-process.js";
import { readConnection } from "./protocol/connection.js";
import { ZeroMqChannels } from "./protocol/zeromq-channels.js";

const [, , path, asked] = process.argv;
if (path === undefined) {
  process.stderr.write("usage: node main.js CONNECTION_FILE [LANGUAGE]\n");
  process.exit(2);
}
const directory = process.cwd();
const checks = checksFor(directory, inPackage(), process.env);
const chosen = LANGUAGES.find((one) => one === asked);
if (chosen !== undefined || checks === "plain") setLanguage(chosen ?? localeLanguage(process.env));
const kernel = new Kernel({
  channels: new ZeroMqChannels(readConnection(path)),
  directory,
  compiler: startCompiler({ directory, checks, idleMilliseconds: compilerRest() }),
  startHost: runnerProcesses(checks),
  download: downloadsBeside(directory),
  versions: INSTALLED_VERSIONS,
  createDebugger,
  onClosed: () => process.exit(0),
});
process.on("SIGINT", () => kernel.interrupt());
process.on("SIGTERM", () => void kernel.close());
watchParent(() => process.exit(0));
await kernel.open();
prepareLater();
