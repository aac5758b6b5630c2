// @ts-check
import path from 'node:path'

/**
 * Reports imports between two rooms of a folder that its table does not allow. Only relative imports cross folders in
 * this project, so it only has to resolve paths.
 * @type {import('eslint').Rule.RuleModule}
 */
export const importDirection = {
  meta: { type: 'problem', schema: [{ type: 'object' }] },
  create(context) {
    const { root, rooms } = /** @type {{ root: string, rooms: typeof import('./rooms.mjs').ROOMS }} */ (
      context.options[0]
    )
    const importing = path.relative(root, context.filename).split(path.sep)

    /** @param {{ source?: import('estree').Expression | null | undefined }} node */
    const check = ({ source }) => {
      if (source?.type !== 'Literal' || typeof source.value !== 'string' || !source.value.startsWith('.'))
        return
      const target = path.resolve(path.dirname(context.filename), source.value)
      const imported = path.relative(root, target).split(path.sep)
      const depth = importing.findIndex((name, at) => name !== imported[at])
      const folder = importing.slice(0, depth).join('/') || '.'
      const [room = '', other = ''] = [importing[depth], imported[depth]]
      const allowed = rooms[folder]?.[room]
      if (allowed === undefined || rooms[folder]?.[other] === undefined || allowed.includes(other)) return
      const list = allowed.length === 0 ? 'no room beside it' : `only ${allowed.join(', ')}`
      const place = folder === '.' ? 'src' : `src/${folder}`
      context.report({ node: source, message: `In ${place}, ${room} imports ${list}, not ${other}.` })
    }
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check
    }
  }
}
