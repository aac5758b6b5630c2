import { basename } from 'node:path'
import type { StoreOpenCode } from '../../store/open'

/** The text of a dialog, and the labels of its buttons by choice. The first button is the default. */
export interface Problem<Choice extends string> {
  readonly message: string
  readonly detail: string
  readonly choices: readonly { readonly choice: Choice; readonly label: string }[]
}

export type RecordsChoice = 'start-new' | 'restore' | 'start-new-records' | 'retry' | 'leave' | 'quit'

const LEAVE = { choice: 'leave', label: 'Choose another node' } as const
const QUIT = { choice: 'quit', label: 'Quit' } as const
const RETRY = { choice: 'retry', label: 'Try again' } as const
const MONEY = 'Your money is at your node and is not affected.'

/** Why the records of a node cannot be used. Nothing was changed or deleted yet. */
export const recordsProblems: Record<
  StoreOpenCode,
  (file: string, detail: string | undefined, backup: string | undefined) => Problem<RecordsChoice>
> = {
  corrupt: (file) => ({
    message: 'The records of this node are damaged',
    detail:
      `${file} cannot be read any more. ${MONEY} You can move the damaged file aside and start with new records: ` +
      'payments and messages shown before are then missing here, and an invoice that was paid already is only ' +
      'recognised by the node. A backup copied over the file brings them back.',
    choices: [QUIT, { choice: 'start-new', label: 'Move it aside and start fresh' }, LEAVE]
  }),
  'from-the-future': (file) => ({
    message: 'A newer IMP Wallet wrote these records',
    detail: `This version does not understand ${file} and leaves it as it is. ${MONEY} Start the newer version again.`,
    choices: [QUIT, LEAVE]
  }),
  gone: (file, detail, backup) => ({
    message: 'The records of this node are gone',
    detail:
      `The wallet kept messages and payments in ${file}, and ${detail === 'empty' ? 'it is empty now' : 'it is missing now'}. ` +
      `${MONEY} Do not pay anything again that you may have paid before: without the records the wallet does not ` +
      'recognise it. Put the file back from a backup, or connect the disk that it is on, and try again.' +
      (backup === undefined
        ? ''
        : ` The same folder contains ${basename(backup)}, which can take its place.`),
    choices: [
      RETRY,
      ...(backup === undefined ? [] : [{ choice: 'restore', label: `Use ${basename(backup)}` } as const]),
      LEAVE,
      { choice: 'start-new-records', label: 'Start new records…' },
      QUIT
    ]
  }),
  unreadable: (file, detail) => ({
    message: 'The records of this node cannot be opened',
    detail:
      `${file} cannot be read or written${detail === undefined ? '' : ` (${detail})`}. ${MONEY} The disk may be full, ` +
      'the folder may be read-only, or another program may be using the file. Fix that and try again.',
    choices: [RETRY, QUIT, LEAVE]
  })
}

export function settingsDamaged(file: string, keptAt: string | undefined): Problem<'ok'> {
  return {
    message: 'A settings file could not be read',
    detail:
      `${file} is damaged or not readable. The wallet continues with what it could read, and with defaults for the rest. ` +
      'Nothing was paid. A spending limit may be the default again, so check the limits in Settings before you pay.' +
      (keptAt === undefined ? '' : ` The file is kept as ${keptAt}.`),
    choices: [{ choice: 'ok', label: 'Continue' }]
  }
}

export function recordsNotMoved(file: string, detail: string): Problem<'ok'> {
  return {
    message: 'The file could not be moved',
    detail: `${file} is where it was (${detail}). ${MONEY} The folder may be read-only, or the disk may be full. Fix that and try again.`,
    choices: [{ choice: 'ok', label: 'Continue' }]
  }
}

export const nodeNotOpened: Problem<'ok'> = {
  message: 'The node could not be opened',
  detail: `This is an error in the wallet itself. The log folder in Settings has a report. ${MONEY} Start the wallet again, or choose another node.`,
  choices: [{ choice: 'ok', label: 'Continue' }]
}

export const notSaved: Problem<'ok'> = {
  message: 'A change to your saved nodes could not be saved',
  detail: `It lasts until the wallet quits. ${MONEY} The disk may be full, or the data folder may be read-only. Fix that, then make the change again.`,
  choices: [{ choice: 'ok', label: 'Continue' }]
}

export function badGivenAddress(address: string): Problem<'ok'> {
  return {
    message: 'IMP_WALLET_NODE is not a node address',
    detail: `The wallet cannot read “${address}”, so it connects to no node. Nothing was sent. Set the variable to a host and port, for example 127.0.0.1:8881, and start the wallet again.`,
    choices: [{ choice: 'ok', label: 'Continue' }]
  }
}

export const demoNodeFailed: Problem<'ok'> = {
  message: 'The demo node did not start',
  detail:
    'The wallet runs without it. Its money is play money, so nothing is lost. Choose “Leave this node” in Settings, or start ' +
    'the wallet again to try once more.',
  choices: [{ choice: 'ok', label: 'Continue' }]
}

export const pageKeepsCrashing: Problem<'reload' | 'quit'> = {
  message: 'The window crashed again',
  detail:
    'The wallet itself keeps running: payments under way continue, and everything shown is saved. Load the window again, or quit.',
  choices: [
    { choice: 'reload', label: 'Load again' },
    { choice: 'quit', label: 'Quit' }
  ]
}
