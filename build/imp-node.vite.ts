import { resolve } from 'node:path'
import { defineConfig } from 'vite'
import { LND_METHODS } from '../src/node/backends/lnd/lnd-methods.ts'
import { protoJson } from './proto-json.ts'

const path = (relative: string) => resolve(import.meta.dirname, '..', relative)

/** The IMP node as one file that runs on Node 22.5 or newer without this project. */
export default defineConfig({
  plugins: [protoJson(path('proto'), LND_METHODS)],
  ssr: { noExternal: true, external: ['@photostructure/sqlite'] },
  build: {
    ssr: path('src/node/cli/imp-node.ts'),
    target: 'node22',
    outDir: path('dist/imp-node'),
    rolldownOptions: { output: { format: 'cjs', entryFileNames: 'imp-node.cjs', codeSplitting: false } }
  }
})
