import { functionExercise } from "../kinds.js";

type Inputs = [inputs: number[], w: number, u: number, b: number];

const states = (
  inputs: readonly number[],
  next: (x: number, before: number) => number,
  start = 0,
): number[] => {
  const passed = [start];
  for (const x of inputs) passed.push(next(x, passed[passed.length - 1]));
  return passed.slice(1);
};
const last = (values: readonly number[]) => values[values.length - 1];

/** A simple recurrent network of one neuron: h_t = tanh(w x_t + u h_{t−1} + b), from h_0 = 0. */
export const recurrence = functionExercise<Inputs>({
  id: "08-recurrence",
  title: { fr: "Un neurone récurrent", en: "A recurrent neuron" },
  reference: (x, w, u, b) => last(states(x, (value, h) => Math.tanh(w * value + u * h + b))),
  inputs: [
    [[1], 0.5, 2, 0.1],
    [[1, -1, 2], 0.5, 0.8, 0],
    [[0.2, 0.4, -0.3, 1], 1, -0.5, 0.2],
    [[0, 0, 1, 0], 2, 0.9, -0.1],
  ],
  draw: (draw) =>
    draw.several(4, () => [
      draw.numbers(draw.integer(2, 6), -2, 2),
      draw.number(-1, 1),
      draw.number(-1, 1),
      draw.number(-0.5, 0.5),
    ]),
  mistakes: [
    {
      like: (x, w, u, b) => last(states(x, (value, h) => w * value + u * h + b)),
      why: {
        fr: "Il manque la tangente hyperbolique : `Math.tanh`.",
        en: "The hyperbolic tangent is missing: `Math.tanh`.",
      },
    },
    {
      like: (x, w, _, b) => Math.tanh(w * last(x) + b),
      why: {
        fr: "Votre neurone ne regarde que le dernier nombre : il lui manque la mémoire, u · h.",
        en: "Your neuron looks at the last number only: its memory, u · h, is missing.",
      },
    },
    {
      like: (x, w, u, b) => states(x, (value, h) => Math.tanh(w * value + u * h + b)),
      why: {
        fr: "Vous rendez tous les états ; on demande le dernier.",
        en: "You return all states; the last one is asked for.",
      },
    },
    {
      like: (x, w, u, b) => last(states([...x].reverse(), (value, h) => Math.tanh(w * value + u * h + b))),
      why: { fr: "Vous lisez la suite à l’envers.", en: "You read the sequence backwards." },
    },
    {
      like: (x, w, u) => last(states(x, (value, h) => Math.tanh(w * value + u * h))),
      why: { fr: "Il manque le biais b, à chaque pas.", en: "The bias b is missing, at each step." },
    },
    {
      like: (x, w, u, b) => last(states(x, (value, h) => Math.tanh(u * value + w * h + b))),
      why: {
        fr: "w et u sont échangés : w va avec l’entrée, u avec l’état d’avant.",
        en: "w and u are exchanged: w goes with the input, u with the previous state.",
      },
    },
    {
      like: (x, w, u, b) => last(states(x, (value, h) => Math.tanh(w * value + u * h + b), 1)),
      why: { fr: "L’état de départ est 0.", en: "The state at the start is 0." },
    },
    {
      like: (x, w, u, b) => last(states(x, (value, h) => 1 / (1 + Math.exp(-(w * value + u * h + b))))),
      why: {
        fr: "C’est la logistique ; l’énoncé demande la tangente hyperbolique.",
        en: "That is the logistic function; the hyperbolic tangent is asked for.",
      },
    },
  ],
  because: {
    fr: "L’état h est la seule mémoire du neurone : à chaque pas, il mêle l’entrée nouvelle à ce qui précède.",
    en: "The state h is the neuron's only memory: at each step it mixes the new input with what came before.",
  },
  hints: [
    {
      fr: "Une variable h, qui vaut 0 au départ, et une boucle sur les entrées.",
      en: "A variable h, 0 at the start, and a loop over the inputs.",
    },
    {
      fr: "À chaque pas, le nouvel h se calcule avec l’entrée et l’ancien h.",
      en: "At each step the new h is computed from the input and the old h.",
    },
    {
      fr: "Dans la boucle : `h = Math.tanh(w * x + u * h + b);` ; après elle, `return h;`.",
      en: "In the loop: `h = Math.tanh(w * x + u * h + b);`; after it, `return h;`.",
    },
  ],
  read: { fr: "section 5, « Un réseau récurrent ».", en: 'section 5, "A recurrent network".' },
});
