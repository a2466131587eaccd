/** How the drift report looks, by day and by night. */
export const stylesheet = `
:root { color-scheme: light dark; --ink: #1b1f24; --faint: #57606a; --line: #d0d7de; --ground: #fff; --code: #f6f8fa;
  --shared: #0b6bcb; --near: #6fb1f2; --own: #c4ccd6; --usual: #0b6bcb; --format: #8a94a0; --wording: #d99a00; --meaning: #cf3f33;
  --added: #c9f0d2; --removed: #ffd7d2; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --faint: #9aa4ae; --line: #30363d; --ground: #0d1117; --code: #161b22;
  --shared: #4a9df0; --near: #2a5f95; --own: #3d444d; --usual: #4a9df0; --format: #7d8590; --wording: #d29922; --meaning: #f85149;
  --added: #12462a; --removed: #5d1f1f; } }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--ground); }
main { max-width: 64rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.7rem; margin: 0 0 1rem; } h2 { font-size: 1.25rem; margin: 2.5rem 0 .5rem; }
.bar { display: flex; height: .6rem; border-radius: 3px; overflow: hidden; background: var(--line); } .bar i { height: 100%; }
.chart { height: 2rem; border-radius: 5px; }
${["shared", "near", "own", "usual", "format", "wording", "meaning"].map((kind) => `i.${kind} { background: var(--${kind}); } em.${kind} { color: var(--${kind}); }`).join(" ")}
.shares { display: grid; grid-template-columns: repeat(auto-fit, minmax(16rem, 1fr)); gap: .5rem 2rem; margin: 1rem 0; }
.shares dd { margin: 0; color: var(--faint); } .shares b { color: var(--ink); font-size: 1.3rem; margin-right: .2em; }
dt i, .legend i { display: inline-block; width: .8em; height: .8em; border-radius: 2px; margin-right: .5em; }
.legend { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .2rem 1.5rem; color: var(--faint); font-size: .9rem; }
.sections { border-top: 1px solid var(--line); }
.sections > details { border-bottom: 1px solid var(--line); content-visibility: auto; contain-intrinsic-size: auto 3.4rem; }
summary { cursor: pointer; padding: .5rem .2rem; } summary:hover { background: var(--code); }
.sections > details > summary b { margin-right: .7em; overflow-wrap: anywhere; } summary span { color: var(--faint); }
.sections > details > summary .bar { margin: .3rem 0 0 1rem; }
.reading { margin: 0 0 0 1rem; border-left: 3px solid var(--line); padding-left: .6rem; } .reading summary { padding: .2rem; }
.reading em { font-style: normal; font-weight: 600; margin-right: .7em; } .reading small { color: var(--faint); margin-left: .7em; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--code); border-radius: 5px; padding: .8rem; margin: .2rem 0 .8rem;
  font: .85rem/1.5 ui-monospace, monospace; }
ins { background: var(--added); text-decoration: none; } del { background: var(--removed); } u { color: var(--faint); text-decoration: none; }
.rest { color: var(--faint); margin: .4rem 1rem; }
`;
