/** The points and lines that the control `points` shows. */

/** Points of the plane with their classes, in the form of a data set. */
export interface PlanePoints {
  /** [x, y] of each point. */
  readonly x: readonly (readonly number[])[];
  /** The class of each point. */
  readonly y: readonly number[];
}

/** The line b + w1·x + w2·y = 0, by its weights [b, w1, w2]. */
export interface PlaneLine {
  readonly weights: readonly number[];
  readonly label?: string;
}

/** What the page knows of the points. */
export interface PointsState {
  readonly domain: readonly (readonly number[])[];
  readonly axes: readonly string[];
  readonly words: Readonly<Record<string, string>>;
  /** The classes, in their order. */
  readonly kinds: readonly number[];
  readonly addable: boolean;
  readonly landmarks: PlanePoints;
  value: PlanePoints;
  lines: readonly PlaneLine[];
}
