/// <reference types="vitest/config" />
import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const host = process.env['DAYBOOK_HOST'] ?? 'http://127.0.0.1:5080'

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    target: 'es2023',
    assetsInlineLimit: 0, // data: URLs would need a wider CSP for fonts
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    manifest: true,
    rolldownOptions: {
      output: {
        // Few requests to the first paint: the framework, our shell, and then one chunk a page. What only dialogs need stays out.
        chunkFileNames: 'assets/[hash:7].js', // names in the lists of chunks would cost the shell more than they tell
        assetFileNames: 'assets/[hash:7][extname]',
        codeSplitting: {
          groups: [
            { name: 'framework', test: /node_modules\/(?:react|react-dom|scheduler|react-i18next|i18next|use-sync-external-store|@tanstack\/(?:react-router|router-core|history|react-store|store|react-query|query-core))\//, priority: 2 },
            { name: 'app', test: /\/src\/(?:router|api\/(?!upload|ask|journal|\w+Types)|styles|shell\/(?!Palette|ShortcutSheet|MoreSheet|Appearance)|i18n\/[^/]+\.ts|lib\/(?:range|duration|settings|useSetting|shortcuts|color)|(?:today|review|timeline|statistics)\/search|kit\/(?:basics\/(?!EntryFrame|Chips|CopyBlock|Progress|Redirect|later)|feedback|form\/form))/, priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    strictPort: true,
    proxy: {
      '/api': { target: host, changeOrigin: true },
      '/badge': { target: host, changeOrigin: true },
      '/openapi': { target: host, changeOrigin: true },
    },
  },
  test: { environment: 'node', include: ['src/**/*.test.ts'] },
})
