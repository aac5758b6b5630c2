import * as v from 'valibot'
import { ok, type Result } from '../../../shared/result'
import type { BackendFailure } from '../../backend'
import type { LndClient } from '../../backends/lnd/lnd-client'

const State = v.object({ state: v.string() })

/** Whether LND's wallet is unlocked. The call needs no macaroon, because a locked LND cannot check one. */
export type LndState = 'ready' | 'locked' | 'starting'

/** Asks LND for its state. Fails with `unreachable` or `certificate-changed` if LND cannot be asked. */
export async function askState(
  client: LndClient,
  deadlineMs: number
): Promise<Result<LndState, BackendFailure>> {
  const answer = await client.call('lnrpc.State/GetState', {}, State, deadlineMs)
  if (answer.ok) return ok(stateOf(answer.value.state))
  switch (answer.error.code) {
    case 'locked':
    case 'starting':
      return ok(answer.error.code)
    case 'unreachable':
    case 'certificate-changed':
      return answer
    default:
      // LND before 0.13 has no such service, and a proxy may hide it. The next call shows whether LND is ready.
      return ok('ready')
  }
}

/** `WalletState` of LND's stateservice.proto. */
function stateOf(state: string): LndState {
  switch (state) {
    case 'NON_EXISTING':
    case 'LOCKED':
      return 'locked'
    case 'UNLOCKED':
    case 'WAITING_TO_START':
      return 'starting'
    // RPC_ACTIVE lasts for hours while LND reads the chain. GetInfo works then, and reports the progress.
    default:
      return 'ready'
  }
}
