/**
 * The commands of a person on a fresh machine, run inside the bare system by its own Node:
 * `node bare-walk.js start`, `node bare-walk.js test [mocha's arguments]`. The project's packages are not installed yet, so it
 * imports only Node's modules.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";

/** The exit status that shells and npm give to a program that Ctrl-C has ended. */
const INTERRUPTED = 130;

/** `npm start` until JupyterLab answers, then Ctrl-C; resolves to the exit status. */
async function start(): Promise<number> {
  const begun = performance.now();
  // A process group of its own, so that Ctrl-C reaches npm and the programs it has started, as in a terminal.
  const npm = spawn("npm", ["start", "--", "--no-browser"], {
    detached: true,
    stdio: ["ignore", "pipe", "inherit"],
  });
  // npm ends by the signal that ended its program; after Ctrl-C this is the expected end.
  const ended = new Promise<number>((resolve) =>
    npm.once("close", (code, signal) => resolve(code ?? (signal === "SIGINT" ? 0 : 1))),
  );
  const address = await Promise.race([addressIn(npm.stdout), ended]);
  if (typeof address === "number") return address === 0 ? 1 : address;
  const answer = await fetch(new URL(`/api/kernelspecs${address.search}`, address));
  const kernels = (await answer.json()) as { readonly default: string };
  console.log(
    `JupyterLab answers after ${((performance.now() - begun) / 1000).toFixed(1)} s; its kernel: ${kernels.default}`,
  );
  if (npm.pid !== undefined) process.kill(-npm.pid, "SIGINT");
  const status = (await ended) === INTERRUPTED ? 0 : await ended;
  const surplus = ["node_modules/mocha", "node_modules/@tensorflow", "dist/test"].filter((name) =>
    existsSync(name),
  );
  if (surplus.length > 0) console.log(`installed without need: ${surplus.join(", ")}`);
  return status + surplus.length;
}

/** Shows a stream; resolves to JupyterLab's address once the stream contains it. */
function addressIn(stream: NodeJS.ReadableStream): Promise<URL> {
  let output = "";
  return new Promise((resolve) => {
    stream.on("data", (chunk: Buffer) => {
      process.stdout.write(chunk);
      output += chunk.toString();
      const address = /(?:est prêt : |is ready: )(\S+)/.exec(output)?.[1];
      if (address !== undefined) resolve(new URL(address));
    });
  });
}

function test(args: readonly string[]): Promise<number> {
  const npm = spawn("npm", ["test", "--", ...args], { stdio: ["ignore", "inherit", "inherit"] });
  return new Promise((resolve) => npm.once("close", (code) => resolve(code ?? 1)));
}

const [command, ...args] = process.argv.slice(2);
process.exitCode = command === "start" ? await start() : await test(args);
