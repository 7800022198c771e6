/** The view as a whole: receives the trainer's messages, and draws at most once for each frame of the screen. */
import { say } from "../../language/language.js";
import { readFrameBuffers, type Drawing } from "../protocol/frames.js";
import { writeLink } from "../protocol/link.js";
import type { Frame, FromView, Pick, Scene, ToView } from "../protocol/messages.js";
import type { Settings } from "../protocol/settings.js";
import { Chart, type History } from "./chart.js";
import { readColours, type Colours } from "./colours.js";
import { DataPanel } from "./data-panel.js";
import { Detail } from "./detail.js";
import { button, element } from "./elements.js";
import type { ViewState } from "./front-end.js";
import { NetworkView } from "./network.js";
import { Output, type PointSet } from "./output.js";
import { STYLE } from "./style.js";
import { Toolbar } from "./toolbar.js";

export class View {
  private readonly root: HTMLElement;
  private readonly tell: (message: FromView) => void;
  private readonly state: ViewState;
  private readonly toolbar: Toolbar;
  private readonly data: DataPanel;
  private readonly network: NetworkView;
  private readonly chart = new Chart();
  private readonly output: Output;
  private readonly detail: Detail;
  private readonly code = element("pre", { class: "code", tabindex: 0, hidden: true });
  private readonly complaint = element("p", { class: "complaint", role: "alert", hidden: true });
  private readonly closing = new AbortController();
  private readonly observers: { disconnect(): void }[] = [];
  private scene: Scene | undefined;
  private points: PointSet | undefined;
  private colours: Colours;
  private latest: { readonly frame: Frame; readonly drawing: Drawing } | undefined;
  private readonly history: History = {
    train: { loss: [], accuracy: [] },
    test: { loss: [], accuracy: [] },
  };
  private pick: Pick | null = null;
  private isScheduled = false;
  private isVisible = false;
  private waitsForAutoplay: boolean;

  constructor(parent: HTMLElement, state: ViewState, tell: (message: FromView) => void) {
    this.tell = tell;
    this.state = state;
    this.waitsForAutoplay =
      state.autoplay === true && !matchMedia("(prefers-reduced-motion: reduce)").matches;
    const change = (changes: Partial<Settings>) => tell({ type: "change", changes });
    const pick = (chosen: Pick | null): void => {
      this.pick = chosen;
      tell({ type: "pick", pick: chosen });
    };
    this.toolbar = new Toolbar(tell, change);
    this.network = new NetworkView({ change: (hidden) => change({ hidden }), pick });
    this.detail = new Detail(pick);
    this.output = new Output([this.chart.element]);
    this.data = new DataPanel(change, this.output);
    this.root = element(
      "div",
      { class: "root" },
      this.toolbar.element,
      this.complaint,
      element(
        "div",
        { class: "main" },
        this.data.element,
        element("div", { class: "middle" }, this.network.element, this.detail.element),
        this.output.element,
      ),
      this.makeFooter(change),
      this.code,
    );
    parent.append(element("style", {}, STYLE), this.root);
    this.root.hidden = true;
    this.colours = readColours(this.root);
    this.watch();
    tell({ type: "open" });
  }

  private makeFooter(change: (changes: Partial<Settings>) => void): HTMLElement {
    const words = (fr: string, en: string) => say({ fr, en });
    const face = (label: string, click: () => void) => button(label, label, click);
    return element(
      "div",
      { class: "foot" },
      face(words("Montrer le code", "Show the code"), () => {
        if (this.code.hidden) this.tell({ type: "code" });
        else this.code.hidden = true;
      }),
      face(words("Autre tirage", "Another draw"), () =>
        change({ seed: ((this.scene?.settings.seed ?? 0) + 1) % 2 ** 31 }),
      ),
      ...(this.state.hasLink === true
        ? [face(words("Lien vers ces réglages", "Link to these settings"), () => void this.link())]
        : []),
      element("span", { class: "note", role: "status" }),
    );
  }

  private note(text: string): void {
    this.root.querySelector(".npg-foot .npg-note")!.textContent = text;
  }

  /** Puts the settings into the page's address, and the address on the clipboard. */
  private async link(): Promise<void> {
    const text = this.scene && writeLink(this.scene.settings);
    if (text === undefined)
      return this.note(say({ fr: "Trop de points pour un lien.", en: "Too many points for a link." }));
    location.hash = text;
    try {
      await navigator.clipboard.writeText(location.href);
      this.note(say({ fr: "Le lien est copié.", en: "The link is copied." }));
    } catch {
      this.note(say({ fr: "Le lien est dans la barre d’adresse.", en: "The link is in the address bar." }));
    }
  }

  /** Follows the size, the visibility and the colours of the page. */
  private watch(): void {
    const { signal } = this.closing;
    const sizes = new ResizeObserver(() => {
      this.network.layOut();
      this.output.drawPoints();
      this.schedule();
    });
    sizes.observe(this.root);
    const visibility = new IntersectionObserver((entries) => {
      this.isVisible = entries.at(-1)!.isIntersecting;
      if (!this.isVisible) return;
      this.schedule();
      if (!this.waitsForAutoplay || this.scene === undefined) return;
      this.waitsForAutoplay = false;
      this.tell({ type: "play" });
    });
    visibility.observe(this.root);
    const theme = new MutationObserver(() => this.recolour());
    theme.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light", "class"] });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.recolour(), { signal });
    this.observers.push(sizes, visibility, theme);
  }

  private recolour(): void {
    this.colours = readColours(this.root);
    this.data.paint(this.colours);
    if (this.scene !== undefined) this.output.show(this.scene, this.points, this.colours);
    this.schedule();
  }

  close(): void {
    this.closing.abort();
    for (const observer of this.observers) observer.disconnect();
    this.root.remove();
  }

  /** Whether the trainer has answered: until then the still picture stands in the view's place. */
  get isLive(): boolean {
    return this.latest !== undefined;
  }

  receive(message: ToView, buffers: readonly ArrayBuffer[]): void {
    switch (message.type) {
      case "scene":
        this.scene = message;
        this.toolbar.show(message);
        this.data.show(message);
        this.network.show(message);
        this.output.show(message, this.points, this.colours);
        break;
      case "points": {
        const [x, y, isTest] = buffers;
        this.points = { x: new Float32Array(x), y: new Float32Array(y), isTest: new Uint8Array(isTest) };
        if (this.scene !== undefined) this.output.show(this.scene, this.points, this.colours);
        break;
      }
      case "frame":
        this.remember(message);
        this.latest = { frame: message, drawing: readFrameBuffers(buffers) };
        if (this.root.hidden) this.appear(message);
        this.schedule();
        break;
      case "code":
        this.code.textContent = message.text;
        this.code.hidden = false;
        break;
      case "complaint":
        this.complaint.textContent = message.text;
        this.complaint.hidden = message.text === "";
    }
  }

  /** Shows the view; its bar tells at once whether the training plays, which is drawn only once it is seen. */
  private appear({ epoch, playing }: Frame): void {
    this.toolbar.progress(epoch, playing);
    this.root.hidden = false;
    this.recolour();
    if (this.scene !== undefined) this.network.show(this.scene);
  }

  private remember({ from, train, test }: Frame): void {
    for (const [kept, added] of [
      [this.history.train, train],
      [this.history.test, test],
    ] as const)
      for (const name of ["loss", "accuracy"] as const) {
        kept[name].length = Math.min(kept[name].length, from);
        for (const value of added[name]) kept[name].push(value);
      }
  }

  private schedule(): void {
    if (this.isScheduled || this.latest === undefined || !this.isVisible) return;
    this.isScheduled = true;
    requestAnimationFrame(() => {
      this.isScheduled = false;
      if (this.isVisible && !this.closing.signal.aborted) this.draw();
    });
  }

  private draw(): void {
    const { latest, scene, colours } = this;
    if (latest === undefined || scene === undefined) return;
    const { frame, drawing } = latest;
    // A scene of other layers may have come before its first frame.
    if (drawing.weights.length === scene.parameters) {
      this.network.draw(drawing, colours, frame.picked ?? this.pick);
      this.output.draw(drawing, colours);
    }
    this.chart.draw(this.history, colours);
    this.detail.show(frame.picked, scene);
    this.toolbar.progress(frame.epoch, frame.playing);
    this.tell({ type: "seen", frame: frame.frame });
  }
}
