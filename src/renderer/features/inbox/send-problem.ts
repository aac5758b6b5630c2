import type { SendProblem } from '../../lib/draft.svelte'
import type { CreateInvoiceFailure } from '../../../shared/domain/invoice'
import { createInvoiceMessage } from '../../../shared/copy/invoice'
import { ipcErrorMessage } from '../../../shared/copy/ipc'
import { sendRefusalMessage } from '../../../shared/copy/send'
import type { UserMessage } from '../../../shared/copy/user-message'

const words = { ...createInvoiceMessage, ...ipcErrorMessage, ...sendRefusalMessage }

/** The message about a refusal. A code that exists in both tables is explained as one of a message. */
export function sendProblemWords(code: SendProblem | CreateInvoiceFailure): UserMessage {
  return words[code]
}
