/** `element.classList`: the names in an element's attribute `class`, each once. */

/** What a list of classes needs of its element. */
export interface Classed {
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
}

export class ClassList implements Iterable<string> {
  readonly #element: Classed;

  constructor(element: Classed) {
    this.#element = element;
  }

  get value(): string {
    return this.#element.getAttribute("class") ?? "";
  }

  get length(): number {
    return this.#names().size;
  }

  [Symbol.iterator](): IterableIterator<string> {
    return this.#names().values();
  }

  contains(name: string): boolean {
    return this.#names().has(name);
  }

  add(...names: readonly string[]): void {
    this.#write([...this.#names(), ...names.map(checked)]);
  }

  remove(...names: readonly string[]): void {
    const gone = new Set(names.map(checked));
    this.#write([...this.#names()].filter((name) => !gone.has(name)));
  }

  /** Adds or removes a name; `force` says which. Returns whether the element has it now. */
  toggle(name: string, force = !this.contains(name)): boolean {
    if (force !== this.contains(name)) this[force ? "add" : "remove"](name);
    return force;
  }

  #names(): Set<string> {
    return new Set(this.value.split(/[ \t\n\f\r]+/).filter((name) => name !== ""));
  }

  #write(names: readonly string[]): void {
    if (names.length === 0 && this.#element.getAttribute("class") === null) return;
    this.#element.setAttribute("class", [...new Set(names)].join(" "));
  }
}

function checked(name: string): string {
  if (name === "") throw new DOMException("A class has a name.", "SyntaxError");
  if (/[ \t\n\f\r]/.test(name))
    throw new DOMException(`“${name}” has a space in it, and is several classes.`, "InvalidCharacterError");
  return name;
}
