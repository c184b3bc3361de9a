// Evaluations a second of the process's own time of npm feelin, for the expressions of src/engine/feel/feel_bench.cpp: one JSON line each. Run in
// a folder where `npm install feelin` was done: node feelin.mjs [SECONDS]
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const require = createRequire(process.cwd() + '/')
const { evaluate } = await import(pathToFileURL(require.resolve('feelin')))

const expressions = [
  'age >= 18 and income * 12 > 50000 and not(blocked)',
  'if area < 50 then "instant" else if area < 200 then "review" else "survey"',
  'sum(for i in items return i.price * i.count) * (1 + 0.13)',
  'count(items[price > 10]) > 1 and (some i in items satisfies i.count = 3)',
  'date("2024-01-31") + duration("P1M") < date("2024-03-01")',
  'string length(name) > 2 and upper case(name) = "WANG"',
]
const context = {
  age: 30, income: 6200.5, blocked: false, area: 120, name: 'Wang',
  items: [{ price: 9.9, count: 3 }, { price: 20, count: 1 }, { price: 35.5, count: 2 }],
}
const seconds = Number(process.argv[2] ?? 2)

for (const [index, text] of expressions.entries()) {
  for (let round = 0; round < 200; ++round) evaluate(text, context)
  const begin = process.cpuUsage()
  const spent = () => {
    const used = process.cpuUsage(begin)
    return (used.user + used.system) / 1e6
  }
  let count = 0
  while (spent() < seconds) {
    for (let round = 0; round < 50; ++round) evaluate(text, context)
    count += 50
  }
  const elapsed = spent()
  const answer = evaluate(text, context)
  console.log(JSON.stringify({ index, per_second: Math.round(count / elapsed), value: answer?.value ?? answer }))
}
