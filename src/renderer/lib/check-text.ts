import type { CheckFailureCode, CheckFinding } from '../../shared/domain/payment'
import type { IpcErrorCode } from '../../shared/ipc/spec'
import { checkFindingText, checkProblemText } from '../../shared/copy/payment'
import { dayTime } from './format'

/** What one check of an unknown outcome brought. */
export type CheckResult =
  | { readonly problem: CheckFailureCode | IpcErrorCode }
  /** `at`: when the node answered. */
  | { readonly finding: CheckFinding; readonly at: number }

/** One line for the person; empty before the first check, and where the payment's new state says it all. */
export function checkText(result: CheckResult | undefined, now: number): string {
  if (result === undefined) return ''
  if ('problem' in result) return checkProblemText(result.problem)
  return checkFindingText(result.finding, dayTime(result.at, now)) ?? ''
}
