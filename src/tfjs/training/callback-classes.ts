/** Callbacks made of functions, and the base class of those that know their model. */
import { ArgumentError } from "../../errors/errors.js";
import type { LayersModel } from "../models/types.js";
import { given } from "../options.js";
import { BaseCallback, type CustomCallbackArgs } from "./base-callback.js";

/** A callback made of functions. */
export class CustomCallback extends BaseCallback {
  constructor(args: CustomCallbackArgs, yieldEvery?: unknown) {
    super();
    checkYield(args, yieldEvery);
    Object.assign(this, given({ ...args }));
  }
}

/** A callback of a class of one's own; `this.model` is the model that is trained. */
export abstract class Callback extends BaseCallback {
  model: LayersModel = null as unknown as LayersModel;

  override setModel(model: unknown): void {
    this.model = model as LayersModel;
  }
}

/** @throws ArgumentError for `onYield` where the training never yields */
export function checkYield({ onYield }: CustomCallbackArgs, yieldEvery: unknown): void {
  if (yieldEvery !== "never" || onYield === undefined || onYield === null) return;
  throw new ArgumentError({
    where: "fit",
    argument: "yieldEvery",
    received: '"never"',
    expected: { fr: "une autre valeur, puisqu’il y a onYield", en: "another value, since there is onYield" },
    mend: {
      fr: "Enlevez yieldEvery, ou la fonction onYield, qui ne serait jamais appelée.",
      en: "Remove yieldEvery, or the function onYield, which would never be called.",
    },
  });
}
