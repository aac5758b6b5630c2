// @ts-check
import { readFileSync } from 'node:fs'
import path from 'node:path'
import svelte from 'eslint-plugin-svelte'
import ts from 'typescript'
import tseslint from 'typescript-eslint'

/**
 * @typedef {object} Options ESLint's `parserOptions` for one file
 * @property {string} filePath
 * @property {string} tsconfigRootDir
 * @property {string[] | null} [project] names of tsconfig files; the first one that includes the file gives its types
 * @property {unknown} [parser] of scripts, for svelte-eslint-parser
 * @property {ts.Program[]} [programs]
 */
/** @typedef {{ parseForESLint(code: string, options: Options): unknown }} Parser */
/** @typedef {{ files: ReadonlySet<string>, program: () => ts.Program }} Project */

const typescriptParser = /** @type {Parser} */ (tseslint.parser)
const forComponents = svelte.configs.base.find(({ processor }) => processor === 'svelte/svelte')
/** svelte-eslint-parser, which makes a script from a component and hands it to `parserOptions.parser`. */
export const svelteParser = /** @type {Parser} */ (forComponents?.languageOptions?.parser)

/**
 * Whether ESLint runs from the command line and changes no file. A program made once cannot follow an editor or `--fix`.
 * @param {readonly string[]} argv of the process
 */
export const isSingleRun = ([, script = '', ...args]) =>
  /[\\/]eslint(\.js)?$/.test(script) && !args.some((arg) => arg.startsWith('--fix'))

/**
 * Makes the parser of typescript-eslint faster in a single run: all files of a tsconfig share one program.
 *
 * typescript-eslint alone makes a new program for each Svelte component, and each program checks the types of the whole
 * page again. The reason is that a program reads the component from the disk, but has to check the script that
 * svelte-eslint-parser makes from it. The programs here read that script from the start.
 * @param {boolean} singleRun
 */
export function createLintParser(singleRun) {
  /** @type {Map<string, Project>} */
  const projects = new Map()

  /** @param {Options} options */
  function findProgram(options) {
    for (const name of options.project ?? []) {
      const tsconfig = path.join(options.tsconfigRootDir, name)
      const project = projects.get(tsconfig) ?? readProject(tsconfig, options)
      projects.set(tsconfig, project)
      if (project.files.has(options.filePath.replaceAll('\\', '/'))) return project.program()
    }
    return undefined
  }

  return {
    meta: { name: 'lint-parser', version: '1' },
    /**
     * @param {string} code
     * @param {Options} options
     */
    parseForESLint(code, options) {
      const program = singleRun ? findProgram(options) : undefined
      if (program?.getSourceFile(options.filePath)?.text !== code)
        return typescriptParser.parseForESLint(code, options)
      return typescriptParser.parseForESLint(code, { ...options, project: null, programs: [program] })
    }
  }
}

/**
 * @param {string} tsconfig
 * @param {Options} options
 * @returns {Project}
 */
function readProject(tsconfig, options) {
  const components = { extension: '.svelte', isMixedContent: false, scriptKind: ts.ScriptKind.Deferred }
  const config = ts.parseJsonConfigFileContent(
    ts.readConfigFile(tsconfig, ts.sys.readFile).config,
    ts.sys,
    path.dirname(tsconfig),
    { allowNonTsExtensions: true },
    tsconfig,
    undefined,
    [components]
  )
  const files = new Set(config.fileNames)
  // typescript-eslint needs each node's parent.
  const host = ts.createCompilerHost(config.options, true)
  const readFile = host.readFile.bind(host)
  host.readFile = (file) =>
    files.has(file) && /\.svelte(\.ts)?$/.test(file) ? readScript(file, options) : readFile(file)
  /** @type {ts.Program | undefined} */
  let program
  return { files, program: () => (program ??= ts.createProgram(config.fileNames, config.options, host)) }
}

/**
 * The script that svelte-eslint-parser makes from a file: the last code that it hands to the parser of scripts.
 * @param {string} filePath
 * @param {Options} options
 */
function readScript(filePath, options) {
  let script = ''
  const parser = {
    ...tseslint.parser,
    /** @type {Parser['parseForESLint']} */
    parseForESLint(code, given) {
      script = code
      return typescriptParser.parseForESLint(code, given)
    }
  }
  svelteParser.parseForESLint(readFileSync(filePath, 'utf8'), {
    ...options,
    filePath,
    parser,
    project: null
  })
  return script
}
