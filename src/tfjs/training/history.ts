/** The history of a training with the members that TensorFlow.js gives it as a callback. */
import { History as EngineHistory } from "../../model/training/history.js";
import type { Logs, Params } from "./base-callback.js";

/** The history of a training, which is a callback too. */
export interface History extends EngineHistory {
  /** What the training told its callbacks. */
  readonly params: Params;
  readonly validationData: unknown;
  onTrainBegin(logs?: Logs): Promise<void>;
  onEpochEnd(epoch: number, logs?: Logs): Promise<void>;
  syncData(): Promise<void>;
}

/** The class of histories. */
export const History = EngineHistory as unknown as new () => History;

const OWN: Readonly<Record<string, (this: EngineHistory, ...given: never[]) => unknown>> = {
  onTrainBegin() {
    this.epoch.length = 0;
    for (const name of Object.keys(this.history)) delete this.history[name];
    return Promise.resolve();
  },
  onEpochEnd(epoch: number, logs: Logs = {}) {
    this.add(epoch, logs);
    return Promise.resolve();
  },
  setParams(params: Params) {
    Object.assign(this, { params });
  },
  setModel(model: unknown) {
    Object.assign(this, { model });
  },
  syncData() {
    return Promise.resolve();
  },
};
for (const [name, value] of Object.entries(OWN))
  Object.defineProperty(EngineHistory.prototype, name, { configurable: true, writable: true, value });

/** The values of validations first, as TensorFlow.js orders them. */
export function validationFirst<Value>(logs: Readonly<Record<string, Value>>): Record<string, Value> {
  const entries = Object.entries(logs);
  const isOfValidation = ([name]: readonly [string, Value]) => name.startsWith("val_");
  return Object.fromEntries([
    ...entries.filter(isOfValidation),
    ...entries.filter((entry) => !isOfValidation(entry)),
  ]);
}

/** The history in TensorFlow.js' order, with what the training told its callbacks. */
export function shownHistory(made: EngineHistory, params: Params): History {
  const ordered = validationFirst(made.history);
  for (const name of Object.keys(made.history)) delete made.history[name];
  Object.assign(made.history, ordered);
  return Object.assign(made, { params, validationData: null }) as unknown as History;
}
