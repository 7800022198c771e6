/** The contenders that can be compared, and how each is started. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import path from "node:path";
import { UsageError } from "../options.js";
import { findPeersPython } from "../peers/environment.js";
import type { Entry } from "./contender.js";
import { CHAINS, type Network } from "./networks.js";

export const OURS = "neurones";

/** Programs in Python are run from the sources, not from `dist`. */
const SOURCES = fileURLToPath(new URL("../../../bench/networks/children/", import.meta.url));
const COMPILED = fileURLToPath(new URL("./children/", import.meta.url));

interface Known {
  readonly name: string;
  readonly script: string;
  readonly args?: readonly string[];
  /** Whether the contender can train a network; by default it can. */
  readonly fits?: (network: Network) => boolean;
}

/** The other networks are compared with PyTorch alone. */
const isChain = ({ name }: Network) => CHAINS.some((chain) => chain.name === name);

const KNOWN: readonly Known[] = [
  { name: OURS, script: "neurones.js" },
  { name: "tfjs-cpu", script: "tensorflow-js.js", args: ["cpu"], fits: isChain },
  { name: "tfjs-wasm", script: "tensorflow-js.js", args: ["wasm"], fits: isChain },
  { name: "keras", script: "keras_child.py", fits: isChain },
  { name: "pytorch", script: "pytorch_child.py" },
  {
    name: "pytorch-bag",
    script: "pytorch_child.py",
    args: ["bag"],
    fits: ({ data }) => data.kind !== "numbers",
  },
];

export const PEERS: readonly string[] = KNOWN.map(({ name }) => name).filter((name) => name !== OURS);

export interface Entries {
  readonly entries: Entry[];
  /** Peers that are not installed. */
  readonly missing: readonly string[];
}

/**
 * This project, and those of the `wanted` peers (by default all) that can train the network.
 * @throws UsageError if a name is unknown
 */
export function entriesFor(
  network: Network,
  threads: number,
  wanted: readonly string[] = PEERS,
  findPython = findPeersPython,
): Entries {
  const unknown = wanted.filter((name) => !PEERS.includes(name));
  if (unknown.length > 0) throw new UsageError(`no peer ${unknown.join(", ")}: ${PEERS.join(", ")}`);
  const chosen = KNOWN.filter(
    ({ name, fits }) => (name === OURS || wanted.includes(name)) && (fits?.(network) ?? true),
  );
  const python = findPython();
  const isMissing = ({ script }: Known) => script.endsWith(".py") && python === undefined;
  return {
    missing: chosen.filter(isMissing).map(({ name }) => name),
    entries: chosen
      .filter((known) => !isMissing(known))
      .map(({ name, script, args = [] }) => {
        if (script.endsWith(".py"))
          return { name, command: python!, args: [path.join(SOURCES, script), String(threads), ...args] };
        return compiledEntry(name, [path.join(COMPILED, script), ...args], threads);
      }),
  };
}

/**
 * This project as it is in another checkout, for example in one of an earlier commit.
 * @throws UsageError if the folder holds no build of this project
 */
export function entryOfCheckout(folder: string, threads: number): Entry {
  const script = path.resolve(folder, "dist/bench/networks/children/neurones.js");
  if (!existsSync(script))
    throw new UsageError(`--beside ${folder}: no ${script}; \`npm run setup\` in that checkout builds it`);
  return compiledEntry(path.basename(path.resolve(folder)), [script], threads);
}

function compiledEntry(name: string, args: readonly string[], threads: number): Entry {
  return { name, command: process.execPath, args, env: { NEURONES_THREADS: String(threads) } };
}
