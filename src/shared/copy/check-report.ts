import type { About } from '../domain/app-state'
import type { PairingCheck, PairingState, PairingStep, PairingStepId } from '../domain/pairing'
import { networkWords } from './invoice'
import { keyRightsLine } from './key-rights'
import { lndHostName } from './pairing-help'
import { isOnion, pairingProblemMark, pairingStateWords, pairingStepWords } from './pairing-steps'

export interface ReportedCheck {
  readonly pairing: Pick<PairingState, 'details' | 'again'>
  readonly check: PairingCheck
  readonly about: Pick<About, 'version' | 'platform'>
  /** Milliseconds since 1970. */
  readonly at: number
}

/**
 * The findings that a report may contain. A finding of another form is left out: a report goes to strangers, and the
 * findings of the other steps are addresses, names or amounts.
 */
const REPORTED: Partial<Record<PairingStepId, RegExp>> = {
  certificate: /^TLS ?v?\d(?:\.\d)?$/u,
  unlocked: /^\d{1,3}(?:\.\d{1,3}){1,2}$/u,
  key: /^\d of \d$/u,
  synced: /^(?:block [\d,]{1,11}|about [\d,]{1,11} blocks behind|catching up)$/u,
  keysend: /^(?:accepted|off|not known)$/u,
  channels: /^[\d,]{1,7} of [\d,]{1,7} active$/u
}
const VERSION = /^\d{1,3}(?:\.\d{1,3}){1,2}$/u

/**
 * The lines of a check as text, to send to somebody who helps. It contains no keys, fingerprints, addresses, names and
 * amounts.
 */
export function checkReport({ pairing, check, about, at }: ReportedCheck): string {
  const { version, network, rights } = check.findings
  const { details } = pairing
  const node = [
    version !== undefined && VERSION.test(version) ? `LND ${version}` : 'LND',
    network !== undefined && networkWords[network],
    details?.host !== undefined && lndHostName[details.host],
    isOnion(details?.address) && 'over Tor'
  ].filter((part) => part !== false)
  const words = { details, again: pairing.again !== undefined }
  return [
    `IMP Wallet ${about.version} on ${about.platform}: connection check of ${utc(at)}`,
    node.join(', '),
    ...(rights === undefined ? [] : [`Key: ${keyRightsLine(rights)}`]),
    '',
    ...check.steps.map(
      (step) => `${pairingStateWords[step.state]}: ${pairingStepWords(step, words)}${finding(step)}`
    ),
    '',
    'Keys, addresses, names and amounts are left out.'
  ].join('\n')
}

function finding({ id, detail, problem }: PairingStep): string {
  const said = detail !== undefined && REPORTED[id]?.test(detail) === true ? detail : undefined
  const wrong = problem === undefined ? undefined : pairingProblemMark[problem]
  const facts = [said, wrong].filter((fact) => fact !== undefined)
  return facts.length === 0 ? '' : ` (${[...new Set(facts)].join('; ')})`
}

/** `2026-11-22 10:25 UTC`: the local time zone would tell where somebody lives. */
const utc = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
