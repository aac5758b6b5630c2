import { KEY_LIMITS, type GivenKey, type KeyLimit, type KeyScope } from '../../../shared/domain/pairing'
import { readMacaroon, type Caveat } from '../../backends/lnd/macaroon-format'
import { readPermissions, type MacaroonPermissions } from '../../backends/lnd/macaroon-permissions'
import { PROBES } from '../probes'

/** What LND's admin.macaroon may change (lnd, `writePermissions` in rpcserver.go), as every LND since 0.10 writes it. */
const CHANGES = [
  ...['address', 'info', 'invoices', 'message', 'offchain', 'onchain', 'peers'].map((one) => [one, 'write']),
  ['macaroon', 'generate'],
  ['signer', 'generate']
] as const

/** The conditions that LND knows (lnd, macaroons/constraints.go). The time is in the form of RFC 3339. */
const TIME_BEFORE = /^time-before (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d))$/u
const ADDRESS = /^(?:ipaddr|iprange) /u

/**
 * What is written in a macaroon about its rights. LND may refuse it nevertheless, for example because it was revoked.
 * `macaroon`: hex. `now`: milliseconds since 1970.
 */
export function readGivenKey(macaroon: string, now: number): GivenKey {
  const read = readMacaroon(Buffer.from(macaroon, 'hex'))
  if (read === undefined) return { scope: undefined, limits: [] }
  const permissions = readPermissions(read.identifier)
  const limits = new Set(read.caveats.map((caveat) => limitOf(caveat, now)))
  return {
    scope: permissions === undefined ? undefined : scopeOf(permissions),
    limits: KEY_LIMITS.filter((limit) => limits.has(limit) && !(limit === 'time' && limits.has('expired')))
  }
}

function scopeOf(permissions: MacaroonPermissions): KeyScope {
  const may = (right: keyof typeof PROBES) =>
    PROBES[right].every(
      ({ method, permission }) => permissions.has(...permission) || permissions.has('uri', `/${method}`)
    )
  if (may('info') && may('receive')) {
    if (!may('pay')) return 'receive'
    const isFull = may('sign') && CHANGES.every(([entity, action]) => permissions.has(entity, action))
    return isFull ? 'full' : 'pay-and-receive'
  }
  return permissions.onlyReads ? 'read' : 'too-few'
}

function limitOf({ identifier, isThirdParty }: Caveat, now: number): KeyLimit {
  if (isThirdParty) return 'other'
  const condition = Buffer.from(identifier).toString('utf8')
  const until = Date.parse(TIME_BEFORE.exec(condition)?.[1] ?? '')
  if (!Number.isNaN(until)) return until <= now ? 'expired' : 'time'
  return ADDRESS.test(condition) ? 'address' : 'other'
}
