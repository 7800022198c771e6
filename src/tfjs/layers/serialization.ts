/** `tf.serialization`: classes of one's own by their names, for loading models that have such layers. */
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

const others = new Map<string, SerializableConstructor>();

/**
 * Registers a class: a layer of it can then be loaded.
 * @param kind the class, with a static `className`
 */
export function registerClass(kind: SerializableConstructor): void {
  if (typeof kind === "function" && (kind as { prototype: unknown }).prototype instanceof EngineLayer)
    registerLayer(loading(kind));
  else others.set(kind.className, kind);
}

/** The class, whose layers are made by its `fromConfig`. */
function loading(kind: SerializableConstructor): LayerClass {
  const make = kind.fromConfig as (kind: unknown, config: unknown) => EngineLayer;
  const handler: ProxyHandler<LayerClass> = {
    construct: (_, [config]: readonly unknown[]) => make.call(kind, kind, config),
  };
  return new Proxy(kind as unknown as LayerClass, handler);
}

/** The class that was registered under a name, if it is no layer. */
export function getRegistered(name: string): SerializableConstructor | undefined {
  return others.get(name);
}
