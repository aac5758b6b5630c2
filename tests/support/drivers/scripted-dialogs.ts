import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import * as v from 'valibot'
import type { LaunchedWallet } from './app'

/** For `launchWallet`: a wallet whose message boxes the test reads and answers. */
export const ANSWERING = join('tests', 'support', 'drivers', 'answering-dialogs')

const Box = v.object({
  message: v.string(),
  detail: v.string(),
  buttons: v.array(v.string()),
  open: v.boolean()
})

/** A message box of the system, as the person reads it. */
export type MessageBox = v.InferOutput<typeof Box>

interface HeldBox extends Omit<MessageBox, 'open'> {
  press: ((label: string) => void) | undefined
}

/** All message boxes since the start, also those that were answered. */
export async function messageBoxes({ app }: LaunchedWallet): Promise<readonly MessageBox[]> {
  const boxes: unknown = await app.evaluate(() =>
    (Reflect.get(globalThis, 'messageBoxes') as HeldBox[]).map(({ press, ...box }) => ({
      ...box,
      open: press !== undefined
    }))
  )
  return v.parse(v.array(Box), boxes)
}

/** Waits until a message box with this message is open, and returns it. */
export async function messageBox(wallet: LaunchedWallet, message: string): Promise<MessageBox> {
  const isOpen = (box: MessageBox) => box.open && box.message === message
  let found: MessageBox | undefined
  await expect
    .poll(async () => (found = (await messageBoxes(wallet)).find(isOpen)), { message })
    .toBeDefined()
  if (found === undefined) throw new Error('a message box that was open is gone')
  return found
}

/** Presses a button of the open message box. */
export async function press(wallet: LaunchedWallet, label: string): Promise<void> {
  const pressed = await wallet.app.evaluate((_electron, wanted) => {
    const boxes = Reflect.get(globalThis, 'messageBoxes') as HeldBox[]
    const box = boxes.find(({ press, buttons }) => press !== undefined && buttons.includes(wanted))
    const answer = box?.press
    if (box === undefined || answer === undefined) return false
    // The box counts as answered at once, so that the next call does not take it for a later one. The answer itself is
    // delayed, so that this call is answered before the app can end.
    box.press = undefined
    setImmediate(() => answer(wanted))
    return true
  }, label)
  if (!pressed) throw new Error(`no open message box offers "${label}"`)
}

/** The text of the message box that the wallet shows before it ends. */
export const lastWords = (dataDir: string): string => readFileSync(join(dataDir, 'last-words.txt'), 'utf8')
