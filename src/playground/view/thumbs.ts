/** The small pictures of neurons: an activation on the plane, or along a line. */
import { SIDE, THUMB, CURVE, type Drawing } from "../protocol/frames.js";
import type { Scene } from "../protocol/messages.js";
import { css, type Colours } from "./colours.js";

/** One hidden neuron's activations: blue where they are negative, orange where they are positive. */
export function paintThumb(
  canvas: HTMLCanvasElement,
  values: Int8Array,
  inputs: number,
  { signed, ...colours }: Colours,
): void {
  if (inputs === 1)
    return paintLine(
      canvas,
      Float32Array.from(values, (value) => value / 127),
      [-1.1, 1.1],
      colours.ink,
    );
  paint(canvas, THUMB, (at) => signed[values[at] & 255]);
}

/** The output, or with several outputs the zone of this class. */
export function paintOutput(
  canvas: HTMLCanvasElement,
  { classes, sureties, curve }: Drawing,
  output: number,
  { inputs, domain, columns }: Scene,
  colours: Colours,
): void {
  const isOnly = columns.at(-1)!.units === 1;
  if (inputs.length === 1) {
    const step = CURVE / THUMB;
    return paintLine(
      canvas,
      curve.filter((_, i) => i % step === 0),
      domain[1],
      css(colours.classes[isOnly ? 1 : output]),
    );
  }
  const step = SIDE / THUMB;
  const none = colours.zones[0][0];
  paint(canvas, THUMB, (at) => {
    const place = Math.floor(at / THUMB) * step * SIDE + (at % THUMB) * step;
    const kind = classes[place];
    return isOnly || kind === output ? colours.zones[kind][sureties[place]] : none & 0x60ffffff;
  });
}

function paint(canvas: HTMLCanvasElement, side: number, pixelAt: (at: number) => number): void {
  const context = canvas.getContext("2d")!;
  const image = context.createImageData(side, side);
  const pixels = new Uint32Array(image.data.buffer);
  for (let at = 0; at < pixels.length; at++) pixels[at] = pixelAt(at);
  context.putImageData(image, 0, 0);
}

function paintLine(
  canvas: HTMLCanvasElement,
  values: Float32Array,
  [low, high]: readonly [number, number],
  colour: string,
): void {
  const context = canvas.getContext("2d")!;
  context.clearRect(0, 0, THUMB, THUMB);
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.beginPath();
  values.forEach((value, i) =>
    context.lineTo(((i + 0.5) * THUMB) / values.length, THUMB * (1 - (value - low) / (high - low))),
  );
  context.stroke();
}
