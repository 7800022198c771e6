import { choiceExercise } from "../kinds.js";

export const zeros = choiceExercise({
  id: "09-zeros",
  title: { fr: "Pourquoi du hasard ?", en: "Why chance?" },
  right: "c",
  wrong: {
    a: { fr: "La perte au départ serait celle du hasard, ln 2 : ce n’est pas un ennui.", en: "The loss would start at that of chance, ln 2: no harm in that." },
    b: { fr: "Les gradients du biais de sortie ne sont pas nuls : le réseau bouge, mais mal.", en: "The output bias has a gradient: the network moves, but badly." },
    d: { fr: "tanh(0) = 0 se calcule très bien.", en: "tanh(0) = 0 can be computed very well." },
  },
  because: { fr: "Des neurones cachés qui partent égaux reçoivent le même gradient : seul le hasard du départ peut les rendre différents.", en: "Hidden neurons that start equal get the same gradient: only chance at the start can make them different." },
  hints: [
    { fr: "Regardez deux neurones cachés : qu’est-ce qui les distingue au départ ?", en: "Look at two hidden neurons: what tells them apart at the start?" },
    { fr: "S’ils ont les mêmes poids, ils reçoivent le même gradient. Et au pas suivant ?", en: "With the same weights they get the same gradient. And at the next step?" },
    { fr: "Mêmes poids, même gradient, donc mêmes poids ensuite : h neurones n’en valent qu’un.", en: "Same weights, same gradient, so same weights again: h neurons are worth one." },
  ],
  read: { fr: "section 2, « Initialiser ».", en: "section 2, \"Initialising\"." },
});
