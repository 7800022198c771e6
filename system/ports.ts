/**
 * The port on which JupyterLab listens: the one given on the command line, or an error if it is taken; else
 * the first free one.
 */
import { createServer } from "node:net";
import { SetUpError } from "./set-up-error.js";

/** The option that gives the port, with its value after "=" or as the next argument. */
const PORT_OPTION = /^--(?:ServerApp\.|LabApp\.)?port(?:=(.*))?$/;

/** The number of ports that are tried. */
const TRIES = 100;

/** Splits arguments into the given port, if there is one, and all others. */
export function takePort(args: readonly string[]): { readonly port?: number; readonly others: string[] } {
  const others: string[] = [];
  let asked: string | undefined;
  for (let i = 0; i < args.length; i++) {
    const match = PORT_OPTION.exec(args[i]);
    if (match) asked = match[1] ?? args[++i] ?? "";
    else others.push(args[i]);
  }
  if (asked === undefined) return { others };
  const port = Number(asked);
  if (asked === "" || !Number.isInteger(port) || port < 1 || port > 65535) {
    throw new SetUpError({
      fr: `--port attend un nombre de 1 à 65535, reçu « ${asked} ». Par exemple : npm start -- --port 9000`,
      en: `--port expects a number from 1 to 65535, received “${asked}”. For example: npm start -- --port 9000`,
    });
  }
  return { port, others };
}

/** The given port, if it is free; without one, the first free port from `usual` on. */
export async function choosePort(asked: number | undefined, usual: number, address: string): Promise<number> {
  if (asked !== undefined) {
    if (await isFree(asked, address)) return asked;
    throw new SetUpError({
      fr: `Le port ${asked} est occupé (un autre JupyterLab ?). Choisissez-en un autre, par exemple : npm start -- --port ${asked + 1}, ou laissez-le de côté : npm start`,
      en: `Port ${asked} is taken (another JupyterLab?). Choose another one, for example: npm start -- --port ${asked + 1}, or leave it out: npm start`,
    });
  }
  for (let port = usual; port < usual + TRIES; port++) {
    if (await isFree(port, address)) return port;
  }
  throw new SetUpError({
    fr: `Aucun port libre entre ${usual} et ${usual + TRIES - 1}. Fermez les JupyterLab ouverts, ou choisissez : npm start -- --port 9500`,
    en: `No free port between ${usual} and ${usual + TRIES - 1}. Close the JupyterLabs that are open, or choose: npm start -- --port 9500`,
  });
}

/** Whether no program listens on this port now. */
export function isFree(port: number, address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host: address, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
