import { expect } from 'vitest'
import type { PairingCheck } from '../../../src/shared/domain/pairing'
import { ProcessUnderTest } from '../../support/processes/lnd-process'
import type { ScriptedLnd } from '../../support/fakes/scripted-lnd'

/** Gives the link of an LND to a new process and runs the check. */
export async function checked(lnd: ScriptedLnd, link = lnd.link()) {
  const wallet = new ProcessUnderTest()
  expect(await wallet.ask('give-text', { text: link })).toMatchObject({ ok: true })
  return { wallet, check: await wallet.ask('check', {}) }
}

/** The failed step of a check; undefined if none failed. */
export const failureOf = ({ steps }: PairingCheck) => steps.find(({ state }) => state === 'failed')
