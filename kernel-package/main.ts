#!/usr/bin/env node
/** The program `neurones-kernel`: puts the kernel of this package where Jupyter finds it, and takes it away again. */
import { homedir } from "node:os";
import { localeLanguage } from "../src/kernel/locale.js";
import { INSTALLED_VERSIONS } from "../src/kernel/main/installed-versions.js";
import { say, setLanguage } from "../src/language/language.js";
import { SetUpError } from "../system/set-up-error.js";
import { readArguments } from "./arguments.js";
import { help } from "./help.js";
import { install, uninstall } from "./install.js";
import { prepareKernel } from "./prepare.js";

async function main(words: readonly string[]): Promise<void> {
  const asked = readArguments(words);
  const person = { platform: process.platform, home: homedir(), environment: process.env };
  switch (asked.command) {
    case "help":
      return console.log(help());
    case "version":
      return console.log(INSTALLED_VERSIONS.neurones);
    case "prepare":
      return await prepareKernel();
    case "install": {
      const folder = await install(asked, person);
      return console.log(
        say({
          fr: `Le noyau « ${asked.title} » est installé : ${folder}`,
          en: `The kernel “${asked.title}” is installed: ${folder}`,
        }),
      );
    }
    case "uninstall": {
      const folder = await uninstall(asked, person);
      return console.log(
        say({ fr: `Le noyau est retiré : ${folder}`, en: `The kernel is removed: ${folder}` }),
      );
    }
  }
}

setLanguage(localeLanguage(process.env));
try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof SetUpError)) throw error;
  console.error(`neurones-kernel: ${error.message}`);
  process.exitCode = 2;
}
