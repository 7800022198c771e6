import { numberExercise } from "../kinds.js";

/** 896 + (3 · 3 · 32 + 1) · 64 + (3 · 3 · 64 + 1) · 64 + (1024 + 1) · 64 + (64 + 1) · 10 = 122,570. */
export const parameters = numberExercise({
  id: "07-parametres",
  title: {
    fr: "Les paramètres du réseau de l’énoncé, complété",
    en: "The parameters of the practical's network, completed",
  },
  expected: 122570,
  tolerance: { absolute: 0, relative: 0 },
  mistakes: [
    {
      value: 122336,
      why: {
        fr: "Vous oubliez les biais : un par filtre, un par neurone.",
        en: "You forget the biases: one per filter, one per neuron.",
      },
    },
    {
      value: 56320,
      why: {
        fr: "Ce sont les convolutions seules ; ajoutez les deux couches denses.",
        en: "These are the convolutions alone; add the two dense layers.",
      },
    },
    {
      value: 66250,
      why: {
        fr: "Ce sont les couches denses seules ; ajoutez les trois convolutions.",
        en: "These are the dense layers alone; add the three convolutions.",
      },
    },
    {
      value: 121920,
      why: {
        fr: "Il manque la couche de sortie, de 10 neurones.",
        en: "The output layer, of 10 neurons, is missing.",
      },
    },
    {
      value: 68426,
      why: {
        fr: "Un filtre de la deuxième ou de la troisième convolution voit toutes les cartes de la couche d’avant : 3 × 3 × leur nombre.",
        en: "A filter of the second or third convolution sees all maps of the layer before: 3 × 3 × their number.",
      },
    },
    {
      value: 121994,
      why: {
        fr: "L’image a trois couleurs : un filtre de la première convolution a 3 × 3 × 3 poids.",
        en: "The picture has three colours: a filter of the first convolution has 3 × 3 × 3 weights.",
      },
    },
  ],
  because: {
    fr: "Un filtre voit toutes les cartes de la couche précédente ; et c’est la première couche dense, sans partage, qui porte le plus de paramètres.",
    en: "A filter sees all maps of the layer before; and the first dense layer, which shares nothing, holds most parameters.",
  },
  hints: [
    {
      fr: "Trois convolutions et deux couches denses ; les poolings et l’aplatissement n’ont aucun paramètre.",
      en: "Three convolutions and two dense layers; pooling and flattening have no parameters.",
    },
    {
      fr: "Une convolution : (3 × 3 × cartes en entrée + 1) × filtres. Une couche dense : (entrées + 1) × neurones.",
      en: "A convolution: (3 × 3 × input maps + 1) × filters. A dense layer: (inputs + 1) × neurons.",
    },
    {
      fr: "La première convolution reçoit 3 cartes (les couleurs), la deuxième 32, la troisième 64 ; la première couche dense reçoit ce que vous avez compté juste avant.",
      en: "The first convolution gets 3 maps (the colours), the second 32, the third 64; the first dense layer gets what you have just counted.",
    },
  ],
  read: { fr: "section 4, « Le réseau de l’énoncé ».", en: 'section 4, "The practical\'s network".' },
});
