import { status } from '@grpc/grpc-js'
import { describe, expect, it } from 'vitest'
import { toCallOutcome } from '../../../../../src/main/node-client/http/read-response'

const answer = (httpStatus: number, body: string) =>
  toCallOutcome({ status: httpStatus, location: '', body: Buffer.from(body) })

describe('a response of the gateway', () => {
  it('contains the message', () => {
    expect(answer(200, '{"invoice":"lnbcrt1"}')).toEqual({
      kind: 'answered',
      message: { invoice: 'lnbcrt1' }
    })
  })

  it.each([
    [500, '{"code":2,"message":"Failed payment","details":[]}', status.UNKNOWN, 'Failed payment'],
    [500, '{"error":"x","code":2,"message":"x"}', status.UNKNOWN, 'x'],
    [409, '{"code":6,"message":"invoice is already paid"}', status.ALREADY_EXISTS, 'invoice is already paid'],
    [403, '{"code":7,"message":"no permission"}', status.PERMISSION_DENIED, 'no permission'],
    [404, '{"code":5,"message":"nothing like that"}', status.NOT_FOUND, 'nothing like that'],
    [503, '{"code":14,"message":"Nothing was sent"}', status.UNAVAILABLE, 'Nothing was sent']
  ])('with HTTP status %i and %s is the status of the call', (httpStatus, body, code, text) => {
    expect(answer(httpStatus, body)).toEqual({ kind: 'failed', code, text, said: 'node', departed: true })
  })

  it.each([
    [502, '{"code":2,"message":"Failed payment"}'],
    [502, '{"code":14,"message":"Nothing was sent: LND is locked"}'],
    [200, '{"code":2,"message":"Failed payment"}'],
    [404, '{"code":16,"message":"api key is not provided"}']
  ])('with HTTP status %i and %s is not attributed to the node', (httpStatus, body) => {
    expect(answer(httpStatus, body)).not.toHaveProperty('said', 'node')
  })

  it.each(['-1', '0', '17', '99', '2.5', '1e400', '"2"', 'null'])(
    'with the status %s is a failure of the connection layer',
    (code) => {
      expect(answer(500, `{"code":${code},"message":"Failed payment"}`)).toEqual({
        ...{
          kind: 'failed',
          code: status.INTERNAL,
          text: 'Failed payment',
          said: 'connection',
          departed: true
        }
      })
    }
  )

  it('shows that the gateway does not serve the method', () => {
    expect(answer(404, '{"code":5,"message":"Not Found","details":[]}')).toMatchObject({
      code: status.UNIMPLEMENTED
    })
  })
})

describe('a response of something in front of the gateway', () => {
  it.each([
    [401, status.UNAUTHENTICATED],
    [403, status.PERMISSION_DENIED],
    [404, status.UNIMPLEMENTED],
    [429, status.UNAVAILABLE],
    [502, status.UNAVAILABLE],
    [503, status.UNAVAILABLE],
    [504, status.UNAVAILABLE],
    [400, status.UNKNOWN],
    [500, status.UNKNOWN],
    [301, status.UNKNOWN]
  ])('with status %i is mapped as in gRPC', (httpStatus, code) => {
    for (const body of ['<html>', '', '{"oops":1}', '"text"']) {
      expect(answer(httpStatus, body)).toEqual({
        kind: 'failed',
        code,
        text: `Received HTTP status code ${httpStatus}`,
        said: 'connection',
        departed: true
      })
    }
  })

  it('is not an answer if it is an HTML page', () => {
    expect(answer(200, '<html>')).toMatchObject({ kind: 'failed', code: status.INTERNAL })
  })
})
