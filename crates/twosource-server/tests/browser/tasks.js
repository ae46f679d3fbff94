// The ten things a person does most. Each begins at the front page.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const story = (page) => page.locator(".stories h3 a", { hasText: /ferry|breakwater/i }).first();
export const openStory = async (page) => {
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
  ["sees what is left without one agency", async (page) => {
    await openStory(page);
    await page.getByRole("link", { name: "Sources", exact: true }).click();
    await page.getByLabel("What is left without").selectOption("Nordwire");
    await page.locator(".pair button").click();
    await page.waitForURL(/\/without\?source=Nordwire/);
    const told = await page.locator("main").innerText();
    assert.match(told, /Without Nordwire[\s\S]*reports go[\s\S]*What is solid without it/);
    assert.match(told, /nobody else says so/);
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
  ["finds what was misspelt, narrows to an outlet, sorts, and saves the search", async (page) => {
    await page.goto("/search?q=brekwater");
    await page.locator(".meant a", { hasText: "breakwater" }).click();
    await page.waitForURL(/q=breakwater/);
    assert.ok(await page.locator(".hits > li").count() >= 2);
    const facet = page.locator(".facets a").first();
    const count = Number((await facet.innerText()).match(/\((\d+)\)$/)[1]);
    await facet.click();
    await page.waitForURL(/outlet=/);
    assert.equal(await page.locator(".hits > li").count(), count);
    await page.goto("/search?q=ferry");
    await page.getByLabel("Sorted by").selectOption("oldest");
    await page.locator(".panel-form button").click();
    await page.waitForURL(/sort=oldest/);
    const name = `Ferry ${Date.now()}`;
    await page.getByLabel("Save this one as").fill(name);
    await page.getByRole("button", { name: "Save" }).click();
    await page.locator(".saved a", { hasText: name }).waitFor();
    await page.goto("/search");
    await page.locator(".saved a", { hasText: name }).click();
    await page.waitForURL(/q=ferry.*sort=oldest/);
    await page.getByRole("button", { name: `Forget the search ${name}` }).click();
    await page.waitForURL(/\/search$/);
    assert.equal(await page.locator(".saved a", { hasText: name }).count(), 0);
  }],
  ["sees what is solid in the list, and sorts it by disputes", async (page) => {
    await page.goto("/");
    const line = (words) => page.locator(".stories > li", { hasText: words }).locator(".lead-line").innerText();
    assert.match(await line(/Quay Courier/), /Corroborated:\s*The tug Morning Star sank [\s\S]+ — .*Peter Varga/);
    assert.match(await line(/Nordwire/), /Echoed:\s*[\s\S]+ — repeated, and not confirmed/);
    await page.getByText("Narrow or sort the list").click();
    await page.getByLabel("Sorted by").selectOption("disputes");
    await page.locator(".narrow button").click();
    await page.waitForURL(/order=disputes/);
    const disputes = await page.locator(".stories .counts li:nth-child(2)").allInnerTexts();
    const numbers = disputes.map((words) => Number(words.match(/\d+/)[0]));
    assert.deepEqual(numbers, [...numbers].sort((a, b) => b - a));
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
      ["Document", (text) => assert.match(text, /^PK[\s\S]*word\/document\.xml/)],
      ["Workbook", (text) => assert.match(text, /^PK[\s\S]*xl\/workbook\.xml/)],
      ["Claims as a table", (text) => assert.match(text, /^story,story_title,claim/)],
    ]) {
      const [file] = await Promise.all([page.waitForEvent("download"), page.locator(".downloads a", { hasText: name }).first().click()]);
      check(readFileSync(await file.path(), "latin1"));
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
