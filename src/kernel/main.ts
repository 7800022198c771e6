/**
 * The kernel's main program: Jupyter starts it as `node main.js CONNECTION_FILE [LANGUAGE]` in the notebook's folder.
 * It speaks French, or this language until a cell chooses another.
 */
import { LANGUAGES, setLanguage } from "../language/language.js";
import { startCompiler } from "./compiler/client.js";
import { compilerRest } from "./main/compiler-rest.js";
import { INSTALLED_VERSIONS } from "./main/installed-versions.js";
import { Kernel } from "./main/kernel.js";
import { watchParent } from "./main/parent-watch.js";
import { startRunnerProcess } from "./main/runner-process.js";
import { readConnection } from "./protocol/connection.js";
import { ZeroMqChannels } from "./protocol/zeromq-channels.js";

const [, , path, asked] = process.argv;
if (path === undefined) {
  process.stderr.write("usage: node main.js CONNECTION_FILE [LANGUAGE]\n");
  process.exit(2);
}
const chosen = LANGUAGES.find((one) => one === asked);
if (chosen !== undefined) setLanguage(chosen);
const directory = process.cwd();
const kernel = new Kernel({
  channels: new ZeroMqChannels(readConnection(path)),
  directory,
  compiler: startCompiler({ directory, idleMilliseconds: compilerRest() }),
  startHost: startRunnerProcess,
  versions: INSTALLED_VERSIONS,
  onClosed: () => process.exit(0),
});
process.on("SIGINT", () => kernel.interrupt());
process.on("SIGTERM", () => void kernel.close());
watchParent(() => process.exit(0));
await kernel.open();
