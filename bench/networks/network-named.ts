/** All networks of the comparison, by their names. */
import { UsageError } from "../options.js";
import { GRAPHS } from "./graph-networks.js";
import { CHAINS, type Network } from "./networks.js";

export const NETWORKS: readonly Network[] = [...CHAINS, ...GRAPHS];

export function networkNamed(name: string): Network {
  const network = NETWORKS.find((each) => each.name === name);
  if (network === undefined)
    throw new UsageError(`no network ${name}: ${NETWORKS.map((each) => each.name).join(", ")}`);
  return network;
}

/** The same network with fewer batches per epoch. */
export function shortened(network: Network, batches: number): Network {
  return { ...network, examples: Math.min(network.examples, batches * network.batchSize) };
}

export function batchesOf({ examples, batchSize }: Network): number {
  return Math.ceil(examples / batchSize);
}
