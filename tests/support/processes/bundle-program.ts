import { join, resolve } from 'node:path'
import { build } from 'vite'
import { protoJson } from '../../../build/proto-json'

/**
 * Bundles a program of tests/ that runs in its own process; resolves with the path to run. The SQLite package is not
 * bundled, as in the wallet, so the program needs the project's node_modules in NODE_PATH.
 */
export async function bundleProgram(entry: string, outDir: string): Promise<string> {
  const root = process.cwd()
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    plugins: [protoJson(resolve(root, 'proto'))],
    ssr: { noExternal: true, external: ['@photostructure/sqlite'] },
    build: {
      ssr: resolve(root, entry),
      target: 'node20',
      outDir,
      emptyOutDir: false,
      rolldownOptions: { output: { format: 'cjs', entryFileNames: 'program.cjs', codeSplitting: false } }
    }
  })
  return join(outDir, 'program.cjs')
}
