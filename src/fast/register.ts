/**
 * Registers the compiled kernels: the engine for models that can be lowered to a program, and the backend for
 * the operations of autograd.
 *
 * No file is read before the first operation is computed. Where the kernels cannot run, the plain operations
 * compute everything, and one warning says so, because training is then much slower.
 */
import { notebook } from "../host/notebook.js";
import { say } from "../language/language.js";
import { registerEngine } from "../model/training/training-engine.js";
import { plainBackend, useBackend, type Backend } from "../tensor/backend.js";
import { compiledBackend } from "./backend.js";
import { deterministicAutograd, isDeterministicEverywhere } from "./deterministic.js";
import { fastEngine } from "./fast-engine.js";

let chosen: Backend | undefined;

function backend(): Backend {
  chosen ??= (isDeterministicEverywhere() ? compiledBackend("plain") : compiledBackend()) ?? withWarning();
  useBackend(chosen);
  return chosen;
}

function withWarning(): Backend {
  notebook().warn(
    say({
      fr: "Les calculs compilés ne sont pas disponibles ici : les modèles s’entraînent beaucoup plus lentement. Dans une copie du projet, npm run build les prépare ; sinon, un Node plus récent peut aider.",
      en: "The compiled kernels are not available here: models train far more slowly. In a clone of the project, npm run build prepares them; otherwise a newer Node may help.",
    }),
  );
  return plainBackend;
}

/** Used until the first operation is computed, which then chooses the backend, once. */
useBackend({
  name: "compiled, when first used",
  matMul: (...rest) => backend().matMul(...rest),
  conv2d: (...rest) => backend().conv2d(...rest),
  conv2dByInput: (...rest) => backend().conv2dByInput(...rest),
  conv2dByFilters: (...rest) => backend().conv2dByFilters(...rest),
  maxPool2d: (...rest) => backend().maxPool2d(...rest),
  maxPool2dByInput: (...rest) => backend().maxPool2dByInput(...rest),
  averagePool2d: (...rest) => backend().averagePool2d(...rest),
  averagePool2dByInput: (...rest) => backend().averagePool2dByInput(...rest),
});
registerEngine((model) => fastEngine(model) ?? deterministicAutograd(model));
