// @ts-check

const MAX_ASAR_BYTES = 8_000_000

/**
 * @typedef {object} AppContent The content of an unpacked app, read by check-app.mjs.
 * @property {number} asarBytes
 * @property {string[]} inAsar every file's path in app.asar, unpacked ones among them
 * @property {string[]} beside every file below `resources` except app.asar
 * @property {string[]} locales names of Chromium's language packs
 * @property {{ name: string, text: string }[]} scripts the JavaScript and CSS in app.asar
 * @property {unknown} manifest package.json in app.asar
 * @property {boolean} licences whether Electron's and Chromium's licences are beside the program
 */

/** The files that our build puts into the archive. No other file may be in it. */
const ALLOWED_IN_ASAR = [
  /^package\.json$/u,
  /^LICENSE$/u,
  /^out\/(?:main|preload|renderer)\/[\w./@-]+\.(?:js|css|html|woff2|svg|png|ico)$/u,
  /^out\/licences\/\w+\.json$/u,
  /^resources\/(?:tray|icons)\/[\w./@-]+\.(?:png|ico)$/u,
  /^resources\/(?:overlay(?:@2x)?\.png|icon\.ico)$/u,
  /^node_modules\/@photostructure\/sqlite\/(?:package\.json|LICENSE)$/u
]
const NEEDED = [
  'out/main/index.js',
  'out/main/run.js',
  'out/main/demo-node.js',
  'out/main/lnd-node.js',
  'out/preload/index.js',
  'out/main/packaged-sqlite.js',
  'out/renderer/index.html'
]
const ALLOWED_BESIDE = [
  /^app-update\.yml$/u,
  /^package-type$/u,
  /^apparmor-profile$/u,
  /^update-feed\.json$/u
]

/**
 * The problems of an unpacked app, as text; empty if there are none.
 * @param {AppContent} content
 * @param {{ platform: NodeJS.Platform, arch: string, version: string, testBuild: boolean }} target
 * @returns {string[]}
 */
export function contentProblems(content, { platform, arch, version, testBuild }) {
  const native = `node_modules/@photostructure/sqlite/prebuilds/${platform}-${arch}/@photostructure+sqlite.glibc.node`
  const unpacked = `app.asar.unpacked/${native}`
  return [
    ...strangers(content.inAsar, ALLOWED_IN_ASAR, [native]).map((name) => `app.asar holds ${name}`),
    ...strangers(content.beside, ALLOWED_BESIDE, [unpacked]).map((name) => `resources holds ${name}`),
    ...[native].filter((name) => !content.inAsar.includes(name)).map((name) => `app.asar lacks ${name}`),
    ...[unpacked].filter((name) => !content.beside.includes(name)).map((name) => `resources lacks ${name}`),
    ...NEEDED.filter((name) => !content.inAsar.includes(name)).map((name) => `app.asar lacks ${name}`),
    ...(content.asarBytes > MAX_ASAR_BYTES ? [`app.asar has ${content.asarBytes} bytes`] : []),
    ...content.locales
      .filter((name) => !/^(?:en-US\.pak|en\.lproj)$/u.test(name))
      .map((name) => `resources holds the language ${name}`),
    ...content.scripts.flatMap(({ name, text }) => scriptProblems(name, text)),
    ...manifestProblems(content.manifest, { version, testBuild }),
    ...(content.licences ? [] : ["Electron's or Chromium's licences are missing"])
  ]
}

/**
 * @param {readonly string[]} names
 * @param {readonly RegExp[]} allowed
 * @param {readonly string[]} also
 */
const strangers = (names, allowed, also) =>
  names.filter((name) => !also.includes(name) && !allowed.some((pattern) => pattern.test(name)))

/**
 * @param {string} name
 * @param {string} text
 */
function scriptProblems(name, text) {
  /** @type {[RegExp, string][]} */
  const never = [
    [/[#@] sourceMappingURL=data:/u, 'carries a source map'],
    [/"sourcesContent"\s*:/u, 'carries sources'],
    [/\b(?:vitest|playwright|fast-check)\b/u, 'carries test code']
  ]
  return never.filter(([pattern]) => pattern.test(text)).map(([, what]) => `${name} ${what}`)
}

/**
 * @param {unknown} manifest
 * @param {{ version: string, testBuild: boolean }} expected
 */
function manifestProblems(manifest, { version, testBuild }) {
  if (typeof manifest !== 'object' || manifest === null) return ['package.json is not readable']
  const of = 'version' in manifest ? manifest.version : undefined
  return [
    // A wallet with this mark opens its window to a debugger.
    ...('testBuild' in manifest === testBuild
      ? []
      : [`package.json ${testBuild ? 'lacks' : 'has'} testBuild`]),
    ...(of === version ? [] : [`package.json says version ${String(of)}`]),
    ...['scripts', 'devDependencies'].filter((key) => key in manifest).map((key) => `package.json has ${key}`)
  ]
}
