/** What `neurones-kernel --help` says. */
import { say } from "../src/language/language.js";
import { DEFAULT_NAME, DEFAULT_TITLE } from "./arguments.js";

export function help(): string {
  return say({
    fr: `Le noyau TypeScript de neurones pour Jupyter.

  neurones-kernel install [--user | --prefix DOSSIER] [--name NOM] [--title TITRE] [--language fr|en]
      Inscrit le noyau auprès de Jupyter : pour vous (--user, sans autre choix), ou sous DOSSIER/share/jupyter, comme celui
      d’un environnement virtuel. NOM est celui que les notebooks enregistrent (${DEFAULT_NAME}), TITRE celui qu’on lit
      dans les listes (${DEFAULT_TITLE}). Sans --language, les messages suivent la langue du système.
  neurones-kernel uninstall [--user | --prefix DOSSIER] [--name NOM]
      Retire ce que « install » a mis.
  neurones-kernel prepare
      Prépare le compilateur pour ce Node, afin que les noyaux démarrent vite ; « install » le fait aussi.
  neurones-kernel --help | --version

Un notebook lit le tsconfig.json de son dossier ou d’un dossier au-dessus (strict, paths, types …) et les paquets de son
node_modules. Dans une cellule, import … from "npm:NOM@VERSION" prend le paquet installé, ou le télécharge dans
.neurones-packages à côté du notebook.

Variables d’environnement du noyau :
  NEURONES_CHECKS=course|plain   toute remarque du vérificateur de types arrête la cellule, ou seulement les vraies fautes (plain)
  NEURONES_KERNEL_MEMORY=MO      la mémoire des cellules (4 Go ou quatre cinquièmes de la machine)
  NEURONES_COMPILER_IDLE=S       secondes de repos après lesquelles le compilateur rend sa mémoire (600 ; 0 : jamais)
  NEURONES_OFFLINE=1             npm: ne télécharge rien
  LC_ALL, LC_MESSAGES, LANG      la langue des messages, si --language ne l’a pas choisie : le français ou l’anglais`,
    en: `The TypeScript kernel of neurones for Jupyter.

  neurones-kernel install [--user | --prefix DIR] [--name NAME] [--title TITLE] [--language fr|en]
      Tells Jupyter of the kernel: for you (--user, unless you choose otherwise), or below DIR/share/jupyter, such as that of
      a virtual environment. NAME is what notebooks record (${DEFAULT_NAME}), TITLE what people read in lists
      (${DEFAULT_TITLE}). Without --language, messages follow the language of the system.
  neurones-kernel uninstall [--user | --prefix DIR] [--name NAME]
      Removes what “install” has put there.
  neurones-kernel prepare
      Prepares the compiler for this Node, so that kernels start quickly; “install” does so too.
  neurones-kernel --help | --version

A notebook reads the tsconfig.json of its folder or of one above it (strict, paths, types …) and the packages of its
node_modules. In a cell, import … from "npm:NAME@VERSION" takes the installed package, or downloads it into
.neurones-packages beside the notebook.

Environment variables of the kernel:
  NEURONES_CHECKS=course|plain   every finding of the type checker stops a cell, or true errors alone (plain)
  NEURONES_KERNEL_MEMORY=MB      the memory of cells (4 GB or four fifths of the machine's)
  NEURONES_COMPILER_IDLE=S       seconds at rest after which the compiler gives its memory back (600; 0: never)
  NEURONES_OFFLINE=1             npm: downloads nothing
  LC_ALL, LC_MESSAGES, LANG      the language of messages, if --language has not chosen it: French or English`,
  });
}
