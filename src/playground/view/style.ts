/**
 * The style sheet of the view. Every name begins with `npg-`: the view stands inside other pages. It follows the
 * width of its own place, not that of the window, since a notebook's cell is narrower; and it is dark where
 * JupyterLab is, or elsewhere where the system is.
 */

const LIGHT = `
  --npg-ground: #ffffff; --npg-panel: #f6f8fa; --npg-ink: #1f2933; --npg-quiet: #5c6672; --npg-edge: #d5dae0;
  --npg-accent: #00609a; --npg-on-accent: #ffffff;
  --npg-class-0: #0072b2; --npg-class-1: #d55e00; --npg-class-2: #00815e; --npg-class-3: #b0558a; --npg-class-4: #8c6800;
  --npg-class-5: #2b83b8; --npg-class-6: #7b4fa3; --npg-class-7: #333333; --npg-class-8: #8c5a3c; --npg-class-9: #6c757d;
  color-scheme: light;`;
const DARK = `
  --npg-ground: #14181c; --npg-panel: #1d2329; --npg-ink: #e4e8ec; --npg-quiet: #a3aeb9; --npg-edge: #3a444e;
  --npg-accent: #6cbcf0; --npg-on-accent: #10161b;
  --npg-class-0: #3ba3e0; --npg-class-1: #ff8a3c; --npg-class-2: #2fc79a; --npg-class-3: #e396c2; --npg-class-4: #d0a02c;
  --npg-class-5: #7cc4ef; --npg-class-6: #b28ad6; --npg-class-7: #dddddd; --npg-class-8: #c98f6b; --npg-class-9: #9aa3ab;
  color-scheme: dark;`;

export const STYLE = `
.npg-root {${LIGHT}
  container-type: inline-size; box-sizing: border-box; max-width: 1320px; padding: 14px; margin: 0;
  color: var(--npg-ink); background: var(--npg-ground); border: 1px solid var(--npg-edge); border-radius: 12px;
  font: 14px/1.4 system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; text-align: left;
}
@media (prefers-color-scheme: dark) { body:not([data-jp-theme-light]) .npg-root {${DARK}} }
body[data-jp-theme-light="false"] .npg-root {${DARK}}
.npg-root *, .npg-root *::before { box-sizing: border-box; }
.npg-root [hidden] { display: none !important; }
.npg-root h3, .npg-root h4 { font-size: 13px; font-weight: 600; letter-spacing: .01em; margin: 0 0 8px; color: var(--npg-ink); line-height: 1.4; }
.npg-root button, .npg-root select, .npg-root input { font: inherit; color: inherit; }
.npg-root :focus-visible { outline: 3px solid var(--npg-accent); outline-offset: 2px; }
.npg-unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.npg-bar { display: flex; flex-wrap: wrap; gap: 10px 22px; align-items: center; margin-bottom: 12px; padding-bottom: 12px; border-bottom: 1px solid var(--npg-edge); }
.npg-transport { display: flex; gap: 10px; align-items: center; }
.npg-root .npg-round, .npg-root .npg-play { border: 0; border-radius: 50%; padding: 0; cursor: pointer; line-height: 1; display: grid; place-items: center; }
.npg-root .npg-round { width: 38px; height: 38px; font-size: 17px; background: var(--npg-panel); color: var(--npg-ink); border: 1px solid var(--npg-edge); }
.npg-root .npg-play { width: 54px; height: 54px; font-size: 20px; background: var(--npg-accent); color: var(--npg-on-accent); box-shadow: 0 2px 8px #0003; }
.npg-round svg { width: 20px; height: 20px; fill: currentColor; }
.npg-play svg { width: 28px; height: 28px; fill: currentColor; }
.npg-play:hover, .npg-round:hover, .npg-button:hover, .npg-small:hover { filter: brightness(1.07); }
.npg-clock { display: grid; min-width: 74px; }
.npg-clock small { color: var(--npg-quiet); font-size: 12px; }
.npg-epoch { font-size: 22px; line-height: 1.1; font-variant-numeric: tabular-nums; }
.npg-options { display: flex; flex-wrap: wrap; gap: 8px 14px; flex: 1; align-items: end; }
.npg-field { display: grid; grid-template-columns: minmax(0, auto); gap: 2px; font-size: 13px; }
.npg-options select { max-width: 150px; }
.npg-field label { color: var(--npg-quiet); font-size: 12px; }
.npg-root select, .npg-root input[type="text"], .npg-root input[type="number"] { min-height: 30px; padding: 2px 6px; border: 1px solid var(--npg-edge); border-radius: 6px; background: var(--npg-ground); max-width: 100%; }
.npg-root [aria-invalid="true"] { border-color: var(--npg-class-1); }
.npg-main { display: grid; grid-template-columns: 178px minmax(0, 1fr) 296px; gap: 22px; align-items: start; }
.npg-sets { display: grid; grid-template-columns: repeat(4, 1fr); gap: 6px; margin-bottom: 10px; }
.npg-set { position: relative; cursor: pointer; border: 2px solid var(--npg-edge); border-radius: 8px; padding: 2px; opacity: .62; background: var(--npg-ground); }
.npg-set canvas { display: block; width: 100%; height: auto; }
.npg-set input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer; }
.npg-set:has(:checked) { border-color: var(--npg-accent); opacity: 1; }
.npg-set:hover { opacity: 1; }
.npg-set:has(:focus-visible) { outline: 3px solid var(--npg-accent); outline-offset: 2px; }
.npg-slider { grid-template-columns: 1fr auto; margin-bottom: 8px; }
.npg-slider input { grid-column: 1 / -1; width: 100%; margin: 0; accent-color: var(--npg-accent); }
.npg-slider output { font-variant-numeric: tabular-nums; }
.npg-formula { display: flex; align-items: center; gap: 4px; margin-bottom: 10px; font-family: ui-monospace, "DejaVu Sans Mono", monospace; }
.npg-formula input { flex: 1; min-width: 0; }
.npg-drawing { display: grid; grid-template-columns: minmax(0, 1fr); gap: 8px; margin-bottom: 12px; }
.npg-drawing p { margin: 0; color: var(--npg-quiet); font-size: 13px; }
.npg-point { grid-template-columns: 1fr 1fr; gap: 4px; }
.npg-point input { width: 100%; min-width: 0; }
.npg-point button { grid-column: 1 / -1; }
.npg-file { position: relative; text-align: center; overflow: hidden; padding: 5px 12px; border: 1px solid var(--npg-edge); border-radius: 8px; background: var(--npg-panel); }
.npg-file input { position: absolute; inset: 0; width: 100%; opacity: 0; cursor: pointer; }
.npg-file:focus-within { outline: 3px solid var(--npg-accent); outline-offset: 2px; }
.npg-complaint { color: var(--npg-class-1); margin: 0 0 10px; font-size: 13px; }
.npg-pair { display: inline-flex; align-items: center; gap: 6px; }
.npg-root .npg-small { width: 26px; height: 26px; border-radius: 50%; border: 1px solid var(--npg-edge); background: var(--npg-panel); padding: 0; line-height: 1; cursor: pointer; font-size: 16px; }
.npg-root button:disabled, .npg-root select:disabled { opacity: .5; cursor: default; }
.npg-layers { margin-left: 10px; }
.npg-scroll { overflow-x: auto; }
.npg-net { position: relative; }
.npg-links { position: absolute; inset: 0; pointer-events: none; }
.npg-head { position: absolute; top: 0; transform: translateX(-50%); display: grid; gap: 4px; justify-items: center; z-index: 1; }
.npg-head .npg-field { width: 100%; }
.npg-head .npg-field label { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.npg-head select { width: 100%; padding: 1px 2px !important; font-size: 12px; min-height: 28px !important; }
.npg-net[data-narrow] .npg-head select { appearance: none; font-size: 11px; text-align: center; letter-spacing: -.02em; }
.npg-net[data-narrow] .npg-head .npg-pair { gap: 0; }
.npg-net[data-narrow] .npg-small { width: 22px; height: 24px; border-radius: 6px; }
.npg-count { min-width: 1.4em; text-align: center; font-variant-numeric: tabular-nums; font-weight: 600; }
.npg-root .npg-neuron { position: absolute; transform: translate(-50%, -50%); padding: 0; border: 2px solid var(--npg-quiet); border-radius: 8px; overflow: hidden; background: var(--npg-ground); cursor: pointer; z-index: 1; }
.npg-neuron canvas { display: block; width: 100%; height: 100%; }
.npg-root .npg-neuron[data-picked] { border-color: var(--npg-ink); box-shadow: 0 0 0 3px var(--npg-accent); }
.npg-root .npg-neuron.npg-input { opacity: 1; border-radius: 50%; cursor: default; background: var(--npg-panel); }
.npg-input canvas { display: none; }
.npg-input::before { content: attr(data-name); font-size: 15px; font-style: italic; color: var(--npg-ink); }
.npg-tip { position: absolute; z-index: 3; transform: translate(-50%, -150%); pointer-events: none; white-space: nowrap; padding: 2px 8px; border-radius: 6px; background: var(--npg-ink); color: var(--npg-ground); font-size: 12px; }
.npg-plane { position: relative; aspect-ratio: 1; border: 1px solid var(--npg-edge); border-radius: 8px; overflow: hidden; max-width: 420px; margin: 0 auto; }
.npg-plane canvas { position: absolute; inset: 0; width: 100%; height: 100%; }
.npg-drawable { cursor: crosshair; touch-action: none; }
.npg-legend { display: flex; flex-wrap: wrap; gap: 4px 14px; margin: 6px 0 2px; font-size: 13px; color: var(--npg-quiet); }
.npg-legend span { display: inline-flex; gap: 5px; align-items: center; }
.npg-check { display: block; font-size: 13px; color: var(--npg-quiet); margin-bottom: 8px; }
.npg-check input { accent-color: var(--npg-accent); }
.npg-chart { display: block; width: 100%; height: 92px; }
.npg-numbers { width: 100%; border-collapse: collapse; margin: 0 0 6px; font-size: 13px; font-variant-numeric: tabular-nums; }
.npg-root .npg-numbers th, .npg-root .npg-numbers td { padding: 1px 0 1px 10px; border: 0; background: none; text-align: right; font-weight: 400; color: inherit; }
.npg-root .npg-numbers thead th { color: var(--npg-quiet); font-size: 12px; }
.npg-root .npg-numbers tbody th { text-align: left; font-weight: 600; padding-left: 24px; position: relative; }
.npg-numbers tbody th::before { content: ""; position: absolute; left: 0; top: .72em; width: 16px; border-top: 2px solid var(--npg-ink); }
.npg-numbers tbody tr + tr th::before { border-top: 2px dashed var(--npg-class-2); }
.npg-detail { position: relative; margin-top: 12px; padding: 10px 12px; background: var(--npg-panel); border-radius: 8px; font-size: 13px; }
.npg-detail table { border-collapse: collapse; font-variant-numeric: tabular-nums; margin: 0; font-size: 13px; }
.npg-detail .npg-scroll { max-height: 190px; overflow: auto; }
.npg-detail th, .npg-detail td { padding: 2px 16px 2px 0; text-align: left; font-weight: 400; border: 0; background: none; color: inherit; }
.npg-detail thead th { color: var(--npg-quiet); }
.npg-note { color: var(--npg-quiet); font-size: 12px; margin: 6px 0 0; }
.npg-root .npg-close { position: absolute; right: 8px; top: 8px; }
.npg-root .npg-text { border: 0; background: none; padding: 0; color: var(--npg-accent); text-decoration: underline; cursor: pointer; }
.npg-foot { display: flex; flex-wrap: wrap; gap: 8px 10px; align-items: center; margin-top: 14px; padding-top: 12px; border-top: 1px solid var(--npg-edge); }
.npg-root .npg-neuron, .npg-root .npg-button { line-height: 1.4; }
.npg-root .npg-button { padding: 5px 12px; border: 1px solid var(--npg-edge); border-radius: 8px; background: var(--npg-panel); cursor: pointer; }
.npg-code { margin: 12px 0 0; padding: 12px 14px; background: var(--npg-panel); border: 1px solid var(--npg-edge); border-radius: 8px; overflow-x: auto; font: 13px/1.5 ui-monospace, "DejaVu Sans Mono", monospace; color: var(--npg-ink); }
@container (max-width: 1000px) {
  .npg-main { grid-template-columns: minmax(0, 1fr) minmax(0, 280px); }
  .npg-middle { grid-column: 1; grid-row: 1; }
  .npg-output { grid-column: 2; grid-row: 1; }
  .npg-data { grid-column: 1 / -1; grid-row: 2; display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 6px 24px; align-items: start; }
  .npg-data h3, .npg-data .npg-complaint { grid-column: 1 / -1; margin: 0; }
  .npg-data .npg-sets { grid-column: 1 / -1; grid-template-columns: repeat(8, minmax(0, 56px)); }
  .npg-data .npg-drawing { grid-column: 1 / -1; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); align-items: end; }
  .npg-drawing p { grid-column: 1 / -1; }
}
@container (max-width: 700px) and (min-width: 561px) { .npg-main { grid-template-columns: minmax(0, 1fr) minmax(0, 230px); gap: 14px; } .npg-root .npg-numbers th, .npg-root .npg-numbers td { padding-left: 6px; } }
@container (max-width: 560px) {
  .npg-main { grid-template-columns: minmax(0, 1fr); gap: 16px; }
  .npg-main > * { grid-column: 1 !important; grid-row: auto !important; }
  .npg-output { order: 1; } .npg-middle { order: 2; } .npg-data { order: 3; }
  .npg-options { flex: 1 1 100%; display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); }
}
@container (max-width: 420px) { .npg-data .npg-sets { grid-template-columns: repeat(4, minmax(0, 72px)); } }
`;
