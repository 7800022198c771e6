/**
 * How far a training step is from the least that the vectors of this machine allow: `npm run bench -- limits` counts the
 * multiply-adds of its products of matrices, and divides them by the speed of a large product, measured in the same run. A
 * step cannot take less time. Beside it stand how long the products take within the step, the whole step, and PyTorch's.
 *
 * All are processor times of one thread, the least of several rounds.
 */
import { fastestFlavour } from "../../src/fast/kernel-module.js";
import { sizeOf } from "../../src/tensor/shape.js";
import { formatTable, processorMilliseconds } from "../measure.js";
import { neuronesModel } from "../networks/children/neurones-model.js";
import { compare } from "../networks/compare.js";
import { entriesFor, OURS } from "../networks/entries.js";
import { layerNetwork } from "../networks/layer-networks.js";
import { batchesOf, networkNamed, shortened } from "../networks/network-named.js";
import type { Network } from "../networks/networks.js";
import { countingProducts } from "../networks/products.js";
import type { BenchJob, OptionName } from "../options.js";
import { compiled } from "./gemm.js";

export const accepts: readonly OptionName[] = ["rounds", "json"];

const ROUNDS = 5;
const PEER = "pytorch";
/** How many steps are counted. */
const STEPS = 8;
/** The product whose speed is the measure. */
const LARGE = { rows: 512, inner: 512, columns: 512 };
const CALLS = 4;
/** The programs whose products are close to the limit. */
const NETWORKS: readonly Network[] = [
  { ...layerNetwork([1024], 128, ["dense", { units: 1024 }]), name: "dense 1024, batch 128" },
  ...[32, 64, 128].map((units) => ({
    ...layerNetwork([100, 32], 128, ["lstm", { units, recurrentActivation: "sigmoid" }]),
    name: `lstm ${units} over 100 steps, batch 128`,
  })),
  ...["chain-dense", "gan", "strided-conv", "residual-conv", "autoencoder"].map(networkNamed),
];

/** What a step does in products. */
interface Products {
  readonly multiplyAdds: number;
  readonly milliseconds: number;
}

/** Multiply-adds a millisecond of a large product: the most of several rounds. */
function speedOfProducts(rounds: number): number {
  const run = compiled(fastestFlavour()!, LARGE)!;
  const timed = () => {
    const started = processorMilliseconds();
    for (let call = 0; call < CALLS; call++) run();
    return (processorMilliseconds() - started) / CALLS;
  };
  const least = Math.min(...Array.from({ length: 4 * rounds }, timed));
  return (LARGE.rows * LARGE.inner * LARGE.columns) / least;
}

/** Trains some steps in this thread; the products of a step, and the least time that they took. */
async function productsOf(network: Network, rounds: number): Promise<Products> {
  const { shape, batchSize, classes, data } = network;
  const count = STEPS * batchSize;
  const filled = data.kind === "numbers" ? data.filled : 1;
  let [multiplyAdds, least] = [0, Infinity];
  await countingProducts(async (tally) => {
    const model = neuronesModel(shortened(network, STEPS));
    model.take({
      x: Float32Array.from({ length: count * sizeOf(shape) }, () =>
        Math.random() < filled ? Math.random() : 0,
      ),
      y: Uint8Array.from({ length: count }, (_, i) => i % Math.max(1, classes)),
    });
    await model.train();
    for (let round = 0; round < rounds; round++) {
      Object.assign(tally, { multiplyAdds: 0, milliseconds: 0 });
      await model.train();
      multiplyAdds = tally.multiplyAdds / STEPS;
      least = Math.min(least, tally.milliseconds / STEPS);
    }
  });
  return { multiplyAdds, milliseconds: least };
}

/** Milliseconds of a step of each contender, by name. */
async function stepsOf(network: Network, rounds: number): Promise<Readonly<Record<string, number>>> {
  const { entries, missing } = entriesFor(network, 1, [PEER]);
  if (missing.length > 0)
    console.error(`not installed: ${missing.join(", ")}; \`npm run bench:peers\` installs them`);
  const short = shortened(network, 4 * STEPS);
  const { standings, failures } = await compare(short, entries, { rounds, coldStarts: 1 });
  for (const { name, error } of failures) console.error(`${name} cannot train ${network.name}: ${error}`);
  return Object.fromEntries(
    standings.map(({ name, processorTimes }) => [
      name,
      (1000 * Math.min(...processorTimes)) / batchesOf(short),
    ]),
  );
}

const job: BenchJob = async ({ rounds = ROUNDS, json }) => {
  process.env["NEURONES_THREADS"] = "1";
  const rows: string[][] = [];
  for (const network of NETWORKS) {
    const speed = speedOfProducts(rounds);
    const { multiplyAdds, milliseconds } = await productsOf(network, rounds);
    const { [OURS]: step, [PEER]: peer } = await stepsOf(network, rounds);
    const limit = multiplyAdds / speed;
    if (json)
      console.log(
        JSON.stringify({
          job: "limits",
          network: network.name,
          multiplyAdds,
          speed,
          limit,
          milliseconds,
          step,
          peer,
        }),
      );
    rows.push([
      network.name,
      (multiplyAdds / 1e6).toFixed(1),
      (speed / 1e6).toFixed(1),
      limit.toFixed(2),
      milliseconds.toFixed(2),
      step.toFixed(2),
      `${((100 * limit) / step).toFixed(0)}%`,
      peer?.toFixed(2) ?? "–",
      peer === undefined ? "–" : (step / peer).toFixed(2),
      peer === undefined ? "–" : (limit / peer).toFixed(2),
    ]);
  }
  if (json) return;
  const head = [
    "a step, one thread",
    "10⁶ multiply-adds",
    "10⁹ a second",
    "limit, ms",
    "products here, ms",
    "step here, ms",
    "limit's share",
    `${PEER}, ms`,
    "ratio",
    "least ratio",
  ];
  console.log(formatTable(head, rows));
};

export default job;
