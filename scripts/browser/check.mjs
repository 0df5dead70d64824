// check.mjs FOLDER: opens every page of a folder at 400 and 1400 px, light and dark. A page must ask for nothing, run
// nothing, not be wider than the window, have no finding of axe-core, be valid HTML, and have at most 1.5 MB.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { HtmlValidate } from "html-validate";
import { opened } from "./browser.mjs";

const MOST_BYTES = 1_500_000;
const folder = resolve(process.argv[2]);
const names = readdirSync(folder).filter((name) => name.endsWith(".html"));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const validator = new HtmlValidate({
  extends: ["html-validate:recommended"],
  rules: { "no-inline-style": "off", "long-title": "off", "no-trailing-whitespace": "off", "prefer-native-element": "off" },
});
const findings = [];

async function opens(browser, name, width, colorScheme) {
  // The page's own policy forbids scripts; axe-core is put in by the test alone.
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
  const tab = await context.newPage();
  const where = `${name} at ${width} px, ${colorScheme}`;
  tab.on("request", (request) => {
    if (!request.url().endsWith(`/${name}`)) findings.push(`${where}: asks for ${request.url()}`);
  });
  tab.on("dialog", (dialog) => {
    findings.push(`${where}: a name was run as a script`);
    dialog.dismiss();
  });
  await tab.goto(`file://${join(folder, name)}`, { timeout: 60_000 });
  const wide = await tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (wide > 0) findings.push(`${where}: ${wide} px wider than the window`);
  await tab.evaluate(axe);
  const found = await tab.evaluate(() => window.axe.run());
  for (const one of found.violations) {
    findings.push(`${where}: axe-core ${one.id}, ${one.help}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
  }
  await context.close();
}

for (const name of names) {
  const file = join(folder, name);
  if (statSync(file).size > MOST_BYTES) findings.push(`${name}: ${statSync(file).size} bytes`);
  const report = await validator.validateFile(file);
  for (const message of report.results.flatMap((result) => result.messages).slice(0, 12)) {
    findings.push(`${name}:${message.line}: html-validate ${message.ruleId}, ${message.message}`);
  }
}
await opened(async (browser) => {
  for (const name of names) {
    await opens(browser, name, 400, "light");
    await opens(browser, name, 1400, "light");
    await opens(browser, name, 1400, "dark");
  }
});
for (const finding of findings) console.log(finding);
console.log(`${names.length} pages, ${findings.length} findings`);
process.exit(names.length === 0 || findings.length > 0 ? 1 : 0);
