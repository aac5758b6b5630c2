import { createRequire } from 'node:module'
import type * as Contract from '../../src/shared/ipc/contract'

/**
 * The contract's own object, schemas and all. Required and not imported: Playwright compiles sources outside of tests/
 * to CommonJS, whose names Node cannot see from an ES module.
 */
const contract = createRequire(import.meta.url)('../../src/shared/ipc/contract') as typeof Contract

export const { calls } = contract
