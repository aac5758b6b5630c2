import { FieldReader } from './field-reader'

/** The version of the identifier that LND's macaroon library writes (macaroon-bakery v2, `bakery.Version3`). */
const VERSION = 3
/** `number << 3 | 2`, as protobuf writes the fields of MacaroonId: `bytes nonce`, `bytes storageId`, `repeated Op ops`. */
const ID = { nonce: 0x0a, storageId: 0x12, op: 0x1a } as const
/** The same of Op: `string entity`, `repeated string actions`. */
const OP = { entity: 0x0a, action: 0x12 } as const

/** Permissions as LND writes them: entity and action, or the entity `uri` and the method of a call. */
export class MacaroonPermissions {
  readonly #operations: ReadonlyMap<string, ReadonlySet<string>>

  constructor(operations: ReadonlyMap<string, ReadonlySet<string>>) {
    this.#operations = operations
  }

  has(entity: string, action: string): boolean {
    return this.#operations.get(entity)?.has(action) === true
  }

  /** Whether every permission is for the action `read`. */
  get onlyReads(): boolean {
    return [...this.#operations.values()].every((actions) =>
      [...actions].every((action) => action === 'read')
    )
  }
}

/** Reads the permissions in the identifier of a macaroon. Undefined if it has another form than LND's. */
export function readPermissions(identifier: Uint8Array): MacaroonPermissions | undefined {
  if (identifier[0] !== VERSION) return undefined
  const reader = new FieldReader(identifier, 1)
  const operations = new Map<string, Set<string>>()
  while (!reader.atEnd) {
    const field = reader.field()
    if (field?.type === ID.nonce || field?.type === ID.storageId) continue
    const operation = field?.type === ID.op ? readOperation(field.content) : undefined
    if (operation === undefined) return undefined
    const actions = operations.get(operation.entity) ?? new Set()
    for (const action of operation.actions) actions.add(action)
    operations.set(operation.entity, actions)
  }
  return operations.size === 0 ? undefined : new MacaroonPermissions(operations)
}

function readOperation(
  bytes: Uint8Array
): { readonly entity: string; readonly actions: readonly string[] } | undefined {
  const reader = new FieldReader(bytes)
  const actions: string[] = []
  let entity: string | undefined
  while (!reader.atEnd) {
    const field = reader.field()
    if (field === undefined) return undefined
    const text = Buffer.from(field.content).toString('utf8')
    if (field.type === OP.action) actions.push(text)
    else if (field.type === OP.entity && entity === undefined) entity = text
    else return undefined
  }
  return entity === undefined || actions.length === 0 ? undefined : { entity, actions }
}
