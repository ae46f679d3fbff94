// The ten things a person does most. Each begins at the front page.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const story = (page) => page.locator(".stories h3 a", { hasText: /ferry|breakwater/i }).first();
const openStory = async (page) => {
  await page.goto("/");
  await story(page).click();
  await page.waitForURL(/\/stories\/S\d+$/);
};

export const tasks = [
  ["1 sees what is solid", async (page) => {
    await page.goto("/");
    const item = page.locator(".stories > li", { hasText: /Nordwire/ });
    assert.match(await item.locator(".meta").first().innerText(), /reports/);
    await openStory(page);
    const first = page.locator(".glance .fact .text, .glance .dispute .about").first();
    const seen = await first.boundingBox();
    assert.ok(seen.y + seen.height <= page.viewportSize().height, `the first fact ends at ${seen.y + seen.height}`);
    assert.match(await page.locator(".kicker").first().innerText(), /reports · .*outlets · .*named sources/);
    assert.equal(await page.locator(".tally li").count(), 5);
    assert.ok(await page.locator("tr.claim").count() > 3);
  }],
  ["2 opens a claim and reads why", async (page) => {
    await openStory(page);
    const fold = page.locator("details.why").first();
    await fold.locator("summary").click();
    assert.ok(await fold.locator(".statements li").count() >= 1);
    await page.locator("tr.claim .text a").first().click();
    await page.waitForURL(/\/claims\/[^/]+$/);
    assert.match(await page.locator(".claim-page").innerText(), /Origin/);
    assert.ok(await page.locator(".passage mark.lit").count() >= 2, "its passages stand side by side, lit");
  }],
  ["3 reads the exact words in the report", async (page) => {
    await openStory(page);
    const why = page.locator("details.why", { hasText: "statement" }).first();
    await why.locator("summary").click();
    await why.locator(".statements a").first().click();
    await page.waitForURL(/\/reports\/.+\?mark=\d+-\d+#mark$/);
    const mark = page.locator("mark.on").first();
    await mark.waitFor();
    assert.ok((await mark.innerText()).length > 5);
    const box = await mark.boundingBox();
    assert.ok(box.y >= 0 && box.y < page.viewportSize().height, `the words stand at ${box.y}`);
  }],
  ["one click from a mark to all passages side by side", async (page) => {
    await openStory(page);
    await page.locator("tr.claim td:not(.empty) a").first().click();
    await page.waitForURL(/\/claims\/[^/]+#p\d+$/);
    assert.ok(await page.locator(".passage").count() >= 2);
    assert.ok(await page.locator(".passage:target mark.lit").count() >= 1);
    // And from a mark in a report's text.
    await page.locator(".passage .meta a").first().click();
    await page.locator(".alone-text mark.on").first().waitFor();
    await page.locator(".alone-text mark.on").first().click();
    await page.waitForURL(/\/claims\//);
    assert.ok(await page.locator(".passage mark.lit").count() >= 1);
  }],
  ["finds who first reported a number, and whether it changed, in three actions", async (page) => {
    await page.goto("/");
    await story(page).click();
    await page.waitForURL(/\/stories\/S\d+$/);
    const changed = page.locator(".glance .history .spells").first();
    if (await changed.count()) {
      assert.match(await changed.innerText(), /first .+, \d+ March 2026/);
    }
    await page.locator(".glance .fact .text a").first().click();
    await page.waitForURL(/\/claims\//);
    const values = page.locator(".values .history").first();
    assert.match(await values.innerText(), /(it changed|it did not change)[\s\S]*first /);
  }],
  ["says which outlets depend on one agency", async (page) => {
    await openStory(page);
    assert.match(await page.locator(".leanings").innerText(), /Nordwire → Island Herald: same text/);
  }],
  ["copies a citation", async (page) => {
    await openStory(page);
    await page.locator("tr.claim .text a").first().click();
    await page.waitForURL(/\/claims\//);
    const text = await page.locator(".cite textarea").first().inputValue();
    assert.match(text, /^“.+” .+ Weighed from \d+ reports.*; as of .+, Twosource\. http/);
    await page.locator(".cite [data-copy]").first().click();
    await page.getByRole("button", { name: "Copied" }).waitFor();
    assert.ok(await page.locator("[data-print]").isVisible());
  }],
  ["follows a story by its feed", async (page) => {
    await openStory(page);
    const address = await page.locator('link[rel="alternate"]').getAttribute("href");
    const answer = await page.request.get(address);
    assert.equal(answer.status(), 200);
    assert.match(await answer.text(), /<feed xmlns="http:\/\/www.w3.org\/2005\/Atom">/);
  }],
  ["4 narrows the claims to those of one standing", async (page) => {
    await openStory(page);
    await page.getByText("Narrow the claims").click();
    await page.getByLabel("Standing").selectOption("echoed");
    await page.locator(".narrow button").click();
    await page.waitForURL(/standing=echoed/);
    assert.ok(await page.locator(".group.ech").count() >= 1);
    assert.equal(await page.locator(".group.cor").count(), 0);
  }],
  ["5 puts two reports side by side", async (page, { phone }) => {
    await openStory(page);
    await page.getByRole("link", { name: "Side by side" }).click();
    await page.waitForURL(/\/compare/);
    const labels = await page.getByLabel("Left").locator("option").allInnerTexts();
    assert.ok(labels.length >= 8);
    const find = (words) => labels.findIndex((label) => label.startsWith(words));
    await page.getByLabel("Left").selectOption({ index: find("Nordwire") });
    await page.getByLabel("Right").selectOption({ index: find("Island Herald") });
    await page.getByRole("button", { name: "Compare" }).click();
    await page.waitForURL(/left=.+&right=.+/);
    assert.ok(await page.locator("mark.same").count() >= 2, "same words are marked");
    if (phone) return;
    const bodies = page.locator(".panel.two .body");
    const before = await bodies.nth(1).evaluate((body) => [body.scrollTop, body.scrollHeight - body.clientHeight]);
    await bodies.nth(0).evaluate((body) => body.scrollTo(0, body.scrollHeight));
    await page.waitForTimeout(300);
    if (before[1] > 40) assert.ok(await bodies.nth(1).evaluate((body) => body.scrollTop) > before[0], "they scroll together");
  }],
  ["6 reads who said what, the cast, the timeline, the sources", async (page) => {
    await openStory(page);
    for (const [name, what] of [["Who said what", "blockquote, .singles li"], ["Cast", ".members li"], ["Timeline", ".moment"], ["Sources", "svg.sources rect"]]) {
      await page.getByRole("link", { name, exact: true }).click();
      await page.locator(`.tabs [aria-current]`, { hasText: name }).waitFor();
      assert.ok(await page.locator(what).count() >= 1, name);
    }
  }],
  ["7 searches, and narrows to a speaker", async (page) => {
    await page.goto("/");
    await page.locator("#ask").fill("ferry breakwater");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/search\?q=/);
    assert.ok(await page.locator(".hits li").count() >= 2);
    assert.ok(await page.locator("mark.hit").count() >= 1);
    await page.getByLabel("Who says it").fill("coastguard");
    await page.locator(".panel-form button").click();
    await page.waitForURL(/speaker=coastguard/);
    assert.ok(await page.locator(".hits .words").count() >= 1);
  }],
  ["8 follows a person across stories", async (page) => {
    await page.goto("/");
    const name = page.locator(".names a").first();
    const words = await name.innerText();
    await name.click();
    await page.waitForURL(/\/entities\?name=/);
    assert.equal(await page.locator("h1").innerText(), words);
    assert.ok(await page.locator(".stories > li").count() >= 1);
  }],
  ["9 sees what changed", async (page) => {
    await page.goto("/");
    await page.getByRole("link", { name: "What changed", exact: true }).click();
    await page.waitForURL(/\/changes/);
    assert.match(await page.locator("main").innerText(), /reports? came in/);
  }],
  ["10 takes the evidence along", async (page) => {
    await openStory(page);
    for (const [name, check] of [
      ["Evidence file", (text) => assert.equal(JSON.parse(text).schema, "twosource/evidence/1")],
      ["Brief", (text) => assert.match(text, /^<!DOCTYPE html>/)],
      ["Markdown", (text) => assert.match(text, /^# /m)],
      ["Claims as a table", (text) => assert.match(text, /^story,story_title,claim/)],
    ]) {
      const [file] = await Promise.all([page.waitForEvent("download"), page.locator(".downloads a", { hasText: name }).first().click()]);
      check(readFileSync(await file.path(), "utf8"));
    }
  }],
];

const release = (minutes) => `HALMER, March 9 (Nordwire) - A bridge over the river Skarn was closed on Monday after engineers found a crack in a pier, the road agency said.\n\nThe bridge will stay shut for ${minutes} weeks, agency director Ines Holt told reporters.\n`;

export const drops = [
  ["drops files and gets a brief", async (page, { own }) => {
    const paths = [["a.txt", 6], ["b.txt", 8]].map(([name, weeks]) => {
      const path = join(own, name);
      writeFileSync(path, release(weeks));
      return path;
    });
    await page.goto("/");
    await page.locator("#files").setInputFiles(paths);
    assert.match(await page.locator(".chosen").innerText(), /a\.txt/);
    await page.getByRole("button", { name: "Make the brief" }).click();
    await page.waitForURL(/\/briefs\/[0-9a-f]{16}/);
    await page.waitForURL(/\/briefs\/[0-9a-f]{16}\/1$/, { timeout: 30_000 });
    assert.match(await page.locator("main").innerText(), /bridge/i);
    await page.getByRole("link", { name: "Cast", exact: true }).click();
    assert.ok(await page.locator(".members li").count() >= 1);
  }],
  ["pastes a text and keeps it", async (page) => {
    await page.goto("/");
    await page.getByText("Paste texts").click();
    await page.getByLabel("Text of a report").first().fill(release(7));
    await page.getByLabel("Text of a report").nth(1).fill(release(9));
    await page.getByLabel("Its outlet").nth(1).fill("Skarn Gazette");
    await page.getByLabel("Published").nth(1).fill("2026-03-10");
    await page.getByLabel("Keep in the collection").check();
    await page.getByRole("button", { name: "Make the brief" }).click();
    await page.getByText("Kept in the collection:").waitFor({ timeout: 30_000 });
    await page.locator(".kept a").first().click();
    await page.waitForURL(/\/stories\/S\d+/);
  }],
  ["gives nothing and is told so", async (page) => {
    await page.goto("/");
    await page.getByRole("button", { name: "Make the brief" }).click();
    assert.match(await page.locator("main").innerText(), /nothing was given/i);
  }],
  ["goes by keys alone", async (page) => {
    await page.goto("/");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the content");
    await page.keyboard.press("/");
    assert.equal(await page.evaluate(() => document.activeElement.id), "ask");
    await page.keyboard.press("Escape");
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press("j");
    assert.ok(await page.evaluate(() => document.activeElement.closest(".stories > li") !== null));
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/stories\/S\d+$/);
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/(claims|reports)\//);
    await page.keyboard.press("?");
    await page.locator("#keys[open]").waitFor();
    await page.keyboard.press("Escape");
    // Whatever has the focus shows it.
    for (let i = 0; i < 25; i += 1) {
      await page.keyboard.press("Tab");
      const seen = await page.evaluate(() => {
        const held = document.activeElement;
        if (!held || held === document.body) return true;
        const outline = (element) => getComputedStyle(element).outlineStyle !== "none";
        return outline(held) || outline(held.parentElement);
      });
      assert.ok(seen, `the focus does not show at stop ${i + 1}: ${await page.evaluate(() => document.activeElement.outerHTML.slice(0, 90))}`);
    }
  }],
];

export const decides = [
  ["overrules a standing, and takes it back", async (page, { pictures }) => {
    await openStory(page);
    await page.locator(".group.ech tr.claim .text a").first().click();
    await page.waitForURL(/\/claims\//);
    const claim = page.url();
    await page.getByText("It stands otherwise").click();
    const form = page.locator("form", { has: page.locator('input[value="overrule"]') });
    await form.getByLabel("It is").selectOption("corroborated");
    await form.getByLabel("Why").fill("We called the harbour office, which confirms it.");
    await form.getByLabel(/Your name/).fill("Night desk");
    await form.getByRole("button", { name: "Decide" }).click();
    await page.waitForURL(/\/decisions#K\d+/);
    assert.match(await page.locator(".decisions").innerText(), /harbour office[\s\S]*Night desk[\s\S]*in force/);
    await page.screenshot({ path: join(pictures, "desktop-decided.png"), fullPage: true });
    await page.goto(claim);
    assert.match(await page.locator(".one-claim").innerText(), /Corroborated[\s\S]*a person holds it so; as weighed it is echoed/);
    const solid = async () => Number((await page.locator(".tally .cor .number").innerText()).trim());
    await page.goto(claim.replace(/\/claims.*/, ""));
    const decided = await solid();
    await page.getByRole("button", { name: "As weighed" }).click();
    await page.locator('.switch [aria-pressed="true"]', { hasText: "As weighed" }).waitFor();
    assert.equal(await solid(), decided - 1, "the counts follow the switch");
    await page.goto(claim);
    assert.match(await page.locator(".one-claim").innerText(), /Echoed[\s\S]*A person holds it to be corroborated/);
    await page.getByRole("button", { name: "As we decided" }).click();
    await page.locator('.switch [aria-pressed="true"]', { hasText: "As we decided" }).waitFor();
    await page.screenshot({ path: join(pictures, "desktop-claim-decided.png"), fullPage: true });
    await page.goto(claim.replace(/\/claims.*/, ""));
    assert.ok(await page.locator(".decided").count() >= 1, "it stands in the matrix");
    assert.ok(await page.locator(".decided-short").count() === 1);
    await page.goto(claim.replace(/\/claims.*/, "/decisions"));
    await page.locator("summary", { hasText: "Withdraw" }).first().click();
    await page.getByRole("button", { name: "Withdraw it" }).click();
    assert.match(await page.locator(".decisions .over").first().innerText(), /withdrawn/i);
  }],
  ["refuses a decision without a reason", async (page) => {
    await openStory(page);
    const base = new URL(page.url()).pathname;
    const answer = await page.request.post(`${base}/decisions`, { form: { kind: "overrule", claim: "C1", standing: "disputed", note: "" } });
    assert.ok(answer.status() >= 400, `${answer.status()}`);
    assert.match(await answer.text(), /note/);
    assert.match(answer.headers()["content-type"], /html/);
  }],
];
