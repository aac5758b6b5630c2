import { ControlServer } from '../control/control-server'
import { startDemoNode, type DemoNode } from '../index'
import { AddressError } from '../../../net/listen-address'
import { certificateFingerprint } from '../../../tls/self-signed'
import { UsageError, type ServeOptions } from './serve-options'

/** Posted or printed once, when all ports are open. */
export interface ReadyEvent {
  readonly event: 'ready'
  readonly grpc: string
  readonly http: string
  readonly control: string
  readonly pubkey: string
  readonly generation: number
  /** With TLS: the certificate as PEM, and its SHA-256. */
  readonly certificate?: string
  readonly fingerprint?: string
}

/** Posted or printed instead, before the process ends. */
export interface ErrorEvent {
  readonly event: 'error'
  readonly code: 'address-in-use' | 'bad-options' | 'failed'
  /** Text for a person. */
  readonly message: string
}

export interface Serving {
  readonly node: DemoNode
  readonly ready: ReadyEvent
  readonly stop: () => Promise<void>
}

/** Starts the node and its control service. Rejects like `startDemoNode`. */
export async function serve(options: ServeOptions): Promise<Serving> {
  const node = await startDemoNode(options.node)
  const control = new ControlServer(node)
  const stop = async () => {
    await node.stop()
    await control.close()
  }
  try {
    await control.open(options.control)
  } catch (error) {
    await node.stop()
    throw error
  }
  const certificate = options.node.tls?.cert
  const ready: ReadyEvent = {
    event: 'ready',
    grpc: node.address,
    http: node.httpAddress,
    control: control.address,
    pubkey: node.pubkey,
    generation: node.generation,
    ...(certificate === undefined ? {} : { certificate, fingerprint: certificateFingerprint(certificate) })
  }
  return { node, ready, stop }
}

export function errorEvent(error: unknown): ErrorEvent {
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof UsageError || error instanceof AddressError) {
    return { event: 'error', code: 'bad-options', message }
  }
  if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) {
    return { event: 'error', code: 'failed', message }
  }
  const taken = /EADDRINUSE: address already in use (\S+)/.exec(message)?.[1] ?? 'the address'
  return {
    event: 'error',
    code: 'address-in-use',
    message: `${taken} is used by another program: end that program, or choose another port (--grpc, --http, --control; port 0 is any free port).`
  }
}
