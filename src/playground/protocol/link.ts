/**
 * Settings as the text of a link, `data=xor&hidden=4-tanh,2-tanh-0.5`, which a person can read and change.
 *
 * Only settings that differ from the usual ones are written. A link that somebody has changed is read as far
 * as it can be.
 */
import { DEFAULTS, readSettings, USUAL_NOISE, type HiddenLayer, type Settings } from "./settings.js";

/** The longest link that all browsers and mail programs keep whole. */
const LONGEST = 8000;

/** The text of these settings; undefined if they have too many points for a link. */
export function writeLink(settings: Settings): string | undefined {
  const entries = Object.entries(settings).flatMap(([name, value]): [string, string][] => {
    const usual = name === "noise" ? USUAL_NOISE[settings.data] : DEFAULTS[name as keyof Settings];
    if (JSON.stringify(value) === JSON.stringify(usual)) return [];
    if (name === "hidden") return [[name, (value as Settings["hidden"]).map(writeLayer).join(",")]];
    if (name === "points")
      return [[name, (value as Settings["points"]).map((point) => point.map(shorten).join("_")).join(",")]];
    return [[name, String(value)]];
  });
  const text = new URLSearchParams(entries).toString().replaceAll("%2C", ",");
  return text.length <= LONGEST ? text : undefined;
}

/** The settings of a link's text. */
export function readLink(text: string): Settings {
  const changes: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(text)) {
    if (name === "hidden") changes[name] = value === "" ? [] : value.split(",").map(readLayer);
    else if (name === "points") changes[name] = value.split(",").map((point) => point.split("_").map(Number));
    else if (Object.hasOwn(DEFAULTS, name))
      changes[name] = typeof DEFAULTS[name as keyof Settings] === "number" ? Number(value) : value;
  }
  const settings = readSettings(changes);
  return "noise" in changes ? settings : { ...settings, noise: USUAL_NOISE[settings.data] };
}

function writeLayer({ units, activation, dropout }: HiddenLayer): string {
  return dropout === 0 ? `${units}-${activation}` : `${units}-${activation}-${dropout}`;
}

function readLayer(text: string): HiddenLayer {
  const [units, activation, dropout = "0"] = text.split("-");
  return {
    units: Number(units),
    activation: activation as HiddenLayer["activation"],
    dropout: Number(dropout),
  };
}

/** A coordinate with the digits that a drawing shows. */
function shorten(value: number): string {
  return String(Number(value.toPrecision(4)));
}
