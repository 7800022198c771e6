import { numberExercise } from "../kinds.js";

/** (10,000 + 1) · 16 + (16 + 1) · 16 + (16 + 1) · 1 = 160,305. */
export const parameters = numberExercise({
  id: "08-parametres",
  title: {
    fr: "Les paramètres du réseau sur le sac de mots",
    en: "The parameters of the network on the bag of words",
  },
  expected: 160305,
  tolerance: { absolute: 0, relative: 0 },
  mistakes: [
    { value: 160272, why: { fr: "Vous oubliez les biais.", en: "You forget the biases." } },
    {
      value: 160288,
      why: {
        fr: "Il manque la sortie : un neurone qui reçoit 16 nombres, et son biais.",
        en: "The output is missing: a neuron that gets 16 numbers, and its bias.",
      },
    },
    { value: 160016, why: { fr: "C’est la première couche seule.", en: "That is the first layer alone." } },
    {
      value: 160322,
      why: {
        fr: "La sortie n’a qu’un neurone : une probabilité suffit, l’autre est son complément.",
        en: "The output has one neuron: one probability is enough, the other is what is left.",
      },
    },
    {
      value: 160033,
      why: { fr: "Il manque la deuxième couche cachée.", en: "The second hidden layer is missing." },
    },
  ],
  because: {
    fr: "La première couche relie chaque mot du vocabulaire à chaque neurone : presque tous les paramètres sont là.",
    en: "The first layer ties every word of the vocabulary to every neuron: nearly all parameters are there.",
  },
  hints: [
    { fr: "Une couche dense : (entrées + 1) × neurones.", en: "A dense layer: (inputs + 1) × neurons." },
    {
      fr: "La première reçoit un nombre par mot du vocabulaire : 10 000.",
      en: "The first one gets one number for each word of the vocabulary: 10,000.",
    },
    {
      fr: "Trois couches : de 10 000 à 16, de 16 à 16, de 16 à 1.",
      en: "Three layers: 10,000 to 16, 16 to 16, 16 to 1.",
    },
  ],
  read: { fr: "section 3, « Un sac de mots ».", en: 'section 3, "A bag of words".' },
});
