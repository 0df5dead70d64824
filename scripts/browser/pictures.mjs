// pictures.mjs REPORTS OUT: the README's pictures of pages, from the demo's own. First: ./cxrwatch demo, then
// ./cxrwatch report --date 2026-10-06.
import { opened } from "./browser.mjs";

const [reports, out] = process.argv.slice(2);
const PICTURES = [
  ["report", "night-2026-10-06.html", 1100, 1060],
  ["site", "site-valley-2026-10-06.html", 1100, 1060],
];
await opened(async (browser) => {
  for (const [name, page, width, height] of PICTURES) {
    const context = await browser.newContext({ viewport: { width, height }, javaScriptEnabled: false });
    const tab = await context.newPage();
    await tab.goto(`file://${reports}/${page}`);
    await tab.screenshot({ path: `${out}/${name}.png` });
    await context.close();
  }
});
