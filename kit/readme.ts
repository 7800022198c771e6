/** The kit's `README.md`, for students, in both languages of the course. */

/** @param version the version of the course */
export function readme(version: string): string {
  return `# neurones ${version}

Un TP sur les réseaux de neurones, en TypeScript, dans JupyterLab. *English below.*

Il faut [Node](https://nodejs.org) 20.19 ou plus récent (avec npm), [Python](https://python.org) 3.10 ou plus récent, et 800 Mo de
disque. Ouvrez un terminal dans ce dossier :

    npm start

La première fois, ce qu’il faut s’installe (quelques minutes, avec Internet), puis JupyterLab s’ouvre sur les leçons. Les fois suivantes, il
s’ouvre en quelques secondes, sans Internet. Ctrl-C dans le terminal arrête tout.

- Vos leçons sont dans \`travail/\` ; ce que vous y avez fait n’est jamais écrasé.
- Pour rendre une leçon, enregistrez-la et envoyez son fichier \`.ipynb\`, tel quel.
- Une version plus récente du cours ? Décompressez-la par-dessus ce dossier, puis \`npm start\` : \`travail/\` reste, et une leçon qui a
  changé arrive à côté de la vôtre.
- Si votre Node est plus ancien que Node 24, qui calcule plus vite, Node 24 s’installe dans \`.node/\` ; \`NEURONES_NODE=own npm start\` garde le vôtre.
- Le moteur se lit dans \`src/\`.

---

A practical about neural networks, in TypeScript, in JupyterLab.

You need [Node](https://nodejs.org) 20.19 or later (with npm), [Python](https://python.org) 3.10 or later, and 800 MB of disk. Open a
terminal in this folder:

    npm start -- --language en

The first time, what is needed is installed (some minutes, with a network); then JupyterLab opens the lessons. From then on it opens within
seconds, without a network. Ctrl-C in the terminal ends everything.

- Your lessons are in \`work/\`; what you did there is never overwritten.
- To hand a lesson in, save it and send its \`.ipynb\` file as it is.
- A newer version of the course? Unpack it over this folder, then \`npm start\`: \`work/\` stays, and a lesson that has changed arrives beside
  yours.
- If your Node is older than Node 24, which computes faster, Node 24 is installed into \`.node/\`; \`NEURONES_NODE=own npm start\` keeps yours.
- The engine can be read in \`src/\`.
`;
}
