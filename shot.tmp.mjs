import { chromium } from "playwright-core";
const [url, out, w = 1366, h = 900, theme = "light", actions = ""] = process.argv.slice(2);
const b = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--headless","--no-sandbox","--disable-gpu","--disable-quic","--no-first-run","--disable-background-networking","--disable-component-update","--disable-sync"] });
const p = await b.newPage({ viewport: { width: +w, height: +h }, colorScheme: theme });
p.on("console", m => console.log("console:", m.text())); p.on("pageerror", e => console.log("pageerror:", e.message));
await p.goto(url); await p.waitForTimeout(400);
if (actions) await (new Function("p", `return (async()=>{${actions}})()`))(p);
await p.waitForTimeout(300);
await p.screenshot({ path: out }); await b.close();
