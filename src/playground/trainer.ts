/**
 * The trainer of a playground: it owns the settings, the examples and the model, trains on the engine, and tells
 * the views what to draw.
 *
 * It trains an epoch at a time by `fit`, whose random numbers depend on the model's seed and the step alone:
 * the playground's training is the one that its code describes, number for number.
 *
 * A frame goes out, and the next epochs begin only when a view has drawn the frame before the last. A view
 * that is hidden draws nothing, so the training rests while nobody sees it, and a slow page gets fewer frames
 * instead of a queue.
 */
import { notebook, yieldToEventLoop, type CellRun } from "../host/notebook.js";
import { writeCode, type Phase } from "./code.js";
import { Laboratory, type Own } from "./laboratory.js";
import { frameBuffers } from "./protocol/frames.js";
import { readMessage, type Channel, type Pick, type Scene, type ToView } from "./protocol/messages.js";
import { readSettings, type Settings } from "./protocol/settings.js";
import type { Logs } from "../model/training/logs.js";

/** Milliseconds from one frame to the next, at the least. */
const FRAME = 33;
/** How many frames may be on their way to the views. */
const IN_FLIGHT = 2;
/** Settings that a training goes on with; any other change begins anew. */
const LIVE: readonly (keyof Settings)[] = ["learningRate", "batchSize", "speed"];

export class Trainer {
  /** Called whenever the settings have changed. */
  onSettings: ((settings: Settings) => void) | undefined;
  private channel: Channel | undefined;
  private readonly own: Own | undefined;
  private wanted: Settings;
  private laboratory: Laboratory;
  /** The settings ask for another laboratory than the present one. */
  private isOutdated = false;
  private playing = false;
  /** Epochs to train although the playground does not play. */
  private epochsLeft = 0;
  private epoch = 0;
  private phases: Phase[] = [];
  private readonly history = { train: emptyCurve(), test: emptyCurve() };
  /** How many values of the history the views know. */
  private known = 0;
  private pick: Pick | null = null;
  private frame = 0;
  private seen = 0;
  /** The computation under way; another one begins where its cell was stopped. */
  private work: { readonly run: CellRun } | undefined;
  private wake: (() => void) | undefined;

  /** @throws the errors of `Laboratory` */
  constructor(settings: Settings, own?: Own) {
    this.wanted = settings;
    this.own = own;
    this.laboratory = new Laboratory(settings, own);
    this.begin();
  }

  /** Answers the views behind this channel from now on. */
  attach(channel: Channel): void {
    this.channel = channel;
    channel.onMessage((content) => this.receive(content));
  }

  get settings(): Settings {
    return this.wanted;
  }

  get model(): Laboratory["model"] {
    return this.laboratory.model;
  }

  get epochs(): number {
    return this.epoch;
  }

  get isPlaying(): boolean {
    return this.playing;
  }

  get losses(): { readonly train: readonly number[]; readonly test: readonly number[] } {
    return { train: [...this.history.train.loss], test: [...this.history.test.loss] };
  }

  get code(): string {
    return writeCode({ ...this.laboratory.recipe, settings: this.wanted, phases: this.phases });
  }

  get scene(): Scene {
    return this.laboratory.scene(this.wanted);
  }

  get drawing(): ReturnType<Laboratory["draw"]> {
    return this.laboratory.draw();
  }

  get examples(): Laboratory["examples"] {
    return this.laboratory.examples;
  }

  /** Reads a message of a view; anything that is none is ignored. */
  receive(content: unknown): void {
    const message = readMessage(content);
    switch (message?.type) {
      case "open":
        this.known = 0;
        this.seen = this.frame;
        this.sendScene();
        this.sendFrame();
        break;
      case "change":
        this.change(message.changes);
        break;
      case "play":
        this.play();
        break;
      case "pause":
        this.pause();
        break;
      case "epoch":
        this.playing = false;
        void this.advance(1);
        break;
      case "restart":
        this.restart();
        break;
      case "code":
        this.send({ type: "code", text: this.code });
        break;
      case "pick":
        this.pick = message.pick;
        if (!this.isBusy) this.sendFrame();
        break;
      case "seen":
        this.seen = Math.max(this.seen, Math.min(message.frame, this.frame));
        this.wake?.();
        break;
      case undefined:
    }
  }

  /** Changes settings; a value that does not fit changes nothing. */
  change(changes: unknown): void {
    const before = this.wanted;
    const after = readSettings(changes, before);
    const changed = (Object.keys(after) as (keyof Settings)[]).filter(
      (name) => JSON.stringify(after[name]) !== JSON.stringify(before[name]),
    );
    this.wanted = after;
    if (changed.length > 0) this.onSettings?.(after);
    if (changed.some((name) => !LIVE.includes(name))) return this.restart();
    // The page that asked may show a value that was refused.
    this.send(this.laboratory.scene(after));
  }

  play(): void {
    this.playing = true;
    this.epochsLeft = 0;
    void this.compute();
  }

  pause(): void {
    this.playing = false;
    this.wake?.();
    if (!this.isBusy) this.sendFrame();
  }

  /** Trains this many epochs more; resolves once they are done, or another command has ended them. */
  async advance(epochs: number): Promise<void> {
    this.epochsLeft = epochs;
    await this.compute();
  }

  /** Begins anew with the present settings and the initial weights; goes on playing if it played. */
  restart(): void {
    this.isOutdated = true;
    this.epochsLeft = 0;
    this.wake?.();
    void this.compute();
  }

  private get isBusy(): boolean {
    return this.work !== undefined && !this.work.run.signal.aborted;
  }

  /** Does all that is wanted, one thing after the other: no two trainings change the same weights. */
  private async compute(): Promise<void> {
    if (this.isBusy) return;
    const work = { run: notebook().currentRun() };
    this.work = work;
    const { signal } = work.run;
    const stop = (): void => {
      if (this.work !== work) return;
      this.playing = false;
      this.epochsLeft = 0;
      this.work = undefined;
      this.sendFrame();
    };
    signal.addEventListener("abort", stop);
    try {
      while (this.work === work && (this.isOutdated || this.playing || this.epochsLeft > 0)) {
        if (this.isOutdated) this.rebuild();
        else await this.trainToFrame(signal);
        if (!signal.aborted && this.work === work && this.playing) await this.untilSeen(signal);
      }
    } catch (error) {
      this.playing = false;
      this.epochsLeft = 0;
      // A stop is the learner's own wish.
      if (!signal.aborted) this.complain(error);
    } finally {
      signal.removeEventListener("abort", stop);
      if (this.work === work) this.work = undefined;
    }
    if (!signal.aborted) this.sendFrame();
  }

  /** Trains the epochs of one frame, and sends the frame. */
  private async trainToFrame(signal: AbortSignal): Promise<void> {
    const started = performance.now();
    for (let i = 0; this.playing ? i < this.wanted.speed : this.epochsLeft > 0; i++) {
      if (this.isOutdated || signal.aborted) return;
      await this.trainEpoch();
      this.epochsLeft = Math.max(0, this.epochsLeft - 1);
      // Many epochs between frames may take longer than a frame should.
      if (performance.now() - started > 4 * FRAME) break;
    }
    this.sendFrame();
    await yieldToEventLoop();
    const rest = FRAME - (performance.now() - started);
    if (this.playing && rest > 1) await this.sleep(rest, signal);
  }

  private async trainEpoch(): Promise<void> {
    const { learningRate, batchSize } = this.wanted;
    const { laboratory } = this;
    const logs = await laboratory.trainEpoch(learningRate, batchSize);
    if (laboratory !== this.laboratory) return;
    const last = this.phases.at(-1);
    if (last?.learningRate === learningRate && last.batchSize === batchSize)
      this.phases[this.phases.length - 1] = { ...last, epochs: last.epochs + 1 };
    else this.phases.push({ epochs: 1, learningRate, batchSize });
    this.epoch++;
    this.remember(logs);
  }

  private rebuild(): void {
    this.isOutdated = false;
    try {
      if (!this.laboratory.resetFor(this.wanted)) this.laboratory = new Laboratory(this.wanted, this.own);
    } catch (error) {
      // The network and the data that were there stay.
      this.complain(error);
      return;
    }
    this.begin();
    this.sendScene();
    this.sendFrame();
  }

  private begin(): void {
    this.epoch = 0;
    this.known = 0;
    this.phases = [];
    this.history.train = emptyCurve();
    this.history.test = emptyCurve();
    this.remember(this.laboratory.evaluate());
  }

  private remember(logs: Logs): void {
    const { train, test } = this.history;
    train.loss.push(logs.loss);
    if ("acc" in logs) train.accuracy.push(logs.acc);
    if ("val_loss" in logs) test.loss.push(logs.val_loss);
    if ("val_acc" in logs) test.accuracy.push(logs.val_acc);
  }

  private send(message: ToView, buffers: readonly ArrayBuffer[] = []): void {
    this.channel?.send(message, buffers);
  }

  private complain(error: unknown): void {
    this.send({ type: "complaint", text: error instanceof Error ? error.message : String(error) });
  }

  private sendScene(): void {
    this.send({ type: "complaint", text: "" });
    this.send(this.scene);
    this.send({ type: "points" }, this.laboratory.pointBuffers());
  }

  private sendFrame(): void {
    if (this.channel === undefined) return;
    const { train, test } = this.history;
    const from = this.known;
    this.known = train.loss.length;
    const since = ({ loss, accuracy }: ReturnType<typeof emptyCurve>) => ({
      loss: loss.slice(from),
      accuracy: accuracy.slice(from),
    });
    this.send(
      {
        type: "frame",
        frame: ++this.frame,
        epoch: this.epoch,
        playing: this.playing,
        from,
        train: since(train),
        test: since(test),
        picked: this.pick && this.laboratory.inspect(this.pick),
      },
      frameBuffers(this.laboratory.draw()),
    );
  }

  /** Waits until a view has drawn enough frames, or a command has come. */
  private async untilSeen(signal: AbortSignal): Promise<void> {
    while (this.playing && !this.isOutdated && !signal.aborted && this.frame - this.seen >= IN_FLIGHT)
      await this.sleep(undefined, signal);
  }

  /** Waits for some milliseconds, or without end, until `wake` is called or the cell is stopped. */
  private sleep(milliseconds: number | undefined, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const timer = milliseconds === undefined ? undefined : setTimeout(() => this.wake?.(), milliseconds);
      this.wake = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", end);
        this.wake = undefined;
        resolve();
      };
      const end = (): void => this.wake?.();
      signal.addEventListener("abort", end);
    });
  }
}

function emptyCurve(): { loss: number[]; accuracy: number[] } {
  return { loss: [], accuracy: [] };
}
