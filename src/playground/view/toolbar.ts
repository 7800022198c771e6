/** The bar above: play, pause, one epoch, begin anew, and how the network learns. */
import { formatNumber, numeral, say } from "../../language/language.js";
import type { FromView, Scene } from "../protocol/messages.js";
import type { Settings } from "../protocol/settings.js";
import { button, element, select, sign, type Control } from "./elements.js";

const RATES = [0.00001, 0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10] as const;
const PENALTIES = [0, 0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1] as const;

export class Toolbar {
  readonly element: HTMLElement;
  private readonly playButton: HTMLButtonElement;
  private readonly epoch = element("span", { class: "epoch" });
  private readonly status = element("span", { class: "unseen", role: "status" });
  private readonly controls: { readonly [Name in keyof Settings]?: Control<never> };
  private readonly ownHidden: HTMLElement[];
  private isPlaying = false;

  constructor(say_: (message: FromView) => void, change: (changes: Partial<Settings>) => void) {
    this.playButton = button(
      "",
      sign("play"),
      () => say_({ type: this.isPlaying ? "pause" : "play" }),
      "play",
    );
    const rates = (values: readonly number[]) => values.map((value) => [value, numeral(value)] as const);
    const learningRate = select<number>(
      say({ fr: "Taux d’apprentissage", en: "Learning rate" }),
      rates(RATES),
      (value) => change({ learningRate: value }),
    );
    const optimizer = select<Settings["optimizer"]>(
      say({ fr: "Optimiseur", en: "Optimizer" }),
      [
        ["sgd", "SGD"],
        ["momentum", say({ fr: "SGD, inertie", en: "SGD, momentum" })],
        ["rmsprop", "RMSProp"],
        ["adam", "Adam"],
      ],
      (value) => change({ optimizer: value }),
    );
    const regularization = select<Settings["regularization"]>(
      say({ fr: "Régularisation", en: "Regularisation" }),
      [
        ["none", say({ fr: "aucune", en: "none" })],
        ["l1", "L1"],
        ["l2", "L2"],
      ],
      (value) => change({ regularization: value }),
    );
    const regularizationRate = select<number>(
      say({ fr: "Son taux", en: "Its rate" }),
      rates(PENALTIES),
      (value) => change({ regularizationRate: value }),
    );
    const speed = select<number>(
      say({ fr: "Vitesse", en: "Speed" }),
      [1, 5, 20, 100].map(
        (value) =>
          [
            value,
            say({
              fr: `${value} époque${value > 1 ? "s" : ""} par image`,
              en: `${value} epoch${value > 1 ? "s" : ""} a frame`,
            }),
          ] as const,
      ),
      (value) => change({ speed: value }),
    );
    this.controls = { learningRate, optimizer, regularization, regularizationRate, speed };
    this.ownHidden = [optimizer.element, regularization.element, regularizationRate.element];
    this.element = element(
      "div",
      { class: "bar" },
      element(
        "div",
        { class: "transport", role: "group", "aria-label": say({ fr: "Entraînement", en: "Training" }) },
        button(
          say({ fr: "Recommencer", en: "Restart" }),
          sign("restart"),
          () => say_({ type: "restart" }),
          "round",
        ),
        this.playButton,
        button(
          say({ fr: "Une époque", en: "One epoch" }),
          sign("step"),
          () => say_({ type: "epoch" }),
          "round",
        ),
        element(
          "span",
          { class: "clock" },
          element("small", {}, say({ fr: "Époque", en: "Epoch" })),
          this.epoch,
        ),
      ),
      element(
        "div",
        { class: "options" },
        learningRate.element,
        optimizer.element,
        regularization.element,
        regularizationRate.element,
        speed.element,
      ),
      this.status,
    );
    this.progress(0, false);
  }

  show({ settings, hasOwnModel }: Scene): void {
    for (const [name, control] of Object.entries(this.controls))
      (control as Control<unknown>).show(settings[name as keyof Settings]);
    for (const control of this.ownHidden) control.hidden = hasOwnModel;
    this.controls.regularizationRate!.element.hidden = hasOwnModel || settings.regularization === "none";
  }

  progress(epoch: number, isPlaying: boolean): void {
    this.epoch.textContent = formatNumber(epoch, { minimumIntegerDigits: 4, useGrouping: false });
    if (isPlaying === this.isPlaying && this.playButton.title !== "") return;
    this.isPlaying = isPlaying;
    const label = isPlaying ? "Pause" : say({ fr: "Entraîner", en: "Train" });
    this.playButton.replaceChildren(sign(isPlaying ? "pause" : "play"));
    this.playButton.title = label;
    this.playButton.setAttribute("aria-label", label);
    this.playButton.setAttribute("aria-pressed", String(isPlaying));
    this.status.textContent = isPlaying
      ? say({ fr: "L’entraînement avance.", en: "The training goes on." })
      : say({ fr: `En pause, époque ${epoch}.`, en: `Paused, epoch ${epoch}.` });
  }
}
