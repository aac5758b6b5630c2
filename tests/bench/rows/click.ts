import { credentials, makeGenericClientConstructor, type Client } from '@grpc/grpc-js'
import type { Page } from '@playwright/test'
import { methodDefinitions } from '../../../src/node/api/protos'
import { startDemoProcess, type DemoProcess } from '../../support/processes/demo-process'
import { median, type BenchRow } from '../row'
import { openWalletWindow } from '../support/wallet-window'

const RUNS = 25
const AMOUNT_SAT = 100

interface Payer {
  /** Pays; resolves with the time of the request, in milliseconds since 1970. */
  pay(invoice: string): Promise<number>
}

const wallClockMs = (): number => performance.timeOrigin + performance.now()

function bare(address: string): Payer & { close(): void } {
  const definition = methodDefinitions(1).find(({ path }) => path.endsWith('/PayInvoice'))
  if (definition === undefined) throw new Error('the node has no PayInvoice')
  const { path, requestSerialize, responseDeserialize } = definition
  const Generic = makeGenericClientConstructor({}, 'bare')
  const client: Client = new Generic(address, credentials.createInsecure())
  const pay = (invoice: string): Promise<number> =>
    new Promise((resolve, reject) => {
      const askedAt = wallClockMs()
      client.makeUnaryRequest(path, requestSerialize, responseDeserialize, { invoice }, (error) => {
        if (error === null) resolve(askedAt)
        else reject(error)
      })
    })
  return { pay, close: () => client.close() }
}

/** The wallet's own Pay screen, with a real click. */
function window(page: Page): Payer {
  return {
    pay: async (invoice) => {
      await page.getByRole('link', { name: 'Pay', exact: true }).click()
      await page.getByLabel('Invoice').fill(invoice)
      const button = page.getByRole('button', { name: `Pay ${AMOUNT_SAT} sats` })
      // The button reacts only after it is armed.
      await page.locator('button[data-armed=true]', { hasText: `Pay ${AMOUNT_SAT} sats` }).waitFor()
      const clicked = page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            const tell = (event: Event) => resolve(performance.timeOrigin + event.timeStamp)
            addEventListener('click', tell, { capture: true, once: true })
          })
      )
      await button.click()
      const at = await clicked
      await page.getByRole('button', { name: 'Done' }).click()
      return at
    }
  }
}

/** Milliseconds from the click until the node has the request. */
async function untilAtNode(node: DemoProcess, payer: Payer, memo: string): Promise<number> {
  const terms = { from: 'Mira', amount_sat: String(AMOUNT_SAT), memo }
  const { invoice } = await node.call('CreatePeerInvoice', terms)
  const askedAt = await payer.pay(invoice)
  const { calls } = await node.call('GetState', {})
  const arrived = calls.filter(({ method }) => method === 'PayInvoice').at(-1)
  if (arrived === undefined) throw new Error('the node was not asked')
  return arrived.at_ms - askedAt
}

/**
 * In addition to a bare call, the wallet passes the click from the window to main, decodes the invoice again, checks it
 * against the policy, and writes the payment to the disk before it sends. The limit of a few bare calls is one or two
 * frames, which a person does not notice.
 */
export const click: BenchRow = {
  id: 'click',
  what: 'from the click on Pay to the request at the node, against a bare grpc-js call',
  unit: 'ms',
  limit: 15,
  better: 'lower',
  run: async ({ electron, temporaryFolder, progress }) => {
    const node = await startDemoProcess()
    const client = bare(node.grpc)
    const profile = temporaryFolder()
    const wallet = await openWalletWindow(
      { ...electron, env: { ...electron.env, IMP_WALLET_NODE: node.grpc } },
      profile
    )
    try {
      const page = window(wallet.page)
      const floor: number[] = []
      const measured: number[] = []
      for (let run = 0; run <= RUNS; run += 1) {
        const direct = await untilAtNode(node, client, `bare ${run}`)
        const clicked = await untilAtNode(node, page, `clicked ${run}`)
        if (run === 0) continue
        floor.push(direct)
        measured.push(clicked)
        if (run % 5 === 0)
          progress(`run ${run} of ${RUNS}: ${clicked.toFixed(1)} and ${direct.toFixed(1)} ms`)
      }
      return { measured: median(measured), floor: median(floor) }
    } finally {
      await wallet.close()
      client.close()
      await node.stop()
    }
  }
}
