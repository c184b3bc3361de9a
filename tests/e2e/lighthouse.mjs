// Lighthouse over the pages that everybody opens, with its mobile throttling (simulated: 150 ms round trips, 1.6 Mbit/s, a
// processor four times slower). The median of some runs counts. Lighthouse lies in the folder TONGBAN_LIGHTHOUSE.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';

const address = process.env.TONGBAN_ADDRESS;
const runs = Number(process.argv[process.argv.indexOf('--runs') + 1]) || 3;
const kLeast = 95;
const kMostPaint = 1500; // milliseconds

const items = await (await fetch(`${address}/api/v1/search?q=${encodeURIComponent('食品经营许可')}&region_code=431322000000`)).json();
const pages = [
  ['home', '/'],
  ['search', `/search?q=${encodeURIComponent('登记')}`],
  ['guide', `/items/${items.hits[0].item.item_id}`],
  ['progress', '/progress'],
  ['ask', '/ask'],
];

const folder = mkdtempSync(`${tmpdir()}/tongban-lighthouse-runs.`);
function measure(path) {
  const file = `${folder}/report.json`;
  const done = spawnSync(process.execPath, [`${process.env.TONGBAN_LIGHTHOUSE}/node_modules/lighthouse/cli/index.js`, `${address}${path}`,
    '--quiet', '--output=json', `--output-path=${file}`, '--only-categories=performance,accessibility', '--form-factor=mobile',
    '--chrome-flags=--headless=new --no-sandbox --disable-gpu --lang=zh-CN'],
  { env: { ...process.env, CHROME_PATH: process.env.TONGBAN_CHROMIUM ?? '/usr/bin/chromium' }, encoding: 'utf8', timeout: 170_000 });
  if (done.status !== 0) throw new Error(`lighthouse on ${path}: ${done.stderr.slice(-2000)}`);
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const number = (name) => report.audits[name].numericValue;
  return {
    performance: Math.round(report.categories.performance.score * 100),
    accessibility: Math.round(report.categories.accessibility.score * 100),
    paint: number('largest-contentful-paint'), first: number('first-contentful-paint'), blocked: number('total-blocking-time'), shift: number('cumulative-layout-shift'),
    weight: number('total-byte-weight'), benchmark: report.environment.benchmarkIndex,
    faults: Object.values(report.audits).filter((audit) => audit.score === 0 && report.categories.accessibility.auditRefs.some((ref) => ref.id === audit.id && ref.weight)).map((audit) => audit.id),
  };
}
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)];

let short = 0;
console.log(`${new Date().toISOString()}, load ${loadavg().map((value) => value.toFixed(1)).join(' ')}, ${runs} runs a page`);
console.log('page      performance  accessibility  LCP ms  FCP ms  TBT ms  CLS    kB  machine (benchmark index)');
for (const [name, path] of pages) {
  const seen = Array.from({ length: runs }, () => measure(path));
  const of = (key) => median(seen.map((run) => run[key]));
  const row = { performance: of('performance'), accessibility: Math.min(...seen.map((run) => run.accessibility)), paint: of('paint') };
  const good = row.performance >= kLeast && row.accessibility >= kLeast && row.paint < kMostPaint;
  short += good ? 0 : 1;
  console.log(`${name.padEnd(10)}${String(row.performance).padStart(11)}${String(row.accessibility).padStart(15)}${row.paint.toFixed(0).padStart(8)}${of('first').toFixed(0).padStart(8)}${of('blocked').toFixed(0).padStart(8)}` +
    `${of('shift').toFixed(3).padStart(7)}${(of('weight') / 1024).toFixed(0).padStart(5)}${of('benchmark').toFixed(0).padStart(7)}${good ? '' : '   falls short'} ${[...new Set(seen.flatMap((run) => run.faults))].join(' ')}`);
}
rmSync(folder, { recursive: true });
console.log(`load ${loadavg().map((value) => value.toFixed(1)).join(' ')}`);
console.log(`\n${pages.length - short} passed, ${short} failed`);
process.exit(short ? 1 : 0);
