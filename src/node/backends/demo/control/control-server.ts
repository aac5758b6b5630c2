import { Server, ServerCredentials, status, type handleUnaryCall } from '@grpc/grpc-js'
import { fromJSON } from '@grpc/proto-loader'
import controlProto from '../../../../../proto/demo/control.proto'
import type { ControlHandlers } from '../../../../proto-types/generated/demo/demo/Control'
import { isService, LOADER_OPTIONS } from '../../../api/protos'
import { parseLocalAddress } from '../../../net/listen-address'
import { Listener } from '../../../net/listener'
import { UnknownPeerError, type ControlledNode } from './demo-control'
import { faultOf, InvalidRequestError, invoiceTermsOf, messageTermsOf, satOrUndefined } from './requests'
import { stateOf } from './state'

/** The control service: `node.control` on a port of its own, for other processes on this computer. */
export class ControlServer {
  readonly #server = new Server({ 'grpc.enable_channelz': 0 })
  readonly #listener: Listener

  constructor(node: ControlledNode) {
    const definition = fromJSON(controlProto, LOADER_OPTIONS)['demo.Control']
    if (definition === undefined || !isService(definition)) throw new Error('control.proto has no service')
    this.#server.addService(definition, handlers(node))
    const injector = this.#server.createConnectionInjector(ServerCredentials.createInsecure())
    this.#listener = new Listener((connection) => injector.injectConnection(connection))
  }

  /** Rejects if the address is taken or not on this computer. */
  async open(address: string): Promise<void> {
    await this.#listener.open(parseLocalAddress(address))
  }

  get address(): string {
    return this.#listener.address
  }

  async close(): Promise<void> {
    await this.#listener.close()
    this.#server.forceShutdown()
  }
}

function handlers(node: ControlledNode): ControlHandlers {
  const { control } = node
  return {
    GetState: handler(() => stateOf(node)),
    SendMessage: handler((request) => control.sendMessage(messageTermsOf(request))),
    SendFrame: handler(({ frame }) => ({ delivered: control.sendFrame(frame) })),
    CreatePeerInvoice: handler((request) => {
      const { invoice, paymentHash } = control.peerInvoice(invoiceTermsOf(request))
      return { invoice, payment_hash: paymentHash }
    }),
    PayInvoice: handler(({ invoice, from, amount_sat }) => {
      const paid = control.payInvoice(invoice, from === '' ? undefined : from, satOrUndefined(amount_sat))
      if (!paid.ok) throw new InvalidRequestError(paid.error.detail ?? paid.error.code)
      return { payer: paid.value.payer.name, amount_msat: paid.value.amountMsat.toString() }
    }),
    SetFault: done((request) => control.fault(faultOf(request))),
    ClearFaults: done(() => control.clearFaults()),
    Resume: done(({ method }) => control.resume(method === '' ? undefined : method)),
    HoldPayments: done(() => control.holdPayments()),
    ReleasePayments: done(({ outcome }) => control.releasePayments(outcome === 'fail' ? 'fail' : 'settle')),
    HoldParts: done(() => control.holdParts()),
    ReleaseParts: done(({ count, outcome }) =>
      control.releaseParts(count, outcome === 'fail' ? 'fail' : 'send')
    ),
    EndStreams: done(({ code, text }) => control.endStreams(code === 0 ? undefined : { code, text })),
    DropConnections: done(() => node.dropConnections()),
    Kill: done(() => node.kill()),
    Restart: done(() => node.restart()),
    AddApiKey: done(({ key }) => node.apiKeys.add(key)),
    RevokeApiKey: done(({ key }) => node.apiKeys.revoke(key))
  }
}

function handler<Request, Response>(
  work: (request: Request) => Response | Promise<Response>
): handleUnaryCall<Request, Response> {
  return (call, answer) => {
    void Promise.resolve(call.request)
      .then(work)
      .then(
        (response) => answer(null, response),
        (error: unknown) => {
          const mistake = error instanceof InvalidRequestError || error instanceof UnknownPeerError
          const details = error instanceof Error ? error.message : String(error)
          answer({ code: mistake ? status.INVALID_ARGUMENT : status.INTERNAL, details })
        }
      )
  }
}

function done<Request>(work: (request: Request) => void | Promise<void>): handleUnaryCall<Request, object> {
  return handler(async (request: Request) => {
    await work(request)
    return {}
  })
}
