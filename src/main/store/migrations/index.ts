import { first } from './0001-first'
import { outgoing } from './0002-outgoing'
import { deferredIndexing } from './0003-deferred-indexing'
import { senders } from './0004-senders'
import { learnedLate } from './0005-learned-late'
import { speakers } from './0006-speakers'
import { claimedSenders } from './0007-claimed-senders'
import { fees } from './0008-fees'
import { namedKey } from './0009-named-key'
import { contacts } from './0010-contacts'
import { payees } from './0011-payees'
import { toldApart } from './0012-told-apart'
import { messageFees } from './0013-message-fees'
import { keptStop } from './0014-kept-stop'
import { earlierFees } from './0015-earlier-fees'
import { paidAt } from './0016-paid-at'
import { recordsLost } from './0017-records-lost'
import { replyReference } from './0018-reply-reference'
import type { Migration } from './migration'

/** In ascending order of version. */
export const migrations: readonly Migration[] = [
  first,
  outgoing,
  deferredIndexing,
  senders,
  learnedLate,
  speakers,
  claimedSenders,
  fees,
  namedKey,
  contacts,
  payees,
  toldApart,
  messageFees,
  keptStop,
  earlierFees,
  paidAt,
  recordsLost,
  replyReference
]
