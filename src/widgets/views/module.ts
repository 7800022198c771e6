/**
 * The front ends of controls: functions that run in the page.
 *
 * They are written here as functions so that they are type-checked, and sent to the page as text. So they may
 * use nothing of the files around them, only what they are given.
 */

/** The model of a widget in the page, as anywidget's modules see it (AFM). */
export interface ViewModel {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
  save_changes(): void;
  send(content: unknown): void;
  on(event: string, listener: (model?: unknown) => void): void;
  off(event: string, listener: (model?: unknown) => void): void;
}

/** What a view of a model is drawn from; in the page, each view has an element of its own. */
export interface ViewContext {
  readonly model: ViewModel;
  readonly el: HTMLElement;
}

/** What the views of controls share. */
export interface ViewTools {
  /** Calls a function now and whenever one of these keys changes. */
  follow(keys: readonly string[], show: () => void): void;
  /** Makes an element one that the keyboard works, unless the control is disabled. */
  focusable(control: HTMLElement): void;
  /** Puts a control with its description into the view: the description is the control's accessible name. */
  labelled(control: HTMLElement): HTMLElement;
  /** Writes the description into the view, and gives it to an element as its accessible name. */
  named(control: HTMLElement | SVGElement): void;
  /** Puts a line of text into the view, with the keys `value`, `placeholder` and `continuous_update`. */
  textField(): HTMLInputElement;
  /** Colours an element by a number: with this percentage at ±`most`, and none at 0. */
  tint(element: HTMLElement, value: number, most: number, strongest: number): void;
  /** Sets a key, here and in the cell. */
  change(key: string, value: unknown): void;
  /** Ends the calls of `follow`. */
  end(): void;
}

/** A view that is drawn with the tools of controls, and with parts: functions that are sent to the page beside it. */
export type RenderControl<Parts extends readonly ViewPart[] = readonly []> = (
  context: ViewContext,
  tools: ViewTools,
  ...parts: Parts
) => void;

/** A function that a view calls, which is text in the page as the view is. */
export type ViewPart = (context: ViewContext, tools: ViewTools) => unknown;

function makeTools({ model, el }: ViewContext): ViewTools {
  const ends: (() => void)[] = [];
  const follow = (keys: readonly string[], show: () => void) => {
    for (const key of keys) {
      model.on(`change:${key}`, show);
      ends.push(() => model.off(`change:${key}`, show));
    }
    show();
  };
  const focusable = (control: HTMLElement) => {
    el.classList.add("neurones-control");
    follow(["disabled"], () => control.toggleAttribute("disabled", model.get("disabled") === true));
    // JupyterLab's own shortcuts would take the arrow keys from a slider.
    control.setAttribute("data-lm-suppress-shortcuts", "true");
  };
  const labelled = (control: HTMLElement) => {
    focusable(control);
    const label = document.createElement("label");
    const name = document.createElement("span");
    follow(["description"], () => {
      name.textContent = String(model.get("description"));
      name.hidden = name.textContent === "";
    });
    label.append(name, control);
    el.append(label);
    return label;
  };
  const change = (key: string, value: unknown) => {
    model.set(key, value);
    model.save_changes();
  };
  return {
    follow,
    focusable,
    labelled,
    named(control) {
      el.classList.add("neurones-control");
      const name = document.createElement("span");
      name.setAttribute("aria-hidden", "true");
      follow(["description"], () => {
        name.textContent = String(model.get("description"));
        control.setAttribute("aria-label", name.textContent);
      });
      el.append(name);
    },
    textField() {
      const input = document.createElement("input");
      input.type = "text";
      labelled(input);
      follow(["placeholder"], () => {
        input.placeholder = String(model.get("placeholder"));
      });
      follow(["value"], () => {
        // Setting an equal text would move the cursor to its end.
        if (input.value !== model.get("value")) input.value = String(model.get("value"));
      });
      input.addEventListener("input", () => {
        if (model.get("continuous_update") === true) change("value", input.value);
      });
      input.addEventListener("change", () => change("value", input.value));
      return input;
    },
    tint(element, value, most, strongest) {
      element.style.setProperty("--share", `${(strongest * Math.abs(value)) / most}%`);
      element.style.setProperty("--tint", value < 0 ? "#0072b2" : "#d55e00");
    },
    change,
    end: () => ends.forEach((end) => end()),
  };
}

/** The text of the module that draws a control in the page. */
export function controlModule<Parts extends readonly ViewPart[]>(
  render: RenderControl<Parts>,
  ...parts: Parts
): string {
  return `const makeTools = ${makeTools.toString()};
const draw = ${render.toString()};
export default {
  render(context) { const tools = makeTools(context); draw(${["context", "tools", ...parts].join(", ")}); return tools.end; },
};
`;
}

/** The appearance of controls, in JupyterLab's colours where there are any. */
export const CONTROL_STYLE = `
.neurones-control { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 10px; margin: 3px 14px 3px 0; font: 14px/1.4 system-ui, sans-serif; color: var(--jp-ui-font-color1, #1f2933); }
.neurones-control label { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 10px; }
.neurones-control output { min-width: 3.5em; font-variant-numeric: tabular-nums; }
.neurones-control input[type="range"] { width: 220px; max-width: 60vw; accent-color: var(--jp-brand-color1, #0072b2); }
.neurones-control input[type="checkbox"] { width: 18px; height: 18px; accent-color: var(--jp-brand-color1, #0072b2); }
.neurones-control input[type="text"], .neurones-control select, .neurones-control button { min-height: 30px; padding: 2px 10px; font: inherit; color: inherit; background: var(--jp-layout-color1, #fff); border: 1px solid var(--jp-border-color1, #8a949e); border-radius: 4px; }
.neurones-control button { cursor: pointer; background: var(--jp-layout-color2, #eef1f4); }
.neurones-control button:hover:enabled { border-color: var(--jp-brand-color1, #0072b2); }
.neurones-control :focus-visible { outline: 2px solid var(--jp-brand-color1, #0072b2); outline-offset: 2px; }
.neurones-control :disabled { opacity: 0.55; cursor: default; }
.neurones-column .neurones-control label:has(> input[type="range"]) > span { min-width: 6.5em; }
.neurones-tools { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; min-height: 34px; }
.widget-hbox.neurones-row { flex-wrap: wrap; align-items: center; overflow: visible; }
.widget-vbox.neurones-column { overflow: visible; }
`;
