/** A program: runs a cell in the kernel of the installation that is named, and writes its result. */
import path from "node:path";
import { KernelClient, resultOf, streamOf } from "../kernel/client.js";

const [, , root, code] = process.argv;
const command = [process.execPath, path.join(root, "dist", "src", "kernel", "main.js")];
const kernel = await KernelClient.start({ command });
try {
  const exchange = await kernel.execute(code);
  console.log(resultOf(exchange) ?? `${JSON.stringify(exchange.reply)} ${streamOf(exchange, "stderr")}`);
} finally {
  await kernel.shutdown();
}
