import { credentials, makeGenericClientConstructor } from '@grpc/grpc-js'
import { fromJSON } from '@grpc/proto-loader'
import { parseArgs } from 'node:util'
import controlProto from '../../../../../proto/demo/control.proto'
import { isService, LOADER_OPTIONS } from '../../../api/protos'
import { COMMANDS, type Command } from './commands'
import { DEFAULT_ADDRESSES, UsageError } from './serve-options'

/** Timeout for a command. Milliseconds. */
const TIMEOUT_MS = 10_000

/**
 * Sends one command to a running node and resolves with the response.
 * @throws UsageError for an invalid command
 */
export async function send(name: string, args: readonly string[]): Promise<object> {
  const command = COMMANDS[name]
  if (command === undefined) throw new UsageError(`${name} is not a command`)
  const values = readValues(command, args)
  return call(values.control ?? DEFAULT_ADDRESSES.control, command.method, command.request(values))
}

function readValues(command: Command, args: readonly string[]): Readonly<Record<string, string | undefined>> {
  const options = Object.fromEntries(
    [...command.options, 'control'].map((option) => [option, { type: 'string' as const }])
  )
  try {
    return parseArgs({ args: [...args], options, strict: true }).values
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function call(address: string, name: string, request: object): Promise<object> {
  const service = fromJSON(controlProto, LOADER_OPTIONS)['demo.Control']
  const method = service !== undefined && isService(service) ? service[name] : undefined
  if (method === undefined) throw new Error(`control.proto has no ${name}`)
  const Client = makeGenericClientConstructor({}, 'control')
  const client = new Client(address, credentials.createInsecure())
  return new Promise<object>((resolve, reject) => {
    client.makeUnaryRequest(
      method.path,
      method.requestSerialize,
      method.responseDeserialize,
      request,
      { deadline: Date.now() + TIMEOUT_MS },
      (error, response?: object) => {
        if (error !== null || response === undefined) reject(new Error(error?.details ?? 'no answer'))
        else resolve(response)
      }
    )
  }).finally(() => client.close())
}
