/**
 * `npm run bench -- layers`: a training step of each layer, forward and back, here and in PyTorch, at batches of 32 and of
 * 128 examples. The figures are the least processor times, in milliseconds, without those of the `prelu` that goes before the
 * layer (see `layer-networks.ts`).
 */
import { compare } from "../networks/compare.js";
import { entriesFor, OURS } from "../networks/entries.js";
import { LAYER_CASES, layerNetwork, type LayerCase } from "../networks/layer-networks.js";
import { batchesOf } from "../networks/network-named.js";
import type { LayerSpec, Network } from "../networks/networks.js";
import { formatTable } from "../measure.js";
import type { BenchJob, OptionName } from "../options.js";

export const accepts: readonly OptionName[] = ["rounds", "json"];

const ROUNDS = 7;
const BATCHES = [32, 128];
const PEER = "pytorch";

/** Milliseconds of a training step of each contender. */
type Steps = Readonly<Record<string, number>>;

const layers: BenchJob = async ({ rounds = ROUNDS, json }) => {
  const leading = new Map<string, Steps>();
  const rows: string[][] = [];
  for (const { shape, layer } of LAYER_CASES) {
    const cells: string[] = [];
    for (const batch of BATCHES) {
      const key = `${shape.join("×")} ${batch}`;
      const before = leading.get(key) ?? (await measure(layerNetwork(shape, batch), rounds));
      leading.set(key, before);
      const whole = await measure(layerNetwork(shape, batch, layer), rounds);
      const [ours, peer] = [OURS, PEER].map((name) => Math.max(0, whole[name] - before[name]));
      if (json)
        console.log(JSON.stringify({ job: "layers", layer: describe(layer), shape, batch, ours, peer }));
      cells.push(ours.toFixed(2), peer.toFixed(2), (ours / peer).toFixed(2));
    }
    rows.push([caseName({ shape, layer }), ...cells]);
  }
  if (json) return;
  const heads = BATCHES.flatMap((batch) => [`batch ${batch}: here, ms`, `${PEER}, ms`, "ratio"]);
  console.log(formatTable(["layer, one thread", ...heads], rows));
};

export default layers;

async function measure(network: Network, rounds: number): Promise<Steps> {
  const { entries } = entriesFor(network, 1, [PEER]);
  const { standings, failures } = await compare(network, entries, { rounds, coldStarts: 1 });
  if (failures.length > 0)
    throw new Error(failures.map(({ name, error }) => `${name}, ${network.name}: ${error}`).join("\n"));
  return Object.fromEntries(
    standings.map(({ name, processorTimes }) => [
      name,
      (1000 * Math.min(...processorTimes)) / batchesOf(network),
    ]),
  );
}

const caseName = ({ shape, layer }: LayerCase) => `${describe(layer)} on ${shape.join("×")}`;

/** A layer's name with its sizes: `conv2d 32, 3, strides 2`. */
function describe([name, options]: LayerSpec): string {
  const { units, filters, kernelSize, strides, dilationRate } = options;
  const sizes = [
    units ?? filters,
    kernelSize,
    strides && `strides ${strides}`,
    dilationRate && `dilation ${dilationRate}`,
  ];
  return [name, sizes.filter((size) => size !== undefined).join(", ")].filter(Boolean).join(" ");
}
