/**
 * Says which tests this machine skips because a program is missing, and how to install it. The sentences are
 * written before and after the tests, so that nobody takes a run without a browser or a sandbox for a
 * complete one.
 */
import { findConfinement } from "../../grading/sandbox/confinement.js";
import { fastestFlavour } from "../../src/fast/kernel-module.js";
import { say } from "../../src/language/language.js";
import { findChromium } from "./find-chromium.js";
import { findFirefox } from "./find-firefox.js";

/** One sentence for each kind of tests that will be skipped. */
export async function notTried(): Promise<string[]> {
  const sentences: string[] = [];
  if (findChromium() === undefined) {
    sentences.push(
      say({
        fr: "Sans Chromium ni Chrome, les tests dans un navigateur sont sautés (leçons et noyau dans JupyterLab, moteur, site). Sous Debian ou Ubuntu : « sudo apt install chromium » ; ailleurs, installez Chrome ; CHROME_PATH désigne un navigateur rangé autrement.",
        en: "Without Chromium or Chrome the tests in a browser are skipped (lessons and kernel in JupyterLab, engine, site). On Debian or Ubuntu: “sudo apt install chromium”; elsewhere install Chrome; CHROME_PATH names a browser that is installed elsewhere.",
      }),
    );
  }
  if (findFirefox() === undefined) {
    sentences.push(
      say({
        fr: "Sans Firefox, le cours dans un navigateur n’est essayé que dans Chromium. Sous Debian : « sudo apt install firefox-esr ».",
        en: "Without Firefox the course in a browser is tried in Chromium only. On Debian: “sudo apt install firefox-esr”.",
      }),
    );
  }
  if (fastestFlavour() !== "wide") {
    sentences.push(
      say({
        fr: "Les noyaux pour vecteurs de 256 bits ne sont pas essayés : il leur faut Node 24 ou 26, et un processeur x64 avec AVX2.",
        en: "The kernels for vectors of 256 bits are not tried: they need Node 24 or 26, and an x64 processor with AVX2.",
      }),
    );
  }
  const refusal = await findConfinement(false).then(
    () => undefined,
    (error: Error) => error,
  );
  if (refusal !== undefined) {
    sentences.push(
      say({
        fr: "Sans bubblewrap ni conteneur, les tests de la notation isolée sont sautés (attaques, parcours de l’enseignant, menus de nbgrader). Sous Debian ou Ubuntu : « sudo apt install bubblewrap » ; ailleurs, Podman ou Docker : docs/grading.md.",
        en: "Without bubblewrap or a container the tests of confined grading are skipped (attacks, the instructor’s walk, nbgrader’s menus). On Debian or Ubuntu: “sudo apt install bubblewrap”; elsewhere Podman or Docker: docs/grading.md.",
      }),
    );
  }
  return sentences;
}
