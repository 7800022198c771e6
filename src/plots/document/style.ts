/**
 * `element.style`: an element's attribute `style` as properties, by CSS name (`setProperty("font-size", …)`)
 * and by JavaScript's (`style.fontSize = …`). The attribute is the only store; a text that was set stays as it
 * is until a property changes.
 *
 * Values are written as browsers write them (CSSOM, section 6.7.2): hexadecimal colours as `rgb(…)`, texts in
 * double quotes. Nothing else is checked: a name or a value that CSS does not know is kept, too.
 */

/** What a style needs of its element. */
export interface Styled {
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
}

interface Declaration {
  readonly value: string;
  readonly priority: string;
}

/** Methods by CSS names; `inlineStyle` adds the properties by JavaScript's names. */
export class InlineStyle {
  readonly #element: Styled;

  constructor(element: Styled) {
    this.#element = element;
  }

  get cssText(): string {
    return written(this.#declarations());
  }

  set cssText(text: string) {
    this.#element.setAttribute("style", written(declarationsOf(text)));
  }

  get length(): number {
    return this.#declarations().size;
  }

  item(index: number): string {
    return [...this.#declarations().keys()][index] ?? "";
  }

  getPropertyValue(name: string): string {
    return this.#declarations().get(propertyName(name))?.value ?? "";
  }

  getPropertyPriority(name: string): string {
    return this.#declarations().get(propertyName(name))?.priority ?? "";
  }

  /** Sets a property; an empty value removes it. */
  setProperty(name: string, value: unknown, priority = ""): void {
    const text = value === null || value === undefined ? "" : valueOf(`${value as string}`);
    if (text === "") return void this.removeProperty(name);
    const declarations = this.#declarations();
    declarations.set(propertyName(name), { value: text, priority: priority.toLowerCase() });
    this.#element.setAttribute("style", written(declarations));
  }

  /** Removes a property, and returns the value that it had. */
  removeProperty(name: string): string {
    const declarations = this.#declarations();
    const removed = declarations.get(propertyName(name));
    if (removed === undefined) return "";
    declarations.delete(propertyName(name));
    this.#element.setAttribute("style", written(declarations));
    return removed.value;
  }

  #declarations(): Map<string, Declaration> {
    return declarationsOf(this.#element.getAttribute("style") ?? "");
  }
}

/** An `InlineStyle` with every property by JavaScript's name, too. */
export function inlineStyle(element: Styled): InlineStyle & Record<string, string> {
  const style = new InlineStyle(element);
  const proxy = new Proxy(style, {
    get(_, name) {
      if (typeof name !== "string") return undefined;
      if (!(name in style)) return style.getPropertyValue(cssName(name));
      const value: unknown = Reflect.get(style, name, style);
      return typeof value === "function" ? (value.bind(style) as unknown) : value;
    },
    set(_, name, value) {
      if (typeof name !== "string") return false;
      if (name === "cssText") style.cssText = String(value);
      else style.setProperty(cssName(name), value);
      return true;
    },
  });
  return proxy as InlineStyle & Record<string, string>;
}

/** `fontSize` as `font-size`, `webkitMask` as `-webkit-mask`, `cssFloat` as `float`. */
function cssName(name: string): string {
  if (name === "cssFloat") return "float";
  const dashed = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return /^webkit-/.test(dashed) ? `-${dashed}` : dashed;
}

/** Names are in lower case, except those of custom properties. */
function propertyName(name: string): string {
  return name.startsWith("--") ? name : name.toLowerCase();
}

/** A text up to its end, an escaped character included, or one up to a parenthesis: all that may hold a `;`. */
const PART =
  /"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|\((?:[^()"']|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')*\)?|[^;"'(]+|./gsu;

function declarationsOf(text: string): Map<string, Declaration> {
  const declarations = new Map<string, Declaration>();
  let declaration = "";
  for (const [part] of `${text.replace(/\/\*.*?\*\//gs, "")};`.matchAll(PART)) {
    if (part !== ";") {
      declaration += part;
      continue;
    }
    const [, name, value, priority] =
      /^\s*([-\w]+)\s*:\s*(.*?)\s*(?:!\s*(important)\s*)?$/is.exec(declaration) ?? [];
    if (value) declarations.set(propertyName(name), { value: valueOf(value), priority: priority ?? "" });
    declaration = "";
  }
  return declarations;
}

function written(declarations: ReadonlyMap<string, Declaration>): string {
  return Array.from(
    declarations,
    ([name, { value, priority }]) => `${name}: ${value}${priority === "" ? "" : ` !${priority}`};`,
  ).join(" ");
}

/** A value with the colours and the quotation marks that browsers write. */
function valueOf(value: string): string {
  return value
    .trim()
    .replace(
      /"(?:[^"\\]|\\.)*"|'((?:[^'\\]|\\.)*)'|#[0-9a-f]{3,8}\b/gis,
      (part, inner: string | undefined) => {
        if (inner !== undefined) return `"${inner.replaceAll("\\'", "'").replace(/(?<!\\)"/g, '\\"')}"`;
        return part.startsWith("#") ? colour(part.slice(1)) : part;
      },
    );
}

/** Three, four, six or eight hexadecimal digits as `rgb(…)` or `rgba(…)`. */
function colour(digits: string): string {
  const pairs =
    digits.length < 5 ? Array.from(digits, (digit) => digit + digit) : (digits.match(/../g) ?? []);
  if (![3, 4, 6, 8].includes(digits.length)) return `#${digits}`;
  const [red, green, blue, alpha = 255] = pairs.map((pair) => Number.parseInt(pair, 16));
  const rgb = `${red}, ${green}, ${blue}`;
  if (alpha === 255) return `rgb(${rgb})`;
  // Two decimals where they tell the byte, or else three.
  const short = Math.round((100 * alpha) / 255) / 100;
  const isExact = Math.round(255 * short) === alpha;
  return `rgba(${rgb}, ${isExact ? short : Math.round((1000 * alpha) / 255) / 1000})`;
}
