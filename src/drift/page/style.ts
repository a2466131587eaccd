/** The page's style: light or dark, as the reader's system is. */
export const STYLE = `
:root { color-scheme: light dark; --text: #1a1d21; --back: #fff; --soft: #f3f4f6; --line: #d0d4da; --quiet: #545b64; --link: #0550ae;
  --ins: #d3f5dc; --del: #ffdfdc; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e6e8eb; --back: #14171a; --soft: #1f2429; --line: #3a4149; --quiet: #a7afb8; --link: #7db8ff; --ins: #12452a; --del: #5c1f1f; }
}
body { margin: 0; color: var(--text); background: var(--back); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 70rem; margin: 0 auto; padding: 1rem; }
a { color: var(--link); }
h1 { margin: 0; }
h2 { margin: 2rem 0 0.5rem; }
h3 { margin: 0; font-size: 1.1rem; }
small { color: var(--quiet); font-weight: normal; }
p { margin: 0.25rem 0; }
figure { margin: 1rem 0; max-width: 40rem; }
figcaption { color: var(--quiet); }
svg { display: block; width: 100%; }
polyline { fill: none; stroke: var(--link); stroke-width: 2; }
circle { fill: var(--link); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: 0.2rem 0.75rem 0.2rem 0; text-align: left; border-bottom: 1px solid var(--line); white-space: nowrap; }
td:nth-child(n + 3):nth-child(-n + 5), th:nth-child(n + 3):nth-child(-n + 5) { text-align: right; font-variant-numeric: tabular-nums; }
tbody th { font-weight: normal; }
form { position: sticky; top: 0; display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; align-items: center; padding: 0.75rem 0; background: var(--back);
  border-bottom: 1px solid var(--line); }
input, select { font: inherit; padding: 0.2rem 0.4rem; color: inherit; background: var(--soft); border: 1px solid var(--quiet); border-radius: 4px; }
input { width: 16rem; max-width: 60vw; }
output { color: var(--quiet); }
pre, code { font: 0.85rem/1.5 ui-monospace, monospace; }
pre { margin: 0.25rem 0; padding: 0.5rem 0.75rem; background: var(--soft); border-radius: 4px; white-space: pre-wrap; overflow-wrap: anywhere; }
.block { margin: 1rem 0; padding: 0.75rem 1rem; border: 1px solid var(--line); border-radius: 6px; scroll-margin-top: 5rem; }
.block > ul { margin: 0.5rem 0 0; padding: 0; list-style: none; }
.wording { margin-top: 0.75rem; padding-left: 0.75rem; border-left: 3px solid var(--line); }
.kind { padding: 0 0.4rem; border: 1px solid var(--quiet); border-radius: 4px; font-size: 0.85rem; }
.kind-meaning { font-weight: bold; }
ins { background: var(--ins); text-decoration: underline; }
del { background: var(--del); text-decoration: line-through; }
.blank { text-decoration: none; outline: 1px dotted var(--quiet); }
details ul { columns: 16rem; padding-left: 1.25rem; }
[hidden] { display: none; }
@media (max-width: 40rem) { form { position: static; } }
`;
