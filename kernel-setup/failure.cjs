/** The messages of the set-up before anything is compiled: their language, and the cause of a failure. */
"use strict";

const path = require("path");

const root = path.dirname(__dirname);

/** The language of the messages: English on an English system, else French, the students' language. */
function systemLanguage(env, systemLocale) {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || systemLocale;
  return /^en/i.test(locale) ? "en" : "fr";
}

const language = systemLanguage(process.env, Intl.DateTimeFormat().resolvedOptions().locale);

function say(sentence) {
  return sentence[language];
}

/** A reason to stop that the person at the keyboard can remove. */
function SetUpFailure(sentence) {
  this.sentence = sentence;
}

/**
 * The cause of a failure and its remedy, recognised in the output of npm, pip or the system; else undefined.
 */
function diagnose(output) {
  if (
    /ENOSPC|EDQUOT|no space left on device|disk quota exceeded|not enough space on the disk/i.test(output)
  ) {
    return {
      fr: `Le disque est plein. Libérez environ 1,5 Go là où se trouve ${root}, puis relancez la même commande.`,
      en: `The disk is full. Free about 1.5 GB where ${root} is, then run the same command again.`,
    };
  }
  if (/EROFS|read-only file system|EACCES|EPERM|permission denied|access is denied|TS5033/i.test(output)) {
    return {
      fr: `Impossible d’écrire dans ${root} : le dossier est protégé, ou un de ses fichiers est ouvert ailleurs. Fermez JupyterLab, placez le projet dans un dossier à vous, puis relancez la même commande.`,
      en: `Cannot write into ${root}: the folder is protected, or one of its files is open elsewhere. Close JupyterLab, put the project into a folder of yours, then run the same command again.`,
    };
  }
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT|name resolution|NewConnectionError|ConnectTimeout|ReadTimeout|getaddrinfo|network is unreachable|ENOTCACHED|from versions: none/i.test(
      output,
    )
  ) {
    return {
      fr: "Pas de réseau, ou le réseau bloque les téléchargements. La première installation a besoin d’Internet (environ 200 Mo) : connectez-vous, puis relancez la même commande ; les suivantes s’en passent.",
      en: "No network, or the network blocks downloads. The first set-up needs the Internet (about 200 MB): connect, then run the same command again; later runs do without.",
    };
  }
  return undefined;
}

module.exports = { language, say, systemLanguage, diagnose, SetUpFailure };
