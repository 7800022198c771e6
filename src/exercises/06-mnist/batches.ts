import { numberExercise } from "../kinds.js";

/** ⌈60,000 · 0.8 / 128⌉ = 375. */
export const batches = numberExercise({
  id: "06-lots",
  title: { fr: "Nombre de pas de gradient par époque", en: "Number of gradient steps an epoch" },
  expected: 375,
  tolerance: { absolute: 0, relative: 0 },
  mistakes: [
    {
      value: 469,
      why: {
        fr: "Vous oubliez que 20 % des exemples sont gardés pour la validation.",
        en: "You forget that 20% of the examples are kept for validation.",
      },
    },
    {
      value: 468.75,
      why: {
        fr: "Vous oubliez que 20 % des exemples sont gardés pour la validation.",
        en: "You forget that 20% of the examples are kept for validation.",
      },
    },
    {
      value: 93.75,
      why: {
        fr: "Vous avez compté la part de validation, pas celle d’entraînement.",
        en: "You counted the validation part, not the training part.",
      },
    },
    {
      value: 94,
      why: {
        fr: "Vous avez compté la part de validation, pas celle d’entraînement.",
        en: "You counted the validation part, not the training part.",
      },
    },
    {
      value: 11250,
      why: {
        fr: "C’est le nombre de pas pour les 30 époques.",
        en: "That is the number of steps in all 30 epochs.",
      },
    },
    {
      value: 48000,
      why: {
        fr: "C’est le nombre d’exemples ; un pas en utilise 128.",
        en: "That is the number of examples; a step uses 128.",
      },
    },
    {
      value: 79,
      why: {
        fr: "Vous avez compté avec les 10 000 images de test, qui n’entrent jamais dans l’apprentissage.",
        en: "You counted with the 10,000 test pictures, which never take part in learning.",
      },
    },
  ],
  because: {
    fr: "Un pas par lot : le nombre d’images d’apprentissage, validation ôtée, divisé par la taille d’un lot.",
    en: "One step a batch: the number of training images, validation taken off, divided by the size of a batch.",
  },
  hints: [
    {
      fr: "Un pas de gradient se fait sur un lot (`batchSize`) de 128 exemples.",
      en: "One gradient step is made on a batch of 128 examples.",
    },
    {
      fr: "Sur 60 000 images, 20 % servent à la validation : combien en reste-t-il pour apprendre ?",
      en: "Of 60,000 pictures 20% are for validation: how many remain to learn from?",
    },
    { fr: "Divisez 48 000 par 128.", en: "Divide 48,000 by 128." },
  ],
  read: { fr: "section 4, « Compiler et apprendre ».", en: 'section 4, "Compiling and learning".' },
});
