import type { ConnectFailure } from '../../shared/domain/connection'
import type { Capabilities } from '../../shared/domain/node'
import { DEADLINES, type Deadlines } from './deadlines'
import { inspect } from './capability-probe'
import { wire, type Access } from './create-transport'

export interface Probe {
  readonly capabilities: Capabilities
}

/** A failure as everywhere, with the fingerprint of the certificate where it is about one. */
export type ProbeResult =
  { readonly ok: true; readonly value: Probe } | { readonly ok: false; readonly error: ConnectFailure }

export interface ProbeOptions extends Access {
  /** The person gave up: the result is then `lost`. */
  readonly signal?: AbortSignal
  readonly deadlines?: Partial<Deadlines>
}

/**
 * Tries a node for real, on a connection of its own, and names the step that failed. It does not subscribe: a node of
 * the second generation forgets a subscriber only at its next message.
 */
export async function probeNode(options: ProbeOptions): Promise<ProbeResult> {
  const { connect, sync } = { ...DEADLINES, ...options.deadlines }
  const wired = wire(options, connect)
  if (!wired.ok) return { ok: false, error: wired.failure }
  const { transport } = wired
  const abort = () => transport.destroy()
  options.signal?.addEventListener('abort', abort)
  try {
    if (options.signal?.aborted === true) abort()
    const failure = await transport.open()
    if (failure !== undefined) return { ok: false, error: failure }
    const inspection = await inspect(transport, options.apiKey, sync)
    return inspection.ok
      ? { ok: true, value: { capabilities: inspection.capabilities } }
      : { ok: false, error: inspection.failure }
  } finally {
    options.signal?.removeEventListener('abort', abort)
    transport.retire()
  }
}
