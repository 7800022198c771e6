/**
 * R's `gwplot`: the generalized weights of one input for one output, over the values of that input, one point
 * per example.
 *
 * If all points have the same height, the input changes the log-odds of the output linearly, as in a logistic
 * regression. Points near 0 mean that the input has no effect. If the heights vary with the input, the effect
 * is not linear.
 */
import { Plot } from "#packages";
import { ArgumentError } from "../errors/errors.js";
import { written } from "../errors/written.js";
import { numeral, say } from "../language/language.js";
import type { Sentence } from "../language/language.js";
import type { NeuralNetwork } from "../neuralnet/neuralnet.js";
import { drawPlot, extent } from "./drawing.js";
import type { Figure } from "./figure.js";
import { frame, type FrameOptions } from "./frame.js";
import { BACKGROUND, INK, seriesColour } from "./theme.js";

/** The options of `gwplot`. */
export interface GwplotOptions extends FrameOptions {
  /** Which input: its number, counted from 1 as in R, or its name among `inputs`. The first by default. */
  readonly selectedCovariate?: number | string;
  /** Which output: its number, counted from 1 as in R, or its name among `outputs`. The first by default. */
  readonly selectedResponse?: number | string;
  /** The names of the inputs; x₁, x₂, … by default. */
  readonly inputs?: readonly string[];
  /** The names of the outputs; the network's classes, or y₁, y₂, … by default. */
  readonly outputs?: readonly string[];
  /** Which repetition, counted from 1, or the best one; all of them by default. */
  readonly rep?: number | "best";
  /** Whether the best repetition is drawn in another colour; false by default. */
  readonly highlight?: boolean;
  /** The ends of the vertical axis; the least and the largest weight by default. */
  readonly min?: number;
  readonly max?: number;
  /** Pixels of the drawing; 560 × 380 by default. */
  readonly width?: number;
  readonly height?: number;
}

interface Dots {
  readonly points: readonly (readonly [number, number])[];
  readonly colour: string;
}

/**
 * @param net  a network as `neuralnet` returns it
 * @throws ArgumentError for an input, an output or a repetition that does not exist
 */
export function gwplot(net: NeuralNetwork, options: GwplotOptions = {}): Figure {
  const { width = 560, height = 380, highlight = false } = options;
  const [inputCount, outputCount] = [net.sizes[0], net.sizes[net.sizes.length - 1]];
  const input = choose(
    options.selectedCovariate ?? 1,
    namesOf(options.inputs, inputCount, "x", "inputs"),
    "selectedCovariate",
  );
  const output = choose(
    options.selectedResponse ?? 1,
    namesOf(options.outputs ?? classNames(net, outputCount), outputCount, "y", "outputs"),
    "selectedResponse",
  );
  const values = net.covariate.map((row) => row[input.place]);
  const column = output.place * inputCount + input.place;
  const all = chosenRepetitions(net, options.rep).map((each): Dots => ({
    points: each.generalizedWeights.map((row, n): [number, number] => [values[n], row[column]]),
    colour: highlight && each === net && net.repetitions.length > 1 ? seriesColour(1) : seriesColour(0),
  }));
  // The best repetition is drawn last, over the others.
  const layers = all
    .map((dots) => ({ ...dots, points: dots.points.filter(([, weight]) => Number.isFinite(weight)) }))
    .sort((a, b) => Number(a.colour === seriesColour(1)) - Number(b.colour === seriesColour(1)));
  const missing =
    all.reduce((sum, { points }) => sum + points.length, 0) -
    layers.reduce((sum, { points }) => sum + points.length, 0);
  const heights = layers.flatMap(({ points }) => points.map(([, weight]) => weight));
  const body = drawPlot({
    width,
    height,
    marginLeft: 64,
    marginBottom: 42,
    grid: true,
    x: { domain: extent(values), label: input.name },
    y: { domain: axis(heights, options), label: "GW" },
    marks: [
      Plot.frame({ stroke: "#c3c9d0" }),
      Plot.ruleY([0], { stroke: INK, strokeOpacity: 0.35, clip: true }),
      ...layers.map(({ points, colour }) =>
        Plot.dot(points as [number, number][], {
          x: "0",
          y: "1",
          fill: colour,
          fillOpacity: 0.75,
          stroke: BACKGROUND,
          strokeWidth: 0.6,
          r: 3.5,
          clip: true,
        }),
      ),
    ],
  });
  return frame({
    title: say({
      fr: `Poids généralisés, réponse : ${output.name}`,
      en: `Generalized weights, response: ${output.name}`,
    }),
    caption:
      missing === 0
        ? undefined
        : say({
            fr: `Hors du dessin, car sans valeur finie (sortie de 0 ou de 1) : ${missing} point(s).`,
            en: `Not drawn, being without a finite value (an output of 0 or 1): ${missing} point(s).`,
          }),
    ...options,
    body,
    width,
    height,
    legend:
      highlight && layers.length > 1
        ? [
            {
              label: say({
                fr: `erreur minimale : ${numeral(net.error)}`,
                en: `least error: ${numeral(net.error)}`,
              }),
              colour: seriesColour(1),
            },
          ]
        : [],
    description: describe(input.name, output.name, layers.length, heights),
  });
}

function describe(input: string, output: string, repetitions: number, heights: readonly number[]): string {
  const [low, high] = extent(heights, 0).map((height) => numeral(height));
  return say({
    fr: `Poids généralisés de ${input} pour ${output}, ${repetitions} répétition(s)${heights.length === 0 ? ", tous infinis" : `, de ${low} à ${high}`}.`,
    en: `Generalized weights of ${input} for ${output}, ${repetitions} repetition(s)${heights.length === 0 ? ", all infinite" : `, from ${low} to ${high}`}.`,
  });
}

function chosenRepetitions(net: NeuralNetwork, rep: unknown): readonly NeuralNetwork[] {
  if (rep === undefined) return net.repetitions;
  if (rep === "best") return [net];
  const chosen = typeof rep === "number" ? net.repetitions[rep - 1] : undefined;
  return chosen === undefined
    ? refuse("rep", rep, {
        fr: `"best", ou un entier de 1 à ${net.repetitions.length}`,
        en: `"best", or an integer from 1 to ${net.repetitions.length}`,
      })
    : [chosen];
}

function classNames({ classes }: NeuralNetwork, count: number): readonly string[] | undefined {
  return classes?.length === count ? classes.map(String) : undefined;
}

function namesOf(given: unknown, count: number, letter: string, argument: string): readonly string[] {
  if (given === undefined)
    return count === 1
      ? [letter]
      : Array.from(
          { length: count },
          (_, i) => letter + [...String(i + 1)].map((digit) => "₀₁₂₃₄₅₆₇₈₉"[Number(digit)]).join(""),
        );
  if (Array.isArray(given) && given.length === count && given.every((name) => typeof name === "string"))
    return given as string[];
  return refuse(argument, given, {
    fr: `${count} nom(s) entre guillemets`,
    en: `${count} name(s) in quotes`,
  });
}

function choose(
  selected: unknown,
  names: readonly string[],
  argument: string,
): { readonly place: number; readonly name: string } {
  const place =
    typeof selected === "string"
      ? names.indexOf(selected)
      : Number.isInteger(selected)
        ? (selected as number) - 1
        : -1;
  if (place >= 0 && place < names.length) return { place, name: names[place] };
  return refuse(argument, selected, {
    fr: `un entier de 1 à ${names.length}, ou l’un des noms ${names.join(", ")}`,
    en: `an integer from 1 to ${names.length}, or one of the names ${names.join(", ")}`,
  });
}

/** The interval of the vertical axis: by default from the least weight to the largest, with a margin. */
function axis(heights: readonly number[], { min, max }: GwplotOptions): [number, number] {
  const [low, high] = heights.length === 0 ? [-1, 1] : extent(heights);
  const ends: [number, number] = [min ?? low, max ?? high];
  if (ends.every(Number.isFinite) && ends[0] < ends[1]) return ends;
  return refuse("min, max", ends, { fr: "deux nombres, min < max", en: "two numbers, min < max" });
}

function refuse(argument: string, received: unknown, expected: Sentence): never {
  throw new ArgumentError({
    where: "gwplot",
    argument,
    received: written(received),
    expected,
    mend: {
      fr: "Par exemple plots.gwplot(net, { selectedCovariate: 1 }) ; comme en R, on compte à partir de 1.",
      en: "For example plots.gwplot(net, { selectedCovariate: 1 }); as in R one counts from 1.",
    },
  });
}
