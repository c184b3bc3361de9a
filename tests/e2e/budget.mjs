// What a browser has to fetch before somebody sees a page for the first time, from the build itself: the document, its
// scripts and styles with all they import, and those of the page. Compressed as a server with gzip sends it.
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

import { expect, step } from './browser.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pages = process.env.TONGBAN_WEB ?? `${root}web/dist`;
const kPublic = 200_000; // bytes, for pages that need no account
const kOthers = 280_000; // bytes, for those of applicants and staff, among them the form with all its fields

const size = (file) => gzipSync(readFileSync(`${pages}/${file}`), { level: 9 }).length;

// Every route as it stands in the route files of the modules, and whether it asks for an account.
function routes() {
  const modules = `${root}web/src/modules`;
  return readdirSync(modules).flatMap((name) => {
    const text = readFileSync(`${modules}/${name}/routes.ts`, 'utf8');
    const found = [...text.matchAll(/path: '([^']+)'[\s\S]*?import\('\.\/pages\/(\w+)\.vue'\)[\s\S]*?meta: \{([^}]*)\}/g)];
    return found.map(([, path, page, meta]) => ({ path, entry: `src/modules/${name}/pages/${page}.vue`, open: !meta.includes('needs:') }));
  });
}

// All files that `entry` and what it imports bring with them; what is only imported later (lazily) does not count.
function closure(manifest, entry, files = new Set(), seen = new Set()) {
  const chunk = manifest[entry];
  expect(chunk, `${entry} in the manifest of the build`);
  if (seen.has(entry)) return files;
  seen.add(entry);
  for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
  for (const next of chunk.imports ?? []) closure(manifest, next, files, seen);
  return files;
}

export async function budgetOfPages() {
  await step('the first load of every page keeps its budget', async () => {
    const manifest = JSON.parse(readFileSync(`${pages}/.vite/manifest.json`, 'utf8'));
    const all = routes();
    expect(all.filter(({ open }) => open).length >= 7, 'the public pages to be found');
    const over = [];
    let heaviest = { bytes: 0, path: '' };
    for (const { path, entry, open } of all) {
      const files = closure(manifest, entry, closure(manifest, 'index.html'));
      const bytes = size('index.html') + [...files].reduce((sum, file) => sum + size(file), 0);
      if (bytes > (open ? kPublic : kOthers)) over.push(`${path} needs ${bytes} bytes`);
      if (open && [...files].some((file) => /\/(element|forms)-/.test(file))) over.push(`${path} brings the fields of forms, which it does not show`);
      if (open && bytes > heaviest.bytes) heaviest = { bytes, path };
    }
    console.log(`        the heaviest public page is ${heaviest.path} with ${heaviest.bytes} bytes compressed`);
    expect(over.length === 0, `pages within their budget, got\n${over.join('\n')}`);
  });
}
