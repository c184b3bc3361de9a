// Instances a second of the process's own time of npm bpmn-engine, for bench/engine/fork.bpmn: the model of src/engine/bpmn/bpmn_bench.cpp. The
// file is read once. Run in a folder where `npm install bpmn-engine` was done: node bpmn_engine.mjs MODEL [SECONDS]
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'

const require = createRequire(process.cwd() + '/')
const { Engine } = require('bpmn-engine')
const BpmnModdle = require('bpmn-moddle')
const Elements = require('bpmn-elements')
const { default: serialize, TypeResolver } = require('moddle-context-serializer')

const source = readFileSync(process.argv[2], 'utf8')
const seconds = Number(process.argv[3] ?? 5)
const moddle = new (BpmnModdle.default ?? BpmnModdle.BpmnModdle ?? BpmnModdle)()
const sourceContext = serialize(await moddle.fromXML(source), TypeResolver(Elements))

async function once() {
  const engine = new Engine({ name: 'fork', sourceContext: sourceContext.clone ? sourceContext.clone() : sourceContext })
  const ended = new Promise((resolve, reject) => {
    engine.once('end', resolve)
    engine.once('error', reject)
  })
  await engine.execute()
  await ended
}

for (let round = 0; round < 200; ++round) await once()
const begin = process.cpuUsage()
const spent = () => {
  const used = process.cpuUsage(begin)
  return (used.user + used.system) / 1e6
}
let count = 0
while (spent() < seconds) {
  await once()
  ++count
}
console.log(JSON.stringify({ per_second: Math.round(count / spent()), count }))
