/**
 * How much one run may show.
 *
 * A notebook with a hundred thousand lines of output freezes the browser and cannot be saved. The beginning of a run's
 * text is shown as it comes; from some point on it is only counted, and when the run ends a word says how much was left
 * out, followed by the last lines.
 */
import { formatNumber, say } from "../../language/language.js";

const HEAD_LINES = 10_000;
const HEAD_CHARACTERS = 1_000_000;
const TAIL_CHARACTERS = 2_000;
const DISPLAYS = 2_000;
const DISPLAY_CHARACTERS = 100_000_000;
const ERRORS = 20;

export class Flood {
  private lines = 0;
  private characters = 0;
  private isCut = false;
  private linesLeftOut = 0;
  private tail = "";
  private displays = 0;
  private displayCharacters = 0;
  private displaysLeftOut = 0;
  private errors = 0;

  /** The part of a text that is to be shown now. */
  text(text: string): string {
    if (this.isCut) {
      this.leaveOut(text);
      return "";
    }
    const end = this.end(text);
    if (end === text.length) return text;
    this.isCut = true;
    this.leaveOut(text.slice(end));
    return text.slice(0, end) + cutNotice();
  }

  /** Whether a display of this size is still to be shown. */
  display(size: number): boolean {
    if (this.displays >= DISPLAYS || this.displayCharacters + size > DISPLAY_CHARACTERS) {
      this.displaysLeftOut++;
      return false;
    }
    this.displays++;
    this.displayCharacters += size;
    return true;
  }

  /** Whether one more error that came beside the run's end is still to be shown. */
  error(): boolean {
    return this.errors++ < ERRORS;
  }

  /** What there is to say, once, about all that was left out. */
  summary(): string {
    const said: string[] = [];
    if (this.tail !== "") {
      const lines = formatNumber(this.linesLeftOut);
      const start =
        this.tail.length > TAIL_CHARACTERS
          ? this.tail.indexOf("\n", this.tail.length - TAIL_CHARACTERS) + 1
          : 0;
      said.push(
        say({
          fr: `… ${lines} lignes n'ont pas été affichées ; voici la fin :`,
          en: `… ${lines} lines were left out; the end follows:`,
        }),
        this.tail.slice(start),
      );
    }
    if (this.displaysLeftOut > 0) {
      const count = formatNumber(this.displaysLeftOut);
      said.push(
        say({
          fr: `… ${count} affichages de plus ont été laissés de côté.\n`,
          en: `… ${count} more displays were left out.\n`,
        }),
      );
    }
    this.tail = "";
    this.linesLeftOut = 0;
    this.displaysLeftOut = 0;
    return said.join("\n");
  }

  /** Up to where a text still fits; counts it. */
  private end(text: string): number {
    const room = Math.min(text.length, HEAD_CHARACTERS - this.characters);
    let position = 0;
    while (position < room) {
      const newline = text.indexOf("\n", position);
      if (newline < 0 || newline >= room) break;
      position = newline + 1;
      if (++this.lines >= HEAD_LINES) {
        this.characters += position;
        return position;
      }
    }
    // A character of two units is shown whole or not at all.
    const end = room < text.length && /[\ud800-\udbff]/.test(text.charAt(room - 1)) ? room - 1 : room;
    this.characters += room;
    return end;
  }

  private leaveOut(text: string): void {
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) this.linesLeftOut++;
    this.tail += text.length > 2 * TAIL_CHARACTERS ? text.slice(-2 * TAIL_CHARACTERS) : text;
    if (this.tail.length > 4 * TAIL_CHARACTERS) this.tail = this.tail.slice(-2 * TAIL_CHARACTERS);
  }
}

function cutNotice(): string {
  return say({
    fr: "\n… la suite n'est pas affichée : il y a trop de texte. Le décompte viendra à la fin de la cellule.\n",
    en: "\n… the rest is not shown: there is too much text. The count comes at the end of the cell.\n",
  });
}
