import { numberExercise } from "../kinds.js";

/** 32 → 30 → 15 → 13 → 6 → 4, so 4 · 4 · 64 = 1,024 numbers. */
export const flattened = numberExercise({
  id: "07-aplati",
  title: { fr: "Ce que reçoit la première couche dense", en: "What the first dense layer gets" },
  expected: 1024,
  tolerance: { absolute: 0, relative: 0 },
  mistakes: [
    {
      value: 16,
      why: {
        fr: "Il y a 64 cartes de cette taille, une par filtre.",
        en: "There are 64 maps of this size, one per filter.",
      },
    },
    {
      value: 4,
      why: {
        fr: "C’est le côté d’une carte ; comptez tous les nombres de toutes les cartes.",
        en: "That is a map's side; count all numbers of all maps.",
      },
    },
    {
      value: 4096,
      why: {
        fr: "Vous gardez la taille de l’image à chaque convolution ; sans marge, un filtre de 3 fait perdre 2 pixels.",
        en: "You keep the picture's size at each convolution; without margin a filter of 3 loses 2 pixels.",
      },
    },
    {
      value: 1600,
      why: {
        fr: "13 divisé par 2 ne fait pas 7 : la colonne qui reste seule est perdue.",
        en: "13 divided by 2 is not 7: the column that is left over is lost.",
      },
    },
    {
      value: 2304,
      why: {
        fr: "La dernière convolution retire encore 2 pixels.",
        en: "The last convolution takes 2 pixels more.",
      },
    },
    {
      value: 256,
      why: {
        fr: "Il n’y a pas de pooling après la dernière convolution.",
        en: "There is no pooling after the last convolution.",
      },
    },
    {
      value: 3072,
      why: {
        fr: "C’est la taille de l’image de départ, 32 × 32 × 3.",
        en: "That is the size of the picture at the start, 32 × 32 × 3.",
      },
    },
    {
      value: 512,
      why: {
        fr: "La dernière convolution a 64 filtres, donc 64 cartes.",
        en: "The last convolution has 64 filters, so 64 maps.",
      },
    },
  ],
  because: {
    fr: "L’aplatissement met bout à bout toutes les cases de toutes les cartes qui restent : hauteur × largeur × nombre de cartes.",
    en: "Flattening puts all cells of all maps that are left end to end: height × width × number of maps.",
  },
  hints: [
    {
      fr: "Suivez la taille d’une carte, couche après couche : une convolution de 3 retire 2, un pooling de 2 divise par 2.",
      en: "Follow a map's size, layer by layer: a convolution of 3 takes 2 off, a pooling of 2 halves.",
    },
    { fr: "32 → 30 → 15 → 13 → …", en: "32 → 30 → 15 → 13 → …" },
    {
      fr: "Le pooling de 13 garde 6 (le pixel qui reste seul est perdu). À la fin, côté × côté × nombre de filtres.",
      en: "The pooling of 13 keeps 6 (the pixel left over is lost). At the end, side × side × number of filters.",
    },
  ],
  read: { fr: "section 4, « Le réseau de l’énoncé ».", en: 'section 4, "The practical\'s network".' },
});
