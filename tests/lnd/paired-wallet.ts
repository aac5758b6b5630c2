import type { ElectronApplication, Page } from '@playwright/test'
import type { AppState } from '../../src/shared/domain/app-state'
import type { PayCard } from '../../src/shared/domain/pay-card'
import type { Payment, PaymentState } from '../../src/shared/domain/payment'
import type { PairedLnd, PairingCheck } from '../../src/shared/domain/pairing'
import type { Failure } from '../../src/shared/result'
import type { LndAccess } from '../../src/node/backends/lnd/lnd-access'
import { until } from './processes'
import type { TestLnd } from './test-lnd'

/** Actions of a person with a wallet and their LND, through the calls of the page. */

/** The link that `lndconnect` prints for the admin. */
export const adminLink = (lnd: TestLnd): string => linkTo(lnd, {})

/** The link with some of its parts changed. */
export function linkTo(lnd: TestLnd, change: Partial<LndAccess>): string {
  const { address, cert = '', macaroon } = { ...lnd.access(), ...change }
  const der = cert.replace(/-----[^-]+-----|\s/gu, '')
  const url = (base64: string) => base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/u, '')
  return `lndconnect://${address}?cert=${url(der)}&macaroon=${url(Buffer.from(macaroon, 'hex').toString('base64'))}`
}

export async function stateOf(page: Page): Promise<AppState> {
  const snapshot = await page.evaluate<{ value: AppState }>('window.imp.app.snapshot()')
  return snapshot.value
}

/** Gives the link, waits for the check, and connects. */
export async function pairWith(page: Page, text: string, again?: string): Promise<PairedLnd> {
  await ask(page, 'begin', { again })
  await ask(page, 'giveText', { text })
  const check = await checkOf(page)
  if (check.steps.some(({ state }) => state === 'failed')) throw new Error(JSON.stringify(check.steps))
  return (await ask(page, 'connect', { rights: 'pay-and-receive', keepGivenKey: false })) as PairedLnd
}

export async function checkOf(page: Page): Promise<PairingCheck> {
  await ask(page, 'check', {})
  return until('the check', 30, async () => {
    const check = (await stateOf(page)).pairing?.check
    return check?.running === false ? check : undefined
  })
}

/** A call about pairing that must not fail; resolves with its value. */
export async function ask(page: Page, action: string, args?: object): Promise<unknown> {
  const call = `window.imp.pairing.${action}(${args === undefined ? '' : JSON.stringify(args)})`
  const answer = await page.evaluate<{ ok: boolean; value?: unknown; error?: Failure<string> }>(call)
  if (!answer.ok) throw new Error(`${action}: ${answer.error?.code ?? ''} ${answer.error?.detail ?? ''}`)
  return answer.value
}

/** The payment as the wallet's journal has it, once it has this state. */
export function paymentIn(page: Page, state: PaymentState, paymentHash: string): Promise<Payment> {
  return until(`the payment to be ${state}`, 60, async () => {
    const call = `window.imp.pay.get(${JSON.stringify({ paymentHash })})`
    const card = await page.evaluate<{ ok: boolean; value?: PayCard }>(call)
    const payment = card.value?.payment
    return payment?.state === state ? payment : undefined
  })
}

/** The processes in which the nodes of LNDs run. */
export async function nodeProcesses(app: ElectronApplication): Promise<number[]> {
  return app.evaluate(({ app: running }) =>
    running
      .getAppMetrics()
      .filter(({ name, serviceName }) =>
        `${name ?? ''} ${serviceName ?? ''}`.includes('IMP node of your LND')
      )
      .map(({ pid }) => pid)
  )
}

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
