/** The line above a lesson that says where the work is stored, with what a student may do with it. */
import { LANGUAGE_NAMES, say, type Sentence } from "../../src/language/language.js";
import type { Endurance } from "./endurance.js";
import type { OtherEdition } from "./other-edition.js";

/** What the buttons do. */
export interface LessonActions {
  download(): Promise<void>;
  handIn(): Promise<void>;
  /** Undefined for a notebook that is no lesson of the site. */
  readonly startAgain: (() => Promise<void>) | undefined;
}

const WHERE: Readonly<Record<Endurance, Sentence>> = {
  lasting: {
    fr: "Votre travail est enregistré dans ce navigateur, sur cet appareil seulement (une fenêtre privée l’efface en se fermant).",
    en: "Your work is stored in this browser, on this device only (a private window erases it when it closes).",
  },
  "until-closed": {
    fr: "Fenêtre privée : votre travail sera effacé quand vous la fermerez. Téléchargez votre leçon avant.",
    en: "Private window: your work will be erased when you close it. Download your lesson before that.",
  },
  none: {
    fr: "Ce navigateur n’enregistre rien ici : téléchargez votre leçon avant de fermer la page.",
    en: "This browser stores nothing here: download your lesson before you close the page.",
  },
};

const FULL: Sentence = {
  fr: "Votre travail n’a pas pu être enregistré : la place du navigateur est épuisée. Téléchargez votre leçon maintenant, puis effacez les données d’autres sites.",
  en: "Your work could not be stored: the browser has no room left. Download your lesson now, then clear the data of other sites.",
};

export class LessonBar {
  /** The element for JupyterLab's layout, which gives it its width; the line inside takes the height that it needs. */
  readonly node = document.createElement("div");
  private readonly line = document.createElement("div");
  private readonly words = document.createElement("span");
  private endurance: Endurance = "lasting";
  private isFull = false;

  constructor(actions: LessonActions) {
    this.line.className = "neurones-lesson-bar";
    this.node.append(this.line);
    this.words.setAttribute("role", "status");
    const { startAgain } = actions;
    this.line.append(
      this.words,
      button({ fr: "Télécharger ma leçon", en: "Download my lesson" }, () => actions.download()),
      button({ fr: "Rendre", en: "Hand in" }, () => actions.handIn()),
    );
    if (startAgain !== undefined)
      this.line.append(button({ fr: "Recommencer cette leçon", en: "Start this lesson again" }, startAgain));
    this.show();
  }

  /** Gives the line the height that it needs, now and whenever it changes; `fit` lays the page out anew. */
  fitInto(fit: () => void): void {
    new ResizeObserver(() => {
      this.node.style.minHeight = `${this.line.offsetHeight}px`;
      fit();
    }).observe(this.line);
  }

  /** Says how long the work is kept. */
  setEndurance(endurance: Endurance): void {
    this.endurance = endurance;
    this.show();
  }

  /** Adds a link to the lesson in another language. */
  addOtherEdition({ language, address }: OtherEdition): void {
    const link = document.createElement("a");
    Object.assign(link, { lang: language, hreflang: language, href: address });
    link.textContent = LANGUAGE_NAMES[language];
    this.line.append(link);
  }

  /** Says whether there is room for the work. */
  setFull(isFull: boolean): void {
    this.isFull = isFull;
    this.show();
  }

  private show(): void {
    this.words.textContent = say(this.isFull ? FULL : WHERE[this.endurance]);
    this.line.classList.toggle("neurones-warns", this.isFull || this.endurance !== "lasting");
  }
}

function button(label: Sentence, action: () => Promise<void>): HTMLButtonElement {
  const made = document.createElement("button");
  made.textContent = say(label);
  made.onclick = () => {
    made.disabled = true;
    void action().finally(() => (made.disabled = false));
  };
  return made;
}

/** The bar's style; its colours are those of JupyterLab's theme. */
export const BAR_STYLE = `
.neurones-lesson-bar { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; padding: 4px 12px; font: 13px/1.3 var(--jp-ui-font-family); color: var(--jp-ui-font-color1); background: var(--jp-layout-color2); }
.neurones-lesson-bar span { flex: 1 1 14em; }
.neurones-lesson-bar button { min-height: 32px; padding: 0 8px; border: 1px solid var(--jp-border-color1); border-radius: 2px; font: inherit; color: inherit; background: var(--jp-layout-color1); cursor: pointer; }
.neurones-lesson-bar a { color: inherit; }
.neurones-lesson-bar :is(button, a):focus-visible { outline: 2px solid var(--jp-brand-color1); }
.neurones-lesson-bar.neurones-warns { background: #fff3cd; color: #332701; }
.neurones-lesson-bar.neurones-warns button { background: #fff; }
`;
