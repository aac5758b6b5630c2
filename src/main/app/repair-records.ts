import type { NodeProfile } from '../../shared/domain/node'
import type { Failure } from '../../shared/result'
import type { Ask } from '../platform/dialogs/ask'
import * as problems from '../platform/dialogs/problem-dialogs'
import type { Log } from '../log/log'
import type { OtherJournals } from './other-journals'
import { backupsBeside, keepRecordsAside, recordsFile, restoreRecords } from './node-records'
import { nodeName } from '../../shared/copy/node-name'
import type { SavedNodes } from '../settings/saved-nodes'
import type { StoreOpenCode } from '../store/open'
import { errorText } from '../error-text'

export interface RepairParts {
  readonly userData: string
  readonly nodes: Pick<SavedNodes, 'expectNoRecords'>
  readonly otherJournals: Pick<OtherJournals, 'keepHashes'>
  /** The person wants new records because the old ones are gone; the page asks for the typed confirmation. */
  readonly startNewRecords: (profile: NodeProfile) => void
  readonly quit: () => void
  readonly ask: Ask
  readonly log: Log
}

/** Asks the person what to do about records that cannot be opened, and does it. True: open them again. */
export function createRepair({
  userData,
  nodes,
  otherJournals,
  startNewRecords,
  quit,
  ask,
  log
}: RepairParts) {
  return async (profile: NodeProfile, { code, detail }: Failure<StoreOpenCode>): Promise<boolean> => {
    log.warn('records-not-opened', { code })
    const records = recordsFile(userData, profile.id)
    const backup = code === 'gone' ? backupsBeside(records)[0] : undefined
    const name = nodeName(profile)
    const choice = await ask(problems.recordsProblems[code]({ name, file: records, detail, backup }))
    try {
      if (choice === 'restore' && backup !== undefined) restoreRecords(records, backup)
      if (choice === 'start-new') {
        // A damaged database may still give some of its payment hashes.
        otherJournals.keepHashes({ id: profile.id, name })
        keepRecordsAside(records)
        nodes.expectNoRecords(profile.id)
      }
    } catch (error) {
      log.error('records-not-moved', error)
      await ask(problems.recordsNotMoved(records, errorText(error)))
      return true
    }
    if (choice === 'start-new-records') startNewRecords(profile)
    if (choice === 'quit') quit()
    return choice === 'start-new' || choice === 'restore' || choice === 'retry'
  }
}
