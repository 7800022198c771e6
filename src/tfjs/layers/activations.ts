/** Gives activation functions the names that programs of TensorFlow.js ask for: `layer.activation.getClassName()`. */
import { ACTIVATION_NAMES, activationNamed } from "../../activations/activations.js";

for (const name of ACTIVATION_NAMES)
  Object.defineProperty(activationNamed(name, name), "getClassName", {
    configurable: true,
    value: () => (name === "geluNew" ? "gelu_new" : name),
  });
