// A page behind a login at another site, sent as the reader sees it to a server that demands a token.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { serve } from "./desk.js";

const TOKEN = "a-token-for-this-test-alone";

const words = "<p>The tug Marga lay on the sand off Varnbro until the evening tide, the coastguard said.</p>".repeat(8);

/** A site that shows its article to those alone who are logged in, and writes its last paragraph in the reader's browser. */
function site() {
  const server = createServer((request, answer) => {
    const isIn = /(?:^|; )reader=known(?:;|$)/.test(request.headers.cookie ?? "");
    answer.writeHead(isIn ? 200 : 403, { "Content-Type": "text/html; charset=utf-8" });
    answer.end(isIn ? `<!DOCTYPE html><html lang="en"><head><title>Tug aground</title></head><body><article><h1>Tug aground</h1>${words}<p id="late"></p></article>
<script>document.getElementById("late").textContent = "Harbour master Ida Renn said that " + 4 * 10 + " people were taken ashore.";</script></body></html>` : "<p>Log in</p>");
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

/** Sends the page, opens its story from the new tab, and finds there what only the reader's browser showed. */
export async function sendsAPage(browser, program, note) {
  const desk = await serve(program, [], TOKEN);
  const other = await site();
  // By its name it is another site than 127.0.0.1, so that nothing of the server's comes along by itself.
  const article = `http://localhost:${other.address().port}/members/tug`;
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    assert.equal((await page.goto(`${desk.address}/bookmarklet`)).status(), 401, "without the token it is not given");
    await page.goto(`${desk.address}/?token=${TOKEN}`);
    await page.getByText("Paste texts").click();
    await page.getByRole("link", { name: "send it from the browser" }).click();
    const bookmark = await page.getByRole("link", { name: "Send to Twosource" }).getAttribute("href");
    assert.ok(bookmark.startsWith("javascript:") && !bookmark.includes(TOKEN), "it holds no token");

    await context.addCookies([{ name: "reader", value: "known", url: article }]);
    assert.equal((await page.goto(article)).status(), 200);
    // As a bookmark runs: in the page that is open.
    const [tab] = await Promise.all([context.waitForEvent("page"), page.evaluate(bookmark.slice("javascript:".length))]);
    await tab.getByText("It is in the collection now.").waitFor({ timeout: 30_000 });
    assert.equal(page.url(), article, "the reader stays on the page");
    await tab.getByRole("link", { name: "Open its story" }).click();
    await tab.waitForURL(/\/stories\/S\d+$/);
    assert.match(await tab.locator("main").innerText(), /40 people were taken ashore/);
    const found = await tab.request.get(`${desk.address}/api/v1/search?q=Marga`);
    assert.ok(JSON.stringify(await found.json()).includes(article), "under its own address");

    // Another server's key, or none: nothing is taken in.
    const wrong = bookmark.replace(/key=[0-9a-f]{64}/, `key=${"0".repeat(64)}`);
    const [refused] = await Promise.all([context.waitForEvent("page"), page.evaluate(wrong.slice("javascript:".length))]);
    await refused.getByText("of another server or token").waitFor();
  } catch (error) {
    note("bookmarklet", error.message.split("\n").slice(0, 3).join(" "));
  } finally {
    await context.close();
    other.close();
    const code = await desk.end();
    if (code !== 0) note("serve with a token", `ended with ${code}: ${desk.told()}`);
  }
}
