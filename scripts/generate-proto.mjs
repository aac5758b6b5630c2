// Generates the TypeScript types of the protos: `npm run generate:proto`, or with `--out DIR` somewhere else.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const generator = join(root, 'node_modules/@grpc/proto-loader/build/bin/proto-loader-gen-types.js')

/** The two generations of the node use the same package names for different messages, so each gets a folder. */
const SETS = [
  {
    folder: 'v1',
    files: ['lightning', 'websocket', 'messaging'].map((name) => `imp/api/${name}/${name}.proto`)
  },
  {
    folder: 'v2',
    files: ['core', 'lightning', 'websocket', 'messaging'].map((name) => `imp/api/v2/${name}/${name}.proto`)
  },
  { folder: 'extension', files: ['imp/extension/v1/node.proto'] },
  { folder: 'demo', files: ['demo/control.proto'] }
]

const { values } = parseArgs({ options: { out: { type: 'string' } } })
const out = resolve(values.out ?? join(root, 'src/proto-types/generated'))

// HTTP bindings are options of methods, not part of messages. An empty stand-in for their file keeps the thirty types
// of google.api and google.protobuf.descriptor out of the result.
const standIns = mkdtempSync(join(tmpdir(), 'proto-stand-ins-'))
try {
  mkdirSync(join(standIns, 'google/api'), { recursive: true })
  writeFileSync(join(standIns, 'google/api/annotations.proto'), 'syntax = "proto3";\npackage google.api;\n')
  for (const { folder, files } of SETS) {
    rmSync(join(out, folder), { recursive: true, force: true })
    execFileSync(
      process.execPath,
      [
        generator,
        '--keepCase',
        '--longs=String',
        '--enums=String',
        '--defaults',
        '--oneofs',
        '--includeComments',
        '--grpcLib=@grpc/grpc-js',
        `--includeDirs=${standIns}`,
        // Relative, so that the generated files do not contain a path of this computer.
        '--includeDirs=.',
        `--outDir=${join(out, folder)}`,
        ...files
      ],
      { cwd: join(root, 'proto'), stdio: ['ignore', 'ignore', 'inherit'] }
    )
  }
} finally {
  rmSync(standIns, { recursive: true, force: true })
}
