/**
 * The links between neurons, drawn on one canvas: the width of a line is the size of its weight. Negative weights
 * are dashed, so that the sign does not depend on colours.
 */
import type { Colours } from "./colours.js";
import { css } from "./colours.js";

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** A link from neuron `from` of the column before to neuron `neuron` of this column. */
export interface LinkName {
  readonly column: number;
  readonly neuron: number;
  readonly from: number;
}

interface Link extends LinkName {
  readonly start: Place;
  readonly end: Place;
  /** The position of its weight among all weights. */
  readonly at: number;
}

/** The pixels around a line that belong to it. */
const REACH = 7;

export class Links {
  private links: readonly Link[] = [];
  private weights: Float32Array = new Float32Array(0);

  /**
   * @param outlets for each column, the inputs first, the right edges of its neurons
   * @param inlets  for each column after the inputs, the left edges of its neurons
   */
  place(outlets: readonly (readonly Place[])[], inlets: readonly (readonly Place[])[]): void {
    let at = 0;
    this.links = inlets.flatMap((ends, column) => {
      const starts = outlets[column];
      const begin = at;
      at += (starts.length + 1) * ends.length;
      return starts.flatMap((start, from) =>
        ends.map((end, neuron) => ({
          column,
          neuron,
          from,
          start,
          end,
          at: begin + from * ends.length + neuron,
        })),
      );
    });
  }

  draw(
    context: CanvasRenderingContext2D,
    weights: Float32Array,
    colours: Colours,
    marked: Partial<LinkName> | undefined,
  ): void {
    this.weights = weights;
    for (const isNegative of [true, false]) {
      context.setLineDash(isNegative ? [7, 4] : []);
      context.strokeStyle = css(colours.classes[isNegative ? 0 : 1]);
      for (const link of this.links) {
        const weight = weights[link.at];
        if (weight < 0 !== isNegative) continue;
        context.globalAlpha = 0.25 + 0.65 * Math.min(1, Math.abs(weight));
        context.lineWidth = Math.min(9, 0.5 + 2.1 * Math.sqrt(Math.abs(weight)));
        trace(context, link);
        context.stroke();
      }
    }
    context.setLineDash([]);
    context.globalAlpha = 1;
    const found = marked === undefined ? undefined : this.links.find((link) => same(link, marked));
    if (found === undefined) return;
    context.strokeStyle = colours.ink;
    context.lineWidth = 2;
    trace(context, found);
    context.stroke();
  }

  /** The link under a point, and its weight. */
  under({ x, y }: Place): (LinkName & { readonly weight: number }) | undefined {
    let best: Link | undefined;
    let least = REACH;
    for (const link of this.links) {
      if (x < link.start.x || x > link.end.x) continue;
      const distance = Math.abs(heightAt(link, x) - y);
      if (distance < least) [best, least] = [link, distance];
    }
    return best && { ...best, weight: this.weights[best.at] ?? 0 };
  }
}

function same(link: LinkName, { column, neuron, from }: Partial<LinkName>): boolean {
  return link.column === column && link.neuron === neuron && link.from === from;
}

/** A curve that leaves and arrives level. */
function trace(context: CanvasRenderingContext2D, { start, end }: Link): void {
  const middle = (start.x + end.x) / 2;
  context.beginPath();
  context.moveTo(start.x, start.y);
  context.bezierCurveTo(middle, start.y, middle, end.y, end.x, end.y);
}

/** The height of the curve at x: its parameter is found by bisection, since x grows with it. */
function heightAt({ start, end }: Link, x: number): number {
  const share = (x - start.x) / (end.x - start.x);
  let [low, high] = [0, 1];
  for (let i = 0; i < 20; i++) {
    const t = (low + high) / 2;
    if (1.5 * t * (1 - t) ** 2 + 1.5 * t * t * (1 - t) + t ** 3 < share) low = t;
    else high = t;
  }
  return start.y + (end.y - start.y) * (3 * low * low - 2 * low ** 3);
}
