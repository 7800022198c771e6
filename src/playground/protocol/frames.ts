/**
 * The buffers of a frame: what the view draws of a network, in few bytes.
 *
 * With two inputs, the network is computed on a grid of `SIDE` × `SIDE` points, row by row from the top: for
 * each point a class and how sure of it the network is, 0 to 255 (for a regression: class 1 above the middle
 * of the targets, 0 below). Each neuron has a small picture of `THUMB` × `THUMB` activations, −127 to 127
 * times the neuron's largest. With one input there is the curve of the output instead, at `CURVE` places, and
 * small curves of the neurons at `THUMB` places.
 */

export const SIDE = 64;
export const THUMB = 32;
export const CURVE = 256;

/** What is drawn of a network. */
export interface Drawing {
  /** For two inputs: `SIDE`² classes and `SIDE`² sureties. For one: empty. */
  readonly classes: Uint8Array<ArrayBuffer>;
  readonly sureties: Uint8Array<ArrayBuffer>;
  /** For one input: the outputs at `CURVE` places. For two: empty. */
  readonly curve: Float32Array<ArrayBuffer>;
  /** The pictures of all hidden neurons, one after the other. */
  readonly thumbs: Int8Array<ArrayBuffer>;
  /** The weights of all columns: the kernel [inputs, units] row by row, then the biases. */
  readonly weights: Float32Array<ArrayBuffer>;
}

export function frameBuffers(drawing: Drawing): ArrayBuffer[] {
  const { classes, sureties, curve, thumbs, weights } = drawing;
  return [classes, sureties, curve, thumbs, weights].map(({ buffer }) => buffer);
}

export function readFrameBuffers(buffers: readonly ArrayBuffer[]): Drawing {
  const [classes, sureties, curve, thumbs, weights] = buffers;
  return {
    classes: new Uint8Array(classes),
    sureties: new Uint8Array(sureties),
    curve: new Float32Array(curve),
    thumbs: new Int8Array(thumbs),
    weights: new Float32Array(weights),
  };
}

/** The numbers of bytes for one neuron's picture. */
export function thumbSize(inputs: number): number {
  return inputs === 1 ? THUMB : THUMB * THUMB;
}
