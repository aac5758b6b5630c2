import type { ConsentQuestion, RaisedLimit } from '../../../shared/domain/consent'
import { feeEstimateText, messageFeeNotKeptText } from '../../../shared/copy/fee'
import { WITHIN_LIMITS } from '../../../shared/copy/consent'
import { networkWords } from '../../../shared/copy/invoice'
import { confirmReasonText, unprovenSenderText } from '../../../shared/copy/pay'
import { amountText, satToMsat, type Msat, type Sat } from '../../../shared/money'
import { beginningOf, visibleLine } from '../../../shared/visible-text'
import type { Ask } from './ask'
import type { Problem } from './problem-dialogs'

/** Asks in a system dialog. Cancel is the default button and the result of closing it. */
export function createConsentDialog(ask: Ask) {
  return async (question: ConsentQuestion): Promise<boolean> =>
    (await ask(consentProblem(question))) === 'agree'
}

const ofMsat = (amount: Msat) => amountText(amount, 'sats')
const sats = (amount: Sat) => ofMsat(satToMsat(amount))
const MAX_DESCRIPTION = 200

/** The text of the dialog for a question. Amounts are in sats, whatever unit the window shows. */
export function consentProblem(question: ConsentQuestion): Problem<'cancel' | 'agree'> {
  switch (question.about) {
    case 'payment': {
      const { amountSat, payee, payeeName, description, largestFeeSat, feeMsat, verdict, unprovenName } =
        question
      const to = payeeName === undefined ? '' : ` to ${shortened(payeeName)}`
      const purpose =
        description === undefined || description === '' ? '' : `For: ${shortened(description)}\n`
      const from = `From: ${shortened(question.from)}, ${networkWords[question.network]}`
      const reason =
        verdict.kind === 'one-click' ? WITHIN_LIMITS : confirmReasonText(verdict, satToMsat(amountSat), sats)
      const doubt = unprovenName === undefined ? '' : unprovenSenderText(shortened(unprovenName))
      // The doubt about the sender is the reason in more words. Any other reason is shown beside it.
      const why =
        doubt === ''
          ? reason
          : verdict.kind === 'confirm' && verdict.reason === 'unverified-sender'
            ? doubt
            : `${doubt} ${reason}`
      return yesOrNo(
        `Pay ${sats(amountSat)}${to}?`,
        `To: ${shortened(payee)}\n${purpose}${feeLine(largestFeeSat, feeMsat)}${from}\n\n${why} A payment cannot be taken back. Nothing has been sent yet.`,
        `Pay ${sats(amountSat)}`
      )
    }
    case 'message': {
      const { amountSat, wholeSat, recipient, largestFeeSat, feeMsat, isWithinLimits } = question
      const isRest = amountSat < wholeSat
      const reason = isWithinLimits
        ? WITHIN_LIMITS
        : isRest
          ? `The whole message counts, with ${sats(wholeSat)} and its fees, and is above your spending limits.`
          : 'This is above your spending limits.'
      const why = `${reason} Nothing${isRest ? ' of the rest' : ''} has been sent yet.`
      // Without a largest fee that the node keeps, the amount is not the most that the message costs.
      const [price, button, fee] =
        largestFeeSat === undefined
          ? ['plus network fees', 'plus fees', `Fee: ${messageFeeNotKeptText(feeMsat, ofMsat)}\n`]
          : ['plus a network fee', 'plus the fee', feeLine(largestFeeSat, feeMsat)]
      return yesOrNo(
        `Send ${isRest ? 'the rest of this message' : 'this message'} for ${sats(amountSat)} ${price}?`,
        `To: ${shortened(recipient)}\n${fee}\n${why}`,
        `Send for ${sats(amountSat)} ${button}`
      )
    }
    case 'limits':
      return yesOrNo(
        question.raised.length === 1 ? 'Raise this spending limit?' : 'Raise these spending limits?',
        `${question.raised.map(raisedText).join('\n')}\n\nUp to a limit, the wallet pays without asking.`,
        'Raise'
      )
  }
}

/** The same words as on the page. */
function feeLine(largestFeeSat: Sat | undefined, feeMsat: Msat | undefined): string {
  if (largestFeeSat === undefined) return ''
  return `Fee: ${feeEstimateText({ feeMsat }, satToMsat(largestFeeSat), ofMsat)}\n`
}

function yesOrNo(message: string, detail: string, agree: string): Problem<'cancel' | 'agree'> {
  return {
    message,
    detail,
    choices: [
      { choice: 'cancel', label: 'Cancel' },
      { choice: 'agree', label: agree }
    ]
  }
}

/** Text of others, shortened to one visible line, so that it cannot look like part of the dialog. */
function shortened(text: string): string {
  const line = visibleLine(text)
  return line.length > MAX_DESCRIPTION ? `${beginningOf(line, MAX_DESCRIPTION)}…` : line
}

const LIMIT_NAMES: Record<RaisedLimit['limit'], string> = {
  clickLimitSat: 'One click pays up to',
  dayLimitSat: 'One-click payments in 24 hours',
  feeLimitSat: 'Largest fee, at least',
  feeLimitPercent: 'Largest fee, of the amount'
}

function raisedText(raised: RaisedLimit): string {
  const [from, to] =
    raised.limit === 'feeLimitPercent'
      ? [`${raised.fromPercent}%`, `${raised.toPercent}%`]
      : [sats(raised.fromSat), sats(raised.toSat)]
  return `${LIMIT_NAMES[raised.limit]}: from ${from} to ${to}`
}
