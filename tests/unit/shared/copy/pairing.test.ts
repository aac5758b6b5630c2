import { describe, expect, it } from 'vitest'
import {
  bakeCommand,
  givenKeyHint,
  givenKeyLine,
  keyCan,
  keyCannot,
  keyRightsLine,
  revokeCommand,
  rightsSoFarLine
} from '../../../../src/shared/copy/key-rights'
import { hostOf, pairingProblemMessage } from '../../../../src/shared/copy/pairing'
import { pairingHelp, waysInOrder, whereToFind } from '../../../../src/shared/copy/pairing-help'
import {
  isOnion,
  passedCheckTitle,
  pairingProblemMark,
  pairingStepMark,
  pairingStepWords
} from '../../../../src/shared/copy/pairing-steps'
import { sat } from '../../../../src/shared/money'
import { passedCheck } from '../../../support/fixtures/sample-pairing'
import {
  PAIRING_STEPS,
  type KeyLimit,
  type KeyScope,
  type LndDetails,
  type PairingProblem
} from '../../../../src/shared/domain/pairing'

const context = {
  address: 'umbrel.local:10009',
  name: 'kitchen',
  answering: 'alice',
  answeringKey: '02c4…91be',
  socks: undefined,
  lag: { blocks: 12 },
  channels: { open: 3, active: 2, offline: '5 sats', offlinePeer: 'Hilltop relay' }
}
const details: LndDetails = {
  form: 'lndconnect',
  address: 'umbrel.local:10009',
  fingerprint: 'AA:BB',
  inLink: true,
  key: { scope: 'full', limits: [] },
  host: 'umbrel'
}
const problems = Object.keys(pairingProblemMessage) as PairingProblem[]

describe('the help for a problem', () => {
  it('puts the recognised system first and keeps the others in their order', () => {
    const hosts = (host?: 'voltage') => waysInOrder(whereToFind, host).map((way) => way.host)
    expect(hosts()).toEqual(['umbrel', 'start9', 'raspiblitz', 'voltage', 'plain'])
    expect(hosts('voltage')).toEqual(['voltage', 'umbrel', 'start9', 'raspiblitz', 'plain'])
  })

  it('leaves out a system that has no way of its own', () => {
    const locked = pairingHelp['certificate-changed']
    expect(locked && waysInOrder(locked, 'voltage').map((way) => way.host)).not.toContain('voltage')
  })

  it('closes every backtick that it opens', () => {
    for (const problem of problems)
      for (const text of Object.values(pairingHelp[problem]?.ways ?? {}))
        expect(text.split('`').length % 2).toBe(1)
  })
})

describe('the line about a given key', () => {
  it('says what is written in it, and under which conditions', () => {
    expect(givenKeyLine({ scope: 'full', limits: [] })).toBe('Hidden, full rights')
    expect(givenKeyLine({ scope: 'receive', limits: ['time', 'address'] })).toBe(
      'Hidden, can receive but not pay, limited in time, only from certain IP addresses'
    )
    expect(givenKeyLine({ scope: undefined, limits: ['expired'] })).toBe('Hidden, rights not known, expired')
  })
})

describe('the hint below it', () => {
  const hint = (scope: KeyScope | undefined, ...limits: KeyLimit[]) => givenKeyHint({ scope, limits })

  it('calls the rights written only if they could be read', () => {
    expect(hint('full').text).toBe('As written in the key. LND decides at the check.')
    expect(hint(undefined).text).toBe('LND says at the check what it may do.')
    expect([hint('receive', 'time', 'address'), hint(undefined)].map(({ warns }) => warns)).toEqual([
      false,
      false
    ])
  })

  it('warns of a key with which the check is expected to fail, and says what to give instead', () => {
    for (const scope of ['read', 'too-few'] as const)
      expect(hint(scope)).toEqual({
        text: 'Give the admin key. The wallet keeps only the rights it needs.',
        warns: true
      })
    for (const scope of ['full', undefined] as const)
      expect(hint(scope, 'expired')).toEqual({
        text: 'LND will refuse it. Give a key that is still valid.',
        warns: true
      })
  })
})

describe('the words for a problem', () => {
  it('never say that the key was sent before the certificate was accepted', () => {
    const before: PairingProblem[] = [
      ...(['no-tor', 'name-not-found', 'refused', 'timed-out', 'unreachable'] as const),
      ...(['rest-port', 'not-lnd', 'not-tls'] as const),
      ...([
        'certificate-mismatch',
        'certificate-changed',
        'certificate-expired',
        'certificate-untrusted',
        'key-elsewhere'
      ] as const)
    ]
    for (const problem of before)
      expect(pairingProblemMessage[problem](context).money).toMatch(
        /^(?:Nothing|Your key) was (?:not )?sent\.$/u
      )
  })

  it('fit beside a step in a few characters', () => {
    for (const problem of problems) expect(pairingProblemMark[problem].length).toBeLessThan(20)
  })
})

describe('a step of the check', () => {
  it('says what vouched for the certificate once it is accepted', () => {
    const words = (form: LndDetails['form'], fingerprint: string | undefined, again = false) =>
      pairingStepWords(
        { id: 'certificate', state: 'done' },
        { details: { ...details, form, fingerprint, inLink: form === 'lndconnect' }, again }
      )
    expect(words('lndconnect', 'AA:BB')).toBe('Certificate matches your link')
    expect(words('files', 'AA:BB')).toBe('Certificate matches the one you gave')
    expect(words('text', undefined)).toBe('Certificate trusted by this computer')
    expect(words('files', 'AA:BB', true)).toBe('Certificate is the trusted one')
    expect(pairingStepWords({ id: 'certificate', state: 'running' }, { details, again: false })).toBe(
      'Certificate'
    )
  })

  it('shows what was found, or else what is wrong', () => {
    expect(pairingStepMark({ id: 'port', state: 'failed', detail: '8080, REST', problem: 'rest-port' })).toBe(
      '8080, REST'
    )
    expect(pairingStepMark({ id: 'unlocked', state: 'failed', problem: 'locked' })).toBe('locked')
    expect(pairingStepMark({ id: 'keysend', state: 'not-known' })).toBe('not known')
    expect(pairingStepMark({ id: 'name', state: 'waiting' })).toBe('')
  })

  it('has words in every state', () => {
    for (const id of PAIRING_STEPS)
      expect(pairingStepWords({ id, state: 'waiting' }, { details: undefined, again: false })).toMatch(
        /^[A-Z]/u
      )
  })

  it('names an onion address', () => {
    expect(isOnion('7hq2v4ad.onion:10009')).toBe(true)
    expect(isOnion('onion.example:10009')).toBe(false)
  })
})

it('the title of a passed check says ready only of an LND that can receive', () => {
  const title = (...args: Parameters<typeof passedCheck>) => passedCheckTitle('kitchen', passedCheck(...args))
  expect(title()).toBe('kitchen is ready')
  expect(title({ synced: { state: 'warning', problem: 'behind-chain' } })).toBe(
    'kitchen is still catching up'
  )
  expect(title({ channels: { state: 'warning', problem: 'no-channels' } })).toBe(
    'kitchen has no open channel'
  )
  const channels = { open: 2, active: 0, offlineSat: sat(0n) }
  expect(
    title({ channels: { state: 'warning', problem: 'channels-offline' } }, { findings: { channels } })
  ).toBe('kitchen has no channel online')
  expect(title({ key: { state: 'warning', problem: 'key-cannot-pay' } })).toBe('kitchen is ready to receive')
})

describe('the rights of a key', () => {
  const none = { info: false, receive: false, pay: false, sign: false, bake: false }

  it('are in one line with what the key cannot do', () => {
    expect(keyRightsLine({ ...none, info: true, receive: true, pay: true, sign: true })).toBe(
      'Reads, creates invoices, pays, signs'
    )
    expect(keyRightsLine({ ...none, info: true, receive: true })).toBe(
      'Reads, creates invoices; cannot pay or sign'
    )
    expect(keyRightsLine({ ...none, receive: true })).toBe('Creates invoices; cannot read, pay or sign')
    expect(keyRightsLine(none)).toBe('Allows nothing that the wallet needs')
  })

  it('are listed as they become known, and nothing is said about the others', () => {
    expect(rightsSoFarLine({})).toBe('Asking what this key may do')
    expect(rightsSoFarLine({ bake: true })).toBe('Asking what this key may do')
    expect(rightsSoFarLine({ info: true, receive: true })).toBe(
      'Reads, creates invoices; asking about paying and signing'
    )
    expect(rightsSoFarLine({ pay: false })).toBe('Cannot pay; asking about reading, invoices and signing')
    expect(rightsSoFarLine({ info: true, receive: true, pay: false, sign: true })).toBe(
      'Reads, creates invoices, signs; cannot pay'
    )
  })

  it('are either listed as possible or as impossible', () => {
    expect(keyCan['receive-only'].map(({ words }) => words)).not.toContain('Pay invoices and send messages')
    expect(keyCannot['receive-only'].map(({ words }) => words)).toContain('Pay anything, not even a fee')
    expect(keyCannot['pay-and-receive'].map(({ words }) => words)).not.toContain(
      'Pay anything, not even a fee'
    )
  })

  it('are made and revoked by commands that can be copied', () => {
    expect(bakeCommand('receive-only')).toMatch(/^lncli bakemacaroon uri:\/lnrpc\.Lightning\/GetInfo /u)
    expect(bakeCommand('receive-only')).not.toMatch(/SendPayment/u)
    expect(bakeCommand('pay-and-receive')).toMatch(/uri:\/routerrpc\.Router\/SendPaymentV2/u)
    expect(revokeCommand('7')).toBe('lncli deletemacaroonid 7')
  })
})

it('hostOf returns the host of an address', () => {
  expect(hostOf('umbrel.local:10009')).toBe('umbrel.local')
  expect(hostOf('[::1]:10009')).toBe('[::1]')
})
