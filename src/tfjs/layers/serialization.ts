/** `tf.serialization`: classes of one's own by their names, for loading models that have such layers. */
import { ArgumentError } from "../../errors/errors.js";
import { written } from "../../errors/written.js";
import { constraints } from "./constraints.js";
import { initializers } from "./initializers.js";
import { regularizers } from "./regularizers.js";
import { Layer as EngineLayer } from "../../layers/layer.js";
import { registerLayer, type LayerClass } from "../../layers/registry.js";

/** A class with a name under which it is saved. */
export interface SerializableConstructor {
  readonly className: string;
  readonly fromConfig?: unknown;
}

/** Options as they are saved. */
export interface ConfigDict {
  [name: string]: ConfigDictValue;
}
export type ConfigDictValue = boolean | number | string | null | ConfigDictArray | ConfigDict;
export interface ConfigDictArray extends Array<ConfigDictValue> {}

/** The base class of what can be saved. */
export abstract class Serializable {
  abstract getConfig(): ConfigDict;

  getClassName(): string {
    return (this.constructor as unknown as SerializableConstructor).className;
  }

  static fromConfig<T>(kind: new (config: unknown) => T, config: ConfigDict): T {
    return new kind(config);
  }
}

const registered = new Map<string, SerializableConstructor>();

/**
 * Registers a class: a layer of it can then be loaded.
 * @param kind the class, with a static `className`
 */
export function registerClass(kind: SerializableConstructor): void {
  if (typeof kind?.className !== "string" || kind.className === "") throw noName(kind);
  if (typeof kind === "function" && (kind as { prototype: unknown }).prototype instanceof EngineLayer)
    registerLayer(loading(kind));
  registered.set(kind.className, kind);
}

function noName(kind: unknown): ArgumentError {
  return new ArgumentError({
    where: "registerClass",
    argument: "className",
    received: written((kind as SerializableConstructor | undefined)?.className),
    expected: { fr: "le nom de la classe", en: "the name of the class" },
    mend: {
      fr: 'Donnez-le dans la classe : static className = "Attention".',
      en: 'Give it in the class: static className = "Attention".',
    },
  });
}

/** The class, whose layers are made by its `fromConfig`. */
function loading(kind: SerializableConstructor): LayerClass {
  const make = kind.fromConfig as (kind: unknown, config: unknown) => EngineLayer;
  const handler: ProxyHandler<LayerClass> = {
    construct: (_, [config]: readonly unknown[]) => make.call(kind, kind, config),
  };
  return new Proxy(kind as unknown as LayerClass, handler);
}

/** The name under which a class was registered. */
export function getRegisteredName(kind: SerializableConstructor): string {
  return kind.className;
}

/** All classes by their names, each with the function that makes an object of its saved options. */
export class SerializationMap {
  static getMap(): {
    readonly classNameMap: Record<string, [unknown, (kind: unknown, config: ConfigDict) => unknown]>;
  } {
    const makers = { initializers, regularizers, constraints };
    const builtIn = Object.values(makers).flatMap((each) =>
      Object.entries(each as Record<string, (config?: ConfigDict) => unknown>),
    );
    return {
      classNameMap: Object.fromEntries([
        ...builtIn.map(([name, make]) => [
          name[0].toUpperCase() + name.slice(1),
          [make, (_: unknown, config: ConfigDict) => make(config)],
        ]),
        ...[...registered].map(([name, kind]) => [name, [kind, kind.fromConfig]]),
      ]) as never,
    };
  }

  static register(kind: SerializableConstructor): void {
    registerClass(kind);
  }
}
