import { choiceExercise } from "../kinds.js";

export const overfitting = choiceExercise({
  id: "05-surapprentissage",
  title: { fr: "Que se passe-t-il à droite ?", en: "What happens on the right" },
  right: "b",
  wrong: {
    a: {
      fr: "Un réseau trop petit se trompe aussi sur l’apprentissage ; ici il y est de plus en plus juste.",
      en: "A network that is too small is wrong in training too; here it is right there more and more.",
    },
    c: {
      fr: "Davantage d’étapes rendraient l’apprentissage encore plus juste, et l’écart plus grand.",
      en: "More steps would make training more right still, and the gap larger.",
    },
    d: {
      fr: "Chaque répétition montre le même écart, dans le même sens : ce n’est pas le hasard.",
      en: "Each repetition shows the same gap in the same direction: that is no chance.",
    },
  },
  because: {
    fr: "De plus en plus juste sur ce qu’il a vu, de moins en moins sur le reste : le réseau retient aussi le bruit de ses exemples.",
    en: "More and more right on what it has seen, less and less on the rest: the network also learns the noise of its examples by heart.",
  },
  hints: [
    {
      fr: "Sur quels points le grand réseau est-il meilleur que le petit ?",
      en: "On which points is the large network better than the small one?",
    },
    {
      fr: "Dans les étiquettes d’apprentissage, 14 % sont du hasard. Que fait un réseau qui les retrouve quand même ?",
      en: "In the training labels 14% are chance. What does a network do that finds them all the same?",
    },
    {
      fr: "Il les apprend par cœur ; et sur d’autres points, cela ne sert à rien.",
      en: "It learns them by heart, and on other points that is of no use.",
    },
  ],
  read: { fr: "section 5, « La largeur ».", en: 'section 5, "The width".' },
});
