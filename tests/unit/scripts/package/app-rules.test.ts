import { describe, expect, it } from 'vitest'
import { contentProblems, type AppContent } from '../../../../scripts/package/app-rules.mjs'

const NATIVE = 'node_modules/@photostructure/sqlite/prebuilds/linux-x64/@photostructure+sqlite.glibc.node'
const TARGET = { platform: 'linux', arch: 'x64', version: '1.0.0', testBuild: false } as const
const GOOD: AppContent = {
  asarBytes: 2_000_000,
  inAsar: [
    'package.json',
    'out/main/index.js',
    'out/main/run.js',
    'out/main/demo-node.js',
    'out/main/lnd-node.js',
    'out/main/chunks/serve-4Bqb.js',
    'out/preload/index.js',
    'out/renderer/index.html',
    'out/renderer/assets/inter-latin.woff2',
    'out/main/packaged-sqlite.js',
    NATIVE
  ],
  beside: [`app.asar.unpacked/${NATIVE}`],
  locales: ['en-US.pak'],
  scripts: [{ name: 'out/main/index.js', text: 'console.log(1)' }],
  manifest: { name: 'imp-wallet', version: '1.0.0' },
  licences: true
}
const problemsOf = (change: Partial<AppContent>) => contentProblems({ ...GOOD, ...change }, TARGET)

describe('the content of a packaged app', () => {
  it('is accepted with the bundles, the images and the one native binary', () => {
    expect(problemsOf({})).toEqual([])
  })

  it.each([
    'out/main/index.js.map',
    'src/main/index.ts',
    'tests/unit/money.test.ts',
    'proto/imp/api/lightning/lightning.proto',
    'node_modules/@photostructure/sqlite/prebuilds/win32-x64/@photostructure+sqlite.glibc.node',
    'node_modules/@photostructure/sqlite/src/upstream/sqlite3.c',
    'node_modules/node-gyp-build/node-gyp-build.js',
    'node_modules/electron/package.json'
  ])('must not include %s', (name) => {
    expect(problemsOf({ inAsar: [...GOOD.inAsar, name] })).toEqual([`app.asar holds ${name}`])
  })

  it('must include the demo node, the LND node and the database', () => {
    const without = (missing: string) => GOOD.inAsar.filter((name) => name !== missing)
    for (const node of ['out/main/demo-node.js', 'out/main/lnd-node.js'])
      expect(problemsOf({ inAsar: without(node) })).toEqual([`app.asar lacks ${node}`])
    expect(problemsOf({ inAsar: without(NATIVE), beside: [] })).toHaveLength(2)
  })

  it('must not include a second app beside the archive, which Electron would start instead', () => {
    const beside = [...GOOD.beside, 'default_app.asar', 'app/main.js']
    expect(problemsOf({ beside })).toEqual([
      'resources holds default_app.asar',
      'resources holds app/main.js'
    ])
  })

  it('must not include source maps with sources, or test code', () => {
    const script = (text: string) => problemsOf({ scripts: [{ name: 'a.js', text }] })
    expect(script('//# sourceMappingURL=data:application/json;base64,e30=')).toEqual([
      'a.js carries a source map'
    ])
    expect(script('{"sourcesContent": ["x"]}')).toEqual(['a.js carries sources'])
    expect(script('import { it } from "vitest"')).toEqual(['a.js carries test code'])
  })

  it('must not exceed its size limit', () => {
    expect(problemsOf({ asarBytes: 8_000_001 })).toEqual(['app.asar has 8000001 bytes'])
    expect(problemsOf({ locales: ['en-US.pak', 'de.pak'] })).toEqual(['resources holds the language de.pak'])
  })

  it('must not have the mark of a test build, which opens the window to a debugger', () => {
    const marked = { ...TARGET, testBuild: true }
    expect(problemsOf({ manifest: { version: '1.0.0', testBuild: true } })).toEqual([
      'package.json has testBuild'
    ])
    expect(contentProblems(GOOD, marked)).toEqual(['package.json lacks testBuild'])
  })

  it('must have the version of the package, and the licences of the runtime', () => {
    expect(problemsOf({ manifest: { version: '0.9.0', devDependencies: {} } })).toEqual([
      'package.json says version 0.9.0',
      'package.json has devDependencies'
    ])
    expect(problemsOf({ licences: false })).toEqual(["Electron's or Chromium's licences are missing"])
  })
})
