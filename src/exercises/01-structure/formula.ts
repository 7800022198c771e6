import { functionExercise } from "../kinds.js";

type Inputs = [d: number, layers: number[]];

/** The sum of `count(n, m)` over all layers, of n inputs and m neurons each. */
const over = (sizes: readonly number[], count: (n: number, m: number) => number) =>
  sizes.slice(1).reduce((sum, m, j) => sum + count(sizes[j], m), 0);
const full = (n: number, m: number) => n * m + m;

export const formula = functionExercise<Inputs>({
  id: "01-formule",
  title: { fr: "La formule générale", en: "The general formula" },
  reference: (d, layers) => over([d, ...layers, 1], full),
  inputs: [
    [2, [2]],
    [5, [4, 3]],
    [3, []],
    [784, [4, 3, 2]],
    [1, [1, 1, 1, 1]],
  ],
  draw: (draw) => draw.several(4, (_, i) => [draw.integer(4, 50), draw.several(i, () => draw.integer(2, 9))]),
  mistakes: [
    {
      like: (d, layers) => over([d, ...layers, 1], (n, m) => n * m),
      why: {
        fr: "Tous les poids y sont ; il manque les biais.",
        en: "All the weights are there; the biases are missing.",
      },
    },
    {
      like: (d, layers) => over([d, ...layers], full),
      why: {
        fr: "Il manque la couche de sortie : un neurone, qui a lui aussi ses poids et son biais.",
        en: "The output layer is missing: one neuron, with weights and a bias.",
      },
    },
    {
      like: (d, layers) => over([d, ...layers, 1], (n, m) => n * m + 1),
      why: {
        fr: "Vous comptez un biais par couche ; il y en a un par neurone.",
        en: "You count one bias per layer; there is one per neuron.",
      },
    },
    {
      like: (d, layers) => over([d, ...layers, 1], (n, m) => n * m) + layers.reduce((a, b) => a + b, 0),
      why: {
        fr: "Presque : le neurone de sortie a aussi un biais.",
        en: "Nearly: the output neuron has a bias too.",
      },
    },
    {
      like: (d, layers) => over([d, ...layers, 1], (n, m) => n * m + n),
      why: {
        fr: "Le nombre de biais d’une couche est celui de ses neurones, pas celui de ses entrées.",
        en: "A layer has as many biases as neurons, not as inputs.",
      },
    },
    {
      like: (d, layers) => over([d, ...layers, 1], full) + d,
      why: { fr: "Les entrées n’ont pas de biais.", en: "Inputs have no bias." },
    },
    {
      like: (d, layers) => (d + 1) * (layers[0] ?? 1) + (layers.length > 0 ? layers[0] + 1 : 0),
      why: {
        fr: "Juste pour une couche cachée au plus ; il peut y en avoir davantage.",
        en: "Right for one hidden layer at most; there may be more.",
      },
    },
  ],
  because: {
    fr: "Un neurone qui reçoit n valeurs a n poids et un biais : une couche de m neurones en a m (n + 1).",
    en: "A neuron that gets n values has n weights and a bias: a layer of m neurons has m (n + 1) of them.",
  },
  hints: [
    {
      fr: "Rangez toutes les tailles dans un tableau : `[d, ...couches, 1]`, puis regardez deux tailles voisines.",
      en: "Put all sizes in an array, `[d, ...layers, 1]`, and look at two neighbours.",
    },
    {
      fr: "Entre n entrées et m neurones : un poids par paire, et un biais par neurone.",
      en: "Between n inputs and m neurons: one weight per pair, and one bias per neuron.",
    },
    {
      fr: "Additionnez n × m + m dans une boucle sur les paires de tailles voisines, de la première à la dernière.",
      en: "Add up n × m + m in a loop over neighbouring sizes, from first to last.",
    },
  ],
  read: {
    fr: "section 2, « À vous : combien de paramètres ? » : refaites ce compte couche par couche.",
    en: 'section 2, "Your turn: how many parameters?": count them again, layer by layer.',
  },
});
