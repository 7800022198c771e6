/**
 * The frontier between the zones, by marching squares on the grid of a frame (Lorensen and Cline 1987, in two
 * dimensions): where it crosses the edge between two grid points is interpolated from how sure both are.
 */
import { SIDE, type Drawing } from "./frames.js";

type Segment = (x1: number, y1: number, x2: number, y2: number) => void;

/** Calls back for each segment of the frontier of each class, in units of grid cells. */
export function frontier({ classes, sureties }: Drawing, count: number, segment: Segment): void {
  for (let kind = count === 2 ? 1 : 0; kind < count; kind++)
    outline((at) => (classes[at] === kind ? 1 + sureties[at] : -1 - sureties[at]), segment);
}

function outline(valueAt: (at: number) => number, segment: Segment): void {
  for (let row = 0; row < SIDE - 1; row++)
    for (let column = 0; column < SIDE - 1; column++) {
      const at = row * SIDE + column;
      const corners = [valueAt(at), valueAt(at + 1), valueAt(at + SIDE + 1), valueAt(at + SIDE)];
      const crossings: number[] = [];
      corners.forEach((value, side) => {
        const next = corners[(side + 1) % 4];
        if (value > 0 === next > 0) return;
        const share = value / (value - next);
        // The sides are those at the top, right, bottom (leftwards) and left (upwards).
        const x = [share, 1, 1 - share, 0][side];
        const y = [0, share, 1, 1 - share][side];
        crossings.push(column + 0.5 + x, row + 0.5 + y);
      });
      for (let i = 0; i + 3 < crossings.length; i += 4)
        segment(crossings[i], crossings[i + 1], crossings[i + 2], crossings[i + 3]);
    }
}
