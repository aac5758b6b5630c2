import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import protobuf from 'protobufjs'
import type { Plugin } from 'vite'
import { keepMethods } from './keep-methods.ts'

/**
 * Makes `import descriptor from '…/some.proto'` return the file's protobufjs JSON descriptor, so that a bundle contains
 * the contract and reads no .proto from disk. Imports inside a .proto are resolved from `includeDir`. Of a service that
 * `methods` names, as in `lnrpc.Lightning/GetInfo`, the descriptor has only those methods and their messages.
 */
export function protoJson(includeDir: string, methods: readonly string[] = []): Plugin {
  return {
    name: 'proto-json',
    load(id) {
      if (!id.endsWith('.proto')) return null
      const root = new protobuf.Root()
      root.resolvePath = (_origin, target) => {
        // The options themselves are kept; the types of google.api would only enlarge the bundle.
        if (target === 'google/api/annotations.proto') return null
        // LND's protos import each other relative to their own folder.
        const included = [resolve(includeDir, target), resolve(includeDir, 'lnd', target)].find((path) =>
          existsSync(path)
        )
        return included ?? target
      }
      root.loadSync(id, { keepCase: true })
      for (const file of root.files) this.addWatchFile(file)
      keepMethods(root, methods)
      return `export default ${JSON.stringify(root.toJSON())}`
    }
  }
}
