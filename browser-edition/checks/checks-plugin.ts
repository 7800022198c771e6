/** Says at the start what this browser lacks, and of a file that is no whole notebook what is wrong with it. */
import { say } from "../../src/language/language.js";
import type { Plugin } from "../../lab-extension/plugin.js";
import { shared } from "../../lab-extension/share-scope.js";
import type { Application, AppUtils } from "../extension/notebooks.js";
import { hasRelaxedSimd, hasSimd } from "./simd.js";
import { refuseDamaged } from "./whole-notebook.js";

export async function checksPlugins(): Promise<Plugin[]> {
  const { Notification } = await shared<AppUtils>("@jupyterlab/apputils");
  return [
    {
      id: "neurones-browser-edition:checks",
      description: "Says what this browser lacks, and refuses damaged notebooks with a clear sentence.",
      autoStart: true,
      activate: ({ serviceManager: { contents }, restored }: Application) => {
        refuseDamaged(contents, (sentence) => Notification.warning(sentence, { autoClose: false }));
        void restored.then(() => {
          if (!hasSimd()) Notification.error(say(NO_SIMD), { autoClose: false });
          else if (!hasRelaxedSimd()) Notification.info(say(NO_RELAXED_SIMD), { autoClose: 15_000 });
        });
      },
    },
  ];
}

const NO_SIMD = {
  fr: "Ce navigateur est trop ancien pour apprendre un réseau : il lui manque les vecteurs de WebAssembly (SIMD). Mettez-le à jour, ou prenez un Firefox, Chrome, Edge ou Safari récent.",
  en: "This browser is too old to train a network: it lacks WebAssembly's vectors (SIMD). Update it, or take a recent Firefox, Chrome, Edge or Safari.",
};

const NO_RELAXED_SIMD = {
  fr: "Ce navigateur n’a pas toutes les instructions de calcul récentes (relaxed SIMD) : tout fonctionne, les apprentissages sont un peu plus lents, et leurs derniers chiffres peuvent différer.",
  en: "This browser lacks some recent instructions (relaxed SIMD): everything works, trainings are a little slower, and their last digits may differ.",
};
