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
const CONTINUE = { choice: 'ok', label: 'Continue' } as const
const MONEY = 'Your money is at your node and is not affected.'
const NOT_AGAIN =
  'Do not pay anything again that you may have paid before: without the records the wallet does not recognise it.'

export interface RecordsFacts {
  /** The name of the node. */
  readonly name: string
  readonly file: string
  readonly detail: string | undefined
  /** A database beside the file that can take its place. */
  readonly backup: string | undefined
}

/** Why the records of a node cannot be used. Nothing was changed or deleted yet. */
export const recordsProblems: Record<StoreOpenCode, (facts: RecordsFacts) => Problem<RecordsChoice>> = {
  corrupt: ({ name, file }) => ({
    message: `The records of ${name} are damaged`,
    detail:
      `The wallet cannot read ${file}. ${MONEY} If you have a backup, quit, copy it over this file and start the ` +
      'wallet again. You can also move the damaged file aside and start new records: earlier messages and payments ' +
      `are then missing, and the limit of one-click payments per day counts from zero. ${NOT_AGAIN}`,
    choices: [QUIT, { choice: 'start-new', label: 'Move it aside and start new records' }, LEAVE]
  }),
  'from-the-future': ({ name, file }) => ({
    message: `A newer IMP Wallet wrote the records of ${name}`,
    detail: `This version cannot read ${file} and does not change it. ${MONEY} Quit, and start the newer version again.`,
    choices: [QUIT, LEAVE]
  }),
  gone: ({ name, file, detail, backup }) => ({
    message: `The records of ${name} are gone`,
    detail:
      `The wallet kept messages and payments in ${file}, and ${detail === 'empty' ? 'it is empty now' : 'it is missing now'}. ` +
      `${MONEY} ${NOT_AGAIN} Put the file back from a backup, or connect the disk that it is on, and try again.` +
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
  unreadable: ({ name, file, detail }) => ({
    message: `The records of ${name} cannot be opened`,
    detail:
      `${file} cannot be read or written${detail === undefined ? '' : ` (${detail})`}. ${MONEY} The disk may be full, ` +
      'the folder may be read-only, or another program may be using the file. Fix that and try again.',
    choices: [RETRY, QUIT, LEAVE]
  })
}

/** A damaged file of the profile: what it contained, and what to do without it. */
const DAMAGED = {
  settings: {
    message: 'The settings could not be read',
    next: 'The wallet continues with what it could read, and with defaults for the rest. A spending limit may be the default again, so check the limits in Settings before you pay.'
  },
  nodes: {
    message: 'The list of your nodes could not be read',
    next: 'A node may be missing from the list, so connect or pair it again. Messages and payments stay in the data folder, and an invoice that was paid is not paid again.'
  },
  keys: {
    message: 'The saved keys could not be read',
    next: 'The key to a node may be missing. Enter the API key again, or pair the LND again, when the wallet says so.'
  }
} as const
export type ProfileFile = keyof typeof DAMAGED

/** `keptAt`: where the damaged file was copied. */
export function profileFileDamaged(
  what: ProfileFile,
  { file, keptAt }: { readonly file: string; readonly keptAt: string | undefined }
): Problem<'ok'> {
  const { message, next } = DAMAGED[what]
  return {
    message,
    detail:
      `${file} is damaged or not readable. ${MONEY} ${next}` +
      (keptAt === undefined ? '' : ` The damaged file is kept as ${keptAt}.`),
    choices: [CONTINUE]
  }
}

/** A file was not moved aside, or a backup was not copied. */
export function recordsNotMoved(file: string, detail: string): Problem<'ok'> {
  return {
    message: 'The records could not be replaced',
    detail: `A file could not be moved or copied in the folder of ${file} (${detail}). Nothing was deleted. ${MONEY} The folder may be read-only, or the disk may be full. Fix that and try again.`,
    choices: [CONTINUE]
  }
}

export const nodeNotOpened: Problem<'ok'> = {
  message: 'The node could not be opened',
  detail: `This is an error in the wallet itself. The log folder in Settings has a report. ${MONEY} Start the wallet again, or choose another node.`,
  choices: [CONTINUE]
}

export const notSaved: Problem<'ok'> = {
  message: 'A change to your saved nodes could not be saved',
  detail: `It lasts until the wallet quits. ${MONEY} The disk may be full, or the data folder may be read-only. Fix that, then make the change again.`,
  choices: [CONTINUE]
}

export function badGivenAddress(address: string): Problem<'ok'> {
  return {
    message: 'IMP_WALLET_NODE is not a node address',
    detail: `The wallet cannot read “${address}”, so it connects to no node. Nothing was sent. Set the variable to a host and port, for example 127.0.0.1:8881, and start the wallet again.`,
    choices: [CONTINUE]
  }
}

export const demoNodeFailed: Problem<'ok'> = {
  message: 'The demo node did not start',
  detail:
    'The wallet runs without it. Its money is play money, so nothing is lost. Choose “Leave this node” in Settings, or start ' +
    'the wallet again to try once more.',
  choices: [CONTINUE]
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

/** The wallet cannot start. Nothing was opened or sent yet. */
export function noProfile(userData: string, reason: string): Problem<'quit'> {
  return {
    message: 'IMP Wallet cannot use its data folder',
    detail:
      `The wallet cannot write to ${userData} (${reason}), so it cannot keep records and does not start. ${MONEY} The ` +
      'disk may be full, or the folder may be read-only or belong to another user. Fix that and start the wallet again.',
    choices: [QUIT]
  }
}

/** An error that nothing caught. Every write of the wallet is durable when it happens, so nothing has to be saved. */
export const mustStop: Problem<'quit'> = {
  message: 'IMP Wallet has to stop',
  detail:
    'There was an error in the wallet itself. Everything that was shown is saved. A payment that was being sent may still ' +
    'go through: it will be listed as “outcome unknown”. Start the wallet again. If this happens again, the ' +
    'log folder has a report without any amounts, invoices or messages.',
  choices: [QUIT]
}
