import { numberExercise } from "../kinds.js";

/** 28 · 28 pixels become two numbers: 784 / 2. */
export const compression = numberExercise({
  id: "10-compression",
  title: { fr: "Le taux de compression", en: "The compression ratio" },
  expected: 392,
  tolerance: { absolute: 0, relative: 0 },
  mistakes: [
    {
      value: 784,
      why: {
        fr: "C’est le nombre de pixels ; le code, lui, a deux nombres.",
        en: "That is the number of pixels; the code has two numbers.",
      },
    },
    {
      value: 782,
      why: {
        fr: "« Combien de fois moins » demande un quotient, pas une différence.",
        en: '"How many times fewer" asks for a quotient, not a difference.',
      },
    },
    {
      value: 2 / 784,
      why: {
        fr: "Le quotient est à l’envers : il y a plus de pixels que de nombres dans le code.",
        en: "The quotient is upside down: there are more pixels than numbers in the code.",
      },
    },
    {
      value: 14,
      why: {
        fr: "L’image a 28 lignes de 28 pixels : comptez tous les pixels.",
        en: "The picture has 28 rows of 28 pixels: count all pixels.",
      },
    },
    {
      value: 1568,
      why: {
        fr: "Vous avez multiplié par la taille du code ; on demande combien de fois il est plus petit.",
        en: "You multiplied by the size of the code; the question is how many times smaller it is.",
      },
    },
    {
      value: 28,
      why: {
        fr: "C’est le côté de l’image : comptez tous ses pixels.",
        en: "That is the side of the picture: count all its pixels.",
      },
    },
  ],
  because: {
    fr: "Tout ce que le décodeur sait d’une image tient dans deux nombres : il doit deviner le reste d’après ce qu’il a appris des chiffres.",
    en: "All that the decoder knows of a picture fits in two numbers: it must guess the rest from what it has learned of digits.",
  },
  hints: [
    {
      fr: "Comptez les nombres à l’entrée de l’encodeur, puis ceux à sa sortie.",
      en: "Count the numbers that enter the encoder, then those that leave it.",
    },
    {
      fr: "À l’entrée, un nombre par pixel d’une image de 28 × 28 ; à la sortie, ceux de la couche du milieu.",
      en: "At the entrance, one number for each pixel of a 28 × 28 picture; at the exit, those of the middle layer.",
    },
    {
      fr: "Divisez le nombre de pixels par la taille du code, qui est 2.",
      en: "Divide the number of pixels by the size of the code, which is 2.",
    },
  ],
  read: {
    fr: "section 1, « Compresser : un autoencodeur ».",
    en: 'section 1, "Compressing: an autoencoder".',
  },
});
