import { expect } from 'vitest'
import type { PaymentHash } from '../../../../src/shared/domain/ids'
import { msat } from '../../../../src/shared/money'
import type { ExportOrder, ExportPiece } from '../../../../src/main/wallet/export/activity-export'
import { settle } from '../../../support/fakes/fake-clock'
import { makeInvoice, pubkeyOf } from '../../../support/fixtures/make-invoice'
import { openWallet, type OpenWallet } from '../../../support/fakes/open-wallet'

export const MIRA = pubkeyOf('Mira')

/** Pays a new invoice with this description through the scripted node. Returns its payment hash. */
export async function pay(wallet: OpenWallet, description: string, preimage?: string): Promise<PaymentHash> {
  const invoice = makeInvoice({ salt: description, description, amountMsat: 2_500_001n })
  const sent = wallet.session.pay.send({
    invoice: invoice.text,
    expectedAmountMsat: msat(2_500_001n),
    confirmed: false,
    retryUnknown: false,
    messageId: undefined
  })
  expect(sent).toMatchObject({ ok: true })
  wallet.node.pays.at(-1)?.answer({ kind: 'paid', preimage: preimage ?? invoice.preimage })
  await settle()
  return invoice.paymentHash
}

/** A wallet that is connected. */
export function ready(): OpenWallet {
  const wallet = openWallet()
  wallet.node.becomeReady()
  return wallet
}

/** All pieces of an export. */
export async function pieces(wallet: OpenWallet, order: ExportOrder): Promise<ExportPiece[]> {
  const all: ExportPiece[] = []
  for await (const piece of wallet.session.activity.export(order)) all.push(piece)
  return all
}

/** The text of an export. */
export const text = async (wallet: OpenWallet, order: ExportOrder) =>
  (await pieces(wallet, order)).map((piece) => piece.text).join('')
