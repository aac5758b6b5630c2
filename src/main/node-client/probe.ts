import type { ConnectFailure } from '../../shared/domain/connection'
import type { Capabilities } from '../../shared/domain/node'
import { ok, type Result } from '../../shared/result'
import { DEADLINES, type Deadlines } from './deadlines'
import { inspect } from './capability-probe'
import { createTransport, type Access } from './create-transport'

export interface Probe {
  readonly capabilities: Capabilities
}

/** A failure, with the fingerprint of the certificate if it is about one. */
export type ProbeResult = Result<Probe, ConnectFailure>

export interface ProbeOptions extends Access {
  /** Aborted by the person; the result is then `lost`. */
  readonly signal?: AbortSignal
  readonly deadlines?: Partial<Deadlines>
}

/**
 * Tries to connect to a node, on a connection of its own, and reports the step that failed. Does not subscribe, because
 * a node of the second generation notices that a subscriber left only at its next message.
 */
export async function probeNode(options: ProbeOptions): Promise<ProbeResult> {
  const { connect, sync } = { ...DEADLINES, ...options.deadlines }
  const created = createTransport(options, connect)
  if (!created.ok) return created
  const transport = created.value
  const abort = () => transport.destroy()
  options.signal?.addEventListener('abort', abort)
  try {
    if (options.signal?.aborted === true) abort()
    const failure = await transport.open()
    if (failure !== undefined) return { ok: false, error: failure }
    const inspection = await inspect(transport, options.apiKey, sync)
    return inspection.ok ? ok({ capabilities: inspection.value.capabilities }) : inspection
  } finally {
    options.signal?.removeEventListener('abort', abort)
    transport.retire()
  }
}
