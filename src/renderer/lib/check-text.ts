import type { CheckFailureCode, CheckFinding } from '../../shared/domain/payment'
import type { IpcErrorCode } from '../../shared/ipc/spec'
import { checkFindingText, checkProblemText } from '../../shared/copy/payment'
import { formatExactShort } from './format'

/** The result of one check of an unknown outcome. */
export type CheckResult =
  | { readonly problem: CheckFailureCode | IpcErrorCode }
  /** `at`: when the node answered. */
  | { readonly finding: CheckFinding; readonly at: number }

/** One line for the person; empty before the first check, and if the payment's new state is enough. */
export function checkText(result: CheckResult | undefined, now: number): string {
  if (result === undefined) return ''
  if ('problem' in result) return checkProblemText(result.problem)
  return checkFindingText(result.finding, formatExactShort(result.at, now)) ?? ''
}
