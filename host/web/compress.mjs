// Writes .br and .gz beside every file of the build that shrinks, so that the host never compresses at run time.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const worth = /\.(?:js|css|html|svg|json|txt|webmanifest)$/

for (const entry of readdirSync('dist', { recursive: true })) {
  const file = join('dist', String(entry))
  if (!worth.test(file) || !statSync(file).isFile()) continue
  const bytes = readFileSync(file)
  if (bytes.length < 512) continue
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  }))
}
