// The budget of the design, checked after every build: what a first visit and each page cost, gzipped.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const manifest = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8'))
const size = (file) => gzipSync(readFileSync(`dist/${file}`), { level: 9 }).length
const kB = (bytes) => (bytes / 1000).toFixed(1)

/** A chunk and everything it imports statically. */
function closure(key, seen = new Set()) {
  if (seen.has(key)) return seen
  seen.add(key)
  for (const next of manifest[key].imports ?? []) closure(next, seen)
  return seen
}
const entry = Object.keys(manifest).find((key) => manifest[key].isEntry)
const shell = closure(entry)
const js = (keys) => [...keys].reduce((sum, key) => sum + size(manifest[key].file), 0)
const css = (keys) => [...new Set([...keys].flatMap((key) => manifest[key].css ?? []))].reduce((sum, file) => sum + size(file), 0)

const budgets = { ReviewPage: 55_000, default: 60_000 }
const rows = [['shell', js(shell), 140_000]]
let styles = ['styles, shell', css(shell), 20_000]
for (const key of Object.keys(manifest)) {
  const page = /\/(\w+Page)\.tsx$/.exec(key)?.[1]
  if (page && manifest[key].isDynamicEntry) {
    // Styles count as a visitor pays for them: the shell's and the page's.
    const paid = css(new Set([...shell, ...closure(key)]))
    if (paid > styles[1]) styles = [`styles, ${page}`, paid, 20_000]
    rows.push([page, js([...closure(key)].filter((k) => !shell.has(k))), budgets[page] ?? budgets.default])
  }
}
rows.push(styles)
let over = 0
for (const [name, bytes, budget] of rows) {
  if (bytes > budget) over++
  console.log(`${bytes > budget ? 'OVER ' : '     '}${name.padEnd(26)} ${kB(bytes).padStart(6)} of ${kB(budget)} kB gz`)
}
if (over > 0) {
  console.error(`${over} over the budget`)
  process.exit(1)
}
