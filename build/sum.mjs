// Adds up what the runners wrote into a folder: *.trx (.NET), *.vitest.json (web), *.failed (a step or runner that broke).
// Prints every failure and skip, and at the end "N passed, N failed, N skipped". Exit code 0 only when something ran and nothing failed.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = process.argv[2]
const total = { passed: 0, failed: 0, skipped: 0 }
const complain = (text) => console.log(`FAILED  ${text}`)

const text = (value) =>
  value.replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

function skip(name, reason) {
  total.skipped++
  console.log(`SKIPPED ${name}: ${reason || 'no reason given'}`)
  if (!reason) {
    total.failed++
    complain(`${name} is skipped without a reason`)
  }
}

function trx(file) {
  const xml = readFileSync(join(folder, file), 'utf8')
  for (const [, attributes, rest] of xml.matchAll(/<UnitTestResult\b([^>]*?)(\/>|>[\s\S]*?<\/UnitTestResult>)/g)) {
    const name = text(/testName="([^"]*)"/.exec(attributes)?.[1] ?? '?')
    const outcome = /outcome="([^"]*)"/.exec(attributes)?.[1]
    const said = text(/<(?:Message|StdOut)>([\s\S]*?)<\//.exec(rest)?.[1] ?? '').trim()
    if (outcome === 'Passed') total.passed++
    else if (outcome === 'NotExecuted') skip(name, said)
    else {
      total.failed++
      complain(`${name} (${file})\n        ${said.split('\n').slice(0, 12).join('\n        ')}`)
    }
  }
}

function vitest(file) {
  for (const suite of JSON.parse(readFileSync(join(folder, file), 'utf8')).testResults) {
    const tests = suite.assertionResults ?? []
    if (suite.status === 'failed' && !tests.some((test) => test.status === 'failed')) {
      total.failed++
      complain(`${suite.name}: ${suite.message ?? 'broke'}`)
    }
    for (const test of tests) {
      if (test.status === 'passed') total.passed++
      else if (test.status === 'failed') {
        total.failed++
        complain(`${test.fullName}\n        ${(test.failureMessages ?? []).join('\n').split('\n').slice(0, 12).join('\n        ')}`)
      } else skip(test.fullName, '')
    }
  }
}

console.log()
for (const file of readdirSync(folder).sort()) {
  if (file.endsWith('.trx')) trx(file)
  else if (file.endsWith('.vitest.json')) vitest(file)
  else if (file.endsWith('.failed')) {
    total.failed++
    complain(readFileSync(join(folder, file), 'utf8').trim())
  }
}
if (total.passed + total.failed === 0) {
  total.failed++
  complain('no test ran at all')
}
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exit(total.failed === 0 ? 0 : 1)
