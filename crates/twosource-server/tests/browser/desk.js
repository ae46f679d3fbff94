// A collection that is served: made from reports in a folder of its own, ended with the checks.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Serves a collection made of `inputs`, to whoever has the token where one is given; gives its address and a function that ends it. */
export async function serve(program, inputs, token) {
  const folder = mkdtempSync(join(tmpdir(), "twosource-desk-"));
  const store = join(folder, "collection");
  if (inputs.length) execFileSync(program, ["ingest", "--quiet", "--store", store, ...inputs], { stdio: ["ignore", "ignore", "inherit"] });
  const child = spawn(program, ["serve", "--store", store, "--listen", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...(token ? { TWOSOURCE_TOKEN: token } : {}) } });
  let told = "";
  const address = await new Promise((resolve, reject) => {
    const look = (chunk) => {
      told += chunk;
      const found = told.match(/http:\/\/(?:127\.0\.0\.1|localhost|\[::1\]):\d+/);
      if (found) resolve(found[0]);
    };
    child.stdout.on("data", look);
    child.stderr.on("data", look);
    child.on("exit", (code) => reject(new Error(`serve ended with ${code}: ${told}`)));
    setTimeout(() => reject(new Error(`serve told no address: ${told}`)), 30_000).unref();
  });
  const end = async () => {
    const gone = new Promise((resolve) => child.on("exit", resolve));
    child.kill("SIGTERM");
    const code = await gone;
    rmSync(folder, { recursive: true, force: true });
    return code;
  };
  return { address, store, end, told: () => told };
}

/** A report that tries to act on the page, in every field. */
export function hostileReport(folder) {
  const attack = `"'><script>window.acted=1</script><img src=x onerror="window.acted=1">\u202e\u001b[2J`;
  const path = join(folder, "hostile.jsonl");
  const text = `${attack} The harbour master of Port Kelda said on Tuesday that 12 people were hurt when the ferry hit the breakwater. ${attack}`;
  const report = { id: `evil ${attack}`, outlet: `Evil ${attack}`, title: `Ferry hits breakwater ${attack}`, byline: attack, url: "javascript:window.acted=1", published: "2026-03-03", text };
  writeFileSync(path, `${JSON.stringify(report)}\n`);
  return path;
}

/** Three invented reports of a tug: what three people told stands, and how many were aboard is in dispute. */
export function tugReports(folder) {
  const said = (who, short, people) => `The tug Morning Star sank off Altmark on Monday, ${who} said in an interview.\n\n${people} people were aboard the tug, ${short} said.\n`;
  const reports = [
    ["courier", "Quay Courier", "2026-02-03T09:30:00Z", said("coastguard spokesman Peter Varga", "Varga", "Nine")],
    ["gull", "Evening Gull", "2026-02-03T17:05:00Z", said("harbour master Ingrid Maun", "Maun", "Eleven")],
    ["times", "Altmark Times", "2026-02-04T08:00:00Z", said("its captain Jon Brandt", "Brandt", "Nine")],
  ];
  const path = join(folder, "tug.jsonl");
  writeFileSync(path, reports.map(([id, outlet, published, text]) => `${JSON.stringify({ id, outlet, published, url: `https://${id}.example/tug`, title: "Tug sinks off Altmark", text })}\n`).join(""));
  return path;
}

export const isThere = existsSync;
