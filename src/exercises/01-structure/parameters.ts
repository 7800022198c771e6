import { numberExercise } from "../kinds.js";

export const parameters = numberExercise({
  id: "01-parametres",
  title: { fr: "Les paramètres du réseau 2-2-1", en: "The parameters of the 2-2-1 network" },
  expected: 9,
  tolerance: { absolute: 0, relative: 0 },
  mistakes: [
    {
      value: 6,
      why: {
        fr: "Vous n’avez compté que les flèches noires, ou qu’une couche sur deux.",
        en: "You counted the black arrows only, or one layer of two.",
      },
    },
    {
      value: 5,
      why: {
        fr: "C’est le nombre de neurones ; comptez les flèches.",
        en: "That is the number of neurons; count the arrows.",
      },
    },
    {
      value: 8,
      why: {
        fr: "Il en manque une : chaque neurone, sauf ceux d’entrée, reçoit une flèche bleue.",
        en: "One is missing: each neuron but the inputs receives a blue arrow.",
      },
    },
    {
      value: 11,
      why: {
        fr: "Les flèches qui entrent par la gauche portent les données, pas des paramètres.",
        en: "The arrows that come in on the left carry data, not parameters.",
      },
    },
    {
      value: 12,
      why: {
        fr: "Les flèches d’entrée et de sortie portent des valeurs, pas des paramètres.",
        en: "The arrows in and out carry values, not parameters.",
      },
    },
    {
      value: 7,
      why: {
        fr: "Deux ronds « 1 » sont dessinés, mais chaque neurone a son propre biais.",
        en: 'Two circles "1" are drawn, but each neuron has a bias of its own.',
      },
    },
  ],
  because: {
    fr: "Chaque neurone caché a deux poids et un biais, la sortie aussi : 3 × (2 + 1) nombres à apprendre.",
    en: "Each hidden neuron has two weights and a bias, and so has the output: 3 × (2 + 1) numbers to learn.",
  },
  hints: [
    {
      fr: "Chaque nombre écrit sur une flèche est un paramètre, les bleus aussi.",
      en: "Each number on an arrow is a parameter, the blue ones too.",
    },
    {
      fr: "Comptez par couche : combien de flèches arrivent aux deux neurones cachés ?",
      en: "Count by layer: how many arrows reach the two hidden neurons?",
    },
    {
      fr: "Chaque neurone caché en reçoit 3 ; le neurone de sortie aussi.",
      en: "Each hidden neuron receives 3; so does the output neuron.",
    },
  ],
  read: { fr: "section 2, « Le dessin d’un réseau ».", en: 'section 2, "The picture of a network".' },
});
