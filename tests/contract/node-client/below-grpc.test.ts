import { constants } from 'node:http2'
import { status } from '@grpc/grpc-js'
import { describe, expect, it } from 'vitest'
import { behaveLikeANode, http2Node, type RawCall } from '../../support/fakes/http2-node'
import { connectTo } from '../../support/processes/node-client'
import { payOrder } from '../../support/fixtures/pay-order'

const SHORT = { payInvoice: 300 }

describe('a payment over HTTP/2', () => {
  /** A node that handles PayInvoice with `pay`, and counts the calls. */
  const payingNode = async (pay: (call: RawCall) => void) => {
    const { address, calls } = await http2Node((call) => {
      if (call.method === 'PayInvoice') pay(call)
      else behaveLikeANode(call)
    })
    const client = connectTo(address, { deadlines: SHORT })
    await client.reaches('ready')
    return { ...client, requests: () => calls.filter(({ method }) => method === 'PayInvoice').length }
  }

  it('is not sent again if the server refuses it before processing it', async () => {
    const { connection, requests } = await payingNode(({ stream }) =>
      stream.close(constants.NGHTTP2_REFUSED_STREAM)
    )
    expect(await connection.calls.payInvoice(payOrder('lnbcrt1'))).toMatchObject({
      kind: 'unknown',
      code: 'connection-broke'
    })
    expect(requests()).toBe(1)
  })

  it('is not sent again if the server goes away with the request', async () => {
    const { connection, requests } = await payingNode(({ session, stream }) => {
      session.goaway(constants.NGHTTP2_NO_ERROR, 0)
      stream.close(constants.NGHTTP2_REFUSED_STREAM)
    })
    expect(await connection.calls.payInvoice(payOrder('lnbcrt1'))).toMatchObject({ kind: 'unknown' })
    expect(requests()).toBe(1)
  })

  it('waits for the response of a server that sends only GOAWAY', async () => {
    let answerIt: () => void = () => undefined
    const { connection, reaches } = await payingNode((call) => {
      call.session.goaway(constants.NGHTTP2_NO_ERROR)
      answerIt = () => call.status(status.UNKNOWN, 'Failed payment')
    })
    const answer = connection.calls.payInvoice(payOrder('lnbcrt1'))
    await reaches('backoff')
    answerIt()
    expect(await answer).toMatchObject({ kind: 'failed', code: 'gave-up' })
  })

  it.each([
    ['a proxy does not know the path', { ':status': 404 }],
    ['a proxy lost the node', { ':status': 502 }],
    ['a proxy waited too long', { ':status': 504 }],
    ['a proxy fails', { ':status': 500 }],
    ['the answer is no gRPC', { ':status': 200, 'content-type': 'text/html' }]
  ])('is unknown when %s', async (_, headers) => {
    const { connection } = await payingNode(({ stream }) => stream.respond(headers, { endStream: true }))
    expect(await connection.calls.payInvoice(payOrder('lnbcrt1'))).toMatchObject({ kind: 'unknown' })
  })

  it('is unknown if the status is OK without a message', async () => {
    const { connection } = await payingNode((call) => call.status(status.OK))
    expect(await connection.calls.payInvoice(payOrder('lnbcrt1'))).toMatchObject({
      kind: 'unknown',
      code: 'answer-unreadable',
      said: 'connection'
    })
  })

  it.each([undefined, 'snappy', 'gzip'])(
    'is unknown when the response is marked as compressed and its encoding is %s',
    async (encoding) => {
      const { connection } = await payingNode(({ stream }) => {
        stream.respond({
          ':status': 200,
          'content-type': 'application/grpc',
          ...(encoding === undefined ? {} : { 'grpc-encoding': encoding })
        })
        stream.end(Buffer.from([1, 0, 0, 0, 1, 0xff]))
      })
      expect(await connection.calls.payInvoice(payOrder('lnbcrt1'))).toMatchObject({
        kind: 'unknown',
        code: 'answer-unreadable',
        said: 'connection'
      })
    }
  )

  it('is unknown when the stream is reset as not secure enough', async () => {
    const { connection } = await payingNode(({ stream }) =>
      stream.close(constants.NGHTTP2_INADEQUATE_SECURITY)
    )
    expect(await connection.calls.payInvoice(payOrder('lnbcrt1'))).toMatchObject({
      kind: 'unknown',
      said: 'connection'
    })
  })

  it('is unknown if a proxy refuses the request', async () => {
    const { connection, reaches } = await payingNode(({ stream }) =>
      stream.respond({ ':status': 403 }, { endStream: true })
    )
    expect(await connection.calls.payInvoice(payOrder('lnbcrt1'))).toMatchObject({ kind: 'unknown' })
    expect(await reaches('blocked')).toMatchObject({ failure: { code: 'key-missing' } })
  })
})
