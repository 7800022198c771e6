/**
 * The messages between the view and the trainer: plain data, and typed arrays for what is drawn.
 *
 * The trainer stands in a kernel, beside a cell, or in a worker of a page; the view knows of it by these
 * messages alone. The view asks, and the trainer answers to all views at once, so that two windows show the
 * same.
 */
import type { Settings } from "./settings.js";

/** A way for messages in both directions: a comm of a kernel, or the port of a worker. */
export interface Channel {
  send(content: ToView, buffers?: readonly ArrayBuffer[]): void;
  onMessage(receive: (content: unknown) => void): void;
}

/** The neuron that was clicked on, or the link into it from neuron `from` of the column before. */
export interface Pick {
  /** The number of the column: 0 is the first hidden layer, the last one is the output. */
  readonly column: number;
  readonly neuron: number;
  readonly from?: number;
}

export type FromView =
  /** A view has opened, and needs everything. */
  | { readonly type: "open" }
  | { readonly type: "change"; readonly changes: unknown }
  | { readonly type: "play" | "pause" | "epoch" | "restart" | "code" }
  /** Shows a neuron's or a link's numbers; null shows none. */
  | { readonly type: "pick"; readonly pick: Pick | null }
  /** A view has drawn this frame. A training goes on only while frames are seen. */
  | { readonly type: "seen"; readonly frame: number };

/** A column of neurons: a hidden layer, or the output. */
export interface Column {
  readonly units: number;
  readonly activation: string;
  readonly dropout: number;
}

/** What does not change while a network trains. */
export interface Scene {
  readonly type: "scene";
  readonly settings: Settings;
  /** Whether the learner gave the model, whose layers then stay as they are, and the data. */
  readonly hasOwnModel: boolean;
  readonly hasOwnData: boolean;
  readonly problem: "classification" | "regression";
  /** The names of the inputs: x₁ and x₂, or x. */
  readonly inputs: readonly string[];
  readonly columns: readonly Column[];
  /** The number of classes; 1 for a regression. */
  readonly classes: number;
  /** The interval of each input that is drawn, and for one input also that of y. */
  readonly domain: readonly (readonly [number, number])[];
  readonly examples: { readonly train: number; readonly test: number };
  readonly parameters: number;
}

/**
 * The points, when they have changed. Buffers: the coordinates, one row per point (Float32Array), the classes
 * or targets (Float32Array), and for each point whether it is kept for the test (Uint8Array).
 */
export interface Points {
  readonly type: "points";
}

/** What the view shows of the neuron or the link that was clicked on. */
export interface Picked extends Pick {
  /** The weight or the bias, and the derivative of the loss by it. */
  readonly value: number;
  readonly gradient: number;
  /** For a neuron: the weights of its incoming links with their derivatives. */
  readonly incoming?: readonly { readonly value: number; readonly gradient: number }[];
}

/** Loss and, for a classification, accuracy, epoch by epoch. */
export interface Curve {
  readonly loss: readonly number[];
  readonly accuracy: readonly number[];
}

/**
 * The state of the network. Buffers: see `frames.ts`.
 */
export interface Frame {
  readonly type: "frame";
  readonly frame: number;
  readonly epoch: number;
  readonly playing: boolean;
  /** The values of the epochs from `from` on; those before are known to the views. */
  readonly from: number;
  readonly train: Curve;
  readonly test: Curve;
  readonly picked: Picked | null;
}

export type ToView =
  | Scene
  | Points
  | Frame
  | { readonly type: "code"; readonly text: string }
  /** A sentence for the reader, such as a loss that is NaN; an empty one takes the last away. */
  | { readonly type: "complaint"; readonly text: string };

const PLAIN = ["open", "play", "pause", "epoch", "restart", "code"];

/** The message of a view; undefined for anything else. */
export function readMessage(content: unknown): FromView | undefined {
  if (typeof content !== "object" || content === null) return undefined;
  const { type, changes, pick, frame } = content as Readonly<Record<string, unknown>>;
  if (PLAIN.includes(type as string)) return { type: type as "open" };
  if (type === "change") return { type, changes };
  if (type === "seen") return Number.isInteger(frame) ? { type, frame: frame as number } : undefined;
  if (type === "pick") return pick === null || isPick(pick) ? { type, pick } : undefined;
  return undefined;
}

function isPick(value: unknown): value is Pick {
  if (typeof value !== "object" || value === null) return false;
  const { column, neuron, from } = value as Readonly<Record<string, unknown>>;
  return [column, neuron, from ?? 0].every((each) => Number.isInteger(each) && (each as number) >= 0);
}
