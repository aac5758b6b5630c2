import type { SendProblem } from '../../lib/draft.svelte'
import type { CreateInvoiceFailure } from '../../../shared/domain/invoice'
import { createInvoiceWords } from '../../../shared/words/invoice'
import { ipcErrorWords } from '../../../shared/words/ipc'
import { sendRefusalWords } from '../../../shared/words/send'
import type { Words } from '../../../shared/words/words'

const words = { ...createInvoiceWords, ...ipcErrorWords, ...sendRefusalWords }

/** Why nothing was sent, in words. What both tables know is said as of a message. */
export function sendProblemWords(code: SendProblem | CreateInvoiceFailure): Words {
  return words[code]
}
