/** The options of a window of weights that slides over pictures. */
import type { Padding, Pair } from "../tensor/operations/window.js";
import { channelsLast, paddingNamed, pair, type ChannelOptions } from "./options.js";

export interface WindowOptions extends ChannelOptions {
  /** Height and width of a filter. */
  readonly kernelSize: number | Pair;
  /** How far the filters move from one position to the next; 1 by default. */
  readonly strides?: number | Pair;
  /**
   * "valid" (the default): the filters stay inside the picture; "same": a border of zeros is added so that
   * the size stays the same.
   */
  readonly padding?: Padding;
  /** The distance in the picture between neighbouring weights of a filter; 1 by default. */
  readonly dilationRate?: number | Pair;
}

/** The names of these options. */
export const WINDOW_OPTIONS = ["kernelSize", "strides", "padding", "dilationRate", "dataFormat"] as const;

/** The same options, checked and complete. */
export interface Window {
  readonly kernelSize: Pair;
  readonly strides: Pair;
  readonly padding: Padding;
  readonly dilationRate: Pair;
}

/** @param where the layer, for errors */
export function readWindow(options: WindowOptions, where: string): Window {
  channelsLast(options, where);
  return {
    kernelSize: pair(options.kernelSize, where, "kernelSize"),
    strides: pair(options.strides ?? 1, where, "strides"),
    padding: paddingNamed(options.padding, where),
    dilationRate: pair(options.dilationRate ?? 1, where, "dilationRate"),
  };
}
