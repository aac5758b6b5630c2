import { describe, expect, it } from 'vitest'
import { consentProblem } from '../../../../src/main/platform/dialogs/consent'
import { oneAtATime, raisedLimits, spendWithConsent } from '../../../../src/main/ipc/consent'
import type { Session } from '../../../../src/main/wallet/api'
import type { ConsentQuestion } from '../../../../src/shared/domain/consent'
import type { NodeId } from '../../../../src/shared/domain/ids'
import { DEFAULT_SETTINGS } from '../../../../src/shared/domain/settings'
import { msat, sat, type Msat } from '../../../../src/shared/money'
import { fail, ok } from '../../../../src/shared/result'

const ABOVE = { kind: 'confirm', reason: 'above-click-limit', limitSat: sat(10_000n) } as const
const PAYMENT = {
  about: 'payment',
  amountSat: sat(1_284_000n),
  payee: '030f…19fa',
  payeeName: undefined,
  description: undefined,
  from: 'alice',
  network: 'mainnet',
  verdict: ABOVE,
  unprovenName: undefined
} as const

const session = {} as Session
const SHOWN = { node: 'a' as NodeId }
const activeNode = () => ({ id: SHOWN.node, name: 'alice' })
const QUESTION = {
  about: 'message',
  amountSat: sat(5n),
  wholeSat: sat(5n),
  recipient: '0373…36a5',
  isWithinLimits: false
} as const
/** A session whose person answers each question so. */
const answering = (agreed: boolean) => ({
  session,
  current: () => session,
  activeNode,
  askConsent: async () => agreed,
  estimate: () => Promise.resolve(undefined)
})
const question = () => QUESTION

describe('consent to spend above the limits', () => {
  /** Refuses without consent; returns `expired` if the invoice expired meanwhile. */
  const attempts = (after: 'sent' | 'expired' = 'sent') => {
    const made: boolean[] = []
    const attempt = (confirmed: boolean) => {
      made.push(confirmed)
      if (!confirmed) return fail('needs-confirmation')
      return after === 'sent' ? ok('sent') : fail('expired')
    }
    return { made, attempt }
  }

  it('is not requested within the limits', async () => {
    const never = { ...answering(true), askConsent: () => Promise.reject(new Error('asked')) }
    expect(await spendWithConsent(never, SHOWN, () => ok('sent'), question)).toEqual(ok('sent'))
    expect(await spendWithConsent(never, SHOWN, () => fail('expired'), question)).toEqual(fail('expired'))
  })

  it('is required above them: without it there is no second attempt', async () => {
    const { made, attempt } = attempts()
    expect(await spendWithConsent(answering(false), SHOWN, attempt, question)).toEqual(
      fail('needs-confirmation')
    )
    expect(made).toEqual([false])
    expect(await spendWithConsent(answering(true), SHOWN, attempt, question)).toEqual(ok('sent'))
    expect(made).toEqual([false, false, true])
  })

  it('does not replace the other checks, which run after it', async () => {
    const { attempt } = attempts('expired')
    expect(await spendWithConsent(answering(true), SHOWN, attempt, question)).toEqual(fail('expired'))
  })

  it.each([
    [
      'a higher largest fee',
      { ...QUESTION, largestFeeSat: sat(50n) },
      { ...QUESTION, largestFeeSat: sat(60n) }
    ],
    ['no largest fee', { ...QUESTION, largestFeeSat: sat(50n) }, QUESTION],
    ['another amount', QUESTION, { ...QUESTION, amountSat: sat(6n) }]
  ])('does not apply to %s, which came while the dialog was open', async (_what, asked, now) => {
    const { made, attempt } = attempts()
    const questions = [asked, now]
    expect(await spendWithConsent(answering(true), SHOWN, attempt, () => questions.shift())).toEqual(
      fail('needs-confirmation')
    )
    expect(made).toEqual([false])
  })

  it.each([
    ['applies although the limits allow it since', false, true, ok('sent')],
    ['does not apply if the limits forbid it since', true, false, fail('needs-confirmation')]
  ] as const)('%s', async (_what, before, since, expected) => {
    const questions = [before, since].map((isWithinLimits) => ({ ...QUESTION, isWithinLimits }))
    const spent = spendWithConsent(answering(true), SHOWN, attempts().attempt, () => questions.shift())
    expect(await spent).toEqual(expected)
  })

  it('does not apply to another reason than the one that was asked about', async () => {
    const { made, attempt } = attempts()
    const about = (nodes: readonly string[]) => ({
      ...PAYMENT,
      verdict:
        nodes.length === 0
          ? ({ kind: 'confirm', reason: 'above-click-limit', limitSat: sat(1n) } as const)
          : ({ kind: 'confirm', reason: 'other-records-unreadable', nodes } as const)
    })
    const questions = [about([]), about(['kitchen'])]
    expect(await spendWithConsent(answering(true), SHOWN, attempt, () => questions.shift())).toEqual(
      fail('needs-confirmation')
    )
    expect(made).toEqual([false])
  })

  it('is not requested if the limits allow it by the time of the question', async () => {
    const never = { ...answering(true), askConsent: () => Promise.reject(new Error('asked')) }
    const { made, attempt } = attempts()
    expect(await spendWithConsent(never, SHOWN, attempt, () => undefined)).toEqual(fail('needs-confirmation'))
    expect(made).toEqual([false, false])
  })

  it('applies only to the node it was given for', async () => {
    const { made, attempt } = attempts()
    const elsewhere = (current: Session | undefined, node: string | undefined) => {
      const nodes = [activeNode(), node === undefined ? undefined : { id: node as NodeId, name: '' }]
      return { ...answering(true), current: () => current, activeNode: () => nodes.shift() }
    }
    const spend = (spender: ReturnType<typeof elsewhere>) =>
      spendWithConsent(spender, SHOWN, attempt, question)
    expect(await spend(elsewhere(undefined, undefined))).toEqual(fail('no-node'))
    expect(await spend(elsewhere({} as Session, 'b'))).toEqual(fail('other-node'))
    // The same node, opened again.
    expect(await spend(elsewhere({} as Session, 'a'))).toEqual(fail('needs-confirmation'))
    expect(made).toEqual([false, false, false])
  })

  it('is requested once at a time; a second one meanwhile is not asked, and its order fails', async () => {
    let answer: (agreed: boolean) => void = () => undefined
    let asked = 0
    const ask = oneAtATime(() => {
      asked += 1
      return new Promise((resolve) => (answer = resolve))
    })
    const first = ask(question)
    const { made, attempt } = attempts()
    expect(await spendWithConsent({ ...answering(true), askConsent: ask }, SHOWN, attempt, question)).toEqual(
      fail('another-question-open')
    )
    expect([made, asked]).toEqual([[false], 1])
    answer(true)
    expect(await first).toBe(true)
    const next = ask(question)
    await Promise.resolve()
    answer(false)
    expect([await next, asked]).toEqual([false, 2])
  })

  /** A person who agrees to every question, and a node whose estimate arrives with `estimated`. */
  const estimating = () => {
    const asked: ConsentQuestion[] = []
    let estimated: (fee: Msat) => void = () => undefined
    const spender = {
      ...answering(true),
      askConsent: oneAtATime(async (one) => asked.push(one) > 0),
      estimate: () => new Promise<Msat>((resolve) => (estimated = resolve))
    }
    return { asked, spender, estimated: () => estimated(msat(3_000n)) }
  }

  it('is requested with the estimate, and no other question appears while that is awaited', async () => {
    const { asked, spender, estimated } = estimating()
    const { attempt } = attempts()
    const first = spendWithConsent(spender, SHOWN, attempt, question)
    expect(await spendWithConsent(spender, SHOWN, attempt, question)).toEqual(fail('another-question-open'))
    estimated()
    expect(await first).toEqual(ok('sent'))
    expect(asked).toEqual([{ ...QUESTION, feeMsat: 3_000n }])
  })

  it('is not requested if another node became active while the estimate was awaited', async () => {
    const { asked, spender, estimated } = estimating()
    const { made, attempt } = attempts()
    let [active, now] = [SHOWN.node, session]
    const spent = spendWithConsent(
      { ...spender, current: () => now, activeNode: () => ({ id: active, name: '' }) },
      SHOWN,
      attempt,
      question
    )
    ;[active, now] = ['b' as NodeId, {} as Session]
    await expect.poll(() => made).toEqual([false])
    estimated()
    expect(await spent).toEqual(fail('other-node'))
    expect([asked, made]).toEqual([[], [false]])
  })
})

describe('the consent dialog', () => {
  it('has Cancel as its default and names the amount', () => {
    const { message, choices } = consentProblem(PAYMENT)
    expect(message).toBe('Pay 1,284,000 sats?')
    expect(choices[0]).toEqual({ choice: 'cancel', label: 'Cancel' })
  })

  it('names no most that a message costs if the node does not keep the largest fee', () => {
    const { message, detail, choices } = consentProblem(QUESTION)
    expect(message).toBe('Send this message for 5 sats plus network fees?')
    expect(detail.split('\n')).toContain(
      'Fee: Not known before sending. Your node does not keep to your largest fee.'
    )
    expect(consentProblem({ ...QUESTION, feeMsat: msat(12_000n) }).detail.split('\n')).toContain(
      'Fee: About 12 sats. Your node does not keep to your largest fee.'
    )
    expect(choices[1]?.label).toBe('Send for 5 sats plus fees')
    expect(`${message} ${detail}`).not.toMatch(/up to|at most/u)
  })

  it('names the estimate and the largest fee of a message, if the node keeps it', () => {
    const limited = { ...QUESTION, largestFeeSat: sat(50n) }
    const { message, detail } = consentProblem(limited)
    expect(message).toBe('Send this message for 5 sats plus a network fee?')
    expect(detail.split('\n')).toContain('Fee: Not known before paying, at most 50 sats')
    expect(consentProblem({ ...limited, feeMsat: msat(12_000n) }).detail.split('\n')).toContain(
      'Fee: About 12 sats, at most 50 sats'
    )
  })

  it('says that only the rest of a message is sent, and that the whole message counts', () => {
    const rest = { ...QUESTION, amountSat: sat(2n), largestFeeSat: sat(20n) }
    const { message, detail, choices } = consentProblem({ ...rest, wholeSat: sat(5n) })
    expect(message).toBe('Send the rest of this message for 2 sats plus a network fee?')
    expect(detail).toBe(
      'To: 0373…36a5\nFee: Not known before paying, at most 20 sats\n\nThe whole message counts, with 5 sats and its fees, and is above your spending limits. Nothing of the rest has been sent yet.'
    )
    expect(choices[1]?.label).toBe('Send for 2 sats plus the fee')
    const all = consentProblem({ ...rest, wholeSat: sat(2n) })
    expect(all.message).toBe('Send this message for 2 sats plus a network fee?')
  })

  it('says that it only asks because the button said so, if the limits allow the message by now', () => {
    const within = { ...QUESTION, isWithinLimits: true }
    const why = 'This is within your limits by now. You are asked because the button said so.'
    expect(consentProblem(within).detail).toContain(`${why} Nothing has been sent yet.`)
    expect(consentProblem({ ...within, wholeSat: sat(9n) }).detail).toContain(
      `${why} Nothing of the rest has been sent yet.`
    )
  })

  it('names the node, the fee and the limit, and that a payment cannot be taken back', () => {
    const question = { ...PAYMENT, payeeName: 'Hackerspace Lab', largestFeeSat: sat(12_840n) }
    const { message, detail } = consentProblem({ ...question, feeMsat: msat(410_000n) })
    expect(message).toBe('Pay 1,284,000 sats to Hackerspace Lab?')
    expect(detail).toBe(
      'To: 030f…19fa\nFee: About 410 sats, at most 12,840 sats\nFrom: alice, Bitcoin mainnet\n\nThis is above your one-click limit of 10,000 sats. A payment cannot be taken back. Nothing has been sent yet.'
    )
    expect(consentProblem(question).detail.split('\n')).toContain(
      'Fee: Not known before paying, at most 12,840 sats'
    )
  })

  it('says that the limit includes the fee if the amount alone is within it', () => {
    expect(consentProblem({ ...PAYMENT, amountSat: sat(10_000n) }).detail).toContain(
      'With its fee, this is above your one-click limit of 10,000 sats.'
    )
  })

  it('says that it only asks because the button said so, if the limits allow the payment by now', () => {
    const { detail } = consentProblem({ ...PAYMENT, verdict: { kind: 'one-click' } })
    expect(detail).toContain('This is within your limits by now. You are asked because the button said so.')
  })

  it('keeps text of others on one line, so that it cannot look like part of the dialog', () => {
    const { message, detail } = consentProblem({
      ...PAYMENT,
      payeeName: 'Mira\nTo: \u202esomeone else',
      description: `Rent\nTo: someone else${'x'.repeat(1000)}`
    })
    expect(message).toBe('Pay 1,284,000 sats to Mira To: ⟨U+202E⟩someone else?')
    expect(detail.split('\n')[1]).toMatch(/^For: Rent To: someone else/u)
    expect(detail.length).toBeLessThan(400)
  })
})

describe('the consent dialog for an invoice from a sender that nothing proves', () => {
  const UNPROVEN = { kind: 'confirm', reason: 'unverified-sender' } as const
  const UNREADABLE = { kind: 'confirm', reason: 'other-records-unreadable', nodes: ['kitchen'] } as const
  const asked = (unprovenName: string, verdict: typeof UNPROVEN | typeof UNREADABLE = UNPROVEN) =>
    consentProblem({ ...PAYMENT, verdict, unprovenName }).detail

  it('names the claimed sender on one line, and says that the name is no proof', () => {
    expect(asked('Jonas\nTo: Mira')).toMatch(
      /\n\nNothing proves that this came from Jonas To: Mira\. Anyone can write that name\./u
    )
  })

  it('also warns that paying may pay twice, if the records of another node cannot be read', () => {
    for (const [claimed, doubt] of [
      ['Jonas', 'Nothing proves that this came from Jonas. Anyone can write that name.'],
      ['', 'Nothing says who sent this.']
    ] as const) {
      expect(asked(claimed, UNREADABLE)).toContain(
        `${doubt} The records of kitchen cannot be read. If this invoice was tried there, paying it here may pay twice.`
      )
    }
  })

  it('says that no sender is named', () => {
    expect(asked('')).toContain(
      'Nothing says who sent this. A payment cannot be taken back. Nothing has been sent yet.'
    )
  })
})

describe('the limits raised by a change of settings', () => {
  it('are those above the current ones; lower and equal ones need no question', () => {
    const of = (patch: Parameters<typeof raisedLimits>[1]) => raisedLimits(DEFAULT_SETTINGS, patch)
    expect(of({ clickLimitSat: '10000', dayLimitSat: '5' })).toEqual([])
    expect(of({ theme: 'dark' })).toEqual([])
    expect(of({ clickLimitSat: '10001' })).toEqual([
      { limit: 'clickLimitSat', fromSat: 10_000n, toSat: 10_001n }
    ])
  })
})
