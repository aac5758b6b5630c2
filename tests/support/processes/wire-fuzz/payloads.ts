import protobuf from 'protobufjs'
import core from '../../../../proto/imp/api/v2/core/core.proto'
import lightning from '../../../../proto/imp/api/v2/lightning/lightning.proto'
import extension from '../../../../proto/imp/extension/v1/node.proto'
import messaging from '../../../../proto/imp/api/messaging/messaging.proto'
import websocket from '../../../../proto/imp/api/websocket/websocket.proto'
import type { MethodName } from '../../../../src/main/node-client/methods'
import { oneOf, type Random } from '../fault-matrix/random'

const HEX = 'ab'.repeat(32)
const KEY = `02${HEX}`

/** A response that a node could give, as protobuf and as JSON of the gateway. */
export interface Payload {
  readonly bytes: Buffer
  readonly json: string
}

/** `typeName`: of the response; `fields`: named as in the proto. */
function payload(descriptor: protobuf.INamespace, typeName: string, fields: object): Payload {
  const type = protobuf.Root.fromJSON(descriptor).lookupType(typeName)
  return { bytes: Buffer.from(type.encode(type.fromObject(fields)).finish()), json: JSON.stringify(fields) }
}

const lightningAnswer = (name: string, fields: object) =>
  payload(lightning, `lightning.${name}Response`, fields)
const extensionAnswer = (name: string, fields: object) =>
  payload(extension, `imp.extension.v1.${name}`, fields)

/** The message of Subscribe. Its id and text are not those of any other message in these tests. */
export const subscribedMessage = (id: string, text: string): Payload => {
  const fields = { id, from_pubkey: KEY, amount: '7' }
  const type = protobuf.Root.fromJSON(websocket).lookupType('websocket.SubscribeResponse')
  const data = Buffer.from(text)
  return {
    bytes: Buffer.from(type.encode(type.fromObject({ ...fields, data })).finish()),
    json: JSON.stringify({ ...fields, data: data.toString('base64') })
  }
}

export const HONEST: { readonly [Name in MethodName]: Payload } = {
  GenerateInvoice: lightningAnswer('GenerateInvoice', { invoice: 'lnbcrt1' }),
  PayInvoice: lightningAnswer('PayInvoice', { preimage: HEX }),
  CheckInvoice: lightningAnswer('CheckInvoice', { paid: true }),
  GetChannels: lightningAnswer('GetChannels', { amt: '5000' }),
  ListPayments: lightningAnswer('ListPayments', {
    payments: `payment_hash:"${HEX}" payment_preimage:"${HEX}" status:SUCCEEDED$_$`
  }),
  ListInvoices: lightningAnswer('ListInvoices', { invoices: '' }),
  SendMessage: payload(messaging, 'messaging.SendMessageResponse', { id: 'sent-1' }),
  Status: payload(core, 'core.StatusResponse', {
    lightning_status: { node_status_list: [{ pubkey: KEY, active: true }] }
  }),
  Subscribe: subscribedMessage('of-another-node', 'not of this node'),
  GetInfo: extensionAnswer('GetInfoResponse', {
    pubkey: KEY,
    ...{ alias: 'alice', network: 'regtest', software: 'lnd', synced_to_chain: true },
    ...{ block_height: '7', spendable_msat: '3000000', receivable_msat: '1000' }
  }),
  TrackPayment: extensionAnswer('TrackPaymentResponse', {
    ...{ state: 'succeeded', preimage: HEX, amount_msat: '2500', fee_msat: '3' }
  }),
  EstimateFee: extensionAnswer('EstimateFeeResponse', { fee_msat: '3' }),
  TrackMessage: extensionAnswer('TrackMessageResponse', { parts: '3', arrived_parts: '1' }),
  WatchInvoices: extensionAnswer('SettledInvoice', {
    ...{ settle_index: '4', payment_hash: HEX, invoice: 'lnbcrt1', amount_msat: '2500', settled_at: '1' }
  }),
  PayOnTerms: extensionAnswer('PayInvoiceResponse', { preimage: HEX, fee_msat: '3' })
}

/** The same bytes, cut, changed at one place, or written twice. */
export function damaged(random: Random, bytes: Buffer): Buffer {
  const at = Math.floor(random() * bytes.length)
  switch (oneOf(random, ['cut', 'changed', 'twice', 'begun-twice'] as const)) {
    case 'cut':
      return bytes.subarray(0, at)
    case 'changed': {
      const changed = Buffer.from(bytes)
      changed[at] = Math.floor(random() * 256)
      return changed
    }
    case 'twice':
      return Buffer.concat([bytes, bytes])
    case 'begun-twice':
      return Buffer.concat([bytes, bytes.subarray(0, at)])
  }
}

const ODD_VALUES = [
  'null',
  '-1',
  '1e400',
  '"99999999999999999999"',
  '""',
  '{}',
  '[]',
  '[null]',
  'true',
  '"\\u0000"'
]

/** The same JSON with one value of another kind, or damaged as bytes. */
export function damagedJson(random: Random, json: string): string {
  if (random() < 0.4) return damaged(random, Buffer.from(json)).toString('latin1')
  const values = [...json.matchAll(/:("[^"]*"|true|\{|\[)/gu)]
  const [whole = '', value = ''] = values[Math.floor(random() * values.length)] ?? []
  const odd = oneOf(random, [...ODD_VALUES, JSON.stringify('x'.repeat(8_000))])
  return json.replace(whole, `:${value === '{' || value === '[' ? `${odd},"x":${value}` : odd}`)
}
