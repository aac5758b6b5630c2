import { describe, expect, it } from 'vitest'
import type { NodeId } from '../../../../src/shared/domain/ids'
import { checkReport } from '../../../../src/shared/copy/check-report'
import {
  PAIRING_PROBLEMS,
  PAIRING_STEP_STATES,
  type PairingCheck,
  type PairingStep
} from '../../../../src/shared/domain/pairing'
import { sat } from '../../../../src/shared/money'
import { checkAt, givenDetails, passedCheck } from '../../../support/fixtures/sample-pairing'
import { NOW } from '../../../support/fixtures/samples'

const about = { version: '1.2.3', platform: 'linux' } as const
const report = (check: PairingCheck, again?: string) =>
  checkReport({
    check,
    about,
    at: NOW,
    pairing: { details: givenDetails(), again: again as NodeId | undefined }
  })

describe('the report of a check', () => {
  it('contains the steps, their states and what helps to find a fault', () => {
    const check = passedCheck({
      channels: { state: 'warning', detail: '2 of 3 active', problem: 'channels-offline' }
    })
    expect(report(check, 'n1').split('\n')).toEqual([
      'IMP Wallet 1.2.3 on linux: connection check of 2026-11-22 10:25 UTC',
      'LND 0.20.1, Bitcoin mainnet, Umbrel',
      'Key: Reads, creates invoices, pays, signs',
      '',
      'Done: Name found',
      'Done: Port answers',
      'Done: Certificate is the trusted one (TLS 1.3)',
      'Done: LND is unlocked (0.20.1)',
      'Done: Key accepted (4 of 4)',
      'Done: Synced to the chain (block 911,748)',
      'Done: Messages by keysend (accepted)',
      'Take note: Channels (2 of 3 active; offline)',
      'Done: Can send',
      'Done: Can receive',
      '',
      'Keys, addresses, names and amounts are left out.'
    ])
  })

  it('names what is wrong at the step that failed', () => {
    const check = checkAt('port', { state: 'failed', detail: '8080, REST', problem: 'rest-port' })
    expect(report(check)).toContain('Failed: Port answers (REST)\nNot yet: Certificate')
  })

  it('contains nothing secret or private, whatever stands in the fields of the check', () => {
    const secrets = [
      ...['umbrel.local:10009', '192.168.1.20', '7hq2kx4tqv2mvnd7.onion:10009', '10009, gRPC'],
      ...[`02c4${'5e'.repeat(29)}91be`, '4F:1C:9A:E2:07:B8', 'AgEDbG5kAvgBAwoQ', '0201036c6e64'],
      ...['alice', 'Hilltop relay', '842,300 sats', '1500000', 'kitchen 4 of 4', '4 of 4 alice']
    ]
    for (const secret of secrets) {
      for (const state of PAIRING_STEP_STATES) {
        const steps = passedCheck().steps.map(({ id }, index): PairingStep => ({
          id,
          state,
          detail: secret,
          problem: PAIRING_PROBLEMS[index] ?? 'refused'
        }))
        const text = checkReport({
          check: {
            running: false,
            steps,
            findings: {
              ...passedCheck().findings,
              ...{ pubkey: secret, alias: secret, version: secret },
              ...{ shownFingerprint: secret, trustedFingerprint: secret },
              ...{ canSendSat: sat(842_300n), canReceiveSat: sat(1_500_000n) },
              channels: { open: 3, active: 2, offlineSat: sat(1_500_000n), offlinePeer: secret }
            }
          },
          about,
          at: NOW,
          pairing: {
            details: givenDetails({ address: secret, fingerprint: secret }),
            again: secret as NodeId
          }
        })
        expect(text).not.toContain(secret)
        expect(text).not.toMatch(/842|1,?500|sats/u)
      }
    }
  })
})
