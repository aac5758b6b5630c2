import { describe, expect, it } from 'vitest'
import { NO_CAPABILITIES } from '../../../../src/shared/domain/node'
import type { Pubkey } from '../../../../src/shared/domain/ids'
import { msat, sat } from '../../../../src/shared/money'
import { ok } from '../../../../src/shared/result'
import type { SendAnswer } from '../../../../src/main/node-client/api'
import { settle } from '../../../support/fakes/fake-clock'
import { openWallet, type OpenWallet } from '../../../support/fakes/open-wallet'
import { nodeMessage } from '../../../support/fakes/scripted-node'
import { MIRA, pay, ready } from './export-setup'

describe('an export of everything', () => {
  async function filesOf(wallet: OpenWallet, format: 'csv' | 'json'): Promise<Record<string, string>> {
    const files: Record<string, string> = {}
    let ends = 0
    for await (const { file, text: part, last, done, total } of wallet.session.activity.exportAll(format)) {
      files[file] = (files[file] ?? '') + part
      expect(done).toBeLessThanOrEqual(total)
      if (last) ends += 1
    }
    expect(ends).toBe(1)
    return files
  }

  it('contains the activity list and every message of every sender unchanged, oldest first', async () => {
    const wallet = openWallet()
    wallet.node.becomeReady({ ...NO_CAPABILITIES, sendMessage: true })
    void wallet.session.inbox.setSender({ pubkey: MIRA, petname: 'Mira', muted: false, minSats: sat(0n) })
    const long = 'A long story. '.repeat(3_000)
    await wallet.node.deliver(
      nodeMessage({ id: 'm1', from: MIRA, text: long, amount: 700n }),
      nodeMessage({ id: 'm2', data: Uint8Array.of(0xff, 0x00, 0xfe), replyToId: 'm1' }),
      nodeMessage({ id: 'm3', text: '{"keepalive":1}', serviceType: 'socket' })
    )
    await wallet.clock.advance(1_500)
    const draft = { draftId: crypto.randomUUID(), pubkey: MIRA, text: 'Thank you', confirmed: false }
    await wallet.session.outbox.send({ ...draft, replyToId: undefined, maxCostSat: sat(1n) })
    const paymentHash = await pay(wallet, 'Zines')

    const files = await filesOf(wallet, 'json')
    expect(Object.keys(files)).toEqual(['activity.json', 'messages.json'])
    expect(JSON.parse(files['activity.json'] ?? '')).toMatchObject([
      { payment_hash: paymentHash },
      { message_id: 'm1' }
    ])
    expect(JSON.parse(files['messages.json'] ?? '')).toMatchObject([
      {
        message_id: 'm1',
        time: '1970-01-01T00:00:00.000Z',
        direction: 'received',
        state: 'received',
        counterparty_name: 'Mira',
        counterparty_key: MIRA,
        amount_sat: '700',
        text: long
      },
      { message_id: 'm2', text: '', data_base64: '/wD+', reply_to: 'm1' },
      { message_id: 'm3', kind: 'machine', service_type: 'socket', text: '{"keepalive":1}' },
      { direction: 'sent', state: 'sending', text: 'Thank you', time: '1970-01-01T00:00:01.500Z' }
    ])
  })

  it('contains the fees of sent messages that the node reported', async () => {
    const wallet = openWallet()
    wallet.node.becomeReady({ ...NO_CAPABILITIES, sendMessage: true })
    for (const [index, feeMsat] of [msat(1_050n), undefined].entries()) {
      const draft = { draftId: crypto.randomUUID(), pubkey: MIRA, text: `Note ${index}`, confirmed: false }
      await wallet.session.outbox.send({ ...draft, replyToId: undefined, maxCostSat: sat(1n) })
      wallet.node.sends.at(-1)?.answer({ kind: 'sent', id: '', feeMsat })
      await settle()
    }
    expect(JSON.parse((await filesOf(wallet, 'json'))['messages.json'] ?? '')).toMatchObject([
      { text: 'Note 0', amount_sat: '1', fee_msat: '1050' },
      { text: 'Note 1', amount_sat: '1', fee_msat: '' }
    ])
  })

  it('contains what arrived of each message of ours, so that a sum holds nothing that never left', async () => {
    const wallet = openWallet()
    wallet.node.becomeReady({ ...NO_CAPABILITIES, sendMessage: true, extension: true })
    wallet.node.trackSent = () => Promise.resolve(ok({ parts: 3, arrived: 1, feesMsat: [msat(1_050n)] }))
    const stop = 'part 2 of 3: Failed payment: FAILURE_REASON_NO_ROUTE'
    const unknown = { kind: 'unknown', text: stop, said: 'node' } as const
    const answers: readonly (readonly [Pubkey, SendAnswer])[] = [
      [MIRA, { kind: 'sent', id: '', feeMsat: msat(3_150n) }],
      [MIRA, { ...unknown, code: 'part-failed' }],
      [MIRA, { kind: 'failed', code: 'no-route', text: '' }],
      [MIRA, { ...unknown, code: 'deadline' }],
      ['did:peer:1zQm' as Pubkey, { kind: 'sent', id: '' }]
    ]
    for (const [pubkey, answer] of answers) {
      const draft = { draftId: crypto.randomUUID(), pubkey, text: 'x'.repeat(2_000), confirmed: true }
      await wallet.session.outbox.send({ ...draft, replyToId: undefined, maxCostSat: sat(50n) })
      wallet.node.sends.at(-1)?.answer(answer)
      await settle()
    }
    await wallet.node.deliver(nodeMessage({ from: MIRA, amount: 700n }))
    expect(JSON.parse((await filesOf(wallet, 'json'))['messages.json'] ?? '')).toMatchObject([
      { state: 'sent', amount_sat: '3', fee_msat: '3150', arrived_sat: '3' },
      { state: 'unknown', amount_sat: '3', fee_msat: '1050', arrived_sat: '1' },
      { state: 'failed', amount_sat: '3', fee_msat: '', arrived_sat: '0' },
      { state: 'unknown', amount_sat: '3', fee_msat: '', arrived_sat: '' },
      { state: 'sent', arrived_sat: '' },
      { state: 'received', amount_sat: '700', arrived_sat: '' }
    ])
  })

  it('marks a claimed sender and names it by its key alone', async () => {
    const wallet = ready()
    await wallet.node.deliver(
      nodeMessage({ id: 'm1', from: 'did:peer:1zQm', claimed: true, text: 'For you', amount: 700n }),
      nodeMessage({ id: 'm2', from: MIRA, text: 'For you too', amount: 700n })
    )
    const files = await filesOf(wallet, 'json')
    const claimed = { message_id: 'm1', counterparty_key: 'did:peer:1zQm', unverified: 'yes' }
    const proven = { message_id: 'm2', counterparty_key: MIRA, unverified: '' }
    expect(JSON.parse(files['activity.json'] ?? '')).toMatchObject([proven, claimed])
    expect(JSON.parse(files['messages.json'] ?? '')).toMatchObject([claimed, proven])
  })

  it('contains each of many messages once, harmless to a spreadsheet', async () => {
    const wallet = ready()
    const many = Array.from({ length: 160 }, (_, index) => nodeMessage({ text: `=1+${index}, "quoted"` }))
    await wallet.node.deliver(...many)
    const lines = (await filesOf(wallet, 'csv'))['messages.csv']?.split('\r\n').filter(Boolean) ?? []
    expect(lines).toHaveLength(161)
    expect(lines[0]).toMatch(/^time,direction,state,.*,text,data_base64,unverified,fee_msat,arrived_sat$/u)
    expect(lines[1]).toContain(`"'=1+0, ""quoted""`)
  })
})
