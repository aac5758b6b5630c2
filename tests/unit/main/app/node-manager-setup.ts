import { join } from 'node:path'
import { vi } from 'vitest'
import { NodeManager } from '../../../../src/main/app/node-manager'
import { testFolder } from '../../../support/fixtures/test-folder'
import { JsonFile } from '../../../../src/main/settings/json-file'
import { SavedNodes } from '../../../../src/main/settings/saved-nodes'
import { Secrets, type Keychain } from '../../../../src/main/settings/secrets'
import type { ConnectOutcome } from '../../../../src/shared/domain/connection'
import type { NodeId } from '../../../../src/shared/domain/ids'
import type { NodeProfile } from '../../../../src/shared/domain/node'
import type { SameNode } from '../../../../src/shared/domain/same-node'
import type { Unsettled } from '../../../../src/shared/domain/unsettled'
import { fail, ok, type Result } from '../../../../src/shared/result'

export const noDamage = () => {
  throw new Error('no damage expected')
}

const KEYCHAIN: Keychain = {
  isEncryptionAvailable: () => true,
  encryptString: (text) => Buffer.from(text).reverse(),
  decryptString: (bytes) => Buffer.from(bytes).reverse().toString()
}

/** A node manager on files in `folder`, with test doubles for everything else. */
export function setUp(folder = testFolder()) {
  const nodes = new SavedNodes(new JsonFile(join(folder, 'nodes.json')), noDamage)
  const deps = {
    probe: vi.fn((_target: unknown) => Promise.resolve<ConnectOutcome>({ kind: 'connected' })),
    nodes,
    secrets: new Secrets(new JsonFile(join(folder, 'keys.json')), KEYCHAIN, noDamage),
    active: {
      use: vi.fn((_profile: NodeProfile) => Promise.resolve(true)),
      leave: vi.fn(() => Promise.resolve()),
      settled: () => Promise.resolve(),
      session: { retryNow: vi.fn(), refresh: vi.fn(), lastMessageAt: 77 }
    },
    demoNode: {
      start: vi.fn((_before: string | undefined) =>
        Promise.resolve<Result<string, 'demo-node-failed'>>(ok('127.0.0.1:4000'))
      ),
      stop: vi.fn(),
      erase: vi.fn(() => Promise.resolve<Result<undefined, 'erase-failed'>>(ok(undefined)))
    },
    records: {
      erase: vi.fn((_node: NodeProfile): Result<undefined, 'erase-failed'> => ok(undefined)),
      unsettled: vi.fn((_id: NodeId): Result<Unsettled, 'unreadable'> => fail('unreadable')),
      isGone: vi.fn((_id: NodeId) => false),
      setAside: vi.fn((_id: NodeId): Result<undefined, 'store-failed'> => ok(undefined))
    },
    settings: { forget: vi.fn() },
    balances: { forget: vi.fn() },
    sameNode: vi.fn((): SameNode | undefined => undefined),
    listChanged: vi.fn(),
    notSaved: vi.fn()
  }
  return { folder, deps, nodes, connecting: new NodeManager(deps) }
}

export const activeId = (nodes: SavedNodes): NodeId => {
  if (nodes.active === undefined) throw new Error('no node is in use')
  return nodes.active.id
}

export const none = { apiKey: undefined, clientCertificate: undefined }

export const loopback = { kind: 'loopback' } as const
