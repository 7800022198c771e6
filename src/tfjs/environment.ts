/** What programs ask of TensorFlow.js' backends. There is one here, the processor, and it is always ready. */
import { isRecording } from "../autograd/tape.js";
import { yieldToEventLoop } from "../host/notebook.js";
import { backend as currentBackend } from "../tensor/backend.js";
import { endScope, inScope, startScope } from "./memory/tracking.js";
import { memory } from "./memory/memory.js";
import { profile, time } from "./memory/profile.js";
import { namedVariables } from "./tensors/variables.js";
import type { TensorContainer } from "./tensors/types.js";

/** Waits until the page or the notebook has done what was waiting. */
export function nextFrame(): Promise<void> {
  return yieldToEventLoop();
}

/** Resolved: there is nothing to load. */
export function ready(): Promise<void> {
  return Promise.resolve();
}

/** Takes any name: everything runs on the processor. */
export function setBackend(name: string): Promise<boolean> {
  void name;
  return Promise.resolve(true);
}

/** The name by which programs know a backend on the processor. */
export function getBackend(): string {
  return "cpu";
}

export interface BackendInfo {
  readonly name: string;
  epsilon(): number;
  floatPrecision(): 32;
  /** How many arrays of numbers tensors have. */
  numDataIds(): number;
}

export function backend(): BackendInfo {
  return {
    name: currentBackend().name,
    epsilon: () => 1e-7,
    floatPrecision: () => 32,
    numDataIds: () => memory().numDataBuffers,
  };
}

export function registerBackend(): boolean {
  return true;
}

export function removeBackend(): void {}

export function findBackend(name: string): unknown {
  return name === "cpu" ? backend() : undefined;
}

const inPage = typeof document !== "undefined";

/** The flags of TensorFlow.js, which change nothing here. */
export class Environment {
  private readonly flags = new Map<string, number | boolean | string>([
    ["DEBUG", false],
    ["IS_BROWSER", inPage],
    ["IS_NODE", !inPage],
    ["PROD", false],
    ["TENSORLIKE_CHECK_SHAPE_CONSISTENCY", true],
  ]);
  readonly platformName = inPage ? "browser" : "node";
  /** What is asked of the surroundings; a program may put a function of its own in the place of `fetch`. */
  readonly platform = {
    fetch: (path: RequestInfo | URL, init?: RequestInit): Promise<Response> => fetch(path, init),
    now: (): number => performance.now(),
    encode: (text: string): Uint8Array => new TextEncoder().encode(text),
    decode: (bytes: Uint8Array): string => new TextDecoder().decode(bytes),
    isTypedArray: (value: unknown): boolean => ArrayBuffer.isView(value) && !(value instanceof DataView),
  };
  readonly features = {};

  get(name: string): number | boolean | string | undefined {
    return this.flags.get(name);
  }
  getAsync(name: string): Promise<number | boolean | string | undefined> {
    return Promise.resolve(this.get(name));
  }
  getBool(name: string): boolean {
    return Boolean(this.flags.get(name));
  }
  getNumber(name: string): number {
    return Number(this.flags.get(name) ?? 0);
  }
  getFlags(): Record<string, number | boolean | string> {
    return Object.fromEntries(this.flags);
  }
  set(name: string, value: number | boolean | string): void {
    this.flags.set(name, value);
  }
  setFlags(flags: Record<string, number | boolean | string>): void {
    Object.entries(flags).forEach(([name, value]) => this.set(name, value));
  }
  registerFlag(name: string): void {
    if (!this.flags.has(name)) this.flags.set(name, false);
  }
  reset(): void {
    this.flags.clear();
  }
}

/** The version of TensorFlow.js whose names this entry has. */
export const version_core = "4.22.0";
export const version_layers = version_core;
export const version_converter = version_core;
/** The version of each package of TensorFlow.js. */
export const version: Readonly<Record<string, string>> = Object.fromEntries(
  ["tfjs-core", "tfjs-data", "tfjs-layers", "tfjs-converter", "tfjs"].map((name) => [name, version_core]),
);

export const ENV = new Environment();

export function env(): Environment {
  return ENV;
}

export function enableProdMode(): void {}

export function enableDebugMode(): void {}

export function disableDeprecationWarnings(): void {}

/** Disposes all variables that were made by `tf.variable`. */
export function disposeVariables(): void {
  for (const variable of namedVariables()) variable.dispose();
}

const ENGINE = {
  startScope,
  endScope: (result?: TensorContainer) => endScope(result),
  tidy: <T>(nameOrFn: string | (() => T), fn?: () => T): T =>
    inScope(typeof nameOrFn === "function" ? nameOrFn : fn!),
  memory,
  profile,
  time,
  isTapeOn: isRecording,
  get state() {
    return memory();
  },
  get backendName(): string {
    return getBackend();
  },
  get backend() {
    return backend();
  },
  get registeredVariables() {
    return Object.fromEntries(namedVariables().map((variable) => [variable.name, variable]));
  },
  disposeVariables,
  reset(): void {},
  ready,
};

/** What stands behind TensorFlow.js' functions, as far as programs use it. */
export function engine(): typeof ENGINE {
  return ENGINE;
}
