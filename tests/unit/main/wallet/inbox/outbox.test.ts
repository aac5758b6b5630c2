import { describe, expect, it } from 'vitest'
import type { SendAnswer } from '../../../../../src/main/node-client/api'
import type { MessageId, Pubkey } from '../../../../../src/shared/domain/ids'
import type { Message } from '../../../../../src/shared/domain/message'
import { NO_CAPABILITIES } from '../../../../../src/shared/domain/node'
import { sat, type Sat } from '../../../../../src/shared/money'
import { settle } from '../../../../support/fakes/fake-clock'
import { makeInvoice, pubkeyOf } from '../../../../support/fixtures/make-invoice'
import { openWallet, type OpenWallet } from '../../../../support/fakes/open-wallet'
import { nodeMessage } from '../../../../support/fakes/scripted-node'

const MIRA = pubkeyOf('Mira')
const CAN_SEND = { ...NO_CAPABILITIES, sendMessage: true }
const LOST: SendAnswer = { kind: 'unknown', code: 'connection-broke', text: 'closed', said: 'connection' }

function ready(given: Parameters<typeof openWallet>[0] = {}): OpenWallet {
  const wallet = openWallet(given)
  wallet.node.becomeReady(CAN_SEND)
  return wallet
}

const draftId = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

interface Written {
  readonly draft?: number
  readonly to?: Pubkey
  readonly replyToId?: string
  readonly maxCostSat?: Sat
  readonly confirmed?: boolean
}

function send({ session }: OpenWallet, text = 'Thursday suits me', written: Written = {}) {
  const { draft = 1, to = MIRA, replyToId, maxCostSat = sat(10n), confirmed = false } = written
  const sent = session.outbox.send({
    draftId: draftId(draft),
    pubkey: to,
    text,
    replyToId: replyToId as MessageId | undefined,
    maxCostSat,
    confirmed
  })
  if (sent instanceof Promise) throw new Error('sending waits for nothing')
  return sent
}

async function answer({ node }: OpenWallet, answered: SendAnswer): Promise<void> {
  node.sends.at(-1)?.answer(answered)
  await settle()
}

const thread = ({ session }: OpenWallet, pubkey = MIRA): readonly Message[] => {
  const found = session.inbox.thread({ pubkey, limit: 50, at: undefined })
  if (found instanceof Promise || !found.ok) throw new Error('no thread')
  return found.value.messages
}
const ours = (wallet: OpenWallet): Message => {
  const message = thread(wallet)
    .filter(({ direction }) => direction === 'out')
    .at(-1)
  if (message === undefined) throw new Error('nothing of ours')
  return message
}
const stateOf = (wallet: OpenWallet) => ours(wallet).outgoing?.state
const resend = (wallet: OpenWallet, retryUnknown = false) =>
  wallet.session.outbox.resend({ id: ours(wallet).id, confirmed: false, retryUnknown })

describe('the outbox', () => {
  it('stores a message with its cost before it calls the node', () => {
    const wallet = ready()
    const { node, dbFile } = wallet
    const sendMessage = node.sendMessage.bind(node)
    let onDisk: string | undefined
    node.sendMessage = (request) => {
      onDisk = stateOf(openWallet({ dbFile }))
      return sendMessage(request)
    }
    send(wallet)
    // A second wallet that opens the same file treats the row as left by a crash.
    expect(onDisk).toBe('unknown')
    expect(node.sends.map(({ request }) => request)).toEqual([
      {
        to: MIRA,
        data: Buffer.from('Thursday suits me'),
        amountSat: 1n,
        replyToId: '',
        draft: ours(wallet).id
      }
    ])
  })

  it('returns before the node answers', () => {
    expect(send(ready())).toMatchObject({ ok: true, value: { outgoing: { state: 'sending', attempts: 1 } } })
  })

  it('puts the message into its thread and into the search, and starts a conversation if there was none', async () => {
    const wallet = ready()
    send(wallet)
    await answer(wallet, { kind: 'sent', id: 'abc' })
    expect(thread(wallet)).toMatchObject([
      { direction: 'out', text: 'Thursday suits me', amountSat: 1n, read: true, outgoing: { state: 'sent' } }
    ])
    expect(wallet.session.inbox.search({ query: 'thursday', limit: 10 })).toMatchObject({
      value: { found: [{ direction: 'out', snippet: 'Thursday suits me' }] }
    })
    expect(wallet.session.inbox.conversations({ limit: 10 })).toMatchObject({
      value: {
        conversations: [{ pubkey: MIRA, lastLine: 'You: Thursday suits me', unread: 0, receivedSat: 0n }]
      }
    })
  })

  it('announces a message when it is written and again when it has an outcome', async () => {
    const wallet = ready()
    send(wallet)
    await answer(wallet, { kind: 'sent', id: 'abc' })
    expect(
      wallet.told.changes.map(({ conversations, messages }) => [
        conversations,
        messages.map(({ outgoing }) => outgoing?.state)
      ])
    ).toEqual([
      [[MIRA], ['sending']],
      [[MIRA], ['sent']]
    ])
  })

  it('announces an outcome with name and line, without the text of an invoice', async () => {
    const wallet = ready()
    const { session, told } = wallet
    await session.inbox.setSender({ pubkey: MIRA, petname: 'Mira', muted: false, minSats: sat(1n) })
    send(wallet)
    await answer(wallet, { kind: 'failed', code: 'no-route', text: 'no route' })
    send(wallet, makeInvoice().text, { draft: 2 })
    expect(told.settled).toHaveLength(1)
    await answer(wallet, LOST)
    const [first, second] = thread(wallet)
    expect(told.settled).toEqual([
      { seq: first?.seq, to: MIRA, petname: 'Mira', state: 'failed', line: 'Thursday suits me' },
      { seq: second?.seq, to: MIRA, petname: 'Mira', state: 'unknown', line: '' }
    ])
  })

  it('sends a draft once even if it is sent often', async () => {
    const wallet = ready()
    const first = send(wallet)
    for (let click = 0; click < 20; click += 1) expect(send(wallet)).toEqual(first)
    await answer(wallet, { kind: 'sent', id: 'abc' })
    expect(send(wallet)).toMatchObject({ ok: true, value: { outgoing: { state: 'sent' } } })
    expect(wallet.node.sends).toHaveLength(1)
    expect(thread(wallet)).toHaveLength(1)
  })

  it('sends the same text twice if it was written twice', () => {
    const wallet = ready()
    send(wallet, 'ok', { draft: 1 })
    send(wallet, 'ok', { draft: 2 })
    expect(wallet.node.sends).toHaveLength(2)
    expect(thread(wallet)).toHaveLength(2)
  })

  it.each([
    ['nothing is written', ' \n', {}, 'nothing-written'],
    ['it is longer than nodes take', 'a'.repeat(431_101), { maxCostSat: sat(500n) }, 'too-long'],
    ['it costs more than was shown', 'a'.repeat(901), { maxCostSat: sat(1n) }, 'costs-more'],
    ['the sender is no node', 'Hi', { to: 'somebody' as Pubkey }, 'no-recipient']
  ])('refuses when %s', (_, text, written, code) => {
    const wallet = ready()
    expect(send(wallet, text, written)).toMatchObject({ ok: false, error: { code } })
    expect(wallet.node.sends).toHaveLength(0)
    expect(thread(wallet)).toHaveLength(0)
  })

  it('refuses while disconnected, and if the node cannot send', () => {
    const offline = openWallet()
    expect(send(offline)).toMatchObject({ error: { code: 'not-connected' } })
    const mute = openWallet()
    mute.node.becomeReady(NO_CAPABILITIES)
    expect(send(mute)).toMatchObject({ error: { code: 'node-cannot-send' } })
  })

  it('counts messages toward the limits of one click, and asks above them', async () => {
    const wallet = ready()
    send(wallet, 'a'.repeat(5_000))
    expect(wallet.session.state.oneClickSpentSat).toBe(6n)
    await answer(wallet, { kind: 'failed', code: 'no-route', text: '' })
    expect(wallet.session.state.oneClickSpentSat).toBe(0n)
    wallet.limits.clickLimitSat = sat(5n)
    expect(send(wallet, 'a'.repeat(5_000), { draft: 2 })).toMatchObject({
      error: { code: 'needs-confirmation' }
    })
    expect(send(wallet, 'a'.repeat(5_000), { draft: 2, confirmed: true })).toMatchObject({ ok: true })
    expect(wallet.session.state.oneClickSpentSat).toBe(0n)
  })
})

describe('the outcome of a message', () => {
  it.each([
    [
      { kind: 'sent', id: 'abc' },
      { state: 'sent', failure: undefined, unknown: undefined }
    ],
    [{ kind: 'sent', id: '' }, { state: 'sent' }],
    [
      { kind: 'failed', code: 'no-route', text: 'Could not find route' },
      { state: 'failed', failure: 'no-route', nodeText: 'Could not find route', said: 'node' }
    ],
    [{ kind: 'not-sent' }, { state: 'failed', failure: 'not-sent', nodeText: undefined, said: undefined }],
    [LOST, { state: 'unknown', unknown: 'connection-broke', nodeText: 'closed', said: 'connection' }]
  ] as const)('%j: %j', async (answered, outgoing) => {
    const wallet = ready()
    send(wallet)
    await answer(wallet, answered)
    expect(ours(wallet).outgoing).toMatchObject(outgoing)
  })

  it('is unknown after the wallet was killed meanwhile, and nothing is sent again', async () => {
    const wallet = ready()
    send(wallet)
    const next = ready({ dbFile: wallet.dbFile, clock: wallet.clock })
    expect(ours(next).outgoing).toMatchObject({ state: 'unknown', unknown: 'wallet-stopped' })
    await next.clock.advance(3_600_000)
    expect(next.node.sends).toHaveLength(0)
  })

  it('is written down while the wallet closes', async () => {
    const wallet = ready()
    send(wallet)
    await wallet.session.close()
    expect(ours(openWallet({ dbFile: wallet.dbFile })).outgoing).toMatchObject({
      state: 'unknown',
      unknown: 'connection-broke'
    })
  })
})

describe('sending a message again', () => {
  it('sends a failed message again, in its place', async () => {
    const wallet = ready()
    send(wallet)
    await answer(wallet, { kind: 'not-sent' })
    expect(resend(wallet)).toMatchObject({ ok: true, value: { outgoing: { state: 'sending', attempts: 2 } } })
    await answer(wallet, { kind: 'sent', id: 'abc' })
    expect(wallet.node.sends).toHaveLength(2)
    expect(wallet.node.sends[1]?.request).toEqual(wallet.node.sends[0]?.request)
    expect(thread(wallet)).toMatchObject([{ outgoing: { state: 'sent' } }])
  })

  it('refuses a message that is under way or arrived', async () => {
    const wallet = ready()
    send(wallet)
    expect(resend(wallet, true)).toMatchObject({ error: { code: 'already-sending' } })
    await answer(wallet, { kind: 'sent', id: 'abc' })
    expect(resend(wallet, true)).toMatchObject({ error: { code: 'already-sent' } })
    expect(wallet.node.sends).toHaveLength(1)
  })

  it('asks for a decision if the outcome of the first attempt is unknown', async () => {
    const wallet = ready()
    send(wallet)
    await answer(wallet, LOST)
    expect(resend(wallet)).toMatchObject({ error: { code: 'outcome-unknown' } })
    expect(resend(wallet, true)).toMatchObject({ ok: true })
    expect(wallet.node.sends).toHaveLength(2)
  })

  it.each([{ kind: 'not-sent' }, { kind: 'failed', code: 'no-route', text: '' }] as const)(
    'keeps an unknown one unknown when the retry was %j, and counts one cost',
    async (answered) => {
      const wallet = ready()
      send(wallet)
      await answer(wallet, LOST)
      void resend(wallet, true)
      expect(wallet.session.state.oneClickSpentSat).toBe(2n)
      await answer(wallet, answered)
      expect(ours(wallet).outgoing).toMatchObject({ state: 'unknown', unknown: 'connection-broke' })
      expect(wallet.session.state.oneClickSpentSat).toBe(1n)
    }
  )

  it('refuses a message that is not ours', async () => {
    const wallet = ready()
    await wallet.node.deliver(nodeMessage({ id: 'theirs', from: MIRA }))
    expect(
      wallet.session.outbox.resend({ id: 'theirs' as MessageId, confirmed: true, retryUnknown: true })
    ).toMatchObject({ error: { code: 'not-found' } })
  })
})

describe('a reply', () => {
  it('refers to a message by the id that the other side knows', async () => {
    const wallet = ready()
    await wallet.node.deliver(nodeMessage({ id: 'question', from: MIRA, text: 'When?' }))
    send(wallet, 'Thursday', { replyToId: 'question' })
    expect(wallet.node.sends[0]?.request.replyToId).toBe('question')
    expect(ours(wallet).replyTo).toMatchObject({ direction: 'in', text: 'When?' })
    await answer(wallet, { kind: 'sent', id: 'ours-by-the-node' })
    send(wallet, 'At noon', { draft: 2, replyToId: ours(wallet).id })
    expect(wallet.node.sends[1]?.request.replyToId).toBe('ours-by-the-node')
  })

  it('refers to nothing if no node gave an id', async () => {
    const wallet = ready()
    await wallet.node.deliver(nodeMessage({ id: '', from: MIRA, text: 'When?' }))
    const [question] = thread(wallet)
    send(wallet, 'Thursday', { replyToId: question?.id ?? '' })
    expect(wallet.node.sends[0]?.request.replyToId).toBe('')
    expect(ours(wallet).replyTo).toMatchObject({ text: 'When?' })
  })

  it('from another sender quotes our message, even if somebody reuses its id', async () => {
    const wallet = ready()
    send(wallet, 'Thursday?')
    await answer(wallet, { kind: 'sent', id: 'ours' })
    await wallet.node.deliver(
      nodeMessage({ id: 'ours', from: MIRA, text: 'I owe you nothing' }),
      nodeMessage({ from: MIRA, text: 'Yes', replyToId: 'ours' })
    )
    expect(thread(wallet).at(-1)?.replyTo).toMatchObject({ direction: 'out', text: 'Thursday?' })
  })
})

describe('a payment request', () => {
  const ASK = { amountSat: sat(2_500n), memo: 'Two zines, by post', maxCostSat: sat(1n), confirmed: false }
  const { text, paymentHash } = makeInvoice({ payee: 'our node' })
  const ask = (wallet: OpenWallet, more: object = {}) =>
    wallet.session.outbox.requestPayment({ draftId: draftId(1), pubkey: MIRA, ...ASK, ...more })
  const asking = (): OpenWallet => {
    const wallet = ready()
    wallet.node.generate = () => ({ ok: true, value: text })
    return wallet
  }

  it('creates an invoice, sends it, and shows it in the thread with its state', async () => {
    const wallet = asking()
    expect(await ask(wallet)).toMatchObject({
      ok: true,
      value: { kind: 'invoice', invoices: [{ paymentHash, own: { state: 'open' } }] }
    })
    expect(wallet.node.sends.map(({ request }) => Buffer.from(request.data).toString())).toEqual([text])
  })

  it('creates and sends one invoice even if it is clicked often', async () => {
    const wallet = asking()
    const clicks = await Promise.all([ask(wallet), ask(wallet), ask(wallet)])
    expect(new Set(clicks.map((click) => click.ok && click.value.seq)).size).toBe(1)
    expect(await ask(wallet)).toMatchObject({ ok: true })
    expect(wallet.node.generated).toHaveLength(1)
    expect(wallet.node.sends).toHaveLength(1)
  })

  it('creates no invoice that it could not send', async () => {
    const wallet = asking()
    wallet.limits.clickLimitSat = sat(0n)
    expect(await ask(wallet)).toMatchObject({ error: { code: 'needs-confirmation' } })
    expect(await ask(wallet, { pubkey: 'nobody' })).toMatchObject({ error: { code: 'needs-confirmation' } })
    expect(await ask(wallet, { pubkey: 'nobody', confirmed: true })).toMatchObject({
      error: { code: 'no-recipient' }
    })
    wallet.node.lose()
    expect(await ask(wallet, { confirmed: true })).toMatchObject({ error: { code: 'not-connected' } })
    expect(wallet.node.generated).toHaveLength(0)
  })

  it('reports why no invoice was created, and sends nothing', async () => {
    const wallet = ready()
    wallet.node.generate = () => ({ ok: false, error: { code: 'deadline' } })
    expect(await ask(wallet)).toMatchObject({ error: { code: 'node-silent' } })
    expect(wallet.node.sends).toHaveLength(0)
  })
})
