import { describe, expect, it } from 'vitest'
import type { DemoNode, DemoNodeOptions } from '../../../src/node/backends/demo'
import { msat } from '../../../src/shared/money'
import { status } from './bare-client'
import { runNode } from './support'

async function post(
  node: DemoNode,
  path: string,
  body: string,
  headers: Record<string, string> = {}
): Promise<{ code: number; json: unknown }> {
  const response = await fetch(`http://${node.httpAddress}${path}`, { method: 'POST', body, headers })
  return { code: response.status, json: await response.json() }
}

/** The lines of `GET /v1/subscribe`. The response begins with the first line. */
class LineStream {
  readonly #abort = new AbortController()
  readonly #lines: AsyncGenerator<string>
  /** Resolves with the HTTP status. */
  readonly answered: Promise<number>

  constructor(node: DemoNode) {
    const response = fetch(`http://${node.httpAddress}/v1/subscribe`, { signal: this.#abort.signal })
    this.answered = response.then(({ status: code }) => code)
    this.#lines = lines(response)
  }

  async next(): Promise<unknown> {
    const { value, done } = await this.#lines.next()
    return done === true ? 'end' : JSON.parse(value)
  }

  close(): void {
    this.#abort.abort()
  }
}

async function* lines(response: Promise<Response>): AsyncGenerator<string, undefined> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of (await response).body ?? []) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = parts.pop() ?? ''
    yield* parts
  }
  return undefined
}

async function subscribed(options: DemoNodeOptions = {}): Promise<{ node: DemoNode; stream: LineStream }> {
  const node = await runNode(options)
  const stream = new LineStream(node)
  await node.control.subscribed()
  return { node, stream }
}

describe('POST /v1/lightning/*', () => {
  it('serves the three documented bindings, int64 as string or number', async () => {
    const node = await runNode()
    const generated = await post(node, '/v1/lightning/generateinvoice', '{"amount":"2500","memo":"tee"}')
    expect(generated).toEqual({ code: 200, json: { invoice: expect.stringMatching(/^lnbcrt25u1/) } })
    expect((await post(node, '/v1/lightning/generateinvoice', '{"amount":2500}')).code).toBe(200)
    const own = node.ledger.ownInvoices()[0]?.bolt11
    expect(await post(node, '/v1/lightning/checkinvoice', JSON.stringify({ invoice: own }))).toEqual({
      code: 200,
      json: { paid: false }
    })
    const { invoice } = node.control.peerInvoice({ from: 'Mira', amountMsat: msat(1000n) })
    expect(await post(node, '/v1/lightning/payinvoice', JSON.stringify({ invoice }))).toEqual({
      code: 200,
      json: { preimage: expect.stringMatching(/^[\da-f]{64}$/) }
    })
    expect(node.calls.of('PayInvoice')[0]?.transport).toBe('http')
  })

  it('returns failures in the format of grpc-gateway', async () => {
    const node = await runNode()
    expect(await post(node, '/v1/lightning/checkinvoice', '{"invoice":"nope"}')).toEqual({
      code: 500,
      json: { code: status.UNKNOWN, message: 'No invoice found', details: [] }
    })
  })

  it.each([
    ['no JSON', 'amount=1'],
    ['an array', '[]'],
    ['an amount that is no number', '{"amount":"many"}'],
    ['an amount beyond int64', '{"amount":"9223372036854775808"}'],
    ['a fractional amount', '{"amount":1.5}'],
    ['a memo that is no text', '{"memo":{}}']
  ])('answers %s with 400', async (_name, body) => {
    const node = await runNode()
    const answer = await post(node, '/v1/lightning/generateinvoice', body)
    expect(answer).toMatchObject({ code: 400, json: { code: status.INVALID_ARGUMENT, details: [] } })
    expect(node.ledger.ownInvoices()).toEqual([])
  })

  it('reads an empty body as an empty message', async () => {
    const node = await runNode()
    expect((await post(node, '/v1/lightning/generateinvoice', '')).code).toBe(200)
  })

  it('answers unknown paths with 404 and known ones with another method with 501', async () => {
    const node = await runNode()
    expect(await post(node, '/v1/nothing', '{}')).toEqual({
      code: 404,
      json: { code: status.NOT_FOUND, message: 'Not Found', details: [] }
    })
    const response = await fetch(`http://${node.httpAddress}/v1/lightning/payinvoice`)
    expect(response.status).toBe(501)
    expect((await post(node, '/v1/lightning/getchannels', '{}')).code).toBe(404)
  })

  it('has the same faults', async () => {
    const node = await runNode()
    const { invoice, paymentHash } = node.control.peerInvoice({ from: 'Mira', amountMsat: msat(1000n) })
    node.control.fault({ method: 'PayInvoice', point: 'after', action: { kind: 'drop' }, times: 1 })
    await expect(post(node, '/v1/lightning/payinvoice', JSON.stringify({ invoice }))).rejects.toThrow()
    expect(node.ledger.payments.byHash(paymentHash)?.state).toBe('succeeded')
  })

  it('reads the API key from the header for gRPC metadata', async () => {
    const node = await runNode({ generation: 2, apiKey: 'k' })
    const path = '/v1/lightning/getchannels'
    expect((await post(node, path, '{}')).code).toBe(401)
    expect((await post(node, path, '{}', { 'x-api-key': 'k' })).code).toBe(401)
    expect((await post(node, path, '{}', { 'Grpc-Metadata-X-API-KEY': 'wrong' })).code).toBe(403)
    expect(await post(node, path, '{}', { 'Grpc-Metadata-X-API-KEY': 'k' })).toEqual({
      code: 200,
      json: { amt: '2700000' }
    })
  })
})

describe('GET /v1/subscribe', () => {
  it('streams one line of JSON per message, with names in camelCase and int64 as strings', async () => {
    const { node, stream } = await subscribed()
    const { id } = node.control.sendMessage({ from: 'Mira', data: 'grüß dich', amountSat: 7n })
    expect(await stream.next()).toEqual({
      result: {
        id,
        replyToId: '',
        fromPubkey: node.ledger.peer('Mira')?.pubkey,
        data: 'grüß dich',
        serviceType: 'message',
        amount: '7'
      }
    })
    node.control.sendMessage({ from: 'Jonas', data: 'next', id: 'n' })
    expect(await stream.next()).toMatchObject({ result: { id: 'n' } })
  })

  it('sends nothing, not even headers, before the first message', async () => {
    const { node, stream } = await subscribed()
    let answered = false
    void stream.answered.then(() => (answered = true))
    await post(node, '/v1/lightning/checkinvoice', '{}')
    expect(answered).toBe(false)
    node.control.sendMessage({ from: 'Mira', data: '' })
    expect(await stream.answered).toBe(200)
  })

  it('sends data as base64 if the node declares it as bytes', async () => {
    const { node, stream } = await subscribed({ dataField: 'bytes' })
    node.control.sendMessage({ from: 'Mira', data: 'hello' })
    expect(await stream.next()).toMatchObject({ result: { data: 'aGVsbG8=' } })
  })

  it('streams DIDComm JSON in base64 in generation 2', async () => {
    const { node, stream } = await subscribed({ generation: 2, apiKey: 'k' })
    node.control.sendMessage({ from: 'Mira', data: 'hello' })
    const line = await stream.next()
    const didcomm = /"data":"([^"]+)"/.exec(JSON.stringify(line))?.[1] ?? ''
    expect(line).toMatchObject({ result: { amount: '1' } })
    expect(JSON.parse(Buffer.from(didcomm, 'base64').toString())).toMatchObject({
      body: { content: 'hello' }
    })
  })

  it('ends with the node, or with an error as its last line', async () => {
    const { node, stream } = await subscribed()
    node.control.sendMessage({ from: 'Mira', data: '' })
    await stream.next()
    node.control.endStreams({ code: status.UNKNOWN, text: 'Stream error' })
    expect(await stream.next()).toEqual({
      error: { code: status.UNKNOWN, message: 'Stream error', details: [] }
    })
    expect(await stream.next()).toBe('end')
    const second = new LineStream(node)
    await node.control.subscribed()
    node.control.endStreams()
    expect(await second.next()).toBe('end')
  })

  it('notices a client that goes away', async () => {
    const { node, stream } = await subscribed()
    void stream.next().catch(() => undefined)
    stream.answered.catch(() => undefined)
    stream.close()
    await expect(node.control.subscribed(0)).resolves.toBeUndefined()
  })
})
