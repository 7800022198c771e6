/**
 * A widget with a front end of one's own: an ES module in the form of anywidget (AFM), which draws in the page
 * and shares a state with code in the cell.
 * https://anywidget.dev/en/afm/
 */
import { ArgumentError } from "../errors/errors.js";
import { checkKind, checkOptions } from "../errors/check-options.js";
import { functionLike, text } from "../errors/kinds.js";
import { isPlainObject } from "../errors/known-options.js";
import { written } from "../errors/written.js";
import { JUPYTER_DISPLAY, notebook, type MimeBundle } from "../host/notebook.js";
import { say } from "../language/language.js";
import { inTypeOf } from "./buffers.js";
import { Connection } from "./connection.js";
import { Listeners, type Unsubscribe } from "./listeners.js";
import { stillBundle, type Still } from "./still.js";
import { pageModule } from "./views/page-module.js";

/** The model that shows an AFM module, in the package anywidget of JupyterLab. */
const ANYWIDGET = {
  _model_module: "anywidget",
  _model_name: "AnyModel",
  _model_module_version: "~0.11.*",
  _view_module: "anywidget",
  _view_name: "AnyView",
  _view_module_version: "~0.11.*",
  _view_count: null,
  _dom_classes: [],
};

/** The most keys that a widget warns of: a page in disorder may name any number. */
const MOST_UNKNOWN = 5;

/** The options of `widget`. */
export interface WidgetOptions<S extends object> {
  /** The text of an ES module: `export default { render({ model, el }) { … } }`. */
  readonly module: string;
  /** Style sheets for what the module draws. */
  readonly css?: string;
  /** The state that page and cell share: values that JSON can write, and typed arrays. */
  readonly state: S;
  /** What is shown where no page can run the module. */
  readonly still?: Still | (() => Still);
}

/**
 * A widget whose module shares a state with the cell.
 * @example
 * ```ts
 * const label: widgets.Widget<{ text: string }> = widgets.widget({
 *   module: `export default { render({ model, el }) { el.textContent = model.get("text"); } }`,
 *   state: { text: "bonjour" },
 * });
 * label.state.text = "au revoir";
 * ```
 */
export class Widget<S extends object> {
  /**
   * The state, by its keys. Setting a key sends its new value to the page; a value inside a list or an object is
   * sent only when the list or object is set anew.
   */
  readonly state: S;
  private readonly values: Record<string, unknown>;
  private readonly changes = new Map<string, Listeners<unknown>>();
  private readonly messages = new Listeners<{ content: unknown; buffers: readonly Uint8Array[] }>();
  private readonly closings = new Listeners<void>();
  private readonly connection: Connection;
  private readonly still: () => Still;
  /** The keys that the page has set although the state lacks them. */
  private readonly unknown = new Set<string>();

  /**
   * @param options the module, its style and the state, as in `widgets.widget`
   * @param accepts whether the page may give a key this value; any value by default
   */
  constructor(
    options: WidgetOptions<S>,
    private readonly accepts: (key: string, value: unknown) => boolean = () => true,
  ) {
    checkOptions(options, OPTIONS, "widget", ["module", "state"]);
    checkKind(accepts, LISTENER, "widget", "accepts");
    const { module, css, state, still } = options;
    checkKeys(state);
    const values = (this.values = { ...(state as Record<string, unknown>) });
    this.still = typeof still === "function" ? still : () => still ?? stillOf();
    this.connection = new Connection({
      wholeState: () => ({
        ...ANYWIDGET,
        _esm: pageModule(module),
        ...(css !== undefined && { _css: css, _anywidget_id: nameOf(css) }),
        ...values,
      }),
      onUpdate: (received) => this.receive(received),
      onCustom: (content, buffers) => this.messages.tell({ content, buffers }),
      onClose: () => this.closings.tell(),
    });
    this.state = new Proxy(values, {
      set: (_, key, value) => {
        this.update({ [key]: value } as Partial<S>);
        return true;
      },
      deleteProperty: (_, key) => this.refuse(String(key)),
    }) as S;
  }

  /**
   * Gives several keys new values and sends them in one message.
   * @param values the new values, by key
   */
  update(values: Partial<S>): void {
    checkKind(values, STATE, "update", "values");
    for (const key of Object.keys(values)) if (!Object.hasOwn(this.values, key)) this.refuse(key);
    this.connection.update(values as Record<string, unknown>);
    this.take(values as Record<string, unknown>);
  }

  /**
   * Calls a function whenever a key has a new value, from the page or from code.
   * @param key      a key of the state
   * @param listener receives the new value and the one before
   * @returns a function that ends the calls
   */
  onChange<K extends keyof S & string>(key: K, listener: (value: S[K], previous: S[K]) => void): Unsubscribe {
    if (!Object.hasOwn(this.values, key)) this.refuse(key);
    checkKind(listener, LISTENER, "onChange", "listener");
    let listeners = this.changes.get(key);
    if (listeners === undefined) this.changes.set(key, (listeners = new Listeners()));
    let previous = this.values[key] as S[K];
    return listeners.add((value) => {
      const before = previous;
      previous = value as S[K];
      listener(value as S[K], before);
    });
  }

  /**
   * Sends a message to the module, where `model.on("msg:custom", (content, buffers) => …)` receives it.
   * @param content what JSON can write
   * @param buffers binary data
   */
  send(content: unknown, buffers: readonly ArrayBufferView[] = []): void {
    checkKind(buffers, BUFFERS, "send", "buffers");
    this.connection.send(content, buffers);
  }

  /**
   * Calls a function with each message that the module sends by `model.send(content, callbacks, buffers)`.
   * @param listener receives the content and the binary data
   * @returns a function that ends the calls
   */
  onMessage(listener: (content: unknown, buffers: readonly Uint8Array[]) => void): Unsubscribe {
    checkKind(listener, LISTENER, "onMessage", "listener");
    return this.messages.add(({ content, buffers }) => listener(content, buffers));
  }

  /**
   * Calls a function when the widget is closed: by `close`, or because its cell runs again.
   * @param listener is called without arguments
   * @returns a function that ends this
   */
  onClose(listener: () => void): Unsubscribe {
    checkKind(listener, LISTENER, "onClose", "listener");
    return this.closings.add(listener);
  }

  /** Removes the widget from all pages. If it is displayed later, it appears anew. */
  close(): void {
    this.connection.close();
  }

  /** The identifier of the widget's model on the page, which a row or a column names; undefined without a page. */
  get modelId(): string | undefined {
    return this.connection.open();
  }

  [JUPYTER_DISPLAY](): MimeBundle {
    return this.connection.bundle(stillBundle(this.still()));
  }

  private receive(received: Readonly<Record<string, unknown>>): void {
    const keys = Object.keys(received);
    const known = keys
      .filter((key) => Object.hasOwn(this.values, key))
      .map((key) => [key, inTypeOf(this.values[key], received[key])] as const);
    this.take(Object.fromEntries(known.filter(([key, value]) => this.accepts(key, value))));
    // No page goes on showing a value that was refused.
    const refused = known.filter(([key, value]) => !this.accepts(key, value)).map(([key]) => key);
    if (refused.length > 0)
      this.connection.update(Object.fromEntries(refused.map((key) => [key, this.values[key]])));
    this.warnOfUnknown(keys.filter((key) => !Object.hasOwn(this.values, key) && !key.startsWith("_")));
  }

  /** A module may set a key that the cell does not know: each such key is named once. */
  private warnOfUnknown(keys: readonly string[]): void {
    const isNew = keys.filter((key) => !this.unknown.has(key)).slice(0, MOST_UNKNOWN - this.unknown.size);
    for (const key of isNew) {
      this.unknown.add(key);
      const name = written(key);
      notebook().warn(
        say({
          fr: `La page a donné une valeur à ${name}, qui n’est pas une clé de ce widget, et cette valeur est perdue : donnez à ${name} une première valeur dans l’option state.`,
          en: `The page gave a value to ${name}, which is no key of this widget, and the value is lost: give ${name} a first value in the option state.`,
        }),
      );
    }
  }

  /** Sets all values before the first listener is called. */
  private take(values: Readonly<Record<string, unknown>>): void {
    const changed = Object.keys(values).filter((key) => !Object.is(values[key], this.values[key]));
    Object.assign(this.values, values);
    for (const key of changed) this.changes.get(key)?.tell(values[key]);
  }

  private refuse(key: unknown): never {
    const known = Object.keys(this.values).join(", ");
    throw new ArgumentError({
      where: "widget",
      argument: "state",
      received: written(key),
      expected: { fr: `une clé parmi ${known}`, en: `a key among ${known}` },
      mend: {
        fr: "Donnez à cette clé une première valeur dans l’option state.",
        en: "Give this key a first value in the option state.",
      },
    });
  }
}

/** A name for a style sheet: a page keeps one sheet of each name, the newest. */
function nameOf(css: string): string {
  let hash = 0;
  for (let i = 0; i < css.length; i++) hash = (Math.imul(hash, 31) + css.charCodeAt(i)) | 0;
  return `neurones-${(hash >>> 0).toString(36)}`;
}

function stillOf(): Still {
  return {
    text: say({
      fr: "[figure interactive : exécutez sa cellule pour l’utiliser]",
      en: "[interactive figure: run its cell to use it]",
    }),
  };
}

const STATE = {
  fits: isPlainObject,
  expected: { fr: "un objet de valeurs", en: "an object of values" },
  example: "{ value: 0 }",
};
const STILL = {
  fits: (value: unknown) =>
    typeof value === "function" ||
    (isPlainObject(value) && typeof (value as Partial<Still>).text === "string"),
  expected: { fr: "un objet { svg, text }", en: "an object { svg, text }" },
  example: '{ text: "…" }',
};
const OPTIONS = {
  module: text("export default { render({ model, el }) {} }"),
  css: text("p { color: red; }"),
  state: STATE,
  still: STILL,
};
const LISTENER = functionLike("(value) => console.log(value)");
const BUFFERS = {
  fits: (value: unknown) => Array.isArray(value) && value.every((view) => ArrayBuffer.isView(view)),
  expected: { fr: "une liste de tableaux typés", en: "a list of typed arrays" },
  example: "[new Float32Array(3)]",
};

/**
 * A widget with a front end of your own: an ES module in anywidget's form, whose `render({ model, el })` draws
 * into the element `el`. Both sides share `state`: in the module by `model.get("key")`, `model.set("key", value)`
 * with `model.save_changes()`, and `model.on("change:key", …)`; in the cell by `state`, `onChange`, `send` and
 * `onMessage`. A typed array is sent as binary data, and arrives in the module as a `DataView`.
 * @throws {ArgumentError} for an option that is missing, unknown or wrong
 * @param options `module`, `state`, and optionally `css` and `still`, the picture in print
 * @example
 * ```ts
 * const counter = widgets.widget({
 *   module: `export default { render({ model, el }) {
 *     const button = document.createElement("button");
 *     const show = () => { button.textContent = String(model.get("count")); };
 *     button.onclick = () => { model.set("count", model.get("count") + 1); model.save_changes(); };
 *     model.on("change:count", show);
 *     show();
 *     el.append(button);
 *   } }`,
 *   state: { count: 0 },
 * });
 * counter.onChange("count", (count) => console.log(count));
 * counter
 * ```
 */
export function widget<S extends object>(options: WidgetOptions<S>): Widget<S> {
  return new Widget(options);
}

/** Refuses a key that the page uses for itself. */
function checkKeys(state: object): void {
  const taken = Object.keys(state).find((key) => key.startsWith("_"));
  if (taken === undefined) return;
  throw new ArgumentError({
    where: "widget",
    argument: "state",
    received: written(taken),
    expected: { fr: "des clés sans _ au début", en: "keys that do not begin with _" },
    mend: { fr: `Renommez ${taken}.`, en: `Rename ${taken}.` },
  });
}
