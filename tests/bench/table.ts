import { holds, type BenchResult, type BenchRow } from './row'

const number = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3))

/** The results as a plain text table, one line a row. */
export function table(results: readonly BenchResult[], rows: readonly BenchRow[]): string {
  const unitOf = (id: string): string => rows.find((row) => row.id === id)?.unit ?? ''
  const lines = results.map((result) => [
    result.id,
    `${number(result.measured)} ${unitOf(result.id)}`,
    `${number(result.floor)} ${unitOf(result.id)}`,
    result.ratio.toFixed(2),
    `${result.better === 'lower' ? '≤' : '≥'} ${result.limit}`,
    holds(result) ? 'ok' : 'MISSED',
    result.what
  ])
  const head = ['row', 'measured', 'floor', 'ratio', 'limit', '', 'what']
  const widths = head.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => (line[column] ?? '').length))
  )
  return [head, ...lines]
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd()
    )
    .join('\n')
}
