/**
 * The kernel's main program: Jupyter starts it as `node main.js CONNECTION_FILE` in the notebook's folder.
 */
import { startCompiler } from "./compiler/client.js";
import { Kernel } from "./main/kernel.js";
import { watchParent } from "./main/parent-watch.js";
import { readConnection } from "./protocol/connection.js";

const path = process.argv[2];
if (path === undefined) {
  process.stderr.write("usage: node main.js CONNECTION_FILE\n");
  process.exit(2);
}
const directory = process.cwd();
const kernel = new Kernel(readConnection(path), directory, startCompiler({ directory }), () =>
  process.exit(0),
);
process.on("SIGINT", () => kernel.interrupt());
process.on("SIGTERM", () => void kernel.close());
watchParent(() => process.exit(0));
await kernel.open();
