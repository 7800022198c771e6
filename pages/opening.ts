/** What the start page opens with: the playground's settings, and its still picture. */
import { JUPYTER_DISPLAY } from "../src/host/notebook.js";
import { playground, type PlaygroundOptions } from "../src/index.js";
import { stillPicture } from "./outputs.js";

/** The still picture in both forms that a page needs. */
export interface Opening {
  readonly svg: string;
  readonly text: string;
}

/** Two spirals: no line separates them, and the zones bend in sight as the network learns. */
export const OPENING = {
  data: "spiral",
  noise: 0.1,
  hidden: [
    { units: 8, activation: "tanh", dropout: 0 },
    { units: 6, activation: "tanh", dropout: 0 },
  ],
  learningRate: 0.03,
  testShare: 0.2,
  seed: 1,
} as const satisfies PlaygroundOptions;

/** How far the network of the still picture has learned. */
const EPOCHS = 120;

export async function openingPicture(): Promise<Opening> {
  const shown = playground(OPENING);
  await shown.train(EPOCHS);
  const { content, words } = stillPicture({
    output_type: "display_data",
    data: shown[JUPYTER_DISPLAY](),
  })!;
  return { svg: content, text: words };
}
