import type { OpenTarget } from '../../../shared/ipc/contract'
import { withinInputLimit } from '../../../shared/pay-input/limits'

export interface PayFromClipboardParts {
  /** Rejects where the system refuses to hand over the clipboard. */
  readonly readClipboard: () => Promise<string>
  readonly open: (target: OpenTarget) => void
  /** Called when the clipboard could not be read. Pay is opened without a text then. */
  readonly failed: (error: unknown) => void
}

/** Opens Pay with the text of the clipboard. */
export async function payFromClipboard({
  readClipboard,
  open,
  failed
}: PayFromClipboardParts): Promise<void> {
  let text = ''
  try {
    text = withinInputLimit(await readClipboard())
  } catch (error) {
    failed(error)
  }
  open({ to: 'pay', text })
}
