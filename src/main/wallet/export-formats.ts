import type { ExportFormat } from '../../shared/domain/activity'
import { EXPORT_COLUMNS, type ExportRow } from './export-rows'

/** A format that is written piece by piece. */
export interface Writer {
  readonly begin: string
  row(row: ExportRow, first: boolean): string
  readonly end: string
}

/** RFC 4180. */
const csv: Writer = {
  begin: `${EXPORT_COLUMNS.join(',')}\r\n`,
  row: (row) => `${EXPORT_COLUMNS.map((column) => csvField(row[column])).join(',')}\r\n`,
  end: ''
}

const json: Writer = {
  begin: '[',
  row: (row, first) => `${first ? '' : ','}\n  ${JSON.stringify(row)}`,
  end: '\n]\n'
}

export const WRITERS: Readonly<Record<ExportFormat, Writer>> = { csv, json }

/** What a spreadsheet would run as a formula, although peers wrote it: https://owasp.org/www-community/attacks/CSV_Injection */
const FORMULA = /^[=+\-@\t\r]/u

function csvField(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/u.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
