import { fromJSON } from '@grpc/proto-loader'
import protobuf from 'protobufjs'
import { describe, expect, it } from 'vitest'
import lightning from '../../../proto/imp/api/lightning/lightning.proto'
import messaging from '../../../proto/imp/api/messaging/messaging.proto'
import lightningV2 from '../../../proto/imp/api/v2/lightning/lightning.proto'
import websocketV2 from '../../../proto/imp/api/v2/websocket/websocket.proto'
import websocket from '../../../proto/imp/api/websocket/websocket.proto'

function fields(descriptor: protobuf.INamespace, type: string): Record<string, string> {
  const found = protobuf.Root.fromJSON(descriptor).lookupType(type)
  return Object.fromEntries(found.fieldsArray.map((field) => [`${field.name} = ${field.id}`, field.type]))
}

function bindings(descriptor: protobuf.INamespace, service: string): Record<string, unknown> {
  const found = protobuf.Root.fromJSON(descriptor).lookupService(service)
  return Object.fromEntries(
    found.methodsArray.map((method) => [method.name, method.parsedOptions?.[0]?.['(google.api.http)']])
  )
}

describe('the first generation of the protos', () => {
  it('has the messages, fields and numbers that the node documents', () => {
    expect(fields(lightning, 'lightning.GenerateInvoiceRequest')).toEqual({
      'amount = 1': 'int64',
      'memo = 2': 'string'
    })
    expect(fields(lightning, 'lightning.GenerateInvoiceResponse')).toEqual({ 'invoice = 1': 'string' })
    expect(fields(lightning, 'lightning.PayInvoiceRequest')).toEqual({ 'invoice = 1': 'string' })
    expect(fields(lightning, 'lightning.PayInvoiceResponse')).toEqual({ 'preimage = 1': 'string' })
    expect(fields(lightning, 'lightning.CheckInvoiceRequest')).toEqual({ 'invoice = 1': 'string' })
    expect(fields(lightning, 'lightning.CheckInvoiceResponse')).toEqual({ 'paid = 1': 'bool' })
    expect(fields(websocket, 'websocket.SubscribeRequest')).toEqual({})
    expect(fields(websocket, 'websocket.SubscribeResponse')).toEqual({
      'id = 1': 'string',
      'reply_to_id = 2': 'string',
      'from_pubkey = 3': 'string',
      'data = 4': 'bytes',
      'service_type = 5': 'string',
      'amount = 6': 'int64'
    })
  })

  it('has the documented HTTP bindings', () => {
    expect(bindings(lightning, 'lightning.Lightning')).toEqual({
      GenerateInvoice: { post: '/v1/lightning/generateinvoice', body: '*' },
      PayInvoice: { post: '/v1/lightning/payinvoice', body: '*' },
      CheckInvoice: { post: '/v1/lightning/checkinvoice', body: '*' }
    })
    expect(bindings(websocket, 'websocket.Websocket')).toEqual({ Subscribe: { get: '/v1/subscribe' } })
    expect(bindings(messaging, 'messaging.Messaging')).toEqual({
      SendMessage: { post: '/v1/message/send', body: '*' }
    })
  })
})

describe('the second generation of the protos', () => {
  it('gives the same method another SubscribeResponse', () => {
    expect(fields(websocketV2, 'websocket.SubscribeResponse')).toEqual({
      'data = 1': 'bytes',
      'amount = 2': 'int64'
    })
    expect(Object.keys(fromJSON(websocketV2))).toContain('websocket.Websocket')
  })

  it('keeps the three Lightning calls and adds three', () => {
    expect(Object.keys(bindings(lightningV2, 'lightning.Lightning')).sort()).toEqual([
      'CheckInvoice',
      'GenerateInvoice',
      'GetChannels',
      'ListInvoices',
      'ListPayments',
      'PayInvoice'
    ])
    for (const call of ['GenerateInvoice', 'PayInvoice', 'CheckInvoice']) {
      for (const message of [`lightning.${call}Request`, `lightning.${call}Response`]) {
        expect(fields(lightningV2, message)).toEqual(fields(lightning, message))
      }
    }
  })
})

it('The bundled contract has no types of google.api', () => {
  expect(Object.keys(lightning.nested ?? {})).toEqual(['lightning'])
})
