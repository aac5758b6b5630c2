import { resolve } from 'node:path'
import { defineConfig } from 'vite'
import { protoJson } from '../../build/proto-json'

const root = resolve(import.meta.dirname, '../..')

/** Bundles the tour on a real LND with the sources it uses; packages stay outside, as under Node. */
export default defineConfig({
  root,
  logLevel: 'warn',
  plugins: [protoJson(resolve(root, 'proto'))],
  build: { ssr: resolve(import.meta.dirname, 'tour.ts'), target: 'node20' }
})
