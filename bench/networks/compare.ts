/**
 * Compares the contenders on a network: in each round every contender trains one epoch in turn, so that other
 * load on the machine affects all of them. Cold starts are measured first, in rounds of their own.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { Contender, type Entry, type Turn } from "./contender.js";
import type { Network } from "./networks.js";
import { batchesOf } from "./network-named.js";
import { writeData } from "./write-data.js";

/** The measures of one contender. */
export interface Standing {
  readonly name: string;
  /** Seconds from the program's start to the end of the first training step, in each round. */
  readonly coldStarts: readonly number[];
  /** Seconds of an epoch in each round. */
  readonly epochs: readonly number[];
  /** Seconds of all its threads together on the processor, in each of these epochs: other load hardly affects them. */
  readonly processorTimes: readonly number[];
  /** The mean loss over the last epoch. */
  readonly loss: number;
  readonly peakMemoryMB: number;
  /** The share of an epoch that was trained; below 1, if an epoch takes too long, the times are scaled up. */
  readonly share: number;
}

/** A contender that could not train, and its error. */
export interface Failure {
  readonly name: string;
  readonly error: string;
}

export interface Comparison {
  readonly standings: readonly Standing[];
  readonly failures: readonly Failure[];
}

export interface Effort {
  readonly rounds: number;
  readonly coldStarts: number;
}

/** Seconds of an epoch above which only a part of it is trained. */
const LONG_EPOCH = 15;
/** Milliseconds between turns: the threads of the last contender still spin for a while, waiting for work. */
const PAUSE = 250;

export async function compare(
  network: Network,
  entries: readonly Entry[],
  { rounds, coldStarts }: Effort,
): Promise<Comparison> {
  const folder = mkdtempSync(path.join(tmpdir(), "neurones-bench-"));
  const runners = entries.map((entry) => new Runner(entry, network));
  try {
    writeFileSync(path.join(folder, "network.json"), JSON.stringify(network));
    writeData(network, folder);
    for (let round = 0; round < coldStarts; round++) {
      for (const runner of runners) await runner.try(() => runner.start(folder, round < coldStarts - 1));
    }
    for (const runner of runners) await runner.try(() => runner.warmUp());
    for (let round = 0; round < rounds; round++) {
      for (const runner of runners) await runner.try(() => runner.train());
    }
    for (const runner of runners) await runner.try(() => runner.end());
  } finally {
    for (const runner of runners) runner.kill();
    rmSync(folder, { recursive: true, force: true });
  }
  return {
    standings: runners.filter(({ failure }) => failure === undefined).map((runner) => runner.standing),
    failures: runners.flatMap(({ failure }) => failure ?? []),
  };
}

/** Runs one contender, from its start to its end or failure. */
class Runner {
  failure: Failure | undefined;
  private contender: Contender | undefined;
  private readonly coldStarts: number[] = [];
  private readonly turns: Turn[] = [];
  private batches: number;
  private peakMemoryMB = 0;

  constructor(
    private readonly entry: Entry,
    private readonly network: Network,
  ) {
    this.batches = batchesOf(network);
  }

  /** Runs a function unless this contender has failed; a failure does not stop the other contenders. */
  async try(act: () => Promise<void>): Promise<void> {
    if (this.failure !== undefined) return;
    try {
      await act();
    } catch (error) {
      this.failure = { name: this.entry.name, error: (error as Error).message };
      this.kill();
    }
  }

  async start(folder: string, again: boolean): Promise<void> {
    this.contender = await Contender.start(this.entry, folder);
    this.coldStarts.push(this.contender.coldStartSeconds);
    if (again) this.kill();
    else await this.contender.ready();
  }

  /**
   * Trains a few batches to find out how much of an epoch there is time for, then that much; neither is
   * counted.
   */
  async warmUp(): Promise<void> {
    const few = Math.min(this.batches, 2);
    await this.contender!.train(few);
    const { seconds } = await this.contender!.train(few);
    this.batches = Math.min(this.batches, Math.max(1, Math.floor((LONG_EPOCH / seconds) * few)));
    await this.contender!.train(this.batches);
  }

  async train(): Promise<void> {
    await setTimeout(PAUSE);
    this.turns.push(await this.contender!.train(this.batches));
  }

  async end(): Promise<void> {
    this.peakMemoryMB = await this.contender!.end();
  }

  kill(): void {
    this.contender?.kill();
  }

  get standing(): Standing {
    const share = this.batches / batchesOf(this.network);
    const { name } = this.entry;
    return {
      name,
      coldStarts: this.coldStarts,
      epochs: this.turns.map(({ seconds }) => seconds / share),
      processorTimes: this.turns.map(({ processorSeconds }) => processorSeconds / share),
      loss: this.turns.at(-1)!.loss,
      peakMemoryMB: this.peakMemoryMB,
      share,
    };
  }
}
