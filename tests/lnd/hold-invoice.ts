import { credentials, makeGenericClientConstructor, Metadata } from '@grpc/grpc-js'
import { fromJSON } from '@grpc/proto-loader'
import invoicesProto from '../../proto/lnd/invoicesrpc/invoices.proto'
import { isService, LOADER_OPTIONS } from '../../src/node/api/protos'
import type { TestLnd } from './test-lnd'

/** A call of LND's service for invoices whose payments the payee holds back. */
export function holdCall(
  lnd: TestLnd,
  name: 'AddHoldInvoice' | 'SettleInvoice' | 'CancelInvoice',
  request: object
): Promise<object> {
  const service = fromJSON(invoicesProto, LOADER_OPTIONS)['invoicesrpc.Invoices']
  const method = service !== undefined && isService(service) ? service[name] : undefined
  if (method === undefined) throw new Error(`no ${name}`)
  const { address, cert, macaroon } = lnd.access()
  const Client = makeGenericClientConstructor({}, 'invoices')
  const client = new Client(address, credentials.createSsl(Buffer.from(cert ?? '')))
  const metadata = new Metadata()
  metadata.set('macaroon', macaroon)
  return new Promise<object>((resolve, reject) => {
    client.makeUnaryRequest(
      method.path,
      method.requestSerialize,
      method.responseDeserialize,
      request,
      metadata,
      { deadline: Date.now() + 10_000 },
      (error, answer?: object) => {
        if (error === null && answer !== undefined) resolve(answer)
        else reject(new Error(error?.details ?? 'no answer'))
      }
    )
  }).finally(() => client.close())
}
