import type { BenchRow } from '../row'
import { activity } from './activity'
import { click } from './click'
import { decode } from './decode'
import { floods } from './flood'
import { inbox } from './inbox'
import { lndCalls } from './lnd-calls'
import { lndKeysends } from './lnd-keysends'
import { lndMemory } from './lnd-memory'
import { lndPairing } from './lnd-pairing'
import { memory } from './memory'
import { messages } from './messages'
import { paymentFaults } from './payment-faults'
import { reconnect } from './reconnect'
import { replayed } from './replay'
import { start } from './start'
import { wireFuzz } from './wire-fuzz'

/** In the order in which they run. */
export const rows: readonly BenchRow[] = [
  start,
  memory,
  decode,
  click,
  messages,
  ...activity,
  ...inbox,
  ...floods,
  reconnect,
  replayed,
  ...lndCalls,
  lndKeysends,
  lndMemory,
  lndPairing,
  paymentFaults,
  wireFuzz
]
