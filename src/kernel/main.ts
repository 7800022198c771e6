/**
 * The kernel's main program: Jupyter starts it as `node main.js CONNECTION_FILE` in the notebook's folder.
 */
import { startCompiler } from "./compiler/client.js";
import { INSTALLED_VERSIONS } from "./main/installed-versions.js";
import { Kernel } from "./main/kernel.js";
import { watchParent } from "./main/parent-watch.js";
import { startRunnerProcess } from "./main/runner-process.js";
import { readConnection } from "./protocol/connection.js";
import { ZeroMqChannels } from "./protocol/zeromq-channels.js";

const path = process.argv[2];
if (path === undefined) {
  process.stderr.write("usage: node main.js CONNECTION_FILE\n");
  process.exit(2);
}
const directory = process.cwd();
const kernel = new Kernel({
  channels: new ZeroMqChannels(readConnection(path)),
  directory,
  compiler: startCompiler({ directory }),
  startHost: startRunnerProcess,
  versions: INSTALLED_VERSIONS,
  onClosed: () => process.exit(0),
});
process.on("SIGINT", () => kernel.interrupt());
process.on("SIGTERM", () => void kernel.close());
watchParent(() => process.exit(0));
await kernel.open();
