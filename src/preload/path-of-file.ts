import type { WebUtils } from 'electron'

/**
 * The path of a File that the person dropped or chose. Empty for a File that the page made, undefined for anything else.
 * `utils` is undefined on an Electron before 29, which development may run on: there the File has its path itself.
 */
export function pathOfFile(
  utils: Pick<WebUtils, 'getPathForFile'> | undefined,
  given: unknown
): string | undefined {
  if (!(given instanceof File)) return undefined
  if (utils !== undefined) return utils.getPathForFile(given)
  const path: unknown = Reflect.get(given, 'path')
  return typeof path === 'string' ? path : undefined
}
