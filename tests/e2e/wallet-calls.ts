import type { DemoProcess } from '../support/processes/demo-process'
import type { Page } from '@playwright/test'
import type { LaunchedWallet } from '../support/drivers/app'
import type { NodeId } from '../../src/shared/domain/ids'

/** The node that is active in main. */
export async function activeNode(page: Page): Promise<NodeId> {
  const id = await page.evaluate(async () => {
    const state = await window.imp.app.snapshot()
    return state.ok ? state.value.node?.id : undefined
  })
  if (id === undefined) throw new Error('no node is active')
  return id
}

/** Changes the wallet's settings for a sender, a peer of the demo node. */
export async function setSender(
  { page }: LaunchedWallet,
  node: DemoProcess,
  peer: string,
  wanted: { petname?: string; muted?: boolean; minSats?: bigint }
): Promise<void> {
  const { channels } = await node.call('GetState', {})
  const pubkey = channels.find((channel) => channel.peer === peer)?.pubkey
  const settings = { pubkey, petname: '', muted: false, minSats: 1n, ...wanted }
  const answer = await page.evaluate(
    (args) => window.imp.inbox.setSender(args as Parameters<typeof window.imp.inbox.setSender>[0]),
    settings
  )
  if (!answer.ok) throw new Error(answer.error.code)
}

/** The number of stored, unread messages. */
export const countUnread = ({ page }: LaunchedWallet) =>
  page.evaluate(async () => {
    const state = await window.imp.app.snapshot()
    return state.ok ? state.value.unread : undefined
  })
