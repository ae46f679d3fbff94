// Opens a brief in a real browser: takes its picture at desktop, phone, dark and print, runs axe-core, and checks that the
// page asks for nothing, logs nothing and never scrolls sideways.
//
//   npm install && node check.js BRIEF.html [FOLDER]
//
// CHROMIUM names the browser (/usr/bin/chromium by default). Exit code 1 for any finding.
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [page_path, folder = "pictures"] = process.argv.slice(2);
if (!page_path) {
  console.error("usage: node check.js BRIEF.html [FOLDER]");
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
const address = pathToFileURL(resolve(page_path)).href;
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const views = [
  { name: "desktop", viewport: { width: 1280, height: 900 } },
  { name: "wide", viewport: { width: 1680, height: 1050 } },
  { name: "phone", viewport: { width: 375, height: 812 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
  { name: "dark", viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
  { name: "plain", viewport: { width: 1280, height: 900 }, javaScriptEnabled: false },
];
const findings = [];
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

for (const { name, ...settings } of views) {
  // axe is put into the page by the browser itself, so the page's own policy must not bar it; what the page may load is
  // watched below instead.
  const context = await browser.newContext({ ...settings, bypassCSP: settings.javaScriptEnabled !== false });
  const page = await context.newPage();
  page.on("console", (message) => findings.push(`${name}: console: ${message.text()}`));
  page.on("pageerror", (error) => findings.push(`${name}: error: ${error.message}`));
  page.on("request", (request) => {
    if (request.url() !== address && !request.url().startsWith(`${address}#`)) findings.push(`${name}: request: ${request.url()}`);
  });
  await page.goto(address);
  await page.screenshot({ path: `${folder}/${name}.png` });
  await page.screenshot({ path: `${folder}/${name}-full.png`, fullPage: true });
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (sideways > 0) findings.push(`${name}: the page scrolls sideways by ${sideways} px`);
  if (settings.javaScriptEnabled !== false) {
    const link = page.locator(".matrix tr.claim td a").first();
    if (await link.count()) {
      await link.click();
      await page.waitForTimeout(300);
      await page.screenshot({ path: `${folder}/${name}-claim.png` });
      if (!(await page.locator("mark.on").count())) findings.push(`${name}: a claim's cell lights no statement`);
      if (!(await page.locator(".picked:visible").count())) findings.push(`${name}: a claim's cell brings no strip`);
    }
    await page.addScriptTag({ path: axe });
    const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    for (const found of result.violations) {
      findings.push(`${name}: axe ${found.impact}: ${found.id}: ${found.help} (${found.nodes.length}), at ${found.nodes[0].target.join(" ")}: ${found.nodes[0].failureSummary?.replaceAll("\n", " ")}`);
    }
  }
  await context.close();
}

// The page under its own policy: nothing of it may be barred.
const strict = await browser.newPage();
strict.on("console", (message) => findings.push(`policy: ${message.text()}`));
await strict.goto(address);
if (await strict.locator(".filter[hidden]").count()) findings.push("policy: the script did not run");
writeFileSync(`${folder}/print.pdf`, await strict.pdf({ format: "A4", printBackground: true }));

await browser.close();
for (const finding of findings) console.log(finding);
console.log(findings.length ? `${findings.length} findings` : "no findings");
process.exit(findings.length ? 1 : 0);
