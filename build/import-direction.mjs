// @ts-check
import path from 'node:path'

/**
 * @typedef {object} Zone A folder, and folders that nothing in it may import from.
 * @property {string} target relative to `root`
 * @property {string[]} from relative to `root`
 * @property {string} message the reason, for the person who breaks the rule
 */

/**
 * @param {string} file
 * @param {string} folder
 */
const isBelow = (file, folder) => file === folder || file.startsWith(folder + path.sep)

/**
 * Reports imports against the direction of the rooms. Only relative imports cross folders in this project, so it only
 * has to resolve paths.
 * @type {import('eslint').Rule.RuleModule}
 */
export const importDirection = {
  meta: { type: 'problem', schema: [{ type: 'object' }] },
  create(context) {
    const { root, zones } = /** @type {{ root: string, zones: Zone[] }} */ (context.options[0])
    const applying = zones.filter(({ target }) => isBelow(context.filename, path.join(root, target)))

    /** @param {{ source?: import('estree').Expression | null }} node */
    const check = ({ source }) => {
      if (source?.type !== 'Literal' || typeof source.value !== 'string' || !source.value.startsWith('.'))
        return
      const imported = path.resolve(path.dirname(context.filename), source.value)
      const broken = applying.find(({ from }) =>
        from.some((folder) => isBelow(imported, path.join(root, folder)))
      )
      if (broken !== undefined) context.report({ node: source, message: broken.message })
    }
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check
    }
  }
}
