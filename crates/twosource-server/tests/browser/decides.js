// What a person decides, from where the thing stands: the counts follow on every page, and it is undone.
import assert from "node:assert/strict";
import { join } from "node:path";
import { openStory } from "./tasks.js";

const openTug = async (page) => {
  await page.goto("/");
  await page.locator(".stories h3 a", { hasText: /^Tug sinks/ }).first().click();
  await page.waitForURL(/\/stories\/S\d+$/);
};

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
  ["decides that two origins are one, sees counts follow on every page, and undoes it by keys", async (page) => {
    await openTug(page);
    const base = page.url();
    const solid = async () => Number((await page.locator(".tally .cor .number").innerText()).trim());
    const before = await solid();
    assert.ok(before > 0);
    await page.locator(".group.cor tr.claim .text a").first().click();
    await page.waitForURL(/\/claims\//);
    const claim = page.url();
    const names = await page.locator(".origins li b").allInnerTexts();
    assert.equal(names.length, 3, `${names}`);
    await page.keyboard.press("d");
    assert.ok(await page.evaluate(() => document.activeElement.closest("#decide") !== null), "d leads to the forms");
    const form = page.locator("form", { has: page.locator('input[value="merge-origins"]') });
    // Three people: two decisions make them one.
    const pick = async (label, name) => {
      const options = await form.getByLabel(label).locator("option").allInnerTexts();
      await form.getByLabel(label).selectOption({ index: options.findIndex((words) => words.startsWith(`${name} (`)) });
    };
    for (const other of [names[1], names[2]]) {
      await page.goto(claim);
      await page.getByText("Two of its sources are one").click();
      await pick("This", names[0]);
      await pick("is the same as", other);
      await form.getByLabel("Why").fill("They are one office.");
      assert.equal(await form.getByLabel(/Your name/).inputValue(), "Night desk", "the name is remembered");
      await form.getByRole("button", { name: "Decide" }).click();
      await page.waitForURL(/\/decisions#K\d+/);
    }
    await page.goto(claim);
    assert.match(await page.locator(".one-claim").innerText(), /as weighed it is corroborated/);
    await page.goto(base);
    const after = await solid();
    assert.ok(after < before, `${before} and ${after}`);
    // The list of stories says the same, and the search for what is solid.
    await page.goto("/");
    const item = page.locator(".stories > li", { has: page.locator(`a[href="${new URL(base).pathname}"]`) });
    const listed = async () => Number((await item.locator(".counts li").first().innerText()).match(/\d+/)[0]);
    assert.equal(await listed(), after, "the list follows");
    const found = async () => {
      let count = 0;
      await page.goto("/search?standing=corroborated");
      for (;;) {
        count += await page.locator(".hits > li").count();
        const next = page.locator('.pages [rel="next"]');
        if (!(await next.count())) return count;
        await Promise.all([page.waitForURL(/page=/), next.click()]);
      }
    };
    const decided = await found();
    await page.goto("/");
    await page.getByRole("button", { name: "As weighed" }).click();
    await page.locator('.switch [aria-pressed="true"]', { hasText: "As weighed" }).waitFor();
    assert.equal(await listed(), before, "and the switch holds there too");
    assert.ok((await found()) > decided, "the search follows");
    await page.goto("/");
    await page.getByRole("button", { name: "As we decided" }).click();
    // Undone by keys alone.
    for (let i = 0; i < 2; i += 1) {
      await page.goto(`${base}/decisions`);
      await page.keyboard.press("u");
      assert.equal(await page.evaluate(() => document.activeElement.textContent), "Undo");
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/decisions#K\d+/);
    }
    await page.locator(".decisions .over").first().waitFor();
    await page.goto(base);
    assert.equal(await solid(), before);
  }],
  ["says who a statement comes from, checks a claim, and dismisses a conflict", async (page, { pictures }) => {
    await openTug(page);
    const base = page.url();
    const decide = async (address, summary, kind, fill) => {
      await page.goto(address);
      await page.locator("#decide").getByText(summary, { exact: false }).first().click();
      const form = page.locator("form", { has: page.locator(`input[value="${kind}"]`) }).first();
      await fill(form);
      await form.getByRole("button", { name: "Decide" }).click();
      await page.waitForURL(/\/decisions#K\d+/);
    };
    const why = (form) => form.getByLabel("Why").fill("The press office says so.");
    const claim = new URL(await page.locator(".group.cor tr.claim .text a").first().getAttribute("href"), base).href;
    await decide(claim, "It comes from somebody else", "set-source", async (form) => {
      await form.locator('input[name="apart"]').first().check();
      await form.getByLabel("Who it comes from").fill("Ines Holt");
      await why(form);
    });
    await page.goto(claim);
    assert.match(await page.locator(".claim-page .origins").innerText(), /Ines Holt/);
    await decide(claim, "I have checked it", "check", (form) => form.getByLabel("Initials").fill("AL"));
    await page.goto(claim);
    assert.match(await page.locator(".one-claim").innerText(), /checked by AL/);
    await page.screenshot({ path: join(pictures, "desktop-claim-checked.png"), fullPage: true });
    await page.goto(base);
    const disputed = async () => Number((await page.locator(".tally .dis .number").innerText()).trim());
    const before = await disputed();
    await page.locator(".dispute .about a").first().click();
    await page.waitForURL(/\/claims\//);
    const contested = page.url();
    const conflicts = await page.locator("#decide summary", { hasText: "do not contradict each other" }).count();
    for (let i = 0; i < conflicts; i += 1) await decide(contested, "do not contradict each other", "dismiss-conflict", why);
    await page.goto(base);
    assert.ok((await disputed()) < before, "one dispute less");
    for (let i = 0; i < conflicts + 2; i += 1) {
      await page.goto(`${base}/decisions`);
      await page.locator("[data-undo]").click();
      await page.waitForURL(/\/decisions#K\d+/);
    }
    await page.goto(base);
    assert.equal(await disputed(), before);
  }],
  ["gives a name, a title, and a report its place", async (page) => {
    await openStory(page);
    const base = page.url();
    const why = (form) => form.getByLabel("Why").fill("House style.");
    await page.getByText("Another title").click();
    const titling = page.locator("form", { has: page.locator('input[value="set-title"]') });
    await titling.getByLabel("Title").fill("The Solveig at Port Kelda");
    await why(titling);
    await titling.getByRole("button", { name: "Decide" }).click();
    await page.waitForURL(/\/decisions#K\d+/);
    await page.goto("/");
    assert.equal(await page.locator(".stories h3 a", { hasText: "The Solveig at Port Kelda" }).count(), 1);
    await page.goto(`${base}/cast`);
    await page.getByText("One is called otherwise").click();
    const renaming = page.locator("form", { has: page.locator('input[value="rename-entity"]') });
    await renaming.getByLabel("Is called").fill("Somebody Renamed");
    await why(renaming);
    await renaming.getByRole("button", { name: "Decide" }).click();
    await page.waitForURL(/\/decisions#K\d+/);
    await page.goto(`${base}/cast`);
    assert.match(await page.locator(".members").first().innerText(), /Somebody Renamed/);
    await page.goto(base);
    const reports = Number((await page.locator(".kicker").first().innerText()).match(/(\d+) reports/)[1]);
    await page.locator("details.who > summary").first().click();
    await page.locator("details.who .src").last().click();
    await page.waitForURL(/\/reports\//);
    const report = page.url();
    await page.getByText("It is of another event").click();
    const dropping = page.locator("form", { has: page.locator('input[value="drop-report"]') });
    await why(dropping);
    await dropping.getByRole("button", { name: "Decide" }).click();
    await page.waitForURL(/\/decisions#K\d+/);
    await page.goto(base);
    assert.equal(Number((await page.locator(".kicker").first().innerText()).match(/(\d+) reports/)[1]), reports - 1);
    await page.goto(report);
    assert.match(await page.locator(".masthead").innerText(), /of another event/);
    for (let i = 0; i < 3; i += 1) {
      await page.goto(`${base}/decisions`);
      await page.locator("[data-undo]").click();
      await page.waitForURL(/\/decisions#K\d+/);
    }
    await page.goto(base);
    assert.equal(Number((await page.locator(".kicker").first().innerText()).match(/(\d+) reports/)[1]), reports);
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
