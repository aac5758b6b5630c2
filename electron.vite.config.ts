import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'electron-vite'
import { ascii } from './build/ascii'
import { licences } from './build/licences'
import { protoJson } from './build/proto-json'
import { LND_METHODS } from './src/node/backends/lnd/lnd-methods'
import { namesOf } from './src/shared/ipc/names'
import { calls, EVENT_NAMES } from './src/shared/ipc/contract'

const path = (relative: string) => resolve(import.meta.dirname, relative)
const { version } = JSON.parse(readFileSync(path('package.json'), 'utf8')) as { version: string }

/** The main process, and what runs the node in a process of the app and on the command line. */
const entries = {
  index: path('src/main/index.ts'),
  // Beside index.js and not among the chunks, because the files it opens are found from where it lies.
  run: path('src/main/run.ts'),
  'demo-node': path('src/node/backends/demo/demo-node-utility.ts'),
  'lnd-node': path('src/node/wallet-process/lnd-process-utility.ts'),
  'imp-node-cli': path('src/node/cli/imp-node.ts'),
  'demo-node-cli': path('src/node/backends/demo/cli.ts'),
  // An entry of its own, so that it too finds the native code from out/main.
  'packaged-sqlite': path('build/packaged-sqlite.ts')
}

/**
 * Compile targets of the bundles. electron-vite's default follows the Electron pinned in package.json; only the older
 * one of closed networks needs its own (scripts/lib/build.mjs sets the variable to the version that will run this
 * build).
 */
const target: { node?: string; chrome?: string } =
  Number.parseInt(process.env.IMP_BUILD_FOR_ELECTRON ?? '', 10) === 25
    ? { node: 'node18', chrome: 'chrome114' }
    : {}

/**
 * Everything is bundled except Electron and the native code of SQLite, which build/packaged-sqlite.ts loads from
 * node_modules. Main and preload are CJS: a sandboxed preload can be nothing else, and main loads parts of itself late.
 */
export default defineConfig(({ command }) => {
  const dev = command === 'serve'
  return {
    main: {
      plugins: [protoJson(path('proto'), LND_METHODS), ascii(), licences(path('out/licences/main.json'))],
      resolve: {
        alias: [
          { find: /^ajv(?:\/dist\/2020\.js|-formats)$/u, replacement: path('build/no-schemas.ts') },
          { find: 'node-gyp-build', replacement: path('build/packaged-sqlite.ts') }
        ]
      },
      define: {
        __APP_VERSION__: JSON.stringify(version),
        __DEV__: JSON.stringify(dev)
      },
      build: {
        ...(target.node === undefined ? {} : { target: target.node }),
        sourcemap: dev,
        externalizeDeps: false,
        rolldownOptions: {
          input: entries,
          output: {
            format: 'cjs',
            // V8 keeps the source in memory. The code is not minified, so that traces in the log name lines and
            // functions; that costs the node's process 0.4 MiB.
            comments: false,
            minify: false,
            entryFileNames: '[name].js',
            chunkFileNames: 'chunks/[name]-[hash].js',
            // The main process loads the node's client only once the window comes up: it shall not be in its way
            // before.
            codeSplitting: { groups: [{ name: 'grpc', test: /node_modules[\\/](?:@grpc|protobufjs)[\\/]/u }] }
          }
        }
      }
    },
    preload: {
      // Only the names cross into the preload; the schemas and their library stay in main.
      define: { __IPC_NAMES__: JSON.stringify(namesOf(calls, EVENT_NAMES)) },
      build: {
        ...(target.node === undefined ? {} : { target: target.node }),
        sourcemap: dev ? 'inline' : false,
        rolldownOptions: {
          input: { index: path('src/preload/index.ts') },
          output: { format: 'cjs', entryFileNames: '[name].js' }
        }
      }
    },
    renderer: {
      root: path('src/renderer'),
      plugins: [
        svelte({ configFile: path('svelte.config.mjs') }),
        licences(path('out/licences/renderer.json'))
      ],
      build: {
        ...(target.chrome === undefined ? {} : { target: target.chrome }),
        sourcemap: dev,
        minify: true,
        // The content security policy allows no fonts from data URLs.
        assetsInlineLimit: 0,
        rolldownOptions: {
          input: path('src/renderer/index.html'),
          // Which plugin takes how long is no warning.
          checks: { bundlerTimings: false }
        }
      }
    }
  }
})
