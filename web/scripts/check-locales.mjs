// Every key has both texts, and every key that a page names literally exists. Dynamic keys (t(`a.${b}`)) need at least
// one key that begins as they do.
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const source = new URL('../src', import.meta.url).pathname;
const files = (folder) =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : [path];
  });

const keys = new Map();
const findings = [];
for (const path of files(join(source, 'locales'))) {
  for (const [key, pair] of Object.entries(JSON.parse(readFileSync(path, 'utf8')))) {
    if (keys.has(key)) findings.push(`${path}: ${key} is also in ${keys.get(key)}`);
    keys.set(key, path);
    if (!Array.isArray(pair) || pair.length !== 2 || pair.some((text) => typeof text !== 'string' || !text))
      findings.push(`${path}: ${key} needs two texts, Chinese and English`);
  }
}
for (const key of keys.keys())
  for (const other of keys.keys()) if (other.startsWith(`${key}.`)) findings.push(`${key} is also the beginning of ${other}`);

for (const path of files(source).filter((name) => /\.(vue|ts)$/.test(name) && !name.endsWith('.test.ts'))) {
  const text = readFileSync(path, 'utf8');
  for (const [, key] of text.matchAll(/\bt\(\s*'([^']+)'/g)) if (!keys.has(key)) findings.push(`${path}: no text for ${key}`);
  for (const [, start] of text.matchAll(/\bt\(\s*`([^`$]+)\$\{/g))
    if (![...keys.keys()].some((key) => key.startsWith(start))) findings.push(`${path}: no text begins with ${start}`);
  for (const [, key] of text.matchAll(/title: '([a-z_.]+)'/g)) if (!keys.has(key)) findings.push(`${path}: no text for ${key}`);
}
for (const finding of findings) console.log(finding);
process.exit(findings.length ? 1 : 0);
