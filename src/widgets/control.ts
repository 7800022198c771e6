/** What all controls have in common: a value that a person changes in the page and code in a cell. */
import { checkKind } from "../errors/check-options.js";
import { functionLike, TRUTH, type Kind } from "../errors/kinds.js";
import { JUPYTER_DISPLAY, type MimeBundle } from "../host/notebook.js";
import { language, type Language } from "../language/language.js";
import { labelled } from "../language/titles.js";
import { changesOf } from "./changes.js";
import type { Unsubscribe } from "./listeners.js";
import { stacked } from "./picture.js";
import { CONTROL_STYLE } from "./views/module.js";
import { Widget } from "./widget.js";

/** A control: its value is what a person has chosen in the page, or what code has set. */
export interface Control<V> extends AsyncIterable<V> {
  /** The value; setting it moves the control in every page. */
  value: V;
  /** The text beside the control, which is its accessible name. */
  description: string;
  /** Whether the page refuses changes. */
  disabled: boolean;
  /** Calls a function with each new value, from the page or from code; the returned function ends the calls. */
  onChange(listener: (value: V, previous: V) => void): Unsubscribe;
  /** Iterates over the changes; while the loop's body works, only the newest value waits (of a button, every click). */
  [Symbol.asyncIterator](): AsyncIterableIterator<V>;
  /** Removes the control from all pages and ends its iterators. */
  close(): void;
  /** The identifier of its model on the page, which opens it; undefined without a page. */
  readonly modelId: string | undefined;
  [JUPYTER_DISPLAY](): MimeBundle;
}

/** The options that all controls have. */
export interface ControlOptions {
  /** The text beside the control. */
  readonly description?: string;
  /** Whether the page refuses changes; false by default. */
  readonly disabled?: boolean;
}

/** Text that may be empty. */
export const ANY_TEXT: Kind = {
  fits: (value) => typeof value === "string",
  expected: { fr: "un texte entre guillemets", en: "text in quotes" },
  example: '"taux"',
};

/** The kinds of the options that all controls have. */
export const CONTROL_KINDS = { description: ANY_TEXT, disabled: TRUTH };

/** The state that the page and the cell share: that of the kind of control, and this. */
export interface SharedState {
  description: string;
  disabled: boolean;
  language: Language;
}

/** How a kind of control keeps its value in its state. */
export interface ControlKind<V, S extends object> {
  /** The function that makes the control, for messages. */
  readonly where: string;
  /** The text of the module that draws it. */
  readonly module: string;
  /** Style sheets of its view, beside those of all controls. */
  readonly css?: string;
  readonly state: S;
  /** The key that holds the value. */
  readonly key: keyof S & string;
  readonly read: (kept: unknown) => V;
  readonly write: (value: V) => unknown;
  /** What a value may be, for code that sets it. */
  readonly kind: Kind;
  /** Whether the page may give the key this value. */
  readonly accepts: (kept: unknown) => boolean;
  /** The value after a message of the page, for what is counted and not set. */
  readonly onMessage?: (content: unknown, value: V) => V;
  /** The value in words, where there is no page. */
  readonly words: (value: V, state: S) => string;
  /** The control as an SVG document, where there is no page; words alone by default. */
  readonly picture?: (state: S) => string;
}

const LISTENER = functionLike("(value) => console.log(value)");

/** Makes a control of a kind. */
export function makeControl<V, S extends object>(
  kind: ControlKind<V, S>,
  options: ControlOptions,
): Control<V> {
  return controlAndWidget(kind, options).control;
}

/** A control, and the widget that keeps its state, for a control that shows more than its value. */
export function controlAndWidget<V, S extends object>(
  kind: ControlKind<V, S>,
  { description = "", disabled = false }: ControlOptions,
): { readonly control: Control<V>; readonly widget: Widget<S & SharedState> } {
  const { key, read, where } = kind;
  const described = (words: string) => {
    const { description: label } = widget.state;
    return label === "" || words === "" ? label + words : labelled(label, words);
  };
  const widget: Widget<S & SharedState> = new Widget(
    {
      module: kind.module,
      css: CONTROL_STYLE + (kind.css ?? ""),
      state: { ...kind.state, description, disabled, language: language() },
      still: () => ({
        text: described(kind.words(control.value, widget.state)),
        ...(kind.picture !== undefined && {
          svg: stacked([{ text: widget.state.description }, { text: "", svg: kind.picture(widget.state) }]),
        }),
      }),
    },
    (changed, value) => changed === key && kind.accepts(value),
  );
  const set = (values: Partial<SharedState>): void => widget.update(values as Partial<S & SharedState>);
  const control: Control<V> = {
    get value() {
      return read(widget.state[key]);
    },
    set value(value) {
      checkKind(value, kind.kind, where, "value");
      widget.update({ [key]: kind.write(value) } as Partial<S & SharedState>);
    },
    get description() {
      return widget.state.description;
    },
    set description(next) {
      checkKind(next, ANY_TEXT, where, "description");
      set({ description: next });
    },
    get disabled() {
      return widget.state.disabled;
    },
    set disabled(next) {
      checkKind(next, TRUTH, where, "disabled");
      set({ disabled: next });
    },
    onChange(listener) {
      checkKind(listener, LISTENER, "onChange", "listener");
      return widget.onChange(key, (value, previous) => listener(read(value), read(previous)));
    },
    [Symbol.asyncIterator]: () =>
      changesOf<V>(
        {
          onChange: (listener) => control.onChange(listener),
          onClose: (listener) => widget.onClose(listener),
        },
        kind.onMessage !== undefined,
      ),
    close: () => widget.close(),
    get modelId() {
      return widget.modelId;
    },
    [JUPYTER_DISPLAY]: () => widget[JUPYTER_DISPLAY](),
  };
  const { onMessage } = kind;
  if (onMessage !== undefined)
    widget.onMessage((content) => (control.value = onMessage(content, control.value)));
  return { control, widget };
}
