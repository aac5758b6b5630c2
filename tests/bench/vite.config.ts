import { resolve } from 'node:path'
import { defineConfig } from 'vite'
import { protoJson } from '../../build/proto-json'

const root = resolve(import.meta.dirname, '../..')

/** Bundles the benchmarks with the wallet's own sources; packages stay outside, as under Node. */
export default defineConfig({
  root,
  logLevel: 'warn',
  plugins: [protoJson(resolve(root, 'proto'))],
  build: {
    ssr: resolve(import.meta.dirname, 'main.ts'),
    target: 'node20',
    outDir: resolve(root, 'bench-output/bundle'),
    emptyOutDir: true
  }
})
