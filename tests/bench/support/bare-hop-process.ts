import { Server, ServerCredentials, type handleUnaryCall } from '@grpc/grpc-js'
import { methodDefinitions } from '../../../src/node/api/protos'

/** A gRPC server that answers CheckInvoice at once: the least time that a process between a client and LND takes. */
const definition = methodDefinitions(1).find(({ path }) => path.endsWith('/CheckInvoice'))
if (definition === undefined) throw new Error('the node has no CheckInvoice')
const answer: handleUnaryCall<object, object> = (_call, callback) => callback(null, { paid: false })
const server = new Server()
server.addService({ [definition.path]: definition }, { [definition.path]: answer })
server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) => {
  if (error !== null) throw error
  process.send?.(`127.0.0.1:${port}`)
})
process.once('disconnect', () => process.exit())
