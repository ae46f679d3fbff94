// The pages of a served collection in a real browser: the ten things a person does most, at desktop and phone width; keys
// alone; dark; print; axe; no console message, no request to anywhere else.
//
//   node check.js ROOT PICTURES
//
// TWOSOURCE names the program, CHROMIUM the browser. Exit code 1 for any finding.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { sendsAPage } from "./bookmarklet.js";
import { hostileReport, isThere, serve, tugReports } from "./desk.js";
import { decides } from "./decides.js";
import { drops, tasks } from "./tasks.js";

const [root, pictures] = process.argv.slice(2);
const program = process.env.TWOSOURCE;
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const started = Date.now();
const findings = [];
const note = (where, what) => findings.push(`${where}: ${what}`);

const own = mkdtempSync(join(tmpdir(), "twosource-check-"));
const inputs = [join(root, "examples/ferry"), hostileReport(own), tugReports(own)];
const summit = join(process.env.TWOSOURCE_SHARED ?? join(root, "../shared"), "reports/summit");
if (isThere(summit)) inputs.push(summit);
else console.log(`no reports at ${summit}: checked without them`);
const desk = await serve(program, inputs);
const empty = await serve(program, []);

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

/** Opens a page that tells of every console message, error and request to elsewhere. */
async function open(name, settings, address = desk.address) {
  const context = await browser.newContext({ baseURL: address, ...settings });
  const page = await context.newPage();
  page.on("console", (message) => {
    // A page that answers 404 on purpose is told of by the browser itself.
    if (!/Failed to load resource: the server responded with a status of (404|400|422)/.test(message.text())) note(name, `console: ${message.text()} at ${page.url()}`);
  });
  page.on("pageerror", (error) => note(name, `error: ${error.message} at ${page.url()}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(address) && !request.url().startsWith("data:")) note(name, `request: ${request.url()}`);
  });
  return { page, context };
}

const sizes = {
  desktop: { viewport: { width: 1440, height: 900 } },
  tablet: { viewport: { width: 1024, height: 768 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
};
/** The ten things, and whatever must hold of each page on the way. */
async function walk(name, settings, list) {
  const { page, context } = await open(name, settings);
  page.setDefaultTimeout(10_000);
  for (const [what, task] of list) {
    try {
      await task(page, { phone: Boolean(settings.isMobile), pictures, own, root });
      const acted = await page.evaluate(() => window.acted);
      assert.equal(acted, undefined, "a report's words acted on the page");
    } catch (error) {
      note(name, `${what}: ${error.message.split("\n").slice(0, 3).join(" ")}`);
      await page.screenshot({ path: join(pictures, `failed-${name}-${what.replaceAll(/\W+/g, "-")}.png`) }).catch(() => {});
    }
  }
  await context.close();
}
await walk("desktop", sizes.desktop, [...tasks, ...drops, ...decides]);
await walk("phone", sizes.phone, tasks);

// Every page: its picture, its weight, nothing sideways, axe.
const found = await (async () => {
  const { page, context } = await open("finding", sizes.desktop);
  await page.goto("/");
  const href = await page.locator(".stories > li", { hasText: "Nordwire" }).locator("h3 a").getAttribute("href");
  await page.goto(href);
  const report = await page.locator(".statements a").first().getAttribute("href");
  const claim = await page.locator("tr.claim .text a").first().getAttribute("href");
  await context.close();
  return { href, report, claim };
})();
const ferry = found.href;
const views = [
  ["front", "/"],
  ["story", ferry],
  ["disputed", `${ferry}?standing=disputed`],
  ["claim", found.claim],
  ["report", found.report],
  ["said", `${ferry}/said`],
  ["cast", `${ferry}/cast`],
  ["timeline", `${ferry}/timeline`],
  ["sources", `${ferry}/sources`],
  ["compare", `${ferry}/compare`],
  ["without", `${ferry}/without?source=Nordwire`],
  ["new", `${ferry}/changes?since=2026-01-01`],
  ["history", `${ferry}/history`],
  ["decisions", `${ferry}/decisions`],
  ["search", "/search?q=ferry"],
  ["statements", "/search?speaker=coastguard"],
  ["ask", "/search"],
  ["entity", "/entities?name=Port%20Kelda"],
  ["changes", "/changes?since=2026-01-01"],
  ["missing", "/nothing/here"],
];
const weights = [];
for (const [size, settings] of [["desktop", sizes.desktop], ["tablet", sizes.tablet], ["phone", sizes.phone], ["dark", { ...sizes.desktop, colorScheme: "dark" }]]) {
  // axe is put into the page by the browser itself, so the page's own policy must not bar it.
  const { page, context } = await open(size, { ...settings, bypassCSP: true });
  for (const [view, address] of views) {
    const answer = await page.goto(address);
    if (size === "desktop") weights.push([view, (await answer.body()).length]);
    await page.screenshot({ path: join(pictures, `${size}-${view}.png`), fullPage: size !== "tablet" });
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (sideways > 0) note(`${size} ${view}`, `scrolls sideways by ${sideways} px`);
    if (size === "tablet") continue;
    await page.addScriptTag({ path: axe });
    const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    for (const found of violations) {
      const told = `axe ${found.impact}: ${found.id}: ${found.help} (${found.nodes.length}), at ${found.nodes[0].target.join(" ")}: ${found.nodes[0].failureSummary?.replaceAll("\n", " ")}`;
      if (["serious", "critical"].includes(found.impact)) note(`${size} ${view}`, told);
      else console.log(`minor, ${size} ${view}: ${told}`);
    }
  }
  await context.close();
}

// Under its own policy, nothing of a page is barred and the script runs; on paper it is not blank.
{
  const { page, context } = await open("print", sizes.desktop);
  for (const [view, address] of [["front", "/"], ["story", ferry], ["report", `${ferry}/compare`]]) {
    await page.goto(address);
    const pdf = await page.pdf({ format: "A4", printBackground: true });
    writeFileSync(join(pictures, `print-${view}.pdf`), pdf);
    if (pdf.length < 10_000) note("print", `${view} is blank on paper: ${pdf.length} bytes`);
  }
  await context.close();
}
// The picture of the README.
{
  const { page, context } = await open("picture", { viewport: { width: 1360, height: 1160 } });
  await page.goto(ferry);
  await page.screenshot({ path: join(pictures, "readme.png") });
  await context.close();
}
// The brief of one page: its first fact stands above the fold, whatever the story; it prints on few pages.
{
  const shared = process.env.TWOSOURCE_SHARED ?? join(root, "../shared");
  const events = ["galaxy-homs", "galaxy-india-flood", "basil-2b9468af"].map((name) => join(shared, `bench/claims/${name}.jsonl`));
  const briefs = [["ferry", join(root, "examples/ferry")], ["summit", summit], ...events.map((path, i) => [`event-${i + 1}`, path])].filter(([, path]) => isThere(path));
  for (const [name, path] of briefs) {
    const out = join(own, `${name}.html`);
    execFileSync(program, ["brief", "--quiet", "--output", out, path], { stdio: ["ignore", "ignore", "inherit"] });
    for (const [size, settings] of [["desktop", sizes.desktop], ["phone", sizes.phone], ["dark", { ...sizes.phone, colorScheme: "dark" }]]) {
      const { page, context } = await open(`brief ${name} ${size}`, { ...settings, bypassCSP: true }, "file://");
      await page.goto(`file://${out}`);
      await page.screenshot({ path: join(pictures, `brief-${name}-${size}.png`) });
      const first = await page.locator(".glance .fact .text, .glance .dispute .about").first().boundingBox();
      const bottom = first ? first.y + first.height : Infinity;
      if (bottom > settings.viewport.height) note(`brief ${name} ${size}`, `the first fact ends at ${bottom}`);
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (sideways > 0) note(`brief ${name} ${size}`, `scrolls sideways by ${sideways} px`);
      await page.addScriptTag({ path: axe });
      const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
      for (const found of violations) note(`brief ${name} ${size}`, `axe ${found.impact}: ${found.id} at ${found.nodes[0].target.join(" ")}: ${found.nodes[0].failureSummary?.replaceAll("\n", " ")}`);
      if (size === "desktop") {
        const pdf = await page.pdf({ format: "A4", printBackground: true });
        writeFileSync(join(pictures, `print-brief-${name}.pdf`), pdf);
        const pages = pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/g)?.length ?? 0;
        console.log(`brief ${name}: ${pages} pages of paper`);
        if (name === "ferry" && pages > 6) note("print", `the ferry's brief takes ${pages} pages`);
      }
      await context.close();
    }
  }
}
await sendsAPage(browser, program, note);
// An empty collection says what to do.
{
  const { page, context } = await open("empty", sizes.desktop, empty.address);
  await page.goto("/");
  await page.screenshot({ path: join(pictures, "desktop-empty.png") });
  if (!(await page.getByText("twosource ingest").count())) note("empty", "does not say what to do");
  await context.close();
}

await browser.close();
for (const one of [desk, empty]) {
  const code = await one.end();
  if (code !== 0) note("serve", `ended with ${code}: ${one.told()}`);
}
rmSync(own, { recursive: true, force: true });
for (const [view, bytes] of weights) {
  console.log(`${view}: ${(bytes / 1000).toFixed(1)} kB`);
  if (bytes > 300_000) note(view, `weighs ${bytes} bytes`);
}
for (const finding of findings) console.log(finding);
console.log(`${findings.length || "no"} finding${findings.length === 1 ? "" : "s"}, in ${((Date.now() - started) / 1000).toFixed(0)} s`);
process.exit(findings.length ? 1 : 0);
