import type { Network } from '../../../shared/domain/network'
import type { KeyRights, PairingProblem } from '../../../shared/domain/pairing'
import type { BackendFailure } from '../../backend'
import { Info } from '../../backends/lnd/answers'
import type { LndClient } from '../../backends/lnd/lnd-client'
import { networkOf } from '../../backends/lnd/identify-lnd'
import { STEP_MS, Stop, type CheckContext } from './context'
import { askState } from './lnd-state'
import { RightsQuestion } from './rights'

/** An LND that answered with this key. */
export interface CheckedLnd {
  readonly pubkey: string
  readonly network: Network
  readonly info: Info
}

export interface AskTerms {
  readonly client: LndClient
  /** Hex. */
  readonly macaroon: string
  /** The LND that must answer; undefined: any. */
  readonly expect: { readonly pubkey: string; readonly network: Network } | undefined
}

/** The steps `unlocked` and `key`. Rejects with Stop or Cancelled. */
export async function askLnd(context: CheckContext, terms: AskTerms): Promise<CheckedLnd> {
  const info = await askInfo(context, terms.client)
  const { progress } = context
  const [version = info.version] = info.version.split('-')
  progress.done('unlocked', version)
  const network = networkOf(info.chains[0]?.network ?? '')
  if (network === undefined) {
    progress.fail('key', 'unknown-network')
    throw new Stop()
  }
  const pubkey = info.identity_pubkey
  progress.learn({ pubkey, alias: info.alias, network, version })
  if (terms.expect !== undefined && terms.expect.pubkey !== pubkey) {
    progress.fail('key', 'another-node')
    throw new Stop()
  }
  if (terms.expect !== undefined && terms.expect.network !== network) {
    progress.fail('key', 'another-network', network)
    throw new Stop()
  }
  await askRights(context, terms, version)
  return { pubkey, network, info }
}

/** LND's answer to GetInfo, once it is unlocked. */
async function askInfo(context: CheckContext, client: LndClient): Promise<Info> {
  const { progress } = context
  for (;;) {
    await waitUntilOpen(context, client)
    progress.begin('key')
    const info = await context.orCancelled(client.call('lnrpc.Lightning/GetInfo', {}, Info, STEP_MS))
    if (info.ok) return info.value
    await waitOrStop(context, info.error)
  }
}

/** Waits if LND was locked meanwhile or serves only some of its calls yet; otherwise stops the check. */
async function waitOrStop(context: CheckContext, failure: BackendFailure): Promise<void> {
  const { progress } = context
  if (failure.code !== 'locked' && failure.code !== 'starting') stopAtKey(context, failure)
  progress.wait('key')
  progress.fail('unlocked', failure.code)
  await context.retryLater()
}

async function waitUntilOpen(context: CheckContext, client: LndClient): Promise<void> {
  const { progress } = context
  progress.begin('unlocked')
  for (let asked = 0; ; asked += 1) {
    const state = await context.orCancelled(askState(client, STEP_MS))
    if (state.ok) {
      if (state.value === 'ready') break
      progress.fail('unlocked', state.value)
    } else {
      progress.fail('unlocked', problemOf(state.error))
      // An LND that is being unlocked or restarted may be unreachable for a moment.
      if (asked === 0) throw new Stop()
    }
    await context.retryLater()
  }
  progress.done('unlocked')
}

async function askRights(
  context: CheckContext,
  { client, macaroon }: AskTerms,
  version: string
): Promise<void> {
  const { progress } = context
  const question = new RightsQuestion(client, macaroon, context.signal)
  const rights = { info: false, receive: false, pay: false, sign: false, bake: false }
  let soFar: Partial<KeyRights> = {}
  const counted = ['info', 'receive', 'pay', 'sign'] as const
  const count = () => `${counted.filter((right) => rights[right]).length} of ${counted.length}`
  const ask = async (right: keyof KeyRights) => {
    const answer = await question.may(right)
    if (!answer.ok) return answer.error
    rights[right] = answer.value
    progress.begin('key', count())
    soFar = { ...soFar, [right]: answer.value }
    progress.learn({ rightsSoFar: soFar })
    return undefined
  }
  for (;;) {
    soFar = {}
    progress.learn({ rightsSoFar: soFar })
    progress.begin('key', count())
    // Together, because each answer takes seconds over Tor.
    const failures = await context.orCancelled(Promise.all([...counted, 'bake' as const].map(ask)))
    const failure = failures.find((one) => one !== undefined)
    if (failure === undefined) break
    await waitOrStop(context, failure)
    progress.done('unlocked', version)
  }
  progress.learn({ rights })
  if (!rights.info || !rights.receive) {
    progress.fail('key', 'key-too-weak', count())
    throw new Stop()
  }
  if (rights.pay) progress.done('key', count())
  else progress.warn('key', 'key-cannot-pay', count())
}

function stopAtKey({ progress }: CheckContext, failure: BackendFailure): never {
  progress.fail('key', problemOf(failure))
  throw new Stop()
}

function problemOf({ code, detail = '' }: BackendFailure): PairingProblem {
  switch (code) {
    case 'permission-missing':
      return 'key-too-weak'
    case 'locked':
    case 'starting':
    case 'certificate-changed':
      return code
    case 'unreachable':
      return /does not answer/u.test(detail) ? 'timed-out' : 'unreachable'
    default:
      return 'key-refused'
  }
}
