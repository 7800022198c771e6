/**
 * Saves a model during the training: after each epoch that is better than all before, or after every epoch.
 */
import { checkOptions } from "../../errors/check-options.js";
import { ANYTHING, TRUTH } from "../../errors/kinds.js";
import type { Logs } from "../training/logs.js";
import type { Trainee } from "../training/trainee.js";
import { Callback } from "./callback.js";
import { checkFolder } from "../saving/location.js";
import { Monitor, MONITOR_KINDS, type MonitorOptions } from "./monitor.js";

export interface ModelCheckpointOptions extends MonitorOptions {
  /** The folder to save into, as for `model.save`. */
  readonly filepath: string;
  /**
   * Whether to save only an epoch that is the best so far; true by default. Otherwise every epoch replaces
   * the one before.
   */
  readonly saveBestOnly?: boolean;
}

export class ModelCheckpoint extends Callback<Trainee> {
  private readonly options: ModelCheckpointOptions;
  private monitor: Monitor;

  constructor(options: ModelCheckpointOptions) {
    super();
    checkOptions(
      options ?? {},
      { ...MONITOR_KINDS, filepath: ANYTHING, saveBestOnly: TRUTH },
      "modelCheckpoint",
    );
    checkFolder(options?.filepath, "modelCheckpoint", "filepath");
    this.options = options;
    this.monitor = new Monitor(options);
  }

  onTrainBegin(): void {
    this.monitor = new Monitor(this.options);
  }

  async onEpochEnd(_epoch: number, logs: Readonly<Logs>): Promise<void> {
    const { filepath, saveBestOnly = true } = this.options;
    if (!saveBestOnly || this.monitor.improves(logs, "modelCheckpoint")) await this.model.save(filepath);
  }
}
