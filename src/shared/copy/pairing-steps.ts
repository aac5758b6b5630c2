import type {
  LndDetails,
  PairingCheck,
  PairingProblem,
  PairingStep,
  PairingStepId,
  PairingStepState
} from '../domain/pairing'

/** The names of the steps. The certificate's changes when its step is done. */
const STEP_WORDS: Record<PairingStepId, string> = {
  tor: 'Tor found',
  name: 'Name found',
  port: 'Port answers',
  certificate: 'Certificate',
  unlocked: 'LND is unlocked',
  key: 'Key accepted',
  synced: 'Synced to the chain',
  keysend: 'Messages by keysend',
  channels: 'Channels',
  'can-send': 'Can send',
  'can-receive': 'Can receive'
}

/** What a step checks, in three or four words. An accepted certificate names what proved it. */
export function pairingStepWords(
  { id, state }: PairingStep,
  { details, again }: { readonly details: LndDetails | undefined; readonly again: boolean }
): string {
  if (id === 'port' && isOnion(details?.address)) return 'Onion address answers'
  if (id !== 'certificate' || state !== 'done') return STEP_WORDS[id]
  if (again) return 'Certificate is the trusted one'
  if (details?.fingerprint === undefined) return 'Certificate trusted by this computer'
  return details.inLink ? 'Certificate matches your link' : 'Certificate matches the one you gave'
}

/** The state of a step for a screen reader. */
export const pairingStateWords: Record<PairingStepState, string> = {
  waiting: 'Not yet',
  running: 'In progress',
  done: 'Done',
  warning: 'Take note',
  failed: 'Failed',
  'not-known': 'Not known'
}

/** What is wrong, in two or three words, for the line of the step. */
export const pairingProblemMark: Record<PairingProblem, string> = {
  'no-tor': 'not found',
  'name-not-found': 'not found',
  refused: 'refused',
  'timed-out': 'no answer',
  unreachable: 'not reachable',
  'rest-port': 'REST',
  'not-lnd': 'something else',
  'not-tls': 'not encrypted',
  'certificate-mismatch': 'another one',
  'certificate-changed': 'changed',
  'certificate-expired': 'expired',
  'certificate-untrusted': 'not known',
  'key-elsewhere': 'not for this key',
  locked: 'locked',
  starting: 'starting',
  'key-refused': 'refused',
  'key-too-weak': 'allows too little',
  'key-cannot-pay': 'cannot pay',
  'another-node': 'another node',
  'another-network': 'another network',
  'unknown-network': 'unknown network',
  'behind-chain': 'behind',
  'keysend-off': 'off',
  'keysend-not-known': 'not known',
  'no-channels': 'no channel',
  'channels-offline': 'offline'
}

/** The fact at the right of a step: what the check found, or what is wrong in two words. */
export function pairingStepMark({ detail, problem, state }: PairingStep): string {
  if (detail !== undefined) return detail
  if (problem !== undefined) return pairingProblemMark[problem]
  return state === 'not-known' ? 'not known' : ''
}

/** The title of a check in which no step failed. An LND is ready only if something can be received through it. */
export function passedCheckTitle(
  name: string,
  { steps, findings }: Pick<PairingCheck, 'steps' | 'findings'>
): string {
  const has = (problem: PairingProblem) => steps.some((step) => step.problem === problem)
  if (has('behind-chain')) return `${name} is still catching up`
  if (has('no-channels')) return `${name} has no open channel`
  if (findings.channels?.active === 0) return `${name} has no channel online`
  return has('key-cannot-pay') ? `${name} is ready to receive` : `${name} is ready`
}

export const isOnion = (address: string | undefined): boolean =>
  address !== undefined && /\.onion(?::\d+)?$/iu.test(address)
